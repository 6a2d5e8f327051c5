package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.measure.statistics.Parallel;
import org.infoplane.symbol.AllPairs;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.jspecify.annotations.Nullable;

/**
 * Plug-in transfer entropy from every unit of one layer to every unit of another, of any alphabet,
 * history, lag and trials. Immutable. Each pair equals {@link TransferEntropy#of} on its units.
 *
 * <p>A pair with a constant unit has TE 0, no degrees of freedom and no bias; it stays in the mean.
 *
 * @see <a href="https://doi.org/10.1103/PhysRevLett.85.461">Schreiber 2000</a>
 */
public final class PairwiseTransferEntropy extends UnitPairs implements LayerTransfer {

  private final Symbols sources;
  private final Symbols targets;
  private final Embedding embedding;

  private final PearsonTests tests;
  private final AtomicReferenceArray<List<Warning>> memory; // of targets that were asked for

  private PairwiseTransferEntropy(Symbols sources, Symbols targets, Embedding embedding) {
    super(
        sources.units(),
        targets.units(),
        embedding.transitions(targets.samples(), embedding.target(), embedding.source()));
    this.sources = sources;
    this.targets = targets;
    this.embedding = embedding;
    this.tests = new PearsonTests(nats.length, transitions);
    this.memory = new AtomicReferenceArray<>(targets.units());
    if (AllPairs.fits(sources, targets, embedding)) {
      count(AllPairs.of(sources, targets, embedding));
    } else {
      Parallel.forEach(nats.length, this::countSparsely);
    }
  }

  private void count(AllPairs counter) {
    PairTable table = new PairTable(counter);
    counter.count((source, target, counts) -> table.look(counts, index(source, target), this::put));
  }

  private void put(int pair, double value, int states, int biasStates, Pearson test) {
    nats[pair] = value;
    tests.put(pair, test, states);
  }

  /** One pair of which no table would fit: only states that are seen are counted. */
  private void countSparsely(int pair) {
    TransferEntropy plain = plain(pair / targets.units(), pair % targets.units());
    nats[pair] = plain.estimate().nats();
    tests.put(pair, plain.independence(), plain.estimate().states());
  }

  private TransferEntropy plain(int source, int target) {
    return TransferEntropy.of(sources.unit(source), targets.unit(target), embedding);
  }

  /** Of one pair: states, those that the bias counts, and its test. */
  private record Seen(int states, int biasStates, Pearson test) {}

  /** Counts one pair again: to keep what is seen of each would take more than its TE. */
  private Seen seen(int source, int target) {
    Symbols from = sources.unit(source);
    Symbols to = targets.unit(target);
    if (!AllPairs.fits(from, to, embedding)) {
      TransferEntropy plain = plain(source, target);
      Estimate estimate = plain.estimate();
      int bias = (int) Math.round(2 * transitions * estimate.biasNats());
      return new Seen((int) estimate.states(), bias, plain.independence());
    }
    AllPairs counter = AllPairs.of(from, to, embedding);
    PairTable table = new PairTable(counter);
    AtomicReference<Seen> found = new AtomicReference<>();
    counter.count(
        (first, second, counts) ->
            table.look(
                counts,
                0,
                (pair, value, states, bias, test) -> found.set(new Seen(states, bias, test))));
    return requireNonNull(found.get());
  }

  /**
   * {@return TE of {@code sources.units() x targets.units()} pairs, histories of one symbol and lag
   * 1}
   *
   * @param sources symbols of the source layer
   * @param targets symbols of the target layer, as many samples, at least 2
   * @throws IllegalArgumentException if lengths differ or are below 2
   */
  public static PairwiseTransferEntropy between(Symbols sources, Symbols targets) {
    return between(sources, targets, Embedding.oneStep());
  }

  /**
   * Measures all pairs. Few states (binary with histories up to 3, some more with short ones) are
   * counted 32 transitions at a time, more by a table, and more than 65,536 sparsely, pair by pair.
   *
   * @param sources symbols of the source layer
   * @param targets symbols of the target layer, as many samples
   * @param embedding histories, delays, lag and trials
   * @return TE of {@code sources.units() x targets.units()} pairs
   * @throws IllegalArgumentException if lengths differ or no transition is left
   */
  public static PairwiseTransferEntropy between(
      Symbols sources, Symbols targets, Embedding embedding) {
    requireNonNull(sources, "sources must not be null");
    requireNonNull(targets, "targets must not be null");
    requireNonNull(embedding, "embedding must not be null");
    Embedding.requireSameLength(sources.samples(), targets.samples());
    return new PairwiseTransferEntropy(sources, targets, embedding);
  }

  /** {@return the number of pairs that could carry information: neither unit is constant} */
  @Override
  public int nonConstantPairs() {
    return live(sources) * live(targets);
  }

  private static int live(Symbols layer) {
    return layer.units() - layer.discretization().constantUnits();
  }

  /**
   * {@return the TE of one pair; bias 1/n nats (1/(n ln 2) bits) if all states were seen; the
   * chi-square null}
   *
   * @param source unit of the source layer
   * @param target unit of the target layer
   * @throws IllegalArgumentException if there is no such unit
   */
  @Override
  public Estimate get(int source, int target) {
    double value = nats(source, target);
    Seen seen = seen(source, target);
    List<Warning> warnings = new ArrayList<>();
    warnings.addAll(Warning.ofDiscretization("source", sources.unit(source).discretization()));
    warnings.addAll(Warning.ofDiscretization("target", targets.unit(target).discretization()));
    warnings.addAll(memory(target));
    warnings.addAll(Warning.ofSampling(transitions, seen.states(), false));
    seen.test().warning(transitions, seen.states()).ifPresent(warnings::add);
    return new Estimate(
        value,
        Estimator.plugIn().toString(),
        transitions,
        seen.states(),
        seen.biasStates() / (2.0 * transitions),
        Null.chiSquare().toString(),
        seen.test().significance(transitions, seen.states()),
        Optional.empty(),
        warnings);
  }

  /** By chi-square; NaN if it has none. */
  double pValue(int pair) {
    return tests.pValue(pair);
  }

  private List<Warning> memory(int target) {
    List<Warning> found = memory.get(target);
    if (found == null) {
      found = Memory.beyondHistory(targets.unit(target), embedding);
      memory.set(target, found);
    }
    return found;
  }

  /** {@return the largest of all pairs, in nats} */
  @Override
  public double maxNats() {
    return Arrays.stream(nats).max().orElse(0);
  }

  /**
   * {@return what {@link #meanNats()} is expected to be if no pair shares information, in nats: the
   * mean of the pairs' chi-square nulls, 1/n nats for each pair of which both units vary under both
   * pasts}
   */
  @Override
  public double biasNatsWithoutInformation() {
    return tests.meanBiasNats();
  }

  /**
   * Expected TE of a pair of independent units that show all states: 1/n nats, or 1/(n ln 2) bits,
   * for binary symbols and histories of one.
   *
   * @return (b - 1)(c^l - 1) b^k / 2n nats, of alphabets b of the target and c of the source
   */
  @Override
  public double biasNatsOfNonConstantPair() {
    double pasts = Math.pow(targets.alphabet(), embedding.target().length());
    double seen = Math.pow(sources.alphabet(), embedding.source().length());
    return (targets.alphabet() - 1) * (seen - 1) * pasts / (2.0 * transitions);
  }

  /**
   * {@return the number of pairs that the chi-square test calls significant after the
   * Benjamini-Hochberg step-up at a false discovery rate, among those that have a p-value ({@link
   * #testedPairs})}
   *
   * @param rate false discovery rate, such as 0.05
   */
  @Override
  public int significantPairs(double rate) {
    return tests.significant(rate);
  }

  /**
   * {@return the number of pairs with a chi-square p-value: 12 samples a state, and each state
   * expected 5 times}
   */
  @Override
  public int testedPairs() {
    return tests.tested();
  }

  /**
   * Compares all pairs, and their mean, with surrogates.
   *
   * @param surrogates how the samples are reordered
   * @param batches mini-batches of the samples
   * @return p-values of the mean, of each pair, and of each pair among all
   * @throws IllegalArgumentException if the null changes values, or an order is no permutation
   */
  @Override
  public PairwiseSignificance against(Surrogates surrogates, Segments batches) {
    requireNonNull(surrogates, "surrogates must not be null");
    requireNonNull(batches, "batches must not be null");
    Inference.requireOrders(surrogates);
    PairTable table =
        AllPairs.fits(sources, targets, embedding)
            ? new PairTable(AllPairs.of(sources, targets, embedding))
            : null;
    if (surrogates.surrogates() == 0) {
      return new PairTally(nats).against(targets.units(), surrogates, s -> nats);
    }
    Function<int[], Symbols> from = sources.reordering();
    Function<int[], Symbols> to =
        surrogates.movesWholeSamples() ? targets.reordering() : order -> targets;
    int n = targets.samples();
    return new PairTally(nats)
        .against(
            targets.units(),
            surrogates,
            s -> {
              int[] order = Draws.requirePermutation(surrogates.order(s, batches, n), n);
              return natsOf(from.apply(order), to.apply(order), table);
            });
  }

  private double[] natsOf(Symbols from, Symbols to, @Nullable PairTable table) {
    if (table == null) {
      return between(from, to, embedding).nats;
    }
    double[] other = new double[nats.length];
    AllPairs.of(from, to, embedding)
        .count(
            (source, target, counts) -> other[index(source, target)] = table.information(counts));
    return other;
  }

  /**
   * The interval of the mean over all pairs: stretches of samples are left out, and no transition
   * crosses a place where samples were.
   *
   * @param resampling such as {@code jackknife(20)}
   * @return in nats
   * @throws IllegalArgumentException if there are too few samples
   */
  @Override
  public Interval interval(Resampling resampling) {
    requireNonNull(resampling, "resampling must not be null");
    return resampling.interval(targets.samples(), meanNats(), kept -> only(kept).meanNats());
  }

  /** The same of some samples, in successive stretches. */
  private PairwiseTransferEntropy only(int[] kept) {
    Segments segments = embedding.segments();
    boolean[] begins = new boolean[targets.samples()];
    for (int segment = 0; segment < segments.count(); segment++) {
      begins[segments.start(segment)] = true;
    }
    List<Symbols> from = new ArrayList<>();
    List<Symbols> to = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    for (int start = 0, end = 1; start < kept.length; start = end, end++) {
      while (end < kept.length && kept[end] == kept[end - 1] + 1 && !begins[kept[end]]) {
        end++;
      }
      starts.add(start);
      from.add(sources.slice(kept[start], kept[end - 1] + 1));
      to.add(targets.slice(kept[start], kept[end - 1] + 1));
    }
    return between(
        Symbols.join(from.toArray(new Symbols[0])),
        Symbols.join(to.toArray(new Symbols[0])),
        embedding.within(
            Segments.startingAt(starts.stream().mapToInt(Integer::intValue).toArray())));
  }

  /**
   * {@return what is wrong with both layers: constant and dead units, values outside the range, too
   * few samples a state, targets that depend on more of their past than their history, pairs
   * without a chi-square p-value}
   */
  @Override
  public List<Warning> warnings() {
    List<Warning> all =
        new ArrayList<>(Warning.ofDiscretization("source", sources.discretization()));
    all.addAll(Warning.ofDiscretization("target", targets.discretization()));
    all.addAll(Warning.ofSampling(transitions, tests.mostStates(), false));
    long beyond = Memory.beyondHistory(embedding, targets);
    if (beyond > 0) {
      all.add(Warning.ofShortHistory(beyond, targets.units()));
    }
    int untested = nats.length - testedPairs();
    if (untested > 0) {
      all.add(Warning.ofUntested(untested, nats.length));
    }
    return List.copyOf(all);
  }
}
