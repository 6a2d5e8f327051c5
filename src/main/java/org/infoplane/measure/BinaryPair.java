package org.infoplane.measure;

/**
 * Plug-in sums over the eight counts of a binary pair, index {@code next * 4 + past * 2 + source}.
 */
final class BinaryPair {

  private final int total;
  private final double[] nLogN;

  /** Prepares for counts up to a total: n ln n of small n is looked up. */
  BinaryPair(int total) {
    this.total = total;
    nLogN = new double[Math.min(total, 1 << 20) + 1];
    for (int n = 2; n < nLogN.length; n++) {
      nLogN[n] = n * Math.log(n);
    }
  }

  private double nLogN(int n) {
    return n < nLogN.length ? nLogN[n] : n * Math.log(n);
  }

  /** I(next; source | past), in nats. */
  double information(int[] c) {
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

  /** 0 to 2: pasts with which both next and source vary. */
  static byte degreesOfFreedom(int[] c) {
    int df = 0;
    for (int p = 0; p <= 2; p += 2) {
      boolean nextVaries = c[p] + c[p + 1] > 0 && c[p + 4] + c[p + 5] > 0;
      boolean sourceVaries = c[p] + c[p + 4] > 0 && c[p + 1] + c[p + 5] > 0;
      df += nextVaries && sourceVaries ? 1 : 0;
    }
    return (byte) df;
  }

  /** States seen of (next, past, source). */
  static byte states(int[] c) {
    int states = 0;
    for (int n : c) {
      states += seen(n);
    }
    return (byte) states;
  }

  /** States seen: joint - (next, past) - (source, past) + past; over 2n it is the bias in nats. */
  static byte biasStates(int[] c) {
    int sum = states(c);
    for (int p = 0; p <= 2; p += 2) {
      sum -= seen(c[p] + c[p + 1]) + seen(c[p + 4] + c[p + 5]);
      sum -= seen(c[p] + c[p + 4]) + seen(c[p + 1] + c[p + 5]);
      sum += seen(c[p] + c[p + 1] + c[p + 4] + c[p + 5]);
    }
    return (byte) sum;
  }

  private static int seen(int n) {
    return n > 0 ? 1 : 0;
  }
}
