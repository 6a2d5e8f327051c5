package org.infoplane.paper;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.infoplane.measure.statistics.RankCorrelation;
import org.infoplane.measure.statistics.SignTest;
import org.infoplane.result.RunSummary;

/** C5: one correlation over seeds. */
final class Generalization {

  private static final int FEWEST_SEEDS = 5;
  private static final int SHUFFLES = 9999;
  private static final int RESAMPLES = 999;
  private static final long SEED = 42;

  private Generalization() {}

  static ClaimResult of(String network, List<RunSummary> runs, int needed) {
    Claim claim = Claim.GENERALIZATION;
    if (runs.size() < FEWEST_SEEDS) {
      return ClaimResult.unknown(claim, network, runs.size(), "too few seeds");
    }
    double[] gap = runs.stream().mapToDouble(RunSummary::generalizationGap).toArray();
    if (Arrays.stream(gap).anyMatch(Double::isNaN)) {
      return ClaimResult.unknown(claim, network, 0, "train or test accuracy was not measured");
    }
    double[] te = means(runs, RunSummary::totalTransferEntropy);
    RankCorrelation observed = RankCorrelation.of(te, gap);
    if (!observed.isDefined()) {
      return ClaimResult.unknown(claim, network, runs.size(), "TE or the gap is constant");
    }
    boolean hasNull = runs.stream().allMatch(NetworkEffects::hasNull);
    double[] excess = means(runs, RunSummary::totalExcess);
    RankCorrelation beyond = hasNull ? RankCorrelation.of(excess, gap) : observed;
    return ClaimResult.of(
        claim,
        network,
        runs.size(),
        observed.value(),
        observed.interval(1, RESAMPLES, SEED),
        hasNull ? RankCorrelation.of(means(runs, RunSummary::totalNull), gap).value() : Double.NaN,
        hasNull ? beyond.value() : Double.NaN,
        observed.pByShuffling(SHUFFLES, SEED),
        hasNull ? pBeyond(beyond, observed.value() < 0 ? -1 : 1, excess) : Double.NaN,
        runs.size() < needed,
        "");
  }

  private static double pBeyond(RankCorrelation correlation, int sign, double[] excess) {
    double p = correlation.isDefined() ? correlation.pByShuffling(sign, SHUFFLES, SEED) : 1;
    return Math.max(p, SignTest.of(excess).pGreater());
  }

  /** Of each run, over epochs and feed-forward pairs. */
  private static double[] means(List<RunSummary> runs, Function<RunSummary, double[]> of) {
    return runs.stream()
        .mapToDouble(run -> EpochSeries.mean(of.apply(run)) / run.forward().size())
        .toArray();
  }
}
