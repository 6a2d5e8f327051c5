package org.infoplane.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.nulls.ValueSurrogates;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.measure.statistics.Parallel;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.History;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Values;

/** Two layers of numbers, unit by unit or whole. Immutable. */
final class ValueLayers implements TwoLayers {

  private final Values from;
  private final Values to;
  private final Embedding embedding;
  private final ContinuousEstimator estimator;
  private final boolean whole;
  private final Lazy<PairwiseGaussianTransferEntropy> linear;

  private ValueLayers(
      Values from, Values to, Embedding embedding, ContinuousEstimator estimator, boolean whole) {
    this.from = from;
    this.to = to;
    this.embedding = embedding;
    this.estimator = estimator;
    this.whole = whole;
    UnaryOperator<double[]> scores =
        estimator instanceof GaussianCopula ? GaussianCopula::scores : UnaryOperator.identity();
    this.linear = new Lazy<>(() -> PairwiseGaussianTransferEntropy.of(from, to, embedding, scores));
  }

  static ValueLayers ofUnits(
      Values from, Values to, Embedding embedding, ContinuousEstimator estimator) {
    requireNumbers(from, to);
    return new ValueLayers(from, to, embedding, estimator, false);
  }

  static ValueLayers whole(
      Values from, Values to, Embedding embedding, ContinuousEstimator estimator) {
    TwoLayers.requireFew("source", from.units());
    TwoLayers.requireFew("target", to.units());
    requireNumbers(from, to);
    ValueLayers layers = new ValueLayers(from, to, embedding, estimator, true);
    int dimensions =
        to.units() * (1 + embedding.target().length()) + from.units() * embedding.source().length();
    if (!layers.isNeighbours() && layers.transitions() <= dimensions) {
      throw new IllegalArgumentException(
          "Asked for the %s transfer entropy of whole layers, %s dimensions in all, from %s transitions. Pass more samples than dimensions, or fewer units: units(sampled(32, seed))."
              .formatted(estimator, dimensions, layers.transitions()));
    }
    return layers;
  }

  private static void requireNumbers(Values from, Values to) {
    Embedding.requireSameLength(from.samples(), to.samples());
    Columns.requireNumbers("source", from);
    Columns.requireNumbers("target", to);
  }

  private boolean isNeighbours() {
    return estimator instanceof Kraskov;
  }

  /** Whether one pass over the numbers serves all pairs. */
  private boolean isLinear() {
    return !whole && !isNeighbours() && embedding.source().length() == 1;
  }

  private static Values unit(Values layer, int unit) {
    return Values.view(layer.samples(), 1, (sample, one) -> layer.get(sample, unit));
  }

  private Values source(int source) {
    return whole ? from : unit(from, source);
  }

  private Values target(int target) {
    return whole ? to : unit(to, target);
  }

  private ContinuousTransferEntropy pair(int source, int target) {
    return TransferEntropy.of(source(source), target(target), embedding).with(estimator);
  }

  @Override
  public int sources() {
    return whole ? 1 : from.units();
  }

  @Override
  public int targets() {
    return whole ? 1 : to.units();
  }

  @Override
  public int samples() {
    return to.samples();
  }

  @Override
  public int transitions() {
    return embedding.transitions(samples(), embedding.target(), embedding.source());
  }

  @Override
  public Embedding embedding() {
    return embedding;
  }

  @Override
  public int nonConstantPairs() {
    int live =
        (from.units() - Layers.constantUnits(from)) * (to.units() - Layers.constantUnits(to));
    return whole ? Math.min(1, live) : live;
  }

  /** A source or a target that tells nothing, and of which nothing can be told. */
  private static boolean[] constants(int n, IntFunction<Values> layer) {
    boolean[] constants = new boolean[n];
    for (int i = 0; i < n; i++) {
      Values one = layer.apply(i);
      constants[i] = Layers.constantUnits(one) == one.units();
    }
    return constants;
  }

  @Override
  public double[] nats() {
    if (isLinear()) {
      return linear.get().nats.clone();
    }
    boolean[] silent = constants(sources(), this::source);
    boolean[] deaf = constants(targets(), this::target);
    if (!whole && estimator instanceof Kraskov kraskov) {
      double[] all = PairwiseKraskovTransferEntropy.between(from, to, embedding, kraskov).nats;
      double[] nats = all.clone();
      Arrays.setAll(
          nats, pair -> silent[pair / deaf.length] || deaf[pair % deaf.length] ? 0 : all[pair]);
      return nats;
    }
    Cut cut = new Cut();
    return Parallel.map(
        silent.length * deaf.length,
        pair -> {
          int source = pair / deaf.length;
          int target = pair % deaf.length;
          return silent[source] || deaf[target] ? 0 : cut.nats(source, target);
        });
  }

  /** The series of all sources and targets at each transition. */
  private final class Cut {
    private final int[] times = embedding.times(samples(), embedding.target(), embedding.source());
    private final int[] clock = embedding.clock(times);
    private final double[][][] sources = new double[sources()][][];
    private final double[][][] nexts = new double[targets()][][];
    private final double[][][] pasts = new double[targets()][][];

    Cut() {
      Arrays.parallelSetAll(sources, s -> Embedding.points(source(s), embedding.source(), times));
      Arrays.parallelSetAll(nexts, t -> Embedding.points(target(t), History.present(), times));
      Arrays.parallelSetAll(pasts, t -> Embedding.points(target(t), embedding.target(), times));
    }

    double nats(int source, int target) {
      try {
        return estimator.information(nexts[target], sources[source], pasts[target], clock);
      } catch (InfiniteInformationException e) {
        return Double.POSITIVE_INFINITY;
      }
    }

    double pValue(int source, int target, double nats) {
      return estimator.pValue(nats, nexts[target], sources[source], pasts[target]);
    }

    double biasNats(int source, int target) {
      long freedom =
          estimator.degreesOfFreedom(nexts[target], sources[source], pasts[target]).orElseThrow();
      return freedom / (2.0 * times.length);
    }
  }

  @Override
  public ValueLayers moved(Surrogates surrogates, int number, Segments batches) {
    int n = samples();
    SurrogateSeries moved =
        surrogates instanceof ValueSurrogates changing
            ? SurrogateSeries.changed(changing, number, batches)
            : SurrogateSeries.inOrder(
                Draws.requirePermutation(surrogates.order(number, batches, n), n),
                surrogates.movesWholeSamples());
    return new ValueLayers(moved.source(from), moved.other(to), embedding, estimator, whole);
  }

  @Override
  public ValueLayers only(RetainedSamples kept) {
    return new ValueLayers(kept.of(from), kept.of(to), kept.of(embedding), estimator, whole);
  }

  /** Surrogates are another question: nearest neighbours have neither bias nor analytic null. */
  @Override
  public Estimate get(int source, int target, double nats) {
    ContinuousTransferEntropy one = pair(source, target);
    if (isNeighbours()) {
      return Estimate.plain(nats, estimator.toString(), transitions()).with(one.warnings());
    }
    Estimate alone = one.estimate();
    return new Estimate(
        nats,
        alone.estimator(),
        alone.samples(),
        alone.states(),
        alone.biasNats(),
        alone.nullModel(),
        alone.significance(),
        alone.interval(),
        alone.warnings());
  }

  @Override
  public Estimate infinite() {
    return Estimate.plain(Double.NaN, estimator.toString(), transitions())
        .with(List.of(Warning.ofInfinitePair()));
  }

  @Override
  public double[] pValues(double[] nats) {
    if (isNeighbours()) {
      return none(nats.length);
    }
    if (isLinear()) {
      return Parallel.map(nats.length, linear.get()::pValue);
    }
    Cut cut = new Cut();
    return Parallel.map(
        nats.length, pair -> cut.pValue(pair / targets(), pair % targets(), nats[pair]));
  }

  private static double[] none(int n) {
    double[] none = new double[n];
    Arrays.fill(none, Double.NaN);
    return none;
  }

  @Override
  public double[] biasNats() {
    int pairs = sources() * targets();
    if (isNeighbours()) {
      return none(pairs);
    }
    if (isLinear()) {
      return Parallel.map(pairs, linear.get()::biasNats);
    }
    Cut cut = new Cut();
    return Parallel.map(pairs, pair -> cut.biasNats(pair / targets(), pair % targets()));
  }

  @Override
  public double biasNatsOfNonConstantPair() {
    double freedom = (whole ? (double) to.units() * from.units() : 1) * embedding.source().length();
    return isNeighbours() ? Double.NaN : freedom / (2.0 * transitions());
  }

  @Override
  public List<Warning> warnings() {
    List<Warning> all = new ArrayList<>(Layers.constant("source", from));
    all.addAll(Layers.constant("target", to));
    if (estimator instanceof Kraskov kraskov) {
      addOfNeighbours(kraskov, all);
    } else {
      addOfMemory(all);
    }
    return all;
  }

  private void addOfNeighbours(Kraskov kraskov, List<Warning> to) {
    if (kraskov.noise() > 0) {
      return;
    }
    int[] samples = Draws.identity(samples());
    to.addAll(
        Warning.ofTies(
            Columns.join(
                Embedding.points(from, History.present(), samples),
                Embedding.points(this.to, History.present(), samples))));
    Cut cut = new Cut();
    int pairs = sources() * targets();
    double[] scaled =
        Parallel.map(
            pairs,
            pair -> {
              int target = pair % targets();
              boolean needs =
                  kraskov.needsScaling(
                      cut.nexts[target], cut.sources[pair / targets()], cut.pasts[target]);
              return needs ? 1 : 0;
            });
    int count = (int) Arrays.stream(scaled).sum();
    if (count > 0) {
      to.add(Warning.ofScaledPairs(count, pairs));
    }
  }

  private void addOfMemory(List<Warning> to) {
    double[] beyond =
        Parallel.map(targets(), t -> Memory.beyondHistory(target(t), embedding).isEmpty() ? 0 : 1);
    long count = (long) Arrays.stream(beyond).sum();
    if (count > 0) {
      to.add(
          whole
              ? Warning.ofShortHistory(embedding.target().length())
              : Warning.ofShortHistoryOfNumbers(count, targets()));
    }
  }

  @Override
  public Interval interval(
      Resampling resampling, double nats, ToDoubleFunction<TwoLayers> measure) {
    if (isNeighbours()) {
      throw Coverage.ofNeighbours(resampling, estimator);
    }
    return resampling.interval(
        samples(),
        nats,
        kept ->
            measure.applyAsDouble(only(RetainedSamples.of(kept, embedding.segments(), samples()))));
  }
}
