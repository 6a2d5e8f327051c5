package org.infoplane.query;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.infoplane.measure.ContinuousEstimator;
import org.infoplane.measure.Drift;
import org.infoplane.measure.GivenTheRest;
import org.infoplane.measure.InformationFlow;
import org.infoplane.measure.Interval;
import org.infoplane.measure.Intervention;
import org.infoplane.measure.Interventions;
import org.infoplane.measure.LagSignificance;
import org.infoplane.measure.LagSpectrum;
import org.infoplane.measure.LayerTransfer;
import org.infoplane.measure.PairwiseSignificance;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.recording.Snapshot;
import org.infoplane.result.LagFlow;
import org.infoplane.result.LayerFlow;
import org.infoplane.result.LayerPair;
import org.infoplane.result.Moment;
import org.infoplane.result.UnitLags;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Encoding;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.jspecify.annotations.Nullable;

/** Measures one pair of layers at one moment. */
record TransferMeasure(TransferSettings asked) {

  /** Pairs of units, with their series: not kept. */
  record Measured(LayerTransfer te, PairwiseSignificance significance) {}

  /** The first sample of a moment, its sequences and its mini-batches. */
  private record Times(int first, Segments segments, Segments batches) {}

  /** A measure of the series of two layers. */
  private interface Series<S, T> {
    T of(S from, S to, @Nullable S input, Times times);
  }

  private <T> T read(
      int snapshot, LayerPair pair, Series<Symbols, T> ofSymbols, Series<Values, T> ofValues) {
    if (asked.ofValues != null) {
      Times times = times(snapshot, 0);
      return ofValues.of(
          values(snapshot, pair.from(), times.first()),
          values(snapshot, pair.to(), times.first()),
          given(pair).map(input -> values(snapshot, input, times.first())).orElse(null),
          times);
    }
    int lost = Math.max(asked.layers.lost(pair.from()), asked.layers.lost(pair.to()));
    Times times = times(snapshot, lost);
    return ofSymbols.of(
        symbols(snapshot, pair.from(), times.first(), lost),
        symbols(snapshot, pair.to(), times.first(), lost),
        given(pair).map(input -> symbols(snapshot, input, times.first(), lost)).orElse(null),
        times);
  }

  /** The layer whose values of the same step are conditioned on. */
  private Optional<Integer> given(LayerPair pair) {
    return asked.rest ? asked.input().filter(layer -> layer != pair.to()) : Optional.empty();
  }

  private LayerTransfer doing(TransferSettings.Doing how, int snapshot, LayerPair pair) {
    Interventions network = how.moments().apply(snapshot);
    Intervention all =
        asked.toClass(pair)
            ? network.toClass(pair.from())
            : network.between(pair.from(), pair.to());
    how.isDense(pair, snapshot); // before sources(pair) asks for the network of another moment
    Intervention some = all.only(ints(asked.sources(pair)), ints(asked.targets(pair)));
    Encoding source = asked.layers.rule(pair.from(), TransferSettings.FLOW).fit(some.source());
    Encoding target =
        asked.toClass(pair)
            ? Encoding.of(1, network.classes(), (unit, value) -> (int) value)
            : asked.layers.rule(pair.to(), TransferSettings.FLOW).fit(some.target());
    InformationFlow flow = InformationFlow.of(some, source, target);
    return how.inContext() ? flow.inContext() : flow.flow(TransferSettings.SEED);
  }

  private static int[] ints(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  Measured units(int snapshot, LayerPair pair) {
    Surrogates all = asked.surrogates(snapshot).all();
    if (asked.doing != null) {
      return against(doing(asked.doing, snapshot, pair), all, Segments.whole());
    }
    return read(
        snapshot,
        pair,
        (from, to, input, times) ->
            against(ofSymbols(pair, from, to, input, times), all, times.batches()),
        (from, to, input, times) ->
            against(ofValues(pair, from, to, input, times), all, times.batches()));
  }

  private static Measured against(LayerTransfer te, Surrogates surrogates, Segments batches) {
    return new Measured(te, te.against(surrogates, batches));
  }

  /** The mean over pairs; of many pairs only some are compared with the null. */
  LayerFlow layers(int snapshot, LayerPair pair) {
    if (asked.doing != null) {
      Measured all = units(snapshot, pair);
      return flow(all.te(), all.significance().ofMean(), Optional.empty(), snapshot, pair);
    }
    Surrogates surrogates = asked.surrogates(snapshot);
    return read(
        snapshot,
        pair,
        (from, to, input, times) -> {
          LayerTransfer te = ofSymbols(pair, from, to, input, times);
          PairSample some = PairSample.of(te, asked);
          Symbols someFrom = some.sources(from);
          Symbols someTo = some.targets(to);
          Measured measured =
              against(
                  some.isAll() ? te : ofSymbols(pair, someFrom, someTo, input, times),
                  surrogates,
                  times.batches());
          Embedding histories = histories(times);
          Optional<LayerFlow.Split> split =
              Optional.of(times.batches())
                  .filter(batches -> isSplit() && Drift.isClosed(from, to, histories))
                  .flatMap(surrogates::exchangeable)
                  .map(parts -> some.split(te, measured, someFrom, someTo, histories, parts));
          return flow(te, some.ofAll(te, measured), split, snapshot, pair);
        },
        (from, to, input, times) -> {
          LayerTransfer te = ofValues(pair, from, to, input, times);
          PairSample some = PairSample.of(te, asked);
          Measured measured =
              against(
                  some.isAll()
                      ? te
                      : ofValues(pair, some.sources(from), some.targets(to), input, times),
                  surrogates,
                  times.batches());
          return flow(te, some.ofAll(te, measured), Optional.empty(), snapshot, pair);
        });
  }

  private boolean isSplit() {
    return !asked.rest && !asked.whole && asked.estimator.isPlugIn();
  }

  private LayerFlow flow(
      LayerTransfer te,
      Significance ofMean,
      Optional<LayerFlow.Split> split,
      int snapshot,
      LayerPair pair) {
    Optional<Interval> interval = Optional.ofNullable(asked.resampling).map(te::interval);
    return new LayerFlow(
        Moment.of(asked.snapshots()).get(snapshot),
        asked.run.layers().get(pair.from()).name(),
        asked.run.layers().get(pair.to()).name(),
        pair.forward(),
        te.pairs(),
        te.nonConstantPairs(),
        te.transitions(),
        te.meanNats(),
        te.sumNats(),
        te.maxNats(),
        te.biasNatsWithoutInformation(),
        te.biasNatsOfNonConstantPair(),
        te.testedPairs() == 0
            ? Double.NaN
            : (double) te.significantPairs(LayerFlow.FALSE_DISCOVERY_RATE) / te.testedPairs(),
        Stream.concat(
                te.warnings().stream(), interval.flatMap(i -> i.warning(te.meanNats())).stream())
            .toList(),
        ofMean,
        split,
        interval);
  }

  private LayerTransfer ofSymbols(
      LayerPair pair, Symbols from, Symbols to, @Nullable Symbols input, Times times) {
    return asked.rest
        ? GivenTheRest.greedy(
            from,
            to,
            input,
            histories(times),
            pair.from() == pair.to(),
            TransferSettings.GREEDY,
            TransferSettings.ALPHA,
            TransferSettings.SEED)
        : ofSymbols(from, to, histories(times));
  }

  private LayerTransfer ofValues(
      LayerPair pair, Values from, Values to, @Nullable Values input, Times times) {
    return asked.rest
        ? GivenTheRest.gaussian(from, to, input, histories(times), pair.from() == pair.to())
        : ofValues(from, to, histories(times));
  }

  private LayerTransfer ofSymbols(Symbols from, Symbols to, Embedding histories) {
    return asked.whole
        ? LayerTransfer.ofWholeLayers(from, to, histories, asked.estimator)
        : LayerTransfer.ofPairs(from, to, histories, asked.estimator);
  }

  private LayerTransfer ofValues(Values from, Values to, Embedding histories) {
    ContinuousEstimator chosen = requireNonNull(asked.ofValues);
    return asked.whole
        ? LayerTransfer.ofWholeLayers(from, to, histories, chosen)
        : LayerTransfer.ofPairs(from, to, histories, chosen);
  }

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
                LagSpectrum.ofValues(from, to, histories(times), first, last, this::ofValues),
                snapshot,
                pair,
                times));
  }

  private LagFlow lags(LagSpectrum spectrum, int snapshot, LayerPair pair, Times times) {
    LagSignificance significance = spectrum.against(asked.surrogates(snapshot), times.batches());
    List<Integer> numbers = asked.whole ? List.of(0) : asked.layers.numbers(pair.to());
    return new LagFlow(
        IntStream.rangeClosed(spectrum.first(), spectrum.last())
            .mapToObj(
                lag ->
                    flow(
                        spectrum.at(lag),
                        significance.ofMean(lag),
                        Optional.empty(),
                        snapshot,
                        pair))
            .toList(),
        spectrum.bestLag(),
        significance.ofBest(),
        IntStream.range(0, numbers.size())
            .mapToObj(
                unit ->
                    new UnitLags(
                        numbers.get(unit),
                        each(spectrum, lag -> spectrum.nats(lag, unit)),
                        each(spectrum, lag -> significance.nullMean(lag, unit)),
                        spectrum.bestLag(unit),
                        significance.pValueOfBest(unit)))
            .toList());
  }

  private static List<Double> each(LagSpectrum spectrum, IntToDoubleFunction nats) {
    return IntStream.rangeClosed(spectrum.first(), spectrum.last())
        .mapToDouble(nats)
        .boxed()
        .toList();
  }

  private Embedding histories(Times times) {
    return times.segments().count() == 1
        ? asked.embedding
        : asked.embedding.within(times.segments());
  }

  private Times times(int snapshot, int lost) {
    Snapshot at = asked.snapshots().get(snapshot);
    if (asked.steps()) {
      int steps = asked.steps(snapshot);
      return new Times(0, Segments.ofLength(steps, at.samples() * steps), Segments.whole());
    }
    int first = asked.window == 0 ? 0 : at.samples() - asked.window;
    return new Times(
        first,
        at.sequences().from(first + lost),
        Segments.startingAt(at.batchStarts()).from(first + lost));
  }

  private Symbols symbols(int snapshot, int layer, int first, int lost) {
    if (asked.steps() && lost > 0) {
      throw new IllegalArgumentException(
          "Ordinal patterns have no meaning on the axis of training steps: successive samples of a moment are different examples. Use a rule of one sample, such as median() or quantiles(n).");
    }
    if (!asked.steps()) {
      Symbols all = asked.layers.symbols(asked.axis, snapshot, layer, first);
      return all.slice(lost - asked.layers.lost(layer), all.samples());
    }
    return Symbols.join(
            states(snapshot)
                .mapToObj(step -> asked.layers.symbols(asked.axis, step, layer, 0))
                .toArray(Symbols[]::new))
        .reorder(ensemble(snapshot));
  }

  private Values values(int snapshot, int layer, int first) {
    if (!asked.steps()) {
      return asked.layers.values(asked.axis, snapshot, layer, first);
    }
    return Values.join(
            states(snapshot)
                .mapToObj(step -> asked.layers.values(asked.axis, step, layer, 0))
                .toList())
        .reorder(ensemble(snapshot));
  }

  /** The moments in the window that ends with this one. */
  private IntStream states(int snapshot) {
    return IntStream.rangeClosed(snapshot + 1 - asked.steps(snapshot), snapshot);
  }

  /** From step by step to example by example. */
  private int[] ensemble(int snapshot) {
    int examples = asked.snapshots().get(0).samples();
    int steps = asked.steps(snapshot);
    return IntStream.range(0, examples * steps)
        .map(i -> i % steps * examples + i / steps)
        .toArray();
  }
}
