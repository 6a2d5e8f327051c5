package org.infoplane.measure;

import java.util.Arrays;
import org.infoplane.symbol.AllPairs;

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

  /** What was seen of the states of a pair. */
  static final class Seen {
    final int[] degreesOfFreedom;
    final int[] states;
    final int[] biasStates;
    final double[] pearson;
    final double[] leastExpected;

    Seen(int pairs) {
      degreesOfFreedom = new int[pairs];
      states = new int[pairs];
      biasStates = new int[pairs];
      pearson = new double[pairs];
      leastExpected = new double[pairs];
    }

    void put(int pair, int df, int seen, int bias, double statistic, double least) {
      degreesOfFreedom[pair] = df;
      states[pair] = seen;
      biasStates[pair] = bias;
      pearson[pair] = Math.max(0, statistic);
      leastExpected[pair] = least;
    }

    Pearson test(int pair) {
      return new Pearson(pearson[pair], degreesOfFreedom[pair], leastExpected[pair]);
    }
  }

  /**
   * Writes, for a pair: the sum over pasts of (nexts seen - 1)(sources seen - 1); the states seen
   * of (next, past, source); these - (next, past) - (source, past) + past, which over 2n is the
   * bias in nats; and Pearson's statistic with the least expected count.
   */
  void look(int[] counts, int pair, Seen to) {
    if (isBinary()) {
      lookBinary(counts, pair, to);
      return;
    }
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
    to.put(pair, df, states, bias, pearson, least);
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

  /** The same, unrolled. */
  private void lookBinary(int[] counts, int pair, Seen to) {
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
      int cells = seen(a) + seen(b) + seen(c) + seen(d);
      int nextsSeen = seen(a | b) + seen(c | d);
      int sourcesSeen = seen(a | c) + seen(b | d);
      int any = seen(cells);
      states += cells;
      bias += cells - nextsSeen - sourcesSeen + any;
      if (nextsSeen == 2 && sourcesSeen == 2) {
        df++;
        double all = a + b + c + d;
        double nexts = (double) (a + b) * (c + d);
        double sources = (double) (a + c) * (b + d);
        double determinant = (double) a * d - (double) b * c;
        pearson += all * determinant * determinant / (nexts * sources);
        least = Math.min(least, (double) Math.min(a + b, c + d) * Math.min(a + c, b + d) / all);
      }
    }
    to.put(pair, df, states, bias, pearson, least);
  }

  /** 1 if a count is above 0. */
  private static int seen(int n) {
    return -n >>> 31;
  }
}
