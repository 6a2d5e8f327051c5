package org.infoplane.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.infoplane.measure.ContinuousEstimator;
import org.infoplane.measure.Estimator;
import org.infoplane.measure.GaussianCopula;
import org.infoplane.measure.Interventions;
import org.infoplane.measure.Kraskov;
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
 * What is measured from layer to layer, how, and against what: {@link TransferMeasure} does it.
 * Immutable: {@link #copy} gives another one.
 */
final class TransferSettings {

  private static final int SURROGATES = 20;
  static final long SEED = 42;
  private static final int PASSES = 64;
  private static final UnitSelection PASSED = UnitSelection.sampled(PASSES, 1);
  static final int GREEDY = 200; // surrogates of a selection
  static final double ALPHA = 0.05;
  static final Discretizer FLOW = Discretizer.quantiles(4);
  private static final String LINEAR = ContinuousEstimator.gaussian().toString();
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
  @Nullable Doing doing; // else watching
  boolean rest; // all other units known
  boolean symbolsAsked; // by an estimator of symbols
  int longestLag; // of a spectrum of lags, else 0

  /**
   * What is done instead of watched.
   *
   * @param moments the network at each snapshot of the probe
   * @param inContext all other units known
   * @param toClass whether the target is the class, where the output layer is asked about
   * @param dense whether a dense layer alone lies between two layers, the same at all moments
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
    step.accept(next);
    next.requireRest();
    if (next.chosen instanceof ValueSurrogates && next.ofValues == null) {
      throw new IllegalArgumentException(
          "Asked for the %s, which changes values, of symbols. Use a null that reorders, such as circularShift(99, seed), or an estimator of values, such as with(gaussian())."
              .formatted(next.chosen));
    }
    return next;
  }

  private void requireRest() {
    if (!rest) {
      return;
    }
    if (whole) {
      throw new IllegalArgumentException(
          "Asked for transfer entropy given the rest of whole layers, which leave no rest. Ask one or the other.");
    }
    if (ofValues == null ? !estimator.isPlugIn() : !ofValues.toString().equals(LINEAR)) {
      throw new IllegalArgumentException(
          "Asked for transfer entropy given the rest by %s. Use with(gaussian()) for values, with(plugIn()) for symbols."
              .formatted(ofValues == null ? estimator : ofValues));
    }
  }

  Recipe recipe() {
    if (doing != null) {
      return layers
          .addOwnRules(
              layers
                  .addUnits(run.recipe().with("time axis", axis))
                  .with("symbols by", layers.rule(FLOW) + ", fitted on what is observed"))
          .with(
              "estimator",
              "%s%s, plug-in, one unit at a time as on another example, %s; mean over pairs of units"
                  .formatted(
                      kind(),
                      toClass() ? " to the predicted class" : "",
                      doing.inContext() ? "all others known" : "one permutation of seed " + SEED))
          .with(
              "units changed",
              "those asked about; of whole layers with more than %s, where not a dense layer alone lies between, %s"
                  .formatted(PASSES, PASSED))
          .with("null", doing.inContext() ? "none" : TransferResult.nullInWords(surrogates()));
    }
    Recipe recipe = run.recipe().with("time axis", axis).with("window", windowInWords());
    recipe = layers.addUnits(recipe);
    if (ofValues == null) {
      recipe = layers.addRules(recipe, axis, window > 0);
    }
    return recipe
        .with("estimator", estimatorInWords())
        .with("null", TransferResult.nullInWords(surrogates()) + somePairsInWords())
        .with("interval", resampling == null ? "none" : "95 % by " + resampling);
  }

  /** Flows, with what they are of. */
  TransferResult about(List<LayerFlow> flows, Recipe recipe) {
    List<Moment> all = Moment.of(snapshots());
    return new TransferResult(
        kind(),
        run.graph(),
        axis,
        differsInWords(),
        whole,
        surrogates(),
        epochs.length == 0 ? all : moments().stream().map(all::get).toList(),
        List.copyOf(flows),
        run.metrics(),
        recipe);
  }

  /** The estimator and the rule, where they are not the plug-in and a binary one. */
  String differsInWords() {
    if (doing != null) {
      return layers.rule(FLOW) + (toClass() ? ", to the class" : "");
    }
    if (ofValues != null) {
      return ofValues + " of values" + (rest ? ", given the rest" : "");
    }
    if (rest) {
      return "given greedily selected units";
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
            whole
                ? "whole layers"
                : rest
                    ? (ofValues == null
                            ? "given units selected greedily (alpha %s, %s surrogates, seed %s)"
                                .formatted(ALPHA, GREEDY, SEED)
                            : "given all other units")
                        + (input().isEmpty() ? "" : " and the input of the same step")
                        + ", mean over pairs of units"
                    : "mean over pairs of units");
  }

  /** What is shuffled, and what is known without, where it is not all pairs. */
  private String somePairsInWords() {
    int widest =
        IntStream.range(0, run.layers().size())
            .map(layer -> layers.numbers(layer).size())
            .max()
            .orElse(0);
    if (whole || rest || longestLag > 0 || surrogates().surrogates() == 0) {
      return "";
    }
    boolean split =
        (long) widest * widest > PairSample.BIAS
            && ofValues == null
            && estimator.isPlugIn()
            && surrogates().exchangeable(Segments.whole()).isPresent();
    return ((long) widest * widest > PairSample.MOST
            ? "; of more than %s pairs the mean over so many, drawn by seed %s"
                .formatted(PairSample.MOST, SEED)
            : "")
        + (split
            ? "; drift of at most %s pairs, bias of %s, drawn by the same seed"
                .formatted(PairSample.DRIFT, PairSample.BIAS)
            : "");
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

  Surrogates surrogates(int snapshot) {
    if (doing != null && doing.inContext()) {
      return Null.none();
    }
    Surrogates nullModel = (chosen != null ? chosen : usual(snapshot)).apart(longestLag);
    return longestLag > 0 ? nullModel.all() : nullModel;
  }

  /** Of an ensemble whole trials change places: what moves all of them alike stays. */
  private Surrogates usual(int snapshot) {
    if (rest && ofValues == null) {
      return Null.none(); // the selection has surrogates of its own
    }
    if (doing != null) {
      return Null.globalShuffle(SURROGATES, SEED);
    }
    if (steps()) {
      return Null.blockShuffle(cut(steps(snapshot)), SURROGATES, SEED);
    }
    Segments sequences = snapshots().get(0).sequences();
    if (sequences.count() > 1) { // of sequences, whole ones change places
      int steps = cut(sequences.start(1));
      return axis == TimeAxis.TRAINING_ORDER
          ? Null.blocksWithinBatch(steps, SURROGATES, SEED)
          : Null.blockShuffle(steps, SURROGATES, SEED);
    }
    if (isOneSequence()) { // its steps are no strangers to each other
      return Null.circularShift(SURROGATES, SEED);
    }
    return axis == TimeAxis.TRAINING_ORDER
        ? Null.withinBatch(SURROGATES, SEED).jointly()
        : Null.globalShuffle(SURROGATES, SEED);
  }

  /** What is left of a series where several lags are measured on the same transitions. */
  private int cut(int steps) {
    return Math.max(1, steps - Math.max(0, longestLag - 1));
  }

  private boolean isOneSequence() {
    return axis != TimeAxis.TRAINING_ORDER
        && run.recipe()
            .find(Fact.Steps.class)
            .filter(steps -> steps.which() == Sequences.EVERY_STEP)
            .isPresent();
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

  /** The units that are changed; of what takes a way through more than one layer, some. */
  List<Integer> sources(LayerPair pair) {
    boolean far = doing != null && (toClass(pair) || !doing.isDense(pair, moments().get(0)));
    LayerReader some = far && layers.isAll(pair.from()) ? layers.units(PASSED) : layers;
    return some.numbers(pair.from());
  }

  List<Integer> targets(LayerPair pair) {
    return toClass(pair) ? List.of(0) : layers.numbers(pair.to());
  }

  int steps(int snapshot) {
    return window == 0 ? snapshot + 1 : window;
  }

  boolean steps() {
    return axis == TimeAxis.TRAINING_STEPS;
  }

  /** Refuses what would take hours, before it begins; of means some of many pairs are shuffled. */
  void requireAffordable(List<LayerPair> pairs, boolean ofMean) {
    double observations = 0;
    for (int s : moments()) {
      observations +=
          steps()
              ? (double) snapshots().get(s).samples() * steps(s)
              : window == 0 ? snapshots().get(s).samples() : window;
    }
    double ofAll = 0;
    double passes = 0;
    for (LayerPair pair : pairs) {
      double from = sources(pair).size();
      double to = targets(pair).size();
      double one = whole ? from + to : from * to;
      boolean some = ofMean && !whole && !rest && doing == null && one > PairSample.MOST;
      double shuffled = some ? PairSample.shuffled(from, to) : one;
      ofAll += one;
      passes += one + shuffled * surrogates().surrogates();
    }
    double hours = observations * passes * nanoseconds() / HOUR;
    if (hours >= 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Asked for %s of %,.0f %s, %,.0f observations each, %s surrogates: about %,.0f hours. Ask about some units, units(sampled(32, 1)), about two layers, from(...).to(...), or with fewer surrogates.",
              doing != null ? kind().toString() : estimatorInWords(),
              ofAll,
              whole ? "dimensions" : "pairs",
              observations,
              surrogates().surrogates(),
              hours));
    }
  }

  /** About what an observation of a pair takes on two cores. */
  private double nanoseconds() {
    if (doing != null) {
      return doing.inContext() ? 200 : 10;
    }
    if (rest && ofValues == null) {
      return 2 * GREEDY; // each step of a selection has surrogates of its own
    }
    if (ofValues instanceof Kraskov) {
      return 10_000;
    }
    if (ofValues != null) {
      return whole || ofValues instanceof GaussianCopula ? 100 : 10;
    }
    return estimator.isPlugIn() && !whole ? 0.2 : 100;
  }
}
