package org.infoplane.paper;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.infoplane.measure.statistics.RankCorrelation;
import org.infoplane.result.FlowCourse;
import org.infoplane.result.LayerCourse;
import org.infoplane.result.SeedRun;
import org.jspecify.annotations.Nullable;

/** Effects of TE into each layer beside what the layer knows, in one seed: C4. */
final class LayerEffects {

  private LayerEffects() {}

  /** The mean over layers that have both. */
  static SeedEffect of(SeedRun run, Function<LayerCourse, List<Double>> known, boolean givenEpoch) {
    if (run.layers().isEmpty()) {
      return SeedEffect.unknown(run.seed(), "mutual information was not measured");
    }
    List<Integer> epochs = Courses.common(run.epochs(), run.probeEpochs());
    if (epochs.size() < NetworkEffects.FEWEST_EPOCHS) {
      return SeedEffect.unknown(run.seed(), "fewer than 5 epochs in common");
    }
    double[] time = givenEpoch ? Courses.doubles(epochs) : null;
    List<LayerCourse> layers =
        run.layers().stream().filter(layer -> !into(run, layer).isEmpty()).toList();
    double[] observed = new double[layers.size()];
    double[] nothing = new double[layers.size()];
    double[] excess = new double[layers.size()];
    double beyond = 0;
    boolean hasNull = NetworkEffects.hasNull(run);
    for (int i = 0; i < layers.size(); i++) {
      List<FlowCourse> flows = into(run, layers.get(i));
      double[] information =
          Courses.at(epochs, run.probeEpochs(), Courses.doubles(known.apply(layers.get(i))));
      observed[i] = correlation(at(run, epochs, flows, FlowCourse::te), information, time);
      nothing[i] = Double.NaN;
      excess[i] = Double.NaN;
      if (hasNull && !Double.isNaN(observed[i])) {
        double[] above = at(run, epochs, flows, FlowCourse::excess);
        nothing[i] = correlation(at(run, epochs, flows, FlowCourse::nullMean), information, time);
        excess[i] = correlation(above, information, time);
        beyond += Courses.mean(above);
      }
    }
    double mean = Courses.meanOfDefined(observed);
    if (Double.isNaN(mean)) {
      return SeedEffect.unknown(
          run.seed(),
          givenEpoch
              ? "in every layer TE or information is constant, or only rises or falls"
              : "in every layer TE or information is constant");
    }
    return new SeedEffect(
        run.seed(),
        mean,
        Courses.meanOfDefined(nothing),
        Courses.meanOfDefined(excess),
        true,
        beyond > 0,
        hasNull,
        null,
        "");
  }

  private static List<FlowCourse> into(SeedRun run, LayerCourse layer) {
    return run.forward().stream().filter(flow -> flow.to().equals(layer.layer())).toList();
  }

  private static double[] at(
      SeedRun run,
      List<Integer> epochs,
      List<FlowCourse> flows,
      Function<FlowCourse, List<Double>> values) {
    return Courses.at(epochs, run.epochs(), FlowCourse.sum(flows, values));
  }

  /** NaN if there is none. */
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
