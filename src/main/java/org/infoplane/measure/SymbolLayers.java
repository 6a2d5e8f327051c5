package org.infoplane.measure;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.measure.statistics.Parallel;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.History;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;

/** Two layers of symbols, by pairs of units or as a whole. Immutable. */
final class SymbolLayers extends PlainLayers<Symbols> {

  private final Estimator estimator;
  private final Lazy<PairwiseTransferEntropy> plugIn;

  SymbolLayers(Symbols from, Symbols to, Embedding embedding, Estimator estimator, boolean whole) {
    super(
        from,
        to,
        embedding,
        whole,
        new int[] {from.units(), to.units()},
        new int[] {from.samples(), to.samples()});
    this.estimator = estimator;
    this.plugIn = new Lazy<>(() -> PairwiseTransferEntropy.between(from, to, embedding));
  }

  private Symbols source(int source) {
    return whole ? from : from.unit(source);
  }

  private Symbols target(int target) {
    return whole ? to : to.unit(target);
  }

  private TransferEntropy pair(int source, int target) {
    return TransferEntropy.of(source(source), target(target), embedding).with(estimator);
  }

  private TransferEntropy pair(int pair) {
    return pair(pair / targets(), pair % targets());
  }

  @Override
  int nonConstantUnits(Symbols layer) {
    return varying(layer);
  }

  static int varying(Symbols layer) {
    return layer.units() - layer.discretization().constantUnits();
  }

  /** States of a source or a target alone are grouped once for all pairs. */
  @Override
  double[] nats() {
    int[] times = embedding.times(samples(), embedding.target(), embedding.source());
    Partition[] sources = states(sources(), this::source, embedding.source(), times);
    Partition[] nexts = states(targets(), this::target, History.present(), times);
    Partition[] histories = states(targets(), this::target, embedding.target(), times);
    return Parallel.map(
        sources.length * targets(),
        pair -> {
          int target = pair % nexts.length;
          return estimator.information(
              nexts[target], sources[pair / nexts.length], histories[target]);
        });
  }

  private static Partition[] states(
      int n, IntFunction<Symbols> layer, History history, int[] times) {
    return IntStream.range(0, n)
        .parallel()
        .mapToObj(i -> Embedding.states(layer.apply(i), history, times))
        .toArray(Partition[]::new);
  }

  @Override
  SymbolLayers moved(Surrogates surrogates, int number, Segments batches) {
    Inference.requireOrders(surrogates);
    int n = samples();
    int[] order = Draws.requirePermutation(surrogates.order(number, batches, n), n);
    return new SymbolLayers(
        from.reorder(order),
        surrogates.movesWholeSamples() ? to.reorder(order) : to,
        embedding,
        estimator,
        whole);
  }

  private SymbolLayers only(RetainedSamples kept) {
    return new SymbolLayers(kept.of(from), kept.of(to), kept.of(embedding), estimator, whole);
  }

  @Override
  Estimate get(int source, int target, double nats) {
    return pair(source, target).estimate();
  }

  @Override
  Estimate infinite() {
    throw new IllegalArgumentException(
        "%s gives infinite information for symbols. An estimator must return finite values."
            .formatted(estimator));
  }

  @Override
  double[] pValues(double[] nats) {
    return whole
        ? new double[] {pair(0).estimate().pValue()}
        : Parallel.map(nats.length, plugIn.get()::pValue);
  }

  @Override
  double[] biasNats() {
    int pairs = sources() * targets();
    if (estimator.isPlugIn()) {
      return Parallel.map(
          pairs, pair -> estimator.bias(pair(pair).degreesOfFreedom(), transitions()));
    }
    boolean known = !Double.isNaN(estimator.bias(1, transitions()));
    return Parallel.map(pairs, pair -> known ? pair(pair).biasNats() : Double.NaN);
  }

  /** Whole layers have more states than are ever observed. */
  @Override
  double biasNatsOfNonConstantPair() {
    double histories = Math.pow(to.alphabet(), embedding.target().length());
    double sourceStates = Math.pow(from.alphabet(), embedding.source().length());
    double all = to.alphabet() * sourceStates * histories;
    return whole || transitions() < all
        ? Double.NaN
        : estimator.bias(
            (long) ((to.alphabet() - 1) * (sourceStates - 1) * histories), transitions());
  }

  @Override
  List<Warning> warnings() {
    return whole ? pair(0).estimate().warnings() : plugIn.get().warnings();
  }

  @Override
  Interval interval(Resampling resampling, double nats, ToDoubleFunction<TwoLayers> measure) {
    return Coverage.of(
        estimator,
        resampling,
        samples(),
        nats,
        kept -> measure.applyAsDouble(only(retained(kept))),
        kept -> only(retained(kept)).plugInNats());
  }

  private double plugInNats() {
    return whole
        ? new SymbolLayers(from, to, embedding, Estimator.plugIn(), true).nats()[0]
        : plugIn.get().meanNats();
  }
}
