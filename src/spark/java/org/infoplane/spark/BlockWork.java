package org.infoplane.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.infoplane.measure.PairTable;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.query.QueryPart;
import org.infoplane.query.TransferEntropyQuery;
import org.infoplane.query.TransferEntropyQuery.PairSeries;
import org.infoplane.symbol.AllPairs;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.jspecify.annotations.Nullable;

/**
 * Counts blocks of the pairs of two layers at a moment, on a worker. The layers are read for the
 * first block.
 */
final class BlockWork {

  /**
   * Some pairs of units and some samples.
   *
   * @param surrogate its number; -1 for the observed order
   * @param source first one, among the units that are counted
   * @param sources their number
   * @param target first one, among the units that are counted
   * @param targets their number
   */
  record Block(int surrogate, int source, int sources, int target, int targets)
      implements Serializable {

    int pairs() {
      return sources * targets;
    }
  }

  private final TransferEntropyQuery query;
  private final QueryPart part;
  private final int[] sources;
  private final int[] targets;
  private final int sampleBlocks;
  private final Surrogates surrogates;
  private final Segments batches;
  private @Nullable PairSeries read;
  private @Nullable Map<Units, Function<int[], Symbols>> reordering;

  /** Some units of a layer. */
  private record Units(boolean areSources, int first, int count) {}

  BlockWork(
      TransferEntropyQuery query,
      QueryPart part,
      int[] sources,
      int[] targets,
      int sampleBlocks,
      Surrogates surrogates,
      Segments batches) {
    this.query = query;
    this.part = part;
    this.sources = sources;
    this.targets = targets;
    this.sampleBlocks = sampleBlocks;
    this.surrogates = surrogates;
    this.batches = batches;
  }

  private synchronized PairSeries series() {
    PairSeries known = read;
    if (known == null) {
      known = query.series(part);
      read = known;
    }
    return known;
  }

  private PairTable table() {
    PairSeries series = series();
    return PairTable.of(series.from(), series.to(), series.histories());
  }

  /** {@return the transfer entropy of each pair, from the counts of all samples} */
  double[] nats(int[] counts) {
    PairTable table = table();
    int cells = table.cells();
    double[] nats = new double[counts.length / cells];
    int[] pair = new int[cells];
    for (int i = 0; i < nats.length; i++) {
      System.arraycopy(counts, i * cells, pair, 0, cells);
      nats[i] = table.information(pair);
    }
    return nats;
  }

  /**
   * {@return the counts of each pair, source by source, {@code int[pairs * cells]}}
   *
   * @param samples which block of samples, from 0
   */
  int[] counts(Block block, int samples) {
    PairSeries series = series();
    Units ofSource = new Units(true, block.source(), block.sources());
    Units ofTarget = new Units(false, block.target(), block.targets());
    Symbols from = units(ofSource);
    Symbols to = units(ofTarget);
    if (block.surrogate() >= 0) {
      int n = to.samples();
      int[] order = Draws.requirePermutation(surrogates.order(block.surrogate(), batches, n), n);
      from = reordering(ofSource).apply(order);
      to = surrogates.movesWholeSamples() ? reordering(ofTarget).apply(order) : to;
    }
    int cells = table().cells();
    int[] all = new int[block.pairs() * cells];
    Part of = part(series, samples);
    if (of.transitions() > 0) {
      AllPairs.of(from.slice(of.from(), of.end()), to.slice(of.from(), of.end()), of.histories())
          .count(
              (source, target, counts) ->
                  System.arraycopy(
                      counts, 0, all, (source * block.targets() + target) * cells, cells));
    }
    return all;
  }

  private Symbols units(Units some) {
    PairSeries series = series();
    int end = some.first() + some.count();
    return some.areSources()
        ? series.from().units(Arrays.copyOfRange(sources, some.first(), end))
        : series.to().units(Arrays.copyOfRange(targets, some.first(), end));
  }

  /** Prepared once for all surrogates, which is much faster. */
  private synchronized Function<int[], Symbols> reordering(Units some) {
    Map<Units, Function<int[], Symbols>> known = reordering;
    if (known == null) {
      known = new HashMap<>();
      reordering = known;
    }
    return known.computeIfAbsent(some, of -> units(of).reordering());
  }

  /** Samples from the oldest history of a block's first transition to its last sample. */
  private record Part(int from, int end, Embedding histories, long transitions) {}

  /**
   * A block of whole mini-batches, with the samples before it that its histories need: each
   * transition belongs to the block that has its next symbol.
   */
  private Part part(PairSeries series, int number) {
    int samples = series.to().samples();
    Segments batch = series.batches();
    int first = batch.start((int) ((long) batch.count() * number / sampleBlocks));
    int end =
        number + 1 == sampleBlocks
            ? samples
            : batch.start((int) ((long) batch.count() * (number + 1) / sampleBlocks));
    Embedding histories = series.histories();
    Segments sequences = histories.segments();
    long reach = Math.max(histories.target().reach(), histories.source().reach());
    int start = 0; // of the sequence of the first sample
    for (int i = 0; i < sequences.count() && sequences.start(i) <= first; i++) {
      start = sequences.start(i);
    }
    int from = (int) Math.max(start, first - reach);
    Segments within = until(sequences.from(from), end - from);
    long transitions = 0;
    for (int i = 0; i < within.count(); i++) {
      transitions += Math.max(0, within.end(i, end - from) - within.start(i) - reach);
    }
    return new Part(from, end, histories.within(within), transitions);
  }

  private static Segments until(Segments all, int samples) {
    int count = 1;
    while (count < all.count() && all.start(count) < samples) {
      count++;
    }
    int[] starts = new int[count];
    for (int i = 0; i < count; i++) {
      starts[i] = all.start(i);
    }
    return Segments.startingAt(starts);
  }
}
