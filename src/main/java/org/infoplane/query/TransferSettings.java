package org.infoplane.query;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.infoplane.measure.ContinuousEstimator;
import org.infoplane.measure.Estimator;
import org.infoplane.measure.Interventions;
import org.infoplane.measure.Resampling;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.nulls.ValueSurrogates;
import org.infoplane.recording.Fact;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Sequences;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.result.FlowKind;
import org.infoplane.result.LayerFlow;
import org.infoplane.result.LayerPair;
import org.infoplane.result.Moment;
import org.infoplane.result.TransferResult;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Segments;
import org.jspecify.annotations.Nullable;

/**
 * What is measured from layer to layer, how, and with which null; {@link TransferMeasure} does it.
 * Immutable: {@link #copy} gives another one.
 */
final class TransferSettings {

  private static final int SURROGATES = 20;
  static final long SEED = 42;
  static final int PASSES = 64; // most source units of a flow that takes forward passes
  static final UnitSelection PASSED = UnitSelection.sampled(PASSES, 1);
  static final int GREEDY = 200; // surrogates of a greedy selection
  static final double ALPHA = 0.05; // its level
  static final Discretizer FLOW = Discretizer.quantiles(4);
  private static final String LINEAR = ContinuousEstimator.gaussian().toString();

  final Recording run;
  // Set in the step that makes a copy, never after it is returned.
  LayerReader layers;
  @Nullable String from; // source layer; else all
  @Nullable String to; // target layer; else all
  TimeAxis axis;
  @Nullable Surrogates chosen; // else the default of the axis
  Embedding embedding = Embedding.oneStep();
  int[] epochs = {}; // none for all
  int window; // last samples, or training steps; 0 is the whole epoch, or all steps
  @Nullable Resampling resampling;
  Estimator estimator = Estimator.plugIn();
  @Nullable ContinuousEstimator ofValues; // else symbols
  boolean whole; // each layer as one multivariate value
  @Nullable Doing doing; // else transfer entropy
  boolean rest; // conditioned on all other units
  boolean symbolsAsked; // by an estimator of symbols
  int longestLag; // of a spectrum of lags, else 0
  @Nullable CountsElsewhere elsewhere; // else pairs are counted here

  /**
   * An intervention instead of observation.
   *
   * @param moments the network at each snapshot of the probe
   * @param inContext whether the other units are conditioned on
   * @param toClass whether the target is the predicted class
   * @param dense whether a single dense layer joins two layers, the same at all moments
   */
  record Doing(
      IntFunction<Interventions> moments,
      boolean inContext,
      boolean toClass,
      Map<LayerPair, Boolean> dense) {

    boolean isDense(LayerPair pair, int moment) {
      return dense.computeIfAbsent(
          pair, of -> moments.apply(moment).dense(of.from(), of.to()).isPresent());
    }
  }

  TransferSettings(Recording run, TimeAxis axis) {
    this.run = run;
    this.layers = LayerReader.of(run);
    this.axis = axis;
  }

  TransferSettings copy(Consumer<TransferSettings> step) {
    TransferSettings next = new TransferSettings(run, axis);
    next.layers = layers;
    next.from = from;
    next.to = to;
    next.chosen = chosen;
    next.embedding = embedding;
    next.epochs = epochs;
    next.window = window;
    next.resampling = resampling;
    next.estimator = estimator;
    next.ofValues = ofValues;
    next.whole = whole;
    next.doing = doing;
    next.rest = rest;
    next.symbolsAsked = symbolsAsked;
    next.longestLag = longestLag;
    next.elsewhere = elsewhere;
    step.accept(next);
    next.requireRest();
    Require.that(
        !(next.chosen instanceof ValueSurrogates) || next.ofValues != null,
        "The null %s changes values, and symbols are measured. Use a null that reorders, such as circularShift(99, seed), or an estimator of values, such as with(gaussian()).",
        next.chosen);
    return next;
  }

  /** Checks that counts of pairs of symbols are all that is needed. */
  void requireCounts() {
    Require.that(
        ofValues == null && estimator.isPlugIn() && !whole && !rest && resampling == null,
        "Only plug-in transfer entropy of pairs of units, without interval(...), can be counted in blocks, and this is %s%s. Measure whole layer pairs.",
        ofValues != null ? ofValues : rest ? "givenTheRest()" : estimator,
        whole ? " of whole layers" : resampling != null ? " with interval(...)" : "");
  }

  private void requireRest() {
    Require.that(
        !rest || !whole,
        "givenTheRest() cannot be combined with ofWholeLayers(), which leaves no rest. Use one of the two.");
    Require.that(
        !rest || (ofValues == null ? estimator.isPlugIn() : ofValues.toString().equals(LINEAR)),
        "givenTheRest() cannot be estimated by %s. Use with(gaussian()) for values, with(plugIn()) for symbols.",
        ofValues == null ? estimator : ofValues);
  }

  /** Checks that pairs of units are measured. */
  void requirePairs(String step) {
    if (whole) {
      throw new IllegalStateException(
          "%s needs pairs of units, and whole layers are measured, each as one value. Use table(), or leave ofWholeLayers() out."
              .formatted(step));
    }
  }

  TransferWords words() {
    return new TransferWords(this);
  }

  /** Flows, with what they are of. */
  TransferResult about(List<LayerFlow> flows, Recipe recipe) {
    List<Moment> all = Moment.of(snapshots());
    return new TransferResult(
        kind(),
        run.graph(),
        axis,
        words().differs(),
        whole,
        surrogates(),
        epochs.length == 0 ? all : moments().stream().map(all::get).toList(),
        List.copyOf(flows),
        run.metrics(),
        recipe);
  }

  /** What the flow of a pair at a moment depends on, with {@code equals}. */
  List<@Nullable Object> key(int snapshot, LayerPair pair) {
    return Arrays.asList(
        snapshots().get(snapshot),
        snapshots().get(0), // rules may be fitted there
        Moment.of(snapshots()).get(snapshot),
        pair,
        axis,
        layers.settings(),
        surrogates(snapshot),
        embedding,
        window,
        resampling,
        estimator,
        ofValues,
        whole,
        rest,
        symbolsAsked,
        longestLag);
  }

  List<Snapshot> snapshots() {
    return run.track(axis).snapshots();
  }

  /** The null of the last moment. */
  Surrogates surrogates() {
    return surrogates(snapshots().size() - 1);
  }

  Surrogates surrogates(int snapshot) {
    if (doing != null && doing.inContext()) {
      return Null.none();
    }
    Surrogates nullModel = (chosen != null ? chosen : usual(snapshot)).apart(longestLag);
    return longestLag > 0 ? nullModel.all() : nullModel;
  }

  /** The default null. If there are many series, whole ones are exchanged. */
  private Surrogates usual(int snapshot) {
    if ((rest && ofValues == null) || run.isGrowing()) {
      return Null.none(); // the selection has surrogates of its own; a live figure must be fast
    }
    if (doing != null) {
      return Null.globalShuffle(SURROGATES, SEED);
    }
    if (steps()) {
      return Null.blockShuffle(cut(steps(snapshot)), SURROGATES, SEED);
    }
    Segments sequences = snapshots().get(0).sequences();
    if (sequences.count() > 1) {
      int steps = cut(sequences.start(1));
      return axis == TimeAxis.TRAINING_ORDER
          ? Null.blocksWithinBatch(steps, SURROGATES, SEED)
          : Null.blockShuffle(steps, SURROGATES, SEED);
    }
    if (axis == TimeAxis.TRAINING_ORDER) {
      return Null.withinBatch(SURROGATES, SEED).jointly();
    }
    return isOneSequence() // whose steps are autocorrelated
        ? Null.circularShift(SURROGATES, SEED)
        : Null.globalShuffle(SURROGATES, SEED);
  }

  /** The length of a series once several lags are measured on the same transitions. */
  private int cut(int steps) {
    return Math.max(1, steps - Math.max(0, longestLag - 1));
  }

  private boolean isOneSequence() {
    return run.recipe()
        .find(Fact.Steps.class)
        .filter(steps -> steps.which() == Sequences.EVERY_STEP)
        .isPresent();
  }

  /** The first moment with a result: on the axis of training steps the end of the first window. */
  int firstSnapshot() {
    if (!steps()) {
      return 0;
    }
    return window == 0 ? snapshots().size() - 1 : window - 1;
  }

  /**
   * Indices of the snapshots that are measured.
   *
   * @throws IllegalArgumentException if no window ends with an epoch that was chosen
   */
  List<Integer> moments() {
    List<Snapshot> all = snapshots();
    int first = all.get(firstSnapshot()).epoch();
    for (int epoch : epochs) {
      Require.that(
          epoch >= first,
          "Epoch %s has no result: %s with epoch %s. Pass epochs from there on, or a shorter window(steps).",
          epoch,
          window == 0
              ? "all training steps are one window, which ends"
              : "the first window of %s training steps ends".formatted(window),
          first);
    }
    return IntStream.range(firstSnapshot(), all.size())
        .filter(s -> LayerReader.isWanted(all.get(s).epoch(), epochs))
        .boxed()
        .toList();
  }

  Optional<Integer> input() {
    return IntStream.range(0, run.layers().size())
        .filter(layer -> run.layers().get(layer).type().equals("input"))
        .boxed()
        .findFirst();
  }

  FlowKind kind() {
    if (doing != null) {
      return doing.inContext() ? FlowKind.FLOW_IN_CONTEXT : FlowKind.INFORMATION_FLOW;
    }
    return rest ? FlowKind.GIVEN_THE_REST : FlowKind.TRANSFER_ENTROPY;
  }

  boolean toClass() {
    return doing != null && doing.toClass();
  }

  boolean toClass(LayerPair pair) {
    return toClass() && pair.to() == run.layers().size() - 1;
  }

  /** Source units; of an information flow that takes forward passes, some of many. */
  List<Integer> sources(LayerPair pair) {
    boolean passes = doing != null && (toClass(pair) || !doing.isDense(pair, moments().get(0)));
    LayerReader some = passes && layers.isAll(pair.from()) ? layers.units(PASSED) : layers;
    return some.numbers(pair.from());
  }

  List<Integer> targets(LayerPair pair) {
    return toClass(pair) ? List.of(0) : layers.numbers(pair.to());
  }

  /** Number of training steps in the window that ends with a snapshot. */
  int steps(int snapshot) {
    return window == 0 ? snapshot + 1 : window;
  }

  boolean steps() {
    return axis == TimeAxis.TRAINING_STEPS;
  }
}
