package org.infoplane.query;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.infoplane.measure.ContinuousEstimator;
import org.infoplane.measure.Estimator;
import org.infoplane.measure.GaussianCopula;
import org.infoplane.measure.GivenTheRest;
import org.infoplane.measure.InformationFlow;
import org.infoplane.measure.Interval;
import org.infoplane.measure.Intervention;
import org.infoplane.measure.Interventions;
import org.infoplane.measure.Kraskov;
import org.infoplane.measure.LagSignificance;
import org.infoplane.measure.LagSpectrum;
import org.infoplane.measure.LayerTransfer;
import org.infoplane.measure.PairwiseSignificance;
import org.infoplane.measure.Resampling;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.nulls.ValueSurrogates;
import org.infoplane.recording.Fact;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Sequences;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.result.FlowKind;
import org.infoplane.result.LagFlow;
import org.infoplane.result.LayerFlow;
import org.infoplane.result.LayerPair;
import org.infoplane.result.Moment;
import org.infoplane.result.TransferResult;
import org.infoplane.result.UnitLags;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Encoding;
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
  private static final int PASSES = 64;
  private static final UnitSelection PASSED = UnitSelection.sampled(PASSES, 1);
  private static final int GREEDY = 200; // surrogates of a selection
  private static final double ALPHA = 0.05;
  private static final Discretizer FLOW = Discretizer.quantiles(4);
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

  /** All pairs of units, with their series: not kept. */
  record Measured(
      LayerTransfer te, PairwiseSignificance significance, Optional<Interval> interval) {

    LayerFlow flow(Moment at, Recording run, LayerPair pair) {
      return flow(te, significance.ofMean(), interval, at, run, pair);
    }

    static LayerFlow flow(
        LayerTransfer te,
        Significance ofMean,
        Optional<Interval> interval,
        Moment at,
        Recording run,
        LayerPair pair) {
      return new LayerFlow(
          at,
          run.layers().get(pair.from()).name(),
          run.layers().get(pair.to()).name(),
          pair.forward(),
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
          ofMean,
          interval);
    }
  }

  /** Where the samples of a moment begin, and how they hang together. */
  private record Times(int first, Trials trials, Trials batches) {}

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
        .with("null", TransferResult.nullInWords(surrogates()))
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

  private Surrogates surrogates(int snapshot) {
    if (doing != null && doing.inContext()) {
      return Null.none();
    }
    return (chosen != null ? chosen : usual(snapshot)).apart(longestLag);
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
    Trials sequences = snapshots().get(0).sequences();
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
        ? Null.withinBatch(SURROGATES, SEED).ofWholeSamples()
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

  /** What is measured of the series of two layers. */
  private interface Series<S, T> {
    T of(S from, S to, @Nullable S input, Times times);
  }

  private <T> T read(
      int snapshot, LayerPair pair, Series<Symbols, T> ofSymbols, Series<Values, T> ofNumbers) {
    if (ofValues != null) {
      Times times = times(snapshot, 0);
      return ofNumbers.of(
          values(snapshot, pair.from(), times.first()),
          values(snapshot, pair.to(), times.first()),
          given(pair).map(input -> values(snapshot, input, times.first())).orElse(null),
          times);
    }
    int lost = Math.max(layers.lost(pair.from()), layers.lost(pair.to()));
    Times times = times(snapshot, lost);
    return ofSymbols.of(
        symbols(snapshot, pair.from(), times.first(), lost),
        symbols(snapshot, pair.to(), times.first(), lost),
        given(pair).map(input -> symbols(snapshot, input, times.first(), lost)).orElse(null),
        times);
  }

  /** The layer whose values of the same step are known, given the rest. */
  private Optional<Integer> given(LayerPair pair) {
    return rest ? input().filter(layer -> layer != pair.to()) : Optional.empty();
  }

  private Optional<Integer> input() {
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

  private boolean toClass(LayerPair pair) {
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

  private Measured flow(Doing how, int snapshot, LayerPair pair) {
    Interventions network = how.moments().apply(snapshot);
    Intervention all =
        toClass(pair) ? network.toClass(pair.from()) : network.between(pair.from(), pair.to());
    how.isDense(pair, snapshot); // of the network that is at hand, not another one
    Intervention some = all.only(ints(sources(pair)), ints(targets(pair)));
    Encoding source = layers.rule(pair.from(), FLOW).fit(some.source());
    Encoding target =
        toClass(pair)
            ? Encoding.of(1, network.classes(), (unit, value) -> (int) value)
            : layers.rule(pair.to(), FLOW).fit(some.target());
    InformationFlow flow = InformationFlow.of(some, source, target);
    LayerTransfer pairs = how.inContext() ? flow.inContext() : flow.flow(SEED);
    return new Measured(
        pairs, pairs.against(surrogates(snapshot), Trials.whole()), Optional.empty());
  }

  private static int[] ints(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  Measured measure(int snapshot, LayerPair pair) {
    if (doing != null) {
      return flow(doing, snapshot, pair);
    }
    return read(
        snapshot,
        pair,
        (from, to, input, times) ->
            measured(
                rest
                    ? GivenTheRest.greedy(
                        from,
                        to,
                        input,
                        histories(times),
                        pair.from() == pair.to(),
                        GREEDY,
                        ALPHA,
                        SEED)
                    : ofSymbols(from, to, histories(times)),
                snapshot,
                times),
        (from, to, input, times) ->
            measured(
                rest
                    ? GivenTheRest.gaussian(
                        from, to, input, histories(times), pair.from() == pair.to())
                    : ofNumbers(from, to, histories(times)),
                snapshot,
                times));
  }

  private Measured measured(LayerTransfer te, int snapshot, Times times) {
    return new Measured(
        te,
        te.against(surrogates(snapshot), times.batches()),
        Optional.ofNullable(resampling).map(te::interval));
  }

  private LayerTransfer ofSymbols(Symbols from, Symbols to, Embedding histories) {
    return whole
        ? LayerTransfer.ofWholeLayers(from, to, histories, estimator)
        : LayerTransfer.ofPairs(from, to, histories, estimator);
  }

  private LayerTransfer ofNumbers(Values from, Values to, Embedding histories) {
    ContinuousEstimator chosen = requireNonNull(ofValues);
    return whole
        ? LayerTransfer.ofWholeLayers(from, to, histories, chosen)
        : LayerTransfer.ofPairs(from, to, histories, chosen);
  }

  /** The same at several lags. */
  LagFlow lags(int snapshot, LayerPair pair, int first, int last) {
    return read(
        snapshot,
        pair,
        (from, to, input, times) ->
            lags(
                LagSpectrum.ofSymbols(from, to, histories(times), first, last, this::ofSymbols),
                snapshot,
                pair,
                times),
        (from, to, input, times) ->
            lags(
                LagSpectrum.ofValues(from, to, histories(times), first, last, this::ofNumbers),
                snapshot,
                pair,
                times));
  }

  private LagFlow lags(LagSpectrum spectrum, int snapshot, LayerPair pair, Times times) {
    LagSignificance nothing = spectrum.against(surrogates(snapshot), times.batches());
    Moment at = Moment.of(snapshots()).get(snapshot);
    List<Integer> numbers = whole ? List.of(0) : layers.numbers(pair.to());
    return new LagFlow(
        IntStream.rangeClosed(spectrum.first(), spectrum.last())
            .mapToObj(
                lag ->
                    Measured.flow(
                        spectrum.at(lag), nothing.ofMean(lag), Optional.empty(), at, run, pair))
            .toList(),
        spectrum.bestLag(),
        nothing.ofBest(),
        IntStream.range(0, numbers.size())
            .mapToObj(
                unit ->
                    new UnitLags(
                        numbers.get(unit),
                        each(spectrum, lag -> spectrum.nats(lag, unit)),
                        each(spectrum, lag -> nothing.nullMean(lag, unit)),
                        spectrum.bestLag(unit),
                        nothing.pValueOfBest(unit)))
            .toList());
  }

  private static List<Double> each(LagSpectrum spectrum, IntToDoubleFunction nats) {
    return IntStream.rangeClosed(spectrum.first(), spectrum.last())
        .mapToDouble(nats)
        .boxed()
        .toList();
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
      double from = sources(pair).size();
      double to = targets(pair).size();
      ofAll += whole ? from + to : from * to;
    }
    double hours = ofAll * observations * passes * nanoseconds() / HOUR;
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
