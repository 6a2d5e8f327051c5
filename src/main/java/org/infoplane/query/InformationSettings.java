package org.infoplane.query;

import java.util.Optional;
import java.util.function.Consumer;
import org.infoplane.measure.EntropyEstimator;
import org.infoplane.measure.Estimator;
import org.infoplane.measure.LayerEstimator;
import org.infoplane.measure.Resampling;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.recording.Fact;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.Track;
import org.infoplane.symbol.Partition;
import org.jspecify.annotations.Nullable;

/**
 * How the mutual information of layers is measured, and with which null: immutable, {@link #copy}
 * gives another one.
 */
final class InformationSettings {

  final Recording run;
  // Set in the step that makes a copy, never after it is returned.
  LayerReader layers;
  TimeAxis axis = TimeAxis.PROBE;
  Surrogates surrogates;
  EntropyEstimator estimator = Estimator.plugIn();
  @Nullable LayerEstimator ofValues; // else bins
  @Nullable Resampling resampling;
  int[] epochs = {}; // none for all

  InformationSettings(Recording run) {
    this.run = run;
    this.layers = LayerReader.of(run);
    this.surrogates = run.isGrowing() ? Null.none() : Null.globalShuffle(20, 42);
  }

  InformationSettings copy(Consumer<InformationSettings> step) {
    InformationSettings next = new InformationSettings(run);
    next.layers = layers;
    next.axis = axis;
    next.surrogates = surrogates;
    next.estimator = estimator;
    next.ofValues = ofValues;
    next.resampling = resampling;
    next.epochs = epochs;
    step.accept(next);
    next.inputs(); // checks that there are some
    Require.that(
        next.ofValues == null || next.resampling == null,
        "%s has no intervals. Leave interval(...) out, or return to bins by with(plugIn()).",
        next.ofValues);
    return next;
  }

  Partition inputs() {
    return track()
        .inputs()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "This recording has no inputs of its probe. Record it with onProbe(examples)."));
  }

  Track track() {
    return run.track(axis);
  }

  String estimatorInWords() {
    return ofValues == null ? estimator.toString() : ofValues.toString();
  }

  Partition labels(int snapshot) {
    return track().snapshots().get(snapshot).labels();
  }

  /** Why there is no I(T;Y): labels of one group are uninformative. */
  Optional<String> noLabels() {
    if (labels(0).groups() > 1) {
      return Optional.empty();
    }
    return Optional.of(
        "the labels of the %s are %s"
            .formatted(
                axis,
                run.recipe().facts().stream()
                    .filter(fact -> fact instanceof Fact.Labels labels && labels.axis() == axis)
                    .map(Fact::words)
                    .findFirst()
                    .orElse("one group")));
  }
}
