package org.infoplane.measure;

import org.infoplane.symbol.Segments;

/**
 * Expected counts of the transitions of two series, and their variances, under uniformly random
 * permutations of whole samples within their batches. Batches may differ in size. Immutable.
 *
 * <p>A sample is one state z = y * c + x of both series, of alphabets a and c; {@code n[b][z]} is
 * its count in batch b. Transitions are indexed by (next y, history of y, history of x), as in
 * {@link PairTable}.
 */
final class ShuffledCounts {

  private final int[] sizes;
  private final int a;
  private final int c;

  ShuffledCounts(Segments batches, int samples, int a, int c) {
    this.sizes = new int[batches.count()];
    for (int b = 0; b < sizes.length; b++) {
      sizes[b] = batches.end(b, samples) - batches.start(b);
    }
    this.a = a;
    this.c = c;
  }

  /** For histories of one: {@code double[(next * a + y) * c + x]}. */
  double[] expected(int[][] n) {
    double[] counts = new double[a * a * c];
    for (int b = 0; b < sizes.length; b++) {
      double[] nexts = nexts(n, b);
      for (int y = 0; y < a; y++) {
        for (int x = 0; x < c; x++) {
          double here = n[b][y * c + x];
          for (int next = 0; here > 0 && next < a; next++) {
            counts[(next * a + y) * c + x] += here * nexts[next];
          }
          counts[(y * a + y) * c + x] -= here / sizes[b]; // no sample succeeds itself
        }
      }
    }
    return counts;
  }

  /**
   * The expected next symbols after a sample of a batch: in the batch, and in the following one.
   */
  private double[] nexts(int[][] n, int b) {
    double[] nexts = new double[a];
    for (int z = 0; z < a * c; z++) {
      nexts[z / c] += n[b][z] / (double) sizes[b];
      if (b + 1 < sizes.length) {
        nexts[z / c] += n[b + 1][z] / ((double) sizes[b] * sizes[b + 1]);
      }
    }
    return nexts;
  }

  /**
   * Variance of the number of transitions from samples of one kind to another, counted by batch.
   */
  double variance(double[] from, double[] to, double[] both) {
    double variance = 0;
    for (int b = 0; b < sizes.length; b++) {
      double m = sizes[b];
      double p = from[b];
      double q = to[b];
      double o = both[b];
      double mean = (p * q - o) / m;
      double pairs = m * (m - 1);
      boolean several = m > 1;
      if (several) {
        double three = o * ((p - 1) * (q - 1) - (o - 1));
        double four =
            (p - o) * (p - o - 1) * q * (q - 1)
                + 2 * o * (p - o) * (q - 1) * (q - 2)
                + o * (o - 1) * (q - 2) * (q - 3);
        variance += mean + (2 * three + four) / pairs - mean * mean;
      }
      double before = b == 0 ? 0 : from[b - 1] / sizes[b - 1];
      double after = b + 1 == sizes.length ? 0 : to[b + 1] / sizes[b + 1];
      double border = p / m * after;
      variance += border * (1 - border);
      if (several) {
        double last = (o * (p - 1) + twoOf(p, q, o)) / pairs - mean * p / m;
        double first = (o * (q - 1) + twoOf(q, p, o)) / pairs - mean * q / m;
        variance += 2 * (after * last + before * first);
      }
      double ends = several ? (p * q - o) / pairs : o;
      variance += 2 * before * after * (ends - p / m * q / m);
    }
    return variance;
  }

  /** Ways to draw two distinct samples of the first kind, and another one of the second. */
  private static double twoOf(double p, double q, double o) {
    return (p - o) * (p - o - 1) * q + 2 * o * (p - o) * (q - 1) + o * (o - 1) * (q - 2);
  }

  /**
   * For histories k of the target and l of the source: {@code double[next * histories * sources +
   * history * sources + source]}; the most recent symbol of a history is the most significant
   * digit.
   */
  double[] expected(int[][] n, int k, int l) {
    int length = 1 + Math.max(k, l);
    double[] windows = windows(n, length);
    int histories = (int) Math.pow(a, k);
    int sources = (int) Math.pow(c, l);
    double[] counts = new double[a * histories * sources];
    int[] z = new int[length];
    for (int window = 0; window < windows.length; window++) {
      int rest = window;
      for (int i = length - 1; i >= 0; i--, rest /= a * c) {
        z[i] = rest % (a * c);
      }
      int history = 0;
      for (int i = 0; i < k; i++) {
        history = history * a + z[length - 2 - i] / c;
      }
      int source = 0;
      for (int i = 0; i < l; i++) {
        source = source * c + z[length - 2 - i] % c;
      }
      counts[(z[length - 1] / c * histories + history) * sources + source] += windows[window];
    }
    return counts;
  }

  /** Expected count of each sequence of samples; the oldest is the most significant digit. */
  private double[] windows(int[][] n, int length) {
    double[] sum = new double[(int) Math.pow(a * c, length)];
    double[][][] runs = new double[sizes.length][][];
    for (int b = 0; b < sizes.length; b++) {
      runs[b] = runs(n[b], sizes[b], length);
    }
    for (int b = 0; b < sizes.length; b++) {
      add(sum, runs[b][length], Math.max(0, sizes[b] - length + 1));
      for (int here = Math.min(sizes[b], length - 1); here > 0; here--) {
        double[] window = runs[b][here];
        int left = length - here;
        for (int next = b + 1; left > 0 && next < sizes.length; next++) {
          int there = Math.min(left, sizes[next]);
          window = outer(window, runs[next][there]);
          left -= there;
        }
        add(sum, window, left == 0 ? 1 : 0);
      }
    }
    return sum;
  }

  private static void add(double[] sum, double[] window, int times) {
    for (int i = 0; times > 0 && i < sum.length; i++) {
      sum[i] += times * window[i];
    }
  }

  private static double[] outer(double[] first, double[] second) {
    double[] both = new double[first.length * second.length];
    for (int i = 0; i < first.length; i++) {
      for (int j = 0; j < second.length; j++) {
        both[i * second.length + j] = first[i] * second[j];
      }
    }
    return both;
  }

  /** Probability of each run of samples in one batch, for lengths from 0. */
  private double[][] runs(int[] n, int size, int longest) {
    double[][] runs = new double[longest + 1][];
    runs[0] = new double[] {1};
    int states = a * c;
    for (int length = 1; length <= longest; length++) {
      double[] shorter = runs[length - 1];
      double[] longer = new double[shorter.length * states];
      for (int i = 0; i < longer.length && length <= size; i++) {
        int left = n[i % states];
        for (int before = i / states, j = 1; j < length; j++, before /= states) {
          left -= before % states == i % states ? 1 : 0;
        }
        longer[i] = shorter[i / states] * Math.max(0, left) / (size - length + 1);
      }
      runs[length] = longer;
    }
    return runs;
  }
}
