package org.infoplane.measure;

import java.util.Arrays;
import org.infoplane.measure.statistics.Parallel;

/**
 * Dot products of many columns with the same others. The sums of one column with all others grow
 * together, sample by sample, which the compiler turns into vector instructions. Immutable.
 */
final class Products {

  private static final int TILE = 16;

  /** Samples kept in the cache for all vectors of a tile; a multiple of 4. */
  private static final int BLOCK = 32;

  private final double[][] rows; // [samples, padded to a multiple of 4][columns]
  private final int columns;

  /** Takes columns of one length, at least one. */
  Products(double[][] columns) {
    int n = columns[0].length;
    this.columns = columns.length;
    this.rows = new double[Math.addExact(n, 3) / 4 * 4][columns.length];
    Parallel.forEach(
        (n + BLOCK - 1) / BLOCK,
        block -> {
          for (int c = 0; c < columns.length; c++) {
            for (int t = block * BLOCK; t < Math.min(n, (block + 1) * BLOCK); t++) {
              rows[t][c] = columns[c][t];
            }
          }
        });
  }

  /** {@code double[others][columns]}: each of the others times each column. */
  double[][] with(double[][] others) {
    return with(others, false);
  }

  /**
   * The first columns times all: {@code double[first][columns]}, of whose symmetrical part only
   * half is computed.
   */
  double[][] ofFirst(double[][] first) {
    double[][] sums = with(first, true);
    for (int i = 0; i < first.length; i++) {
      for (int j = 0; j < i; j++) {
        sums[i][j] = sums[j][i];
      }
    }
    return sums;
  }

  private double[][] with(double[][] others, boolean isUpper) {
    double[][] sums = new double[others.length][columns];
    Parallel.forEach(
        (others.length + TILE - 1) / TILE,
        tile -> {
          int first = tile * TILE;
          int end = Math.min(others.length, first + TILE);
          double[][] vectors = new double[end - first][];
          Arrays.setAll(vectors, v -> Arrays.copyOf(others[first + v], rows.length));
          int low = isUpper ? first : 0;
          for (int from = 0; from < rows.length; from += BLOCK) {
            int to = Math.min(rows.length, from + BLOCK);
            for (int v = 0; v < vectors.length; v++) {
              for (int t = from; t < to; t += 4) {
                addFour(vectors[v], t, sums[first + v], low);
              }
            }
          }
        });
    return sums;
  }

  /**
   * Adds four samples of all columns times those of one vector, so that each sum is loaded once for
   * four. Two vectors at a time need more registers than there are, and take twice as long.
   */
  private void addFour(double[] v, int t, double[] sums, int low) {
    double[] x0 = rows[t];
    double[] x1 = rows[t + 1];
    double[] x2 = rows[t + 2];
    double[] x3 = rows[t + 3];
    double v0 = v[t];
    double v1 = v[t + 1];
    double v2 = v[t + 2];
    double v3 = v[t + 3];
    for (int c = low; c < sums.length; c++) {
      sums[c] += (v0 * x0[c] + v1 * x1[c]) + (v2 * x2[c] + v3 * x3[c]);
    }
  }
}
