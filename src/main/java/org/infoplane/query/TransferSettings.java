package org.infoplane.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.infoplane.measure.ContinuousEstimator;
import org.infoplane.measure.Estimator;
import org.infoplane.measure.GaussianCopula;
import org.infoplane.measure.Interval;
import org.infoplane.measure.Kraskov;
import org.infoplane.measure.LayerTransfer;
import org.infoplane.measure.PairwiseSignificance;
import org.infoplane.measure.Resampling;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.nulls.ValueSurrogates;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.result.LayerFlow;
import org.infoplane.result.LayerPair;
import org.infoplane.result.Moment;
import org.infoplane.result.TransferResult;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Trials;
import org.infoplane.symbol.Values;
import org.jspecify.annotations.Nullable;

/**
 * What transfer entropy is measured of, how, and against what; measures one pair of layers at one
 * moment. Immutable: {@link #copy} gives another one.
 */
final class TransferSettings {

  private static final int SURROGATES = 20;
  private static final long SEED = 42;
  private static final double HOUR = 3.6e12; // nanoseconds

  final Recording run;
  // Set in the step that makes a copy, never after it is returned.
  LayerReader layers;
  TimeAxis axis;
  @Nullable Surrogates chosen;
  Embedding embedding = Embedding.oneStep();
  int[] epochs = {}; // that are asked about; none for all
  int window; // last samples, or training steps; 0 is the whole epoch, or all steps
  @Nullable Resampling resampling;
  Estimator estimator = Estimator.plugIn();
  @Nullable ContinuousEstimator ofValues; // else symbols
  boolean whole; // layers, each as one value of many dimensions

  TransferSettings(Recording run, TimeAxis axis) {
    this.run = run;
    this.layers = LayerReader.of(run);
    this.axis = axis;
  }

  TransferSettings copy(Consumer<TransferSettings> step) {
    TransferSettings next = new TransferSettings(run, axis);
    next.layers = layers;
    next.chosen = chosen;
    next.embedding = embedding;
    next.epochs = epochs;
    next.window = window;
    next.resampling = resampling;
    next.estimator = estimator;
    next.ofValues = ofValues;
    next.whole = whole;
    step.accept(next);
    if (next.chosen instanceof ValueSurrogates && next.ofValues == null) {
      throw new IllegalArgumentException(
          "Asked for the %s, which changes values, of symbols. Use a null that reorders, such as circularShift(99, seed), or an estimator of values, such as with(gaussian())."
              .formatted(next.chosen));
    }
    return next;
  }

  /** All pairs of units, with their series: not kept. */
  record Measured(
      LayerTransfer te, PairwiseSignificance significance, Optional<Interval> interval) {

    LayerFlow flow(Moment at, LayerInfo from, LayerInfo to, boolean forward) {
      return new LayerFlow(
          at,
          from.name(),
          to.name(),
          forward,
          te.pairs(),
          te.livePairs(),
          te.transitions(),
          te.meanNats(),
          te.sumNats(),
          te.maxNats(),
          te.biasNatsWithoutInformation(),
          te.biasNatsOfLivePair(),
          te.testedPairs() == 0
              ? Double.NaN
              : (double) te.significantPairs(LayerFlow.FALSE_DISCOVERY_RATE) / te.testedPairs(),
          Stream.concat(
                  te.warnings().stream(), interval.flatMap(i -> i.warning(te.meanNats())).stream())
              .toList(),
          significance.ofMean(),
          interval);
    }
  }

  /** Where the samples of a moment begin, and how they hang together. */
  private record Times(int first, Trials trials, Trials batches) {}

  Recipe recipe() {
    Recipe recipe = run.recipe().with("time axis", axis).with("window", windowInWords());
    recipe = layers.addUnits(recipe);
    if (ofValues == null) {
      recipe = layers.addRules(recipe, axis, window > 0);
    }
    return recipe
        .with("estimator", estimatorInWords())
        .with("null", TransferResult.nullInWords(surrogates()))
        .with("interval", resampling == null ? "none" : "95 % by " + resampling);
  }

  /** The estimator and the rule, where they are not the plug-in and a binary one. */
  String differsInWords() {
    if (ofValues != null) {
      return ofValues + " of values";
    }
    return Stream.of(estimator.isPlugIn() ? "" : estimator.toString(), layers.manyValuedInWords())
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private String estimatorInWords() {
    return "%s TE, %s, %s, %s"
        .formatted(
            ofValues == null ? estimator : ofValues,
            ofValues != null ? "values" : layers.isBinary() ? "binary" : "symbols",
            embedding,
            whole ? "whole layers" : "mean over pairs of units");
  }

  private String windowInWords() {
    if (window == 0) {
      return steps() ? "all training steps" : "whole epoch";
    }
    return (steps() ? "last %s training steps" : "last %s samples of an epoch").formatted(window);
  }

  List<Snapshot> snapshots() {
    return run.track(axis).snapshots();
  }

  /** On the probe there is one batch only. */
  Surrogates surrogates() {
    return surrogates(snapshots().size() - 1);
  }

  /** Of an ensemble whole trials change places: what moves all of them alike stays. */
  private Surrogates surrogates(int snapshot) {
    if (chosen != null) {
      return chosen;
    }
    if (steps()) {
      return Null.blockShuffle(steps(snapshot), SURROGATES, SEED);
    }
    Trials sequences = snapshots().get(0).sequences();
    if (sequences.count() > 1) { // of sequences, whole ones change places
      return axis == TimeAxis.TRAINING_ORDER
          ? Null.blocksWithinBatch(sequences.start(1), SURROGATES, SEED)
          : Null.blockShuffle(sequences.start(1), SURROGATES, SEED);
    }
    return axis == TimeAxis.TRAINING_ORDER
        ? Null.withinBatch(SURROGATES, SEED).ofWholeSamples()
        : Null.globalShuffle(SURROGATES, SEED);
  }

  /** Of training steps there is one number for all of them, or one for each window. */
  int firstSnapshot() {
    if (!steps()) {
      return 0;
    }
    return window == 0 ? snapshots().size() - 1 : window - 1;
  }

  /**
   * Numbers of the snapshots that are asked about.
   *
   * @throws IllegalArgumentException if an epoch is asked about that no window ends with
   */
  List<Integer> moments() {
    int first = snapshots().get(firstSnapshot()).epoch();
    for (int epoch : epochs) {
      if (epoch < first) {
        throw new IllegalArgumentException(
            "Asked for epoch %s, but %s with epoch %s. Pass epochs from there on, or a shorter window(steps)."
                .formatted(
                    epoch,
                    window == 0
                        ? "all training steps are one window, which ends"
                        : "the first window of %s training steps ends".formatted(window),
                    first));
      }
    }
    return IntStream.range(firstSnapshot(), snapshots().size())
        .filter(
            s ->
                epochs.length == 0
                    || Arrays.stream(epochs).anyMatch(e -> e == snapshots().get(s).epoch()))
        .boxed()
        .toList();
  }

  Measured measure(int snapshot, LayerPair pair) {
    LayerTransfer te;
    Times times;
    if (ofValues == null) {
      int lost = Math.max(layers.lost(pair.from()), layers.lost(pair.to()));
      times = times(snapshot, lost);
      Symbols from = symbols(snapshot, pair.from(), times.first(), lost);
      Symbols to = symbols(snapshot, pair.to(), times.first(), lost);
      te =
          whole
              ? LayerTransfer.ofWholeLayers(from, to, histories(times), estimator)
              : LayerTransfer.ofPairs(from, to, histories(times), estimator);
    } else {
      times = times(snapshot, 0);
      Values from = values(snapshot, pair.from(), times.first());
      Values to = values(snapshot, pair.to(), times.first());
      te =
          whole
              ? LayerTransfer.ofWholeLayers(from, to, histories(times), ofValues)
              : LayerTransfer.ofPairs(from, to, histories(times), ofValues);
    }
    return new Measured(
        te,
        te.against(surrogates(snapshot), times.batches()),
        Optional.ofNullable(resampling).map(te::interval));
  }

  private Embedding histories(Times times) {
    return times.trials().count() == 1 ? embedding : embedding.within(times.trials());
  }

  private Times times(int snapshot, int lost) {
    Snapshot at = snapshots().get(snapshot);
    if (steps()) {
      int steps = steps(snapshot);
      return new Times(0, Trials.ofLength(steps, at.samples() * steps), Trials.whole());
    }
    int first = window == 0 ? 0 : at.samples() - window;
    return new Times(
        first,
        at.sequences().from(first + lost),
        Trials.startingAt(at.batchStarts()).from(first + lost));
  }

  private Symbols symbols(int snapshot, int layer, int first, int lost) {
    if (steps() && lost > 0) {
      throw new IllegalArgumentException(
          "Asked for ordinal patterns on the axis of training steps, where successive samples of a moment are other examples. Use a rule of one sample: median(), quantiles(n) ...");
    }
    if (!steps()) {
      Symbols all = layers.symbols(axis, snapshot, layer, first);
      return all.slice(lost - layers.lost(layer), all.samples());
    }
    return Symbols.join(
            states(snapshot)
                .mapToObj(step -> layers.symbols(axis, step, layer, 0))
                .toArray(Symbols[]::new))
        .reorder(ensemble(snapshot));
  }

  private Values values(int snapshot, int layer, int first) {
    if (!steps()) {
      return layers.values(axis, snapshot, layer, first);
    }
    List<Values> states =
        states(snapshot).mapToObj(step -> layers.values(axis, step, layer, 0)).toList();
    return Values.join(states).reorder(ensemble(snapshot));
  }

  /** The states up to this one, or the last ones of these. */
  private IntStream states(int snapshot) {
    return IntStream.rangeClosed(snapshot + 1 - steps(snapshot), snapshot);
  }

  /** One example after the other, each with all of its steps. */
  private int[] ensemble(int snapshot) {
    int examples = snapshots().get(0).samples();
    int steps = steps(snapshot);
    return IntStream.range(0, examples * steps)
        .map(i -> i % steps * examples + i / steps)
        .toArray();
  }

  private int steps(int snapshot) {
    return window == 0 ? snapshot + 1 : window;
  }

  boolean steps() {
    return axis == TimeAxis.TRAINING_STEPS;
  }

  /** Refuses what would take hours, before it begins. */
  void requireAffordable(List<LayerPair> pairs) {
    double passes = 1.0 + surrogates().surrogates();
    double observations = 0;
    for (int s : moments()) {
      observations +=
          steps()
              ? (double) snapshots().get(s).samples() * steps(s)
              : window == 0 ? snapshots().get(s).samples() : window;
    }
    double ofAll = 0;
    for (LayerPair pair : pairs) {
      double from = layers.units(pair.from()).length;
      double to = layers.units(pair.to()).length;
      ofAll += whole ? from + to : from * to;
    }
    double hours = ofAll * observations * passes * nanoseconds() / HOUR;
    if (hours >= 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Asked for %s of %,.0f %s, %,.0f observations each, %s surrogates: about %,.0f hours. Ask about some units, units(sampled(32, 1)), about two layers, from(...).to(...), or with fewer surrogates.",
              estimatorInWords(),
              ofAll,
              whole ? "dimensions" : "pairs",
              observations,
              surrogates().surrogates(),
              hours));
    }
  }

  /** About what an observation of a pair takes on two cores. */
  private double nanoseconds() {
    if (ofValues instanceof Kraskov) {
      return 10_000;
    }
    if (ofValues != null) {
      return whole || ofValues instanceof GaussianCopula ? 100 : 10;
    }
    return estimator.isPlugIn() && !whole ? 0.2 : 100;
  }
}
