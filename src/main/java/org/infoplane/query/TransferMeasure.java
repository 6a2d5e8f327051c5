package org.infoplane.query;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
import org.infoplane.measure.PairwiseTransferEntropy;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.recording.Snapshot;
import org.infoplane.result.LagFlow;
import org.infoplane.result.LayerFlow;
import org.infoplane.result.LayerPair;
import org.infoplane.result.Moment;
import org.infoplane.result.UnitLags;
import org.infoplane.symbol.AllPairs;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Encoding;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.jspecify.annotations.Nullable;

/** Measures one pair of layers at one moment. */
record TransferMeasure(TransferSettings asked, int snapshot, LayerPair pair) {

  /** Pairs of units, with their series: not kept. */
  record Measured(LayerTransfer te, PairwiseSignificance significance) {}

  /** The first sample of a moment, its sequences and its mini-batches. */
  private record Times(int first, Segments segments, Segments batches) {}

  /** What the series of the two layers give, symbols or values. */
  private record Series(
      Times times, Function<PairSample, LayerTransfer> te, Splitter split, Lags lags) {}

  private interface Splitter {
    Optional<LayerFlow.Split> of(
        LayerTransfer te, PairSample some, Measured measured, Surrogates surrogates);
  }

  private interface Lags {
    LagSpectrum of(int first, int last);
  }

  private Series series() {
    return asked.ofValues != null ? ofValues(asked.ofValues) : ofSymbols();
  }

  private Series ofValues(ContinuousEstimator estimator) {
    Times times = times(0);
    Embedding histories = histories(times);
    Values from = values(pair.from(), times.first());
    Values to = values(pair.to(), times.first());
    @Nullable Values input = given().map(layer -> values(layer, times.first())).orElse(null);
    LagSpectrum.Measure<Values> measure =
        (source, target, embedding) -> {
          if (asked.rest) {
            return GivenTheRest.gaussian(source, target, input, embedding, isInside());
          }
          return asked.whole
              ? LayerTransfer.ofWholeLayers(source, target, embedding, estimator)
              : LayerTransfer.ofPairs(source, target, embedding, estimator);
        };
    return new Series(
        times,
        some ->
            measure.of(
                some.sources(from, Values::units), some.targets(to, Values::units), histories),
        (te, some, measured, surrogates) -> Optional.empty(),
        (first, last) -> LagSpectrum.ofValues(from, to, histories, first, last, measure));
  }

  private Series ofSymbols() {
    int lost = Math.max(asked.layers.lost(pair.from()), asked.layers.lost(pair.to()));
    Times times = times(lost);
    TransferEntropyQuery.PairSeries series = symbols();
    Embedding histories = series.histories();
    Symbols from = series.from();
    Symbols to = series.to();
    @Nullable Symbols input =
        given().map(layer -> symbols(layer, times.first(), lost)).orElse(null);
    LagSpectrum.Measure<Symbols> measure =
        (source, target, embedding) -> {
          if (asked.rest) {
            return GivenTheRest.greedy(
                source,
                target,
                input,
                embedding,
                isInside(),
                TransferSettings.GREEDY,
                TransferSettings.ALPHA,
                TransferSettings.SEED);
          }
          return asked.whole
              ? LayerTransfer.ofWholeLayers(source, target, embedding, asked.estimator)
              : LayerTransfer.ofPairs(source, target, embedding, asked.estimator);
        };
    boolean isSplit = !asked.rest && !asked.whole && asked.estimator.isPlugIn();
    return new Series(
        times,
        some -> {
          Symbols source = some.sources(from, Symbols::units);
          Symbols target = some.targets(to, Symbols::units);
          return asked.elsewhere != null && AllPairs.fits(source, target, histories)
              ? PairwiseTransferEntropy.between(
                  source, target, histories, some.counts(asked.elsewhere, part(), source, target))
              : measure.of(source, target, histories);
        },
        (te, some, measured, surrogates) ->
            Optional.of(times.batches())
                .filter(batches -> isSplit && Drift.isClosed(from, to, histories))
                .flatMap(surrogates::exchangeable)
                .map(
                    parts ->
                        some.split(
                            te,
                            measured,
                            some.sources(from, Symbols::units),
                            some.targets(to, Symbols::units),
                            histories,
                            parts)),
        (first, last) -> LagSpectrum.ofSymbols(from, to, histories, first, last, measure));
  }

  private QueryPart part() {
    return new QueryPart(snapshot, pair.from(), pair.to());
  }

  /** The symbols that are counted. */
  TransferEntropyQuery.PairSeries symbols() {
    int lost = Math.max(asked.layers.lost(pair.from()), asked.layers.lost(pair.to()));
    Times times = times(lost);
    return new TransferEntropyQuery.PairSeries(
        symbols(pair.from(), times.first(), lost),
        symbols(pair.to(), times.first(), lost),
        histories(times),
        times.batches());
  }

  private boolean isInside() {
    return pair.from() == pair.to();
  }

  /** The layer whose values of the same step are conditioned on. */
  private Optional<Integer> given() {
    return asked.rest ? asked.input().filter(layer -> layer != pair.to()) : Optional.empty();
  }

  private LayerTransfer doing(TransferSettings.Doing how) {
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

  Measured units() {
    Surrogates all = asked.surrogates(snapshot).all();
    if (asked.doing != null) {
      return against(doing(asked.doing), all, Segments.whole());
    }
    Series series = series();
    return against(series.te().apply(PairSample.ALL), all, series.times().batches());
  }

  private static Measured against(LayerTransfer te, Surrogates surrogates, Segments batches) {
    return new Measured(te, te.against(surrogates, batches));
  }

  /** The mean over pairs; of many pairs only some are compared with the null. */
  LayerFlow layers() {
    if (asked.doing != null) {
      Measured all = units();
      return flow(all.te(), all.significance().ofMean(), Optional.empty());
    }
    Surrogates surrogates = asked.surrogates(snapshot);
    Series series = series();
    LayerTransfer te = series.te().apply(PairSample.ALL);
    PairSample some = PairSample.of(te, asked);
    Measured measured =
        against(some.isAll() ? te : series.te().apply(some), surrogates, series.times().batches());
    return flow(te, some.ofAll(te, measured), series.split().of(te, some, measured, surrogates));
  }

  private LayerFlow flow(LayerTransfer te, Significance ofMean, Optional<LayerFlow.Split> split) {
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

  LagFlow lags(int first, int last) {
    Series series = series();
    LagSpectrum spectrum = series.lags().of(first, last);
    LagSignificance significance =
        spectrum.against(asked.surrogates(snapshot), series.times().batches());
    List<Integer> numbers = asked.whole ? List.of(0) : asked.layers.numbers(pair.to());
    return new LagFlow(
        IntStream.rangeClosed(spectrum.first(), spectrum.last())
            .mapToObj(lag -> flow(spectrum.at(lag), significance.ofMean(lag), Optional.empty()))
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

  private Times times(int lost) {
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

  private Symbols symbols(int layer, int first, int lost) {
    Require.that(
        !asked.steps() || lost == 0,
        "Ordinal patterns have no meaning on the axis of training steps: successive samples of a moment are different examples. Use a rule of one sample, such as median() or quantiles(n).");
    if (!asked.steps()) {
      Symbols all = asked.layers.symbols(asked.axis, snapshot, layer, first);
      return all.slice(lost - asked.layers.lost(layer), all.samples());
    }
    return Symbols.join(
            states()
                .mapToObj(step -> asked.layers.symbols(asked.axis, step, layer, 0))
                .toArray(Symbols[]::new))
        .reorder(ensemble());
  }

  private Values values(int layer, int first) {
    if (!asked.steps()) {
      return asked.layers.values(asked.axis, snapshot, layer, first);
    }
    return Values.join(
            states().mapToObj(step -> asked.layers.values(asked.axis, step, layer, 0)).toList())
        .reorder(ensemble());
  }

  /** The moments in the window that ends with this one. */
  private IntStream states() {
    return IntStream.rangeClosed(snapshot + 1 - asked.steps(snapshot), snapshot);
  }

  /** From step by step to example by example. */
  private int[] ensemble() {
    int examples = asked.snapshots().get(0).samples();
    int steps = asked.steps(snapshot);
    return IntStream.range(0, examples * steps)
        .map(i -> i % steps * examples + i / steps)
        .toArray();
  }
}
