package org.infoplane.paper;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.infoplane.measure.statistics.RankCorrelation;
import org.infoplane.result.LayerInformationSeries;
import org.infoplane.result.RunSummary;
import org.infoplane.result.TransferEntropySeries;
import org.jspecify.annotations.Nullable;

/** Effects of TE into each layer on its information, in one seed: C4. */
final class LayerEffects {

  private LayerEffects() {}

  static boolean inputIsEntropy(RunSummary run) {
    return !run.layers().isEmpty()
        && run.layers().stream().allMatch(LayerInformationSeries::inputIsEntropy);
  }

  /** The mean correlation over the layers that have both. */
  static SeedEffect of(
      RunSummary run, Function<LayerInformationSeries, List<Double>> known, boolean givenEpoch) {
    if (run.layers().isEmpty()) {
      return SeedEffect.unknown(run.seed(), "mutual information was not measured");
    }
    List<Integer> epochs = EpochSeries.common(run.epochs(), run.probeEpochs());
    if (epochs.size() < NetworkEffects.FEWEST_EPOCHS) {
      return SeedEffect.unknown(run.seed(), "fewer than 5 epochs in common");
    }
    double[] time = givenEpoch ? EpochSeries.doubles(epochs) : null;
    List<LayerInformationSeries> layers =
        run.layers().stream().filter(layer -> !into(run, layer).isEmpty()).toList();
    double[] observed = new double[layers.size()];
    double[] onNull = new double[layers.size()];
    double[] excess = new double[layers.size()];
    double beyond = 0;
    boolean hasNull = NetworkEffects.hasNull(run);
    for (int i = 0; i < layers.size(); i++) {
      List<TransferEntropySeries> flows = into(run, layers.get(i));
      double[] information =
          EpochSeries.at(
              epochs, run.probeEpochs(), EpochSeries.doubles(known.apply(layers.get(i))));
      double[] te = at(run, epochs, flows, TransferEntropySeries::te);
      double[] nullMean = at(run, epochs, flows, TransferEntropySeries::nullMean);
      double[] above = at(run, epochs, flows, TransferEntropySeries::excess);
      observed[i] = correlation(te, information, time);
      boolean both = hasNull && !Double.isNaN(observed[i]);
      onNull[i] = both ? correlation(nullMean, information, time) : Double.NaN;
      excess[i] = both ? correlation(above, information, time) : Double.NaN;
      beyond += both ? EpochSeries.mean(above) : 0;
    }
    double mean = EpochSeries.meanOfDefined(observed);
    if (Double.isNaN(mean)) {
      return SeedEffect.unknown(
          run.seed(),
          "in every layer TE or information is constant"
              + (givenEpoch ? ", or only rises or falls" : ""));
    }
    return new SeedEffect(
        run.seed(),
        mean,
        EpochSeries.meanOfDefined(onNull),
        EpochSeries.meanOfDefined(excess),
        true,
        beyond > 0,
        hasNull,
        null,
        "");
  }

  private static List<TransferEntropySeries> into(RunSummary run, LayerInformationSeries layer) {
    return run.forward().stream().filter(flow -> flow.to().equals(layer.layer())).toList();
  }

  private static double[] at(
      RunSummary run,
      List<Integer> epochs,
      List<TransferEntropySeries> flows,
      Function<TransferEntropySeries, List<Double>> values) {
    return EpochSeries.at(epochs, run.epochs(), TransferEntropySeries.sum(flows, values));
  }

  private static double correlation(double[] te, double[] information, double @Nullable [] given) {
    if (Arrays.stream(information).anyMatch(Double::isNaN)) {
      return Double.NaN;
    }
    RankCorrelation correlation = RankCorrelation.of(te, information);
    return given == null || !correlation.isDefined()
        ? correlation.value()
        : correlation.given(given);
  }
}
