package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.statistics.BenjaminiHochberg;
import org.infoplane.measure.statistics.Parallel;
import org.infoplane.symbol.Segments;

/** Transfer entropy of all pairs of two layers by any estimator. */
final class PairByPair implements LayerTransfer {

  private static final String NO_PAIR = "no such pair: a unit and itself";

  private final TwoLayers layers;
  private final double[] nats; // of each pair; NaN where there is none
  private final PairTally tally;
  private final Lazy<double[]> pValues;

  PairByPair(TwoLayers layers) {
    this.layers = layers;
    this.nats = layers.nats();
    this.tally = new PairTally(nats);
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
  public int nonConstantPairs() {
    return layers.nonConstantPairs();
  }

  @Override
  public int transitions() {
    return layers.transitions();
  }

  @Override
  public double nats(int source, int target) {
    double value = nats[index(source, target)];
    return Double.isInfinite(value) ? Double.NaN : value;
  }

  private long infinitePairs() {
    return Arrays.stream(nats).filter(Double::isInfinite).count();
  }

  @Override
  public double meanNats() {
    return tally.mean(nats);
  }

  @Override
  public double sumNats() {
    return tally.sum(nats);
  }

  @Override
  public double maxNats() {
    return tally.max(nats);
  }

  @Override
  public double biasNatsWithoutInformation() {
    return tally.mean(layers.biasNats());
  }

  @Override
  public double biasNatsOfNonConstantPair() {
    return layers.biasNatsOfNonConstantPair();
  }

  @Override
  public int testedPairs() {
    return (int) Arrays.stream(pValues.get()).filter(p -> !Double.isNaN(p)).count();
  }

  @Override
  public int significantPairs(double rate) {
    return BenjaminiHochberg.discoveries(rate, pValues.get());
  }

  @Override
  public Estimate get(int source, int target) {
    double value = nats[index(source, target)];
    if (Double.isNaN(value)) {
      return Estimate.plain(Double.NaN, NO_PAIR, layers.transitions());
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
  public PairwiseSignificance against(Surrogates surrogates, Segments batches) {
    requireNonNull(surrogates, "surrogates must not be null");
    requireNonNull(batches, "batches must not be null");
    return tally.against(targets(), surrogates, others(surrogates, batches));
  }

  /** All pairs under each surrogate; for a single pair the surrogates run in parallel. */
  private IntFunction<double[]> others(Surrogates surrogates, Segments batches) {
    if (nats.length > 1 || surrogates.enough() <= surrogates.surrogates()) {
      return s -> layers.natsOf(surrogates, s, batches);
    }
    double[] all =
        Parallel.map(surrogates.surrogates(), s -> layers.natsOf(surrogates, s, batches)[0]);
    return s -> new double[] {all[s]};
  }

  @Override
  public Interval interval(Resampling resampling) {
    requireNonNull(resampling, "resampling must not be null");
    if (infinitePairs() == pairs()) {
      throw new IllegalArgumentException(
          "No %s of pairs that are all infinite (%s). Leave such units out, or add noise to them."
              .formatted(resampling, pairs()));
    }
    return layers.interval(resampling, meanNats(), some -> tally.mean(some.nats()));
  }
}
