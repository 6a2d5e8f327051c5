package org.infoplane.measure;

import java.util.Arrays;
import org.infoplane.symbol.AllPairs;

/**
 * Plug-in sums over the counts of pairs, index {@code (next * pasts + past) * sources + source}:
 * value, states and test of each.
 */
final class PairTable {

  private final int nexts;
  private final int pasts;
  private final int sources;
  private final int total;

  /** Prepares for the counts of two layers. */
  PairTable(AllPairs pairs) {
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

  /** Receives what is seen of pairs. */
  interface Receiver {

    /**
     * Takes one.
     *
     * @param pair its number
     * @param nats I(next; source | past)
     * @param states of (next, past, source)
     * @param biasStates these - (next, past) - (source, past) + past: over 2n the bias in nats
     * @param test of independence
     */
    void pair(int pair, double nats, int states, int biasStates, Pearson test);
  }

  /** Looks at the counts of a pair. */
  void look(int[] counts, int pair, Receiver receiver) {
    if (isBinary()) {
      lookBinary(counts, pair, receiver);
    } else {
      lookAny(counts, pair, receiver);
    }
  }

  private void lookAny(int[] counts, int pair, Receiver receiver) {
    int df = 0;
    int states = 0;
    int bias = 0;
    double pearson = 0;
    double least = Double.POSITIVE_INFINITY;
    int[] ofSource = new int[sources];
    int[] ofNext = new int[nexts];
    for (int past = 0; past < pasts; past++) {
      int cells = 0;
      int all = 0;
      Arrays.fill(ofSource, 0);
      for (int next = 0; next < nexts; next++) {
        int at = (next * pasts + past) * sources;
        int ofThis = 0;
        for (int source = 0; source < sources; source++) {
          int n = counts[at + source];
          cells += seen(n);
          ofThis += n;
          ofSource[source] += n;
        }
        ofNext[next] = ofThis;
        all += ofThis;
      }
      if (all == 0) {
        continue;
      }
      double squares = 0;
      for (int next = 0; next < nexts; next++) {
        int at = (next * pasts + past) * sources;
        for (int source = 0; source < sources; source++) {
          double n = counts[at + source];
          squares += n == 0 ? 0 : n * n * all / ((double) ofNext[next] * ofSource[source]);
        }
      }
      int nextsSeen = seenOf(ofNext);
      int sourcesSeen = seenOf(ofSource);
      int here = (nextsSeen - 1) * (sourcesSeen - 1);
      if (here > 0) {
        least = Math.min(least, (double) rarest(ofNext) * rarest(ofSource) / all);
      }
      df += here;
      states += cells;
      bias += cells - nextsSeen - sourcesSeen + 1;
      pearson += squares - all;
    }
    receiver.pair(
        pair, information(counts), states, bias, new Pearson(Math.max(0, pearson), df, least));
  }

  private static int seenOf(int[] sizes) {
    int seen = 0;
    for (int size : sizes) {
      seen += seen(size);
    }
    return seen;
  }

  /** The smallest count above 0. */
  private static int rarest(int[] sizes) {
    int rarest = Integer.MAX_VALUE;
    for (int size : sizes) {
      rarest = size > 0 && size < rarest ? size : rarest;
    }
    return rarest;
  }

  /**
   * The same, unrolled, with the sum of {@link #binary}: the counts are read once. Above 325 bytes
   * of bytecode the compiler does not inline it into the loop over pairs, where it was slower.
   */
  private void lookBinary(int[] counts, int pair, Receiver receiver) {
    double sum = 0;
    int df = 0;
    int states = 0;
    int bias = 0;
    double pearson = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int p = 0; p < 2 * pasts; p += 2) {
      int a = counts[p];
      int b = counts[p + 1];
      int c = counts[p + 2 * pasts];
      int d = counts[p + 2 * pasts + 1];
      int next0 = a + b;
      int next1 = c + d;
      int source0 = a + c;
      int source1 = b + d;
      int all = next0 + next1;
      double cells = (NLogN.of(a) + NLogN.of(b)) + (NLogN.of(c) + NLogN.of(d));
      double nexts = NLogN.of(next0) + NLogN.of(next1);
      double sources = NLogN.of(source0) + NLogN.of(source1);
      sum += (cells - nexts) - (sources - NLogN.of(all));
      if (a > 0 && b > 0 && c > 0 && d > 0) {
        states += 4;
        bias++;
      } else {
        int seen = seen(a) + seen(b) + seen(c) + seen(d);
        states += seen;
        bias += seen - seen(next0) - seen(next1) - seen(source0) - seen(source1) + seen(all);
      }
      if (next0 > 0 && next1 > 0 && source0 > 0 && source1 > 0) {
        df++;
        double margins = ((double) next0 * next1) * ((double) source0 * source1);
        double determinant = (double) a * d - (double) b * c;
        pearson += all * determinant * determinant / margins;
        double rarest = (double) Math.min(next0, next1) * Math.min(source0, source1);
        least = Math.min(least, rarest / all);
      }
    }
    receiver.pair(pair, Math.max(0, sum / total), states, bias, new Pearson(pearson, df, least));
  }

  /** 1 if a count is above 0. */
  private static int seen(int n) {
    return -n >>> 31;
  }
}
