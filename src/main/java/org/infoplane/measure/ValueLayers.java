package org.infoplane.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.nulls.ValueSurrogates;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.measure.statistics.Parallel;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.History;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Values;

/** Two layers of real values, by pairs of units or as a whole. Immutable. */
final class ValueLayers extends PlainLayers<Values> {

  private final ContinuousEstimator estimator;
  private final Lazy<PairwiseGaussianTransferEntropy> linear;

  ValueLayers(
      Values from, Values to, Embedding embedding, ContinuousEstimator estimator, boolean whole) {
    super(
        from,
        to,
        embedding,
        whole,
        new int[] {from.units(), to.units()},
        new int[] {from.samples(), to.samples()});
    Columns.requireNumbers("source", from);
    Columns.requireNumbers("target", to);
    this.estimator = estimator;
    UnaryOperator<double[]> scores =
        estimator instanceof GaussianCopula ? GaussianCopula::scores : UnaryOperator.identity();
    this.linear = new Lazy<>(() -> PairwiseGaussianTransferEntropy.of(from, to, embedding, scores));
    int dimensions =
        to.units() * (1 + embedding.target().length()) + from.units() * embedding.source().length();
    if (whole && !isKraskov() && transitions() <= dimensions) {
      throw new IllegalArgumentException(
          "The %s transfer entropy of whole layers needs more transitions than the %s dimensions in all, got %s. Pass more samples, or fewer units: units(sampled(32, seed))."
              .formatted(estimator, dimensions, transitions()));
    }
  }

  private boolean isKraskov() {
    return estimator instanceof Kraskov;
  }

  /** Whether one pass over the values serves all pairs. */
  private boolean isLinear() {
    return !whole && !isKraskov() && embedding.source().length() == 1;
  }

  private Values source(int source) {
    return whole ? from : Layers.unit(from, source);
  }

  private Values target(int target) {
    return whole ? to : Layers.unit(to, target);
  }

  private ContinuousTransferEntropy pair(int source, int target) {
    return TransferEntropy.of(source(source), target(target), embedding).with(estimator);
  }

  @Override
  int nonConstantUnits(Values layer) {
    return layer.units() - Layers.constantUnits(layer);
  }

  /** Whether all units of each source or target are constant. */
  private boolean[] constants(int n, IntFunction<Values> layer) {
    boolean[] constants = new boolean[n];
    for (int i = 0; i < n; i++) {
      constants[i] = nonConstantUnits(layer.apply(i)) == 0;
    }
    return constants;
  }

  @Override
  double[] nats() {
    if (isLinear()) {
      return linear.get().nats.clone();
    }
    boolean[] constantSources = constants(sources(), this::source);
    boolean[] constantTargets = constants(targets(), this::target);
    int n = constantTargets.length;
    IntPredicate isConstant = pair -> constantSources[pair / n] || constantTargets[pair % n];
    if (!whole && estimator instanceof Kraskov kraskov) {
      double[] all = PairwiseKraskovTransferEntropy.between(from, to, embedding, kraskov).nats;
      return IntStream.range(0, all.length)
          .mapToDouble(pair -> isConstant.test(pair) ? 0 : all[pair])
          .toArray();
    }
    Embedded embedded = new Embedded();
    return Parallel.map(
        constantSources.length * n, pair -> isConstant.test(pair) ? 0 : embedded.nats(pair));
  }

  /** The embedded series of all sources and targets. */
  private final class Embedded {
    private final int[] times = embedding.times(samples(), embedding.target(), embedding.source());
    private final int[] clock = embedding.clock(times);
    private final double[][][] sources = new double[sources()][][];
    private final double[][][] nexts = new double[targets()][][];
    private final double[][][] histories = new double[targets()][][];

    Embedded() {
      Arrays.parallelSetAll(sources, s -> Embedding.points(source(s), embedding.source(), times));
      Arrays.parallelSetAll(nexts, t -> Embedding.points(target(t), History.present(), times));
      Arrays.parallelSetAll(histories, t -> Embedding.points(target(t), embedding.target(), times));
    }

    private double[][] nextOf(int pair) {
      return nexts[pair % nexts.length];
    }

    private double[][] sourceOf(int pair) {
      return sources[pair / nexts.length];
    }

    private double[][] historyOf(int pair) {
      return histories[pair % nexts.length];
    }

    double nats(int pair) {
      try {
        return estimator.information(nextOf(pair), sourceOf(pair), historyOf(pair), clock);
      } catch (InfiniteInformationException e) {
        return Double.POSITIVE_INFINITY;
      }
    }

    double pValue(int pair, double nats) {
      return estimator.pValue(nats, nextOf(pair), sourceOf(pair), historyOf(pair));
    }

    double biasNats(int pair) {
      long freedom =
          estimator.degreesOfFreedom(nextOf(pair), sourceOf(pair), historyOf(pair)).orElseThrow();
      return freedom / (2.0 * times.length);
    }

    boolean needsScaling(Kraskov kraskov, int pair) {
      return kraskov.needsScaling(nextOf(pair), sourceOf(pair), historyOf(pair));
    }
  }

  @Override
  ValueLayers moved(Surrogates surrogates, int number, Segments batches) {
    int n = samples();
    SurrogateSeries moved =
        surrogates instanceof ValueSurrogates changing
            ? SurrogateSeries.changed(changing, number, batches)
            : SurrogateSeries.inOrder(
                Draws.requirePermutation(surrogates.order(number, batches, n), n),
                surrogates.movesWholeSamples());
    return new ValueLayers(moved.source(from), moved.other(to), embedding, estimator, whole);
  }

  private ValueLayers only(RetainedSamples kept) {
    return new ValueLayers(kept.of(from), kept.of(to), kept.of(embedding), estimator, whole);
  }

  /** Nearest neighbours have neither bias nor analytic null; surrogates are drawn elsewhere. */
  @Override
  Estimate get(int source, int target, double nats) {
    ContinuousTransferEntropy one = pair(source, target);
    if (isKraskov()) {
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
  Estimate infinite() {
    return Estimate.plain(Double.NaN, estimator.toString(), transitions())
        .with(List.of(Warning.ofInfinitePair()));
  }

  @Override
  double[] pValues(double[] nats) {
    if (isKraskov()) {
      return nan(nats.length);
    }
    if (isLinear()) {
      return Parallel.map(nats.length, linear.get()::pValue);
    }
    Embedded embedded = new Embedded();
    return Parallel.map(nats.length, pair -> embedded.pValue(pair, nats[pair]));
  }

  private static double[] nan(int n) {
    double[] values = new double[n];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  @Override
  double[] biasNats() {
    int pairs = sources() * targets();
    if (isKraskov()) {
      return nan(pairs);
    }
    if (isLinear()) {
      return Parallel.map(pairs, linear.get()::biasNats);
    }
    return Parallel.map(pairs, new Embedded()::biasNats);
  }

  @Override
  double biasNatsOfNonConstantPair() {
    double freedom = (whole ? (double) to.units() * from.units() : 1) * embedding.source().length();
    return isKraskov() ? Double.NaN : freedom / (2.0 * transitions());
  }

  @Override
  List<Warning> warnings() {
    List<Warning> all = new ArrayList<>(Layers.constant("source", from));
    all.addAll(Layers.constant("target", to));
    if (estimator instanceof Kraskov kraskov) {
      addTiesAndScales(kraskov, all);
    } else {
      addShortHistory(all);
    }
    return all;
  }

  private void addTiesAndScales(Kraskov kraskov, List<Warning> to) {
    if (kraskov.noise() > 0) {
      return;
    }
    int[] samples = Draws.identity(samples());
    to.addAll(
        Warning.ofTies(
            Columns.join(
                Embedding.points(from, History.present(), samples),
                Embedding.points(this.to, History.present(), samples))));
    Embedded embedded = new Embedded();
    int pairs = sources() * targets();
    double[] scaled = Parallel.map(pairs, pair -> embedded.needsScaling(kraskov, pair) ? 1 : 0);
    to.addAll(Warning.ofScaledPairs((int) Arrays.stream(scaled).sum(), pairs));
  }

  private void addShortHistory(List<Warning> to) {
    double[] beyond =
        Parallel.map(targets(), t -> Memory.beyondHistory(target(t), embedding).isEmpty() ? 0 : 1);
    long count = (long) Arrays.stream(beyond).sum();
    if (whole && count > 0) {
      to.add(Warning.ofShortHistory(embedding.target().length()));
    } else {
      to.addAll(Warning.ofShortHistory(count, targets(), "values", "the F-test"));
    }
  }

  @Override
  Interval interval(Resampling resampling, double nats, ToDoubleFunction<TwoLayers> measure) {
    if (isKraskov()) {
      throw Coverage.ofNeighbours(resampling, estimator);
    }
    return resampling.interval(
        samples(), nats, kept -> measure.applyAsDouble(only(retained(kept))));
  }
}
