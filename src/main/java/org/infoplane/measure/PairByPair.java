package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.statistics.BenjaminiHochberg;
import org.infoplane.measure.statistics.Parallel;
import org.infoplane.measure.statistics.Stop;
import org.infoplane.symbol.Trials;

/** Transfer entropy of all pairs of two layers, whatever measures them. */
final class PairByPair implements LayerTransfer {

  private static final String NO_PAIR = "no such pair: a unit and itself";

  private final TwoLayers layers;
  private final int transitions;
  private final double[] nats; // infinite where a pair is, NaN where there is none
  private final Lazy<double[]> pValues;

  PairByPair(TwoLayers layers) {
    this.layers = layers;
    this.transitions = layers.transitions();
    this.nats = layers.nats();
    this.pValues =
        new Lazy<>(
            () -> {
              double[] p = layers.pValues(nats);
              Arrays.setAll(p, pair -> Double.isFinite(nats[pair]) ? p[pair] : Double.NaN);
              return p;
            });
  }

  private int index(int source, int target) {
    return UnitPairs.index(source, target, sources(), targets());
  }

  @Override
  public int sources() {
    return layers.sources();
  }

  @Override
  public int targets() {
    return layers.targets();
  }

  @Override
  public int pairs() {
    return (int) Arrays.stream(nats).filter(value -> !Double.isNaN(value)).count();
  }

  @Override
  public int livePairs() {
    return layers.livePairs();
  }

  @Override
  public int transitions() {
    return transitions;
  }

  @Override
  public double nats(int source, int target) {
    double value = nats[index(source, target)];
    return Double.isInfinite(value) ? Double.NaN : value;
  }

  /** Of the pairs that are measured. */
  private DoubleStream finite(double[] values) {
    return IntStream.range(0, nats.length)
        .filter(pair -> Double.isFinite(nats[pair]))
        .mapToDouble(pair -> values[pair]);
  }

  private double sum(double[] values) {
    double sum = 0; // in order, as a stream does not promise
    for (int pair = 0; pair < nats.length; pair++) {
      sum += Double.isFinite(nats[pair]) ? values[pair] : 0;
    }
    return sum;
  }

  private double mean(double[] values) {
    return sum(values) / (pairs() - infinitePairs());
  }

  private long infinitePairs() {
    return Arrays.stream(nats).filter(Double::isInfinite).count();
  }

  @Override
  public double meanNats() {
    return mean(nats);
  }

  @Override
  public double sumNats() {
    return sum(nats);
  }

  @Override
  public double maxNats() {
    return finite(nats).max().orElse(Double.NaN);
  }

  @Override
  public double biasNatsWithoutInformation() {
    return mean(layers.biasNats());
  }

  @Override
  public double biasNatsOfLivePair() {
    return layers.biasNatsOfLivePair();
  }

  @Override
  public int testedPairs() {
    return tested().length;
  }

  private double[] tested() {
    return Arrays.stream(pValues.get()).filter(p -> !Double.isNaN(p)).toArray();
  }

  @Override
  public int significantPairs(double rate) {
    double[] tested = tested();
    return tested.length == 0 ? 0 : BenjaminiHochberg.discoveries(rate, tested);
  }

  @Override
  public Estimate get(int source, int target) {
    double value = nats[index(source, target)];
    if (Double.isNaN(value)) {
      return Estimate.plain(Double.NaN, NO_PAIR, transitions);
    }
    return Double.isInfinite(value) ? layers.infinite() : layers.get(source, target, value);
  }

  @Override
  public List<Warning> warnings() {
    List<Warning> all = new ArrayList<>();
    if (nats.length > 1 || !Double.isInfinite(nats[0])) {
      all.addAll(layers.warnings());
    }
    long infinite = infinitePairs();
    if (infinite > 0) {
      all.add(layers.ofInfinite(infinite, pairs()));
    }
    return List.copyOf(all);
  }

  @Override
  public PairwiseSignificance against(Surrogates surrogates, Trials batches) {
    requireNonNull(surrogates, "surrogates must not be null");
    requireNonNull(batches, "batches must not be null");
    int count = surrogates.surrogates();
    double[] means = new double[count];
    int[] reached = new int[nats.length];
    int[] reachedByMax = new int[nats.length];
    IntFunction<double[]> others = others(surrogates, batches);
    for (int s = 0; s < count; s++) {
      Stop.ifInterrupted();
      double[] other = others.apply(s);
      double max = finite(other).max().orElse(Double.NaN);
      means[s] = mean(other);
      for (int pair = 0; pair < nats.length; pair++) {
        reached[pair] += Significance.reaches(other[pair], nats[pair]) ? 1 : 0;
        reachedByMax[pair] += Significance.reaches(max, nats[pair]) ? 1 : 0;
      }
    }
    boolean none = infinitePairs() == pairs();
    return new PairwiseSignificance(
        targets(),
        none ? Significance.NONE : Significance.of(meanNats(), means),
        shares(reached, count),
        shares(reachedByMax, count));
  }

  /** All pairs of each surrogate; of one pair the surrogates are what several threads share. */
  private IntFunction<double[]> others(Surrogates surrogates, Trials batches) {
    if (nats.length > 1) {
      return s -> layers.natsOf(surrogates, s, batches);
    }
    double[] all =
        Parallel.map(surrogates.surrogates(), s -> layers.natsOf(surrogates, s, batches)[0]);
    return s -> new double[] {all[s]};
  }

  private double[] shares(int[] reached, int count) {
    double[] shares = new double[reached.length];
    Arrays.setAll(
        shares,
        pair ->
            count > 0 && Double.isFinite(nats[pair])
                ? (1.0 + reached[pair]) / (1 + count)
                : Double.NaN);
    return shares;
  }

  @Override
  public Interval interval(Resampling resampling) {
    requireNonNull(resampling, "resampling must not be null");
    if (infinitePairs() == pairs()) {
      throw new IllegalArgumentException(
          "Asked for a %s of %s pairs, all of which are infinite. Leave such units out, or add noise to them."
              .formatted(resampling, pairs()));
    }
    return layers.interval(resampling, meanNats(), some -> mean(some.nats()));
  }
}
