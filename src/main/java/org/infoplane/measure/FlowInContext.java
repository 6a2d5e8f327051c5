package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.statistics.BenjaminiHochberg;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;

/** Mutable: information flow in context, until {@link InformationFlow} has filled it. */
final class FlowInContext extends UnitPairs implements LayerTransfer {

  private static final Warning NO_CHANCE_LEVEL =
      new Warning(
          Warning.Kind.UNTESTED,
          "no p-value: flow in context has no chance level of its own, its null is 0 everywhere");

  private final Symbols source; // observed
  private final Symbols target; // observed
  private final int draws;
  private final String words;
  private final double[] more; // symbols a sample beyond the first, mean
  private final int[] most; // symbols a sample, maximum
  private final AtomicLong outside = new AtomicLong();
  private final AtomicLong values = new AtomicLong();

  FlowInContext(Symbols source, Symbols target, int draws, String words) {
    super(source.units(), target.units(), target.samples());
    this.source = source;
    this.target = target;
    this.draws = draws;
    this.words = words;
    this.more = new double[nats.length];
    this.most = new int[nats.length];
  }

  /** Adds the entropy of a sample, in nats, from the sum of n ln n over its symbols. */
  private void add(int pair, double nLogN, int symbols) {
    nats[pair] += (NLogN.of(draws) - nLogN) / draws / transitions;
    more[pair] += (symbols - 1.0) / transitions;
    most[pair] = Math.max(most[pair], symbols);
  }

  /** Counts the symbols of all draws of a source unit. */
  void count(int unit, Symbols[] done) {
    int[] counts = new int[target.alphabet()];
    for (int j = 0; j < targets(); j++) {
      for (int sample = 0; sample < transitions; sample++) {
        double sum = 0;
        int symbols = 0;
        for (Symbols one : done) {
          counts[one.get(j, sample)]++;
        }
        for (Symbols one : done) {
          int symbol = one.get(j, sample);
          sum += NLogN.of(counts[symbol]);
          symbols += counts[symbol] > 0 ? 1 : 0;
          counts[symbol] = 0;
        }
        add(index(unit, j), sum, symbols);
      }
    }
    outside.addAndGet(FlowLayers.outside(done));
    values.addAndGet(FlowLayers.values(target, done));
  }

  /** Counts all values of a source unit by runs of equal symbols. */
  void sweep(int unit, DenseIntervention.Sweep sweep) {
    double[] sum = new double[targets()];
    int[] symbols = new int[targets()];
    for (int sample = 0; sample < transitions; sample++) {
      Arrays.fill(sum, 0);
      Arrays.fill(symbols, 0);
      sweep.of(
          sample,
          (j, length) -> {
            sum[j] += NLogN.of(length);
            symbols[j]++;
          });
      for (int j = 0; j < sum.length; j++) {
        add(index(unit, j), sum[j], symbols[j]);
      }
    }
  }

  /** Pairs whose target symbol changes with the source's value on any sample. */
  @Override
  public int nonConstantPairs() {
    return (int) Arrays.stream(most).filter(symbols -> symbols > 1).count();
  }

  @Override
  public double maxNats() {
    return Arrays.stream(nats).max().orElse(Double.NaN);
  }

  /** Exactly 0: without information no symbol ever changes. */
  @Override
  public double biasNatsWithoutInformation() {
    return 0;
  }

  @Override
  public double biasNatsOfNonConstantPair() {
    return Double.NaN;
  }

  @Override
  public int testedPairs() {
    return 0;
  }

  @Override
  public int significantPairs(double rate) {
    return BenjaminiHochberg.discoveries(rate, 1); // checks the rate
  }

  @Override
  public Estimate get(int from, int to) {
    int pair = index(from, to);
    List<Warning> all = new ArrayList<>(Warning.ofSampling(draws, most[pair], false));
    all.add(NO_CHANCE_LEVEL);
    double bias = -more[pair] / (2.0 * draws);
    return Estimate.plain(nats[pair], "plug-in, " + words, transitions, most[pair], bias).with(all);
  }

  @Override
  public List<Warning> warnings() {
    List<Warning> all =
        new ArrayList<>(Warning.ofDiscretization("source", source.discretization()));
    all.addAll(FlowLayers.ofTarget(target, Math.max(1, values.get()), outside.get()));
    all.addAll(Warning.ofSampling(draws, Arrays.stream(most).max().orElse(1), false));
    all.add(NO_CHANCE_LEVEL);
    return List.copyOf(all);
  }

  @Override
  public PairwiseSignificance against(Surrogates surrogates, Segments batches) {
    requireNonNull(surrogates, "surrogates must not be null");
    requireNonNull(batches, "batches must not be null");
    double[] none = new double[nats.length];
    Arrays.fill(none, Double.NaN);
    return new PairwiseSignificance(targets(), Significance.NONE, none, none, none);
  }

  @Override
  public Interval interval(Resampling resampling) {
    requireNonNull(resampling, "resampling must not be null");
    throw FlowLayers.noInterval(resampling, "a flow in context");
  }
}
