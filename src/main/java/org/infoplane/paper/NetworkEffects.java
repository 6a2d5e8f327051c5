package org.infoplane.paper;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.infoplane.measure.statistics.RankCorrelation;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.result.RunSummary;
import org.infoplane.result.TransferEntropySeries;

/** Effects of the TE of a network in one seed: C1 to C3. */
final class NetworkEffects {

  static final int FEWEST_EPOCHS = 5;
  private static final int FEWEST_PAIRS = 3;
  private static final int LAST = 2;
  private static final double PART = 0.1;

  private NetworkEffects() {}

  static SeedEffect lastLayers(RunSummary run) {
    int pairs = run.forward().size();
    if (pairs < FEWEST_PAIRS) {
      return SeedEffect.unknown(run.seed(), "fewer than 3 pairs of layers");
    }
    double observed = shareOfLast(run, TransferEntropySeries::te);
    double onNull = shareOfLast(run, TransferEntropySeries::nullMean);
    if (Double.isNaN(observed)) {
      return SeedEffect.unknown(run.seed(), "no TE at all");
    }
    boolean above = lastTwo(run, TransferEntropySeries::excess) > 0;
    return new SeedEffect(
        run.seed(), observed, onNull, observed - onNull, true, above, hasNull(run), null, "");
  }

  /** NaN if there is no TE. */
  private static double shareOfLast(
      RunSummary run, Function<TransferEntropySeries, List<Double>> values) {
    double all = 0;
    for (TransferEntropySeries flow : run.forward()) {
      all += Arrays.stream(EpochSeries.doubles(values.apply(flow))).sum();
    }
    return all > 0 ? lastTwo(run, values) / all - (double) LAST / run.forward().size() : Double.NaN;
  }

  private static double lastTwo(
      RunSummary run, Function<TransferEntropySeries, List<Double>> values) {
    List<TransferEntropySeries> all = run.forward();
    return all.subList(all.size() - LAST, all.size()).stream()
        .mapToDouble(flow -> Arrays.stream(EpochSeries.doubles(values.apply(flow))).sum())
        .sum();
  }

  static SeedEffect falls(RunSummary run) {
    if (run.epochs().size() < FEWEST_EPOCHS) {
      return SeedEffect.unknown(run.seed(), "fewer than 5 epochs");
    }
    double[] time = EpochSeries.doubles(run.epochs());
    double[] te = run.totalTransferEntropy();
    double[] excess = run.totalExcess();
    return correlated(
        run,
        values -> RankCorrelation.of(time, values),
        "TE is constant",
        first(te) > last(te),
        first(excess) > Math.max(0, last(excess)));
  }

  private static SeedEffect correlated(
      RunSummary run,
      Function<double[], RankCorrelation> effect,
      String constant,
      boolean holds,
      boolean aboveNull) {
    RankCorrelation observed = effect.apply(run.totalTransferEntropy());
    if (!observed.isDefined()) {
      return SeedEffect.unknown(run.seed(), constant);
    }
    boolean hasNull = hasNull(run);
    return new SeedEffect(
        run.seed(),
        observed.value(),
        hasNull ? effect.apply(run.totalNull()).value() : Double.NaN,
        hasNull ? effect.apply(run.totalExcess()).value() : Double.NaN,
        holds,
        aboveNull,
        hasNull,
        observed,
        "");
  }

  private static int part(double[] values) {
    return Math.max(1, (int) Math.round(PART * values.length));
  }

  private static double first(double[] values) {
    return EpochSeries.mean(Arrays.copyOf(values, part(values)));
  }

  private static double last(double[] values) {
    return EpochSeries.mean(
        Arrays.copyOfRange(values, values.length - part(values), values.length));
  }

  /** The correlation with accuracy or loss, or of the changes of both. */
  static SeedEffect metric(RunSummary run, ToDoubleFunction<EpochMetrics> of, boolean changes) {
    List<Integer> measured = run.metrics().stream().map(EpochMetrics::epoch).toList();
    List<Integer> epochs = EpochSeries.common(run.epochs(), measured);
    if (epochs.size() < FEWEST_EPOCHS) {
      return SeedEffect.unknown(
          run.seed(),
          run.metrics().isEmpty()
              ? "accuracy and loss were not measured"
              : "fewer than 5 epochs in common");
    }
    double[] metric =
        EpochSeries.at(epochs, measured, run.metrics().stream().mapToDouble(of).toArray());
    if (Arrays.stream(metric).anyMatch(Double::isNaN)) {
      return SeedEffect.unknown(run.seed(), "accuracy or loss is not a number");
    }
    return correlated(
        run,
        values -> {
          RankCorrelation levels =
              RankCorrelation.of(EpochSeries.at(epochs, run.epochs(), values), metric);
          return changes ? levels.ofChanges() : levels;
        },
        "TE, accuracy or loss is constant",
        true,
        EpochSeries.mean(EpochSeries.at(epochs, run.epochs(), run.totalExcess())) > 0);
  }

  static boolean hasNull(RunSummary run) {
    return Arrays.stream(run.totalNull()).noneMatch(Double::isNaN);
  }
}
