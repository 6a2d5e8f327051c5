package org.infoplane.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Seeds without the pattern, or with drift only, are not called reproduced more than chance. */
class ClaimsCalibrationTest {

  private static final int TABLES = 100;
  private static final int SEEDS = 10;

  /** More than this of 100 is seen once in a thousand times at 5 %. */
  private static final int MOST =
      new BinomialDistribution(null, TABLES, 0.05).inverseCumulativeProbability(0.999);

  private static ClaimResult[] results(MadeUp made) {
    return IntStream.range(0, TABLES)
        .parallel()
        .mapToObj(
            table ->
                ClaimsTest.result(
                    made.claim(), Claims.of("net", made.runs(1 + SEEDS * (long) table, SEEDS))))
        .toArray(ClaimResult[]::new);
  }

  private static long count(ClaimResult[] results, Verdict verdict) {
    return IntStream.range(0, TABLES).filter(i -> results[i].verdict() == verdict).count();
  }

  @ParameterizedTest
  @EnumSource
  void noiseHasNoPatternButByChance(Claim claim) {
    ClaimResult[] results = results(MadeUp.noise(claim));
    assertThat(TABLES - count(results, Verdict.NOT_REPRODUCED)).isLessThanOrEqualTo(MOST);
  }

  @ParameterizedTest
  @EnumSource
  void driftIsNotCalledReproducedButByChance(Claim claim) {
    ClaimResult[] results = results(MadeUp.drift(claim));
    assertThat(count(results, Verdict.REPRODUCED)).isLessThanOrEqualTo(MOST);
    assertThat(count(results, Verdict.EXPLAINED_BY_DRIFT)).isGreaterThan(TABLES * 8 / 10);
  }
}
