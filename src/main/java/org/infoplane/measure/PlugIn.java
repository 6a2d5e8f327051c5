package org.infoplane.measure;

import org.infoplane.symbol.Counts;

/** Plug-in (maximum likelihood) sums over counts, in nats; n ln n of small n is looked up. */
final class PlugIn {

  private final double[] nLogN;

  /** Prepares for counts up to a total. */
  PlugIn(int total) {
    nLogN = new double[Math.min(total, 1 << 20) + 1];
    for (int n = 2; n < nLogN.length; n++) {
      nLogN[n] = n * Math.log(n);
    }
  }

  /** {@code n ln n}, 0 for 0. */
  double nLogN(int n) {
    return n < nLogN.length ? nLogN[n] : n * Math.log(n);
  }

  /** I(next; source | past), in nats. */
  static double conditionalInformation(Counts counts) {
    PlugIn plugIn = new PlugIn(counts.total());
    double sum = 0;
    for (int past = 0; past < counts.pasts(); past++) {
      int[] bySource = new int[counts.sources()];
      int all = 0;
      for (int next = 0; next < counts.nexts(); next++) {
        int byNext = 0;
        for (int source = 0; source < counts.sources(); source++) {
          int n = counts.get(next, past, source);
          sum += plugIn.nLogN(n);
          byNext += n;
          bySource[source] += n;
        }
        sum -= plugIn.nLogN(byNext);
        all += byNext;
      }
      for (int n : bySource) {
        sum -= plugIn.nLogN(n);
      }
      sum += plugIn.nLogN(all);
    }
    return Math.max(0, sum / counts.total());
  }

  /** The same of eight counts, index {@code next * 4 + past * 2 + source}, of a binary pair. */
  double conditionalInformation(int[] c, int total) {
    double sum = 0;
    for (int p = 0; p <= 2; p += 2) {
      int a = c[p];
      int b = c[p + 1];
      int d = c[p + 4];
      int e = c[p + 5];
      sum +=
          nLogN(a)
              + nLogN(b)
              + nLogN(d)
              + nLogN(e)
              - nLogN(a + b)
              - nLogN(d + e)
              - nLogN(a + d)
              - nLogN(b + e)
              + nLogN(a + b + d + e);
    }
    return Math.max(0, sum / total);
  }

  /** H of group sizes, in nats. */
  static double entropy(int[] sizes, int total) {
    double sum = 0;
    for (int n : sizes) {
      sum -= n * Math.log((double) n / total);
    }
    return Math.max(0, sum / total);
  }
}
