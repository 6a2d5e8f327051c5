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
 * Plug-in transfer entropy from every unit of one layer to every unit of another, for any alphabet,
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
  private final AtomicReferenceArray<List<Warning>> memory; // of the targets of get()

  private final @Nullable PairCounts elsewhere;
  private final PairTable.@Nullable Counted[] counted; // of counts elsewhere, for get()

  private PairwiseTransferEntropy(
      Symbols sources, Symbols targets, Embedding embedding, @Nullable PairCounts elsewhere) {
    super(
        sources.units(),
        targets.units(),
        embedding.transitions(targets.samples(), embedding.target(), embedding.source()));
    this.sources = sources;
    this.targets = targets;
    this.embedding = embedding;
    this.tests = new PearsonTests(nats.length, transitions);
    this.memory = new AtomicReferenceArray<>(targets.units());
    this.elsewhere = elsewhere;
    this.counted = new PairTable.Counted[elsewhere == null ? 0 : nats.length];
    if (elsewhere != null) {
      PairTable table = PairTable.of(sources, targets, embedding);
      elsewhere.count(
          (source, target, counts) -> {
            PairTable.Counted pair = table.measure(counts);
            counted[index(source, target)] = pair;
            put(index(source, target), pair);
          });
    } else if (AllPairs.fits(sources, targets, embedding)) {
      PairTable table = PairTable.of(sources, targets, embedding);
      AllPairs.of(sources, targets, embedding)
          .count((source, target, counts) -> put(index(source, target), table.measure(counts)));
    } else {
      int n = targets.units();
      Parallel.forEach(nats.length, pair -> put(pair, countSparsely(pair / n, pair % n)));
    }
  }

  private void put(int pair, PairTable.Counted counted) {
    nats[pair] = counted.nats();
    tests.put(pair, counted.test(), counted.states());
  }

  /** Counts the observed states of one pair whose table would be too large. */
  private PairTable.Counted countSparsely(int source, int target) {
    TransferEntropy plain =
        TransferEntropy.of(sources.unit(source), targets.unit(target), embedding);
    Estimate estimate = plain.estimate();
    int bias = (int) Math.round(2 * transitions * estimate.biasNats());
    return new PairTable.Counted(
        estimate.nats(), (int) estimate.states(), bias, plain.independence());
  }

  /** Counts one pair again: to keep this for all pairs would take more memory than the TE. */
  private PairTable.Counted recount(int source, int target) {
    if (elsewhere != null) {
      return requireNonNull(counted[index(source, target)]);
    }
    Symbols from = sources.unit(source);
    Symbols to = targets.unit(target);
    if (!AllPairs.fits(from, to, embedding)) {
      return countSparsely(source, target);
    }
    PairTable table = PairTable.of(from, to, embedding);
    AtomicReference<PairTable.Counted> found = new AtomicReference<>();
    AllPairs.of(from, to, embedding)
        .count((first, second, counts) -> found.set(table.measure(counts)));
    return requireNonNull(found.get());
  }

  /**
   * {@return TE of {@code sources.units() x targets.units()} pairs, with histories of one symbol
   * and lag 1}
   *
   * @param sources symbols of the source layer
   * @param targets symbols of the target layer, as many samples, at least 2
   * @throws IllegalArgumentException if lengths differ or are below 2
   */
  public static PairwiseTransferEntropy between(Symbols sources, Symbols targets) {
    return between(sources, targets, Embedding.oneStep());
  }

  /**
   * Measures all pairs. Few states (binary with histories up to 3, larger alphabets with short
   * ones) are counted 32 transitions at a time, more in a table, and over 65,536 sparsely.
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
    return new PairwiseTransferEntropy(sources, targets, embedding, null);
  }

  /**
   * {@return the same, of counts that are made elsewhere; intervals are measured here}
   *
   * @param sources symbols of the source layer
   * @param targets symbols of the target layer, as many samples
   * @param embedding histories, delays, lag and trials
   * @param counts of these pairs
   * @throws IllegalArgumentException if lengths differ, no transition is left, or a table does not
   *     {@linkplain AllPairs#fits fit}
   */
  public static PairwiseTransferEntropy between(
      Symbols sources, Symbols targets, Embedding embedding, PairCounts counts) {
    requireNonNull(sources, "sources must not be null");
    requireNonNull(targets, "targets must not be null");
    requireNonNull(embedding, "embedding must not be null");
    requireNonNull(counts, "counts must not be null");
    Embedding.requireSameLength(sources.samples(), targets.samples());
    return new PairwiseTransferEntropy(sources, targets, embedding, counts);
  }

  @Override
  public int nonConstantPairs() {
    return SymbolLayers.varying(sources) * SymbolLayers.varying(targets);
  }

  /**
   * {@return the TE of one pair with the chi-square null; its bias is 1/n nats (1/(n ln 2) bits)
   * for binary units if all states were observed}
   *
   * @param source unit of the source layer
   * @param target unit of the target layer
   * @throws IllegalArgumentException if there is no such unit
   */
  @Override
  public Estimate get(int source, int target) {
    double value = nats(source, target);
    PairTable.Counted counted = recount(source, target);
    List<Warning> warnings = new ArrayList<>();
    warnings.addAll(Warning.ofDiscretization("source", sources.unit(source).discretization()));
    warnings.addAll(Warning.ofDiscretization("target", targets.unit(target).discretization()));
    warnings.addAll(memory(target));
    warnings.addAll(Warning.ofSampling(transitions, counted.states(), false));
    counted.test().warning(transitions, counted.states()).ifPresent(warnings::add);
    return new Estimate(
        value,
        Estimator.plugIn().toString(),
        transitions,
        counted.states(),
        counted.biasStates() / (2.0 * transitions),
        Null.chiSquare().toString(),
        counted.test().significance(transitions, counted.states()),
        Optional.empty(),
        warnings);
  }

  /** The chi-square p-value; NaN if there is none. */
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

  @Override
  public double biasNatsWithoutInformation() {
    return tests.meanBiasNats();
  }

  /**
   * {@return (b - 1)(c^l - 1) b^k / 2n nats, for alphabets b of the target and c of the source;
   * that is 1/n nats, or 1/(n ln 2) bits, for binary symbols and histories of one}
   */
  @Override
  public double biasNatsOfNonConstantPair() {
    double histories = Math.pow(targets.alphabet(), embedding.target().length());
    double sourceStates = Math.pow(sources.alphabet(), embedding.source().length());
    return (targets.alphabet() - 1) * (sourceStates - 1) * histories / (2.0 * transitions);
  }

  @Override
  public int significantPairs(double rate) {
    return tests.significant(rate);
  }

  /**
   * {@return the number of pairs with at least 12 samples a state and 5 expected for each state}
   */
  @Override
  public int testedPairs() {
    return tests.tested();
  }

  @Override
  public PairwiseSignificance against(Surrogates surrogates, Segments batches) {
    requireNonNull(surrogates, "surrogates must not be null");
    requireNonNull(batches, "batches must not be null");
    Inference.requireOrders(surrogates);
    PairTable table =
        AllPairs.fits(sources, targets, embedding)
            ? PairTable.of(sources, targets, embedding)
            : null;
    if (surrogates.surrogates() == 0) {
      return new PairTally(nats).against(targets.units(), surrogates, s -> nats);
    }
    if (elsewhere != null) {
      return new PairTally(nats)
          .against(targets.units(), surrogates, elsewhere.nats(surrogates, batches));
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

  @Override
  public Interval interval(Resampling resampling) {
    requireNonNull(resampling, "resampling must not be null");
    return resampling.interval(targets.samples(), meanNats(), kept -> only(kept).meanNats());
  }

  private PairwiseTransferEntropy only(int[] samples) {
    RetainedSamples kept = RetainedSamples.of(samples, embedding.segments(), targets.samples());
    return between(kept.of(sources), kept.of(targets), kept.of(embedding));
  }

  @Override
  public List<Warning> warnings() {
    List<Warning> all =
        new ArrayList<>(Warning.ofDiscretization("source", sources.discretization()));
    all.addAll(Warning.ofDiscretization("target", targets.discretization()));
    all.addAll(Warning.ofSampling(transitions, tests.mostStates(), false));
    long beyond = Memory.beyondHistory(embedding, targets);
    all.addAll(Warning.ofShortHistory(beyond, targets.units(), "symbols", "chi-square"));
    all.addAll(Warning.ofUntested(nats.length - testedPairs(), nats.length));
    return List.copyOf(all);
  }
}
