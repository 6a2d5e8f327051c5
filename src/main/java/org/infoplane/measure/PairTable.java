package org.infoplane.measure;

import java.util.Arrays;
import org.infoplane.symbol.PairCounts;

/**
 * Plug-in sums over the counts of pairs, index {@code (next * pasts + past) * sources + source}:
 * value, degrees of freedom and states of each, written where they belong.
 */
final class PairTable {

  private final int nexts;
  private final int pasts;
  private final int sources;
  private final int total;

  /** Prepares for the counts of two layers. */
  PairTable(PairCounts pairs) {
    nexts = pairs.nexts();
    pasts = pairs.pasts();
    sources = pairs.sources();
    total = pairs.transitions();
  }

  /** I(next; source | past), in nats. */
  double information(int[] counts) {
    return Math.max(0, (isBinary() ? binary(counts) : sum(counts)) / total);
  }

  private boolean isBinary() {
    return nexts == 2 && sources == 2;
  }

  private double sum(int[] counts) {
    double sum = 0;
    int[] sourceAndPast = new int[sources];
    for (int past = 0; past < pasts; past++) {
      Arrays.fill(sourceAndPast, 0);
      int all = 0;
      for (int next = 0; next < nexts; next++) {
        int at = (next * pasts + past) * sources;
        int nextAndPast = 0;
        for (int source = 0; source < sources; source++) {
          int n = counts[at + source];
          sum += NLogN.of(n);
          nextAndPast += n;
          sourceAndPast[source] += n;
        }
        sum -= NLogN.of(nextAndPast);
        all += nextAndPast;
      }
      for (int n : sourceAndPast) {
        sum -= NLogN.of(n);
      }
      sum += NLogN.of(all);
    }
    return sum;
  }

  /** The same sum, unrolled, in short chains of additions. */
  private double binary(int[] counts) {
    double sum = 0;
    for (int p = 0; p < 2 * pasts; p += 2) {
      int a = counts[p];
      int b = counts[p + 1];
      int c = counts[p + 2 * pasts];
      int d = counts[p + 2 * pasts + 1];
      double cells = (NLogN.of(a) + NLogN.of(b)) + (NLogN.of(c) + NLogN.of(d));
      double nexts = NLogN.of(a + b) + NLogN.of(c + d);
      double sources = NLogN.of(a + c) + NLogN.of(b + d);
      sum += (cells - nexts) - (sources - NLogN.of(a + b + c + d));
    }
    return sum;
  }

  /** What was seen of the states of a pair. */
  static final class Seen {
    final int[] degreesOfFreedom;
    final int[] states;
    final int[] biasStates;

    Seen(int pairs) {
      degreesOfFreedom = new int[pairs];
      states = new int[pairs];
      biasStates = new int[pairs];
    }
  }

  /**
   * Writes, for a pair: the sum over pasts of (nexts seen - 1)(sources seen - 1); the states seen
   * of (next, past, source); and these - (next, past) - (source, past) + past, which over 2n is the
   * bias in nats.
   */
  void look(int[] counts, int pair, Seen to) {
    if (isBinary()) {
      lookBinary(counts, pair, to);
      return;
    }
    int df = 0;
    int states = 0;
    int bias = 0;
    for (int past = 0; past < pasts; past++) {
      int nextsSeen = 0;
      int cells = 0;
      for (int next = 0; next < nexts; next++) {
        int at = (next * pasts + past) * sources;
        int before = cells;
        for (int source = 0; source < sources; source++) {
          cells += seen(counts[at + source]);
        }
        nextsSeen += seen(cells - before);
      }
      int sourcesSeen = 0;
      for (int source = 0; source < sources; source++) {
        int any = 0;
        for (int next = 0; next < nexts; next++) {
          any |= counts[(next * pasts + past) * sources + source];
        }
        sourcesSeen += seen(any);
      }
      if (nextsSeen > 0) {
        df += (nextsSeen - 1) * (sourcesSeen - 1);
        states += cells;
        bias += cells - nextsSeen - sourcesSeen + 1;
      }
    }
    to.degreesOfFreedom[pair] = df;
    to.states[pair] = states;
    to.biasStates[pair] = bias;
  }

  /** The same, unrolled; at once if all states were seen. */
  private void lookBinary(int[] counts, int pair, Seen to) {
    int none = 0;
    for (int n : counts) {
      none |= n - 1;
    }
    if (none >= 0) {
      to.degreesOfFreedom[pair] = pasts;
      to.states[pair] = 4 * pasts;
      to.biasStates[pair] = pasts;
      return;
    }
    int df = 0;
    int states = 0;
    int bias = 0;
    for (int p = 0; p < 2 * pasts; p += 2) {
      int a = counts[p];
      int b = counts[p + 1];
      int c = counts[p + 2 * pasts];
      int d = counts[p + 2 * pasts + 1];
      int cells = seen(a) + seen(b) + seen(c) + seen(d);
      int nextsSeen = seen(a | b) + seen(c | d);
      int sourcesSeen = seen(a | c) + seen(b | d);
      int any = seen(cells);
      df += any * (nextsSeen - 1) * (sourcesSeen - 1);
      states += cells;
      bias += cells - nextsSeen - sourcesSeen + any;
    }
    to.degreesOfFreedom[pair] = df;
    to.states[pair] = states;
    to.biasStates[pair] = bias;
  }

  /** 1 if a count is above 0. */
  private static int seen(int n) {
    return -n >>> 31;
  }
}
