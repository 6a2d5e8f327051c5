package org.infoplane.measure.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BenjaminiHochbergTest {

  @Test
  void adjustedValuesAreThoseOfTheStepUp() {
    // R: p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.6), "BH")
    assertThat(BenjaminiHochberg.adjusted(0.01, 0.04, 0.03, 0.005, 0.6))
        .containsExactly(new double[] {0.025, 0.05, 0.05, 0.025, 0.6}, Offset.offset(1e-15));
  }

  @Test
  void laterTestsPullEarlierOnesIn() {
    assertThat(BenjaminiHochberg.discoveries(0.05, 0.05, 0.04, 0.03)).isEqualTo(3);
    assertThat(BenjaminiHochberg.discoveries(0.05, 0.06, 0.04, 0.03)).isZero();
    assertThat(BenjaminiHochberg.discoveries(0.05, 0.9, 0.001, 0.8)).isEqualTo(1);
  }

  @Test
  void discoveriesAreAdjustedValuesBelowTheRate() {
    SplittableRandom random = new SplittableRandom(2);
    for (int round = 0; round < 200; round++) {
      int tests = 1 + random.nextInt(60);
      double small = random.nextDouble();
      double[] p =
          random
              .doubles(tests)
              .map(u -> Math.round(1000 * u * (u < small ? .1 : 1)) / 1000.0)
              .toArray();
      for (double rate : new double[] {.01, .05, .3}) {
        assertThat(BenjaminiHochberg.discoveries(rate, p))
            .isEqualTo(
                (int) Arrays.stream(BenjaminiHochberg.adjusted(p)).filter(q -> q <= rate).count());
      }
    }
  }

  @Test
  void testsThatWereNotMadeDoNotCount() {
    double none = Double.NaN;
    assertThat(BenjaminiHochberg.discoveries(0.05, none, 0.05, 0.04, none, 0.03)).isEqualTo(3);
    assertThat(BenjaminiHochberg.discoveries(0.05, none)).isZero();
  }

  @Test
  void adjustedIsNeverAboveOne() {
    assertThat(BenjaminiHochberg.adjusted(1, 1)).containsExactly(1, 1);
  }

  @Test
  void badInputIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BenjaminiHochberg.adjusted())
        .withMessageContaining("at least one value");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BenjaminiHochberg.adjusted(0.1, Double.NaN))
        .withMessageContainingAll("from 0 to 1", "NaN for test 1");
    for (double rate : new double[] {Double.NaN, 0, 1}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> BenjaminiHochberg.discoveries(rate, 0.1))
          .withMessageContaining("rate must be between 0 and 1, got " + rate);
    }
    assertThatIllegalArgumentException().isThrownBy(() -> BenjaminiHochberg.adjusted(-0.1));
    assertThatIllegalArgumentException().isThrownBy(() -> BenjaminiHochberg.adjusted(1.1));
  }
}
