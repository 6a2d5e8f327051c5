package org.infoplane.query;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.infoplane.measure.Entropy;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.LayerEstimator;
import org.infoplane.measure.MutualInformation;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.statistics.Stop;
import org.infoplane.recording.Fact;
import org.infoplane.recording.Progress;
import org.infoplane.result.LayerInformation;
import org.infoplane.result.Moment;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Values;

/** Measures the mutual information of all layers at the moments asked about, each once. */
final class MutualInformationMeasure {

  private record Key(int snapshot, int layer) {}

  private final Map<Key, LayerInformation> known = new ConcurrentHashMap<>();
  private final InformationSettings asked;

  MutualInformationMeasure(InformationSettings asked) {
    this.asked = asked;
  }

  /** Refuses what would take hours: two measurements per layer, and their null. */
  private void requireAffordable(LayerEstimator how, List<Integer> wanted) {
    int samples = asked.track().snapshots().get(wanted.get(0)).samples();
    double measured = wanted.size() * (double) asked.run.layers().size();
    double hours =
        measured
            * (2 + asked.surrogates.surrogates())
            * how.seconds(samples)
            / Duration.ofHours(1).toSeconds();
    if (hours >= 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s of %,.0f layers (all moments counted), %,d samples each, with %s surrogates takes about %,.0f hours. Measure some epochs, epochs(0, 10, 30), take fewer surrogates, against(none()), or record a smaller probe.",
              how,
              measured,
              samples,
              asked.surrogates.surrogates(),
              hours));
    }
  }

  List<LayerInformation> points() {
    List<Moment> moments = Moment.of(asked.track().snapshots());
    int all = moments.size();
    List<Integer> wanted =
        IntStream.range(0, all)
            .filter(s -> LayerReader.isWanted(moments.get(s).epoch(), asked.epochs))
            .boxed()
            .toList();
    if (asked.ofValues != null) {
      requireAffordable(asked.ofValues, wanted);
    }
    List<LayerInformation> points = new ArrayList<>();
    // A layer of sequences sees more of the one before than the step that is recorded.
    boolean steps = asked.run.recipe().find(Fact.Steps.class).isPresent();
    Progress progress = Progress.ofNotebook();
    for (int s : wanted) {
      for (int l = 0; l < asked.run.layers().size(); l++) {
        progress.update("mutual information", s, all, "moment", "");
        Stop.ifInterrupted();
        LayerInformation point =
            known.computeIfAbsent(new Key(s, l), key -> measure(key, moments.get(key.snapshot())));
        for (int earlier : steps ? List.<Integer>of() : asked.run.graph().bottlenecks(l)) {
          if (!point.violates()) {
            point = point.after(points.get(points.size() - l + earlier));
          }
        }
        points.add(point);
      }
    }
    progress.update("mutual information", all, all, "moment", "");
    return List.copyOf(points);
  }

  private LayerInformation measure(Key key, Moment at) {
    Partition labels = asked.labels(key.snapshot());
    String name = asked.run.layers().get(key.layer()).name();
    if (asked.ofValues != null) {
      Values values = asked.layers.values(asked.axis, key.snapshot(), key.layer(), 0);
      return new LayerInformation(
          at,
          name,
          asked.ofValues.ofInput(values, input(key.snapshot()), asked.surrogates),
          labels.groups() > 1
              ? asked
                  .ofValues
                  .ofLabels(values, labels, asked.surrogates)
                  .atMost(Entropy.of(labels).estimate())
              : missing(labels.samples()),
          missing(labels.samples()));
    }
    LayerReader.Binned binned = asked.layers.binned(asked.axis, key.snapshot(), key.layer());
    Partition pattern = binned.patterns();
    return new LayerInformation(
        at,
        name,
        between(asked.inputs(), pattern),
        labels.groups() > 1 ? between(labels, pattern) : missing(pattern.samples()),
        Entropy.of(pattern).with(asked.estimator).estimate().with("bins", binned.discretization()));
  }

  /** The values of the first layer if it is the input: all units, whichever of T are chosen. */
  private Optional<Values> input(int snapshot) {
    return asked.run.layers().get(0).inputs().isEmpty()
            && asked.run.layers().get(0).type().equals("input")
        ? Optional.of(asked.layers.units(UnitSelection.all()).values(asked.axis, snapshot, 0, 0))
        : Optional.empty();
  }

  private Estimate missing(int samples) {
    return new Estimate(
        Double.NaN,
        asked.estimatorInWords(),
        samples,
        0,
        Double.NaN,
        "",
        Significance.NONE,
        Optional.empty(),
        List.of());
  }

  private Estimate between(Partition known, Partition pattern) {
    MutualInformation information =
        MutualInformation.between(known, pattern).with(asked.estimator).against(asked.surrogates);
    return (asked.resampling == null ? information : information.interval(asked.resampling))
        .estimate();
  }
}
