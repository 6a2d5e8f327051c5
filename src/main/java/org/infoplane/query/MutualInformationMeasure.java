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
import org.infoplane.recording.Snapshot;
import org.infoplane.result.LayerInformation;
import org.infoplane.result.Moment;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Values;

/** Measures the mutual information of all layers at the moments asked about, each once. */
final class MutualInformationMeasure {

  private final Map<QueryPart, LayerInformation> known = new ConcurrentHashMap<>();
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
    int all = asked.track().snapshots().size();
    List<Integer> wanted = wanted();
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
        LayerInformation point = known.computeIfAbsent(new QueryPart(s, l, l), this::measure);
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

  /** The moments asked about. */
  private List<Integer> wanted() {
    List<Snapshot> snapshots = asked.track().snapshots();
    return IntStream.range(0, snapshots.size())
        .filter(s -> LayerReader.isWanted(snapshots.get(s).epoch(), asked.epochs))
        .boxed()
        .toList();
  }

  List<QueryPart> unknown() {
    return wanted().stream()
        .flatMap(
            s ->
                IntStream.range(0, asked.run.layers().size())
                    .mapToObj(layer -> new QueryPart(s, layer, layer)))
        .filter(part -> !known.containsKey(part))
        .toList();
  }

  void know(Map<QueryPart, LayerInformation> results) {
    known.putAll(results);
  }

  void know(MutualInformationMeasure other) {
    know(other.known);
  }

  LayerInformation measure(QueryPart part) {
    int snapshot = part.moment();
    int layer = part.from();
    Moment at = Moment.of(asked.track().snapshots()).get(snapshot);
    Partition labels = asked.labels(snapshot);
    String name = asked.run.layers().get(layer).name();
    if (asked.ofValues != null) {
      Values values = asked.layers.values(asked.axis, snapshot, layer, 0);
      return new LayerInformation(
          at,
          name,
          asked.ofValues.ofInput(values, input(snapshot), asked.surrogates),
          labels.groups() > 1
              ? asked
                  .ofValues
                  .ofLabels(values, labels, asked.surrogates)
                  .atMost(Entropy.of(labels).estimate())
              : missing(labels.samples()),
          missing(labels.samples()));
    }
    LayerReader.Binned binned = asked.layers.binned(asked.axis, snapshot, layer);
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
