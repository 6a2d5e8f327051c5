package org.infoplane.measure;

import java.util.SplittableRandom;

/** Straightforward calculators, pair by pair, as the usual toolkits have them; and a floor. */
final class Baseline {

  static final int SOURCES = 128;
  static final int TARGETS = 64;
  static final int SAMPLES = 10_000;

  private Baseline() {}

  static int[][] symbols(long seed, int units, int samples, int alphabet) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] series = new int[units][];
    for (int unit = 0; unit < units; unit++) {
      series[unit] = random.ints(samples, 0, alphabet).toArray();
    }
    return series;
  }

  static double[][] numbers(long seed, int units, int samples) {
    java.util.Random random = new java.util.Random(seed);
    double[][] series = new double[units][samples];
    for (double[] one : series) {
      java.util.Arrays.setAll(one, i -> random.nextGaussian());
    }
    return series;
  }

  /** One pass, five increments a sample, then the sum. */
  static double transferEntropy(int[] source, int[] target, int alphabet) {
    int[][][] joint = new int[alphabet][alphabet][alphabet];
    int[][] nextPast = new int[alphabet][alphabet];
    int[][] sourcePast = new int[alphabet][alphabet];
    int[] pasts = new int[alphabet];
    int[] nexts = new int[alphabet];
    for (int t = 1; t < target.length; t++) {
      int next = target[t];
      int past = target[t - 1];
      int seen = source[t - 1];
      joint[seen][next][past]++;
      nextPast[next][past]++;
      sourcePast[seen][past]++;
      pasts[past]++;
      nexts[next]++;
    }
    double n = target.length - 1.0;
    double te = 0;
    for (int seen = 0; seen < alphabet; seen++) {
      for (int next = 0; next < alphabet; next++) {
        for (int past = 0; past < alphabet; past++) {
          int count = joint[seen][next][past];
          if (count > 0) {
            double with = (double) count / sourcePast[seen][past];
            double without = (double) nextPast[next][past] / pasts[past];
            te += count / n * Math.log(with / without);
          }
        }
      }
    }
    return te;
  }

  /** Covariances of next, past and source of one pair, then determinants. */
  static double gaussian(double[] source, double[] target) {
    int n = target.length - 1;
    double[] sums = new double[3];
    double[][] products = new double[3][3];
    double[] row = new double[3];
    for (int t = 1; t <= n; t++) {
      row[0] = target[t];
      row[1] = target[t - 1];
      row[2] = source[t - 1];
      for (int i = 0; i < 3; i++) {
        sums[i] += row[i];
        for (int j = 0; j < 3; j++) {
          products[i][j] += row[i] * row[j];
        }
      }
    }
    double[][] c = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        c[i][j] = products[i][j] / n - sums[i] / n * (sums[j] / n);
      }
    }
    double nextPast = c[0][0] * c[1][1] - c[0][1] * c[0][1];
    double sourcePast = c[2][2] * c[1][1] - c[2][1] * c[2][1];
    double all =
        c[0][0] * (c[1][1] * c[2][2] - c[1][2] * c[1][2])
            - c[0][1] * (c[0][1] * c[2][2] - c[1][2] * c[0][2])
            + c[0][2] * (c[0][1] * c[1][2] - c[1][1] * c[0][2]);
    return Math.log(nextPast * sourcePast / (all * c[1][1])) / 2;
  }

  /** Words as the fast path has them, 32 samples each. */
  static int[][] words(long seed, int rows, int samples) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] words = new int[rows][(samples + 31) / 32];
    for (int[] row : words) {
      for (int w = 0; w < row.length; w++) {
        row[w] = random.nextInt();
      }
    }
    return words;
  }

  /** The floor: AND and population count of three masks a pair, and nothing else. */
  static long floor(int[][] sources, int[][] masks) {
    long sum = 0;
    for (int m = 0; m < masks.length; m += 3) {
      for (int[] source : sources) {
        sum += floor(source, masks[m], masks[m + 1], masks[m + 2]);
      }
    }
    return sum;
  }

  private static int floor(int[] x, int[] a, int[] b, int[] c) {
    int na = 0;
    int nb = 0;
    int nc = 0;
    for (int w = 0; w < x.length; w++) {
      int word = x[w];
      na += Integer.bitCount(word & a[w]);
      nb += Integer.bitCount(word & b[w]);
      nc += Integer.bitCount(word & c[w]);
    }
    return na + nb + nc;
  }
}
