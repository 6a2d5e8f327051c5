package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.infoplane.symbol.AllPairs;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Symbols;

/**
 * Plug-in information, number of states and test of pairs, from their counts, index {@code (next *
 * histories + history) * sources + source}: those of {@link AllPairs}, which may be the sum of
 * counts of blocks of samples. Immutable.
 */
public final class PairTable {

  private final int nexts;
  private final int histories;
  private final int sources;
  private final int total;

  private PairTable(Symbols from, Symbols to, Embedding embedding) {
    nexts = to.alphabet();
    histories = (int) Math.pow(to.alphabet(), embedding.target().length());
    sources = (int) Math.pow(from.alphabet(), embedding.source().length());
    total = embedding.transitions(to.samples(), embedding.target(), embedding.source());
  }

  /**
   * {@return the table of each pair of two layers}
   *
   * @param from all samples of the source layer
   * @param to all samples of the target layer
   * @param embedding histories, delays, lag and trials
   * @throws IllegalArgumentException if no transition is left, or the table does not {@linkplain
   *     AllPairs#fits fit}
   */
  public static PairTable of(Symbols from, Symbols to, Embedding embedding) {
    if (!AllPairs.fits(from, to, embedding)) {
      throw new IllegalArgumentException(
          "The table of a pair, %s, is too large. Use fewer symbols or shorter histories."
              .formatted(embedding));
    }
    return new PairTable(from, to, embedding);
  }

  /** {@return the number of counts of a pair} */
  public int cells() {
    return nexts * histories * sources;
  }

  /**
   * {@return I(next; source | history) of one pair, in nats, at least 0}
   *
   * @param counts {@code int[cells]}, of all transitions
   */
  public double information(int[] counts) {
    requireNonNull(counts, "counts must not be null");
    return Math.max(0, (isBinary() ? binary(counts) : sum(counts)) / total);
  }

  private boolean isBinary() {
    return nexts == 2 && sources == 2;
  }

  private double sum(int[] counts) {
    double sum = 0;
    int[] sourceAndHistory = new int[sources];
    for (int history = 0; history < histories; history++) {
      Arrays.fill(sourceAndHistory, 0);
      int all = 0;
      for (int next = 0; next < nexts; next++) {
        int at = (next * histories + history) * sources;
        int nextAndHistory = 0;
        for (int source = 0; source < sources; source++) {
          int n = counts[at + source];
          sum += NLogN.of(n);
          nextAndHistory += n;
          sourceAndHistory[source] += n;
        }
        sum -= NLogN.of(nextAndHistory);
        all += nextAndHistory;
      }
      for (int n : sourceAndHistory) {
        sum -= NLogN.of(n);
      }
      sum += NLogN.of(all);
    }
    return sum;
  }

  /** The same sum, unrolled, in short chains of additions. */
  private double binary(int[] counts) {
    double sum = 0;
    for (int p = 0; p < 2 * histories; p += 2) {
      int a = counts[p];
      int b = counts[p + 1];
      int c = counts[p + 2 * histories];
      int d = counts[p + 2 * histories + 1];
      double cells = (NLogN.of(a) + NLogN.of(b)) + (NLogN.of(c) + NLogN.of(d));
      double nexts = NLogN.of(a + b) + NLogN.of(c + d);
      double sources = NLogN.of(a + c) + NLogN.of(b + d);
      sum += (cells - nexts) - (sources - NLogN.of(a + b + c + d));
    }
    return sum;
  }

  /**
   * One pair: I(next; source | history), the number of observed states of (next, history, source),
   * these - (next, history) - (source, history) + history (over 2n, the bias), and the test.
   */
  record Counted(double nats, int states, int biasStates, Pearson test) {}

  Counted measure(int[] counts) {
    return isBinary() ? measureBinary(counts) : measureAny(counts);
  }

  private Counted measureAny(int[] counts) {
    int df = 0;
    int states = 0;
    int bias = 0;
    double pearson = 0;
    double least = Double.POSITIVE_INFINITY;
    int[] ofSource = new int[sources];
    int[] ofNext = new int[nexts];
    for (int history = 0; history < histories; history++) {
      int cells = 0;
      int all = 0;
      Arrays.fill(ofSource, 0);
      for (int next = 0; next < nexts; next++) {
        int at = (next * histories + history) * sources;
        int ofThis = 0;
        for (int source = 0; source < sources; source++) {
          int n = counts[at + source];
          cells += positive(n);
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
        int at = (next * histories + history) * sources;
        for (int source = 0; source < sources; source++) {
          double n = counts[at + source];
          squares += n == 0 ? 0 : n * n * all / ((double) ofNext[next] * ofSource[source]);
        }
      }
      int nextsObserved = observed(ofNext);
      int sourcesObserved = observed(ofSource);
      int here = (nextsObserved - 1) * (sourcesObserved - 1);
      if (here > 0) {
        least = Math.min(least, (double) rarest(ofNext) * rarest(ofSource) / all);
      }
      df += here;
      states += cells;
      bias += cells - nextsObserved - sourcesObserved + 1;
      pearson += squares - all;
    }
    return new Counted(
        information(counts), states, bias, new Pearson(Math.max(0, pearson), df, least));
  }

  private static int observed(int[] sizes) {
    int observed = 0;
    for (int size : sizes) {
      observed += positive(size);
    }
    return observed;
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
  private Counted measureBinary(int[] counts) {
    double sum = 0;
    int df = 0;
    int states = 0;
    int bias = 0;
    double pearson = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int p = 0; p < 2 * histories; p += 2) {
      int a = counts[p];
      int b = counts[p + 1];
      int c = counts[p + 2 * histories];
      int d = counts[p + 2 * histories + 1];
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
        int observed = positive(a) + positive(b) + positive(c) + positive(d);
        states += observed;
        bias +=
            observed
                - positive(next0)
                - positive(next1)
                - positive(source0)
                - positive(source1)
                + positive(all);
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
    return new Counted(Math.max(0, sum / total), states, bias, new Pearson(pearson, df, least));
  }

  /** 1 if a count is above 0. */
  private static int positive(int n) {
    return -n >>> 31;
  }
}
