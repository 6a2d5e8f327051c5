package org.infoplane.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * Mutable: the Cholesky factor of a correlation matrix, grown column by column. Each pivot is the
 * residual variance of a column given those before it; their logarithms sum to the log determinant.
 * Works on the columns (modified Gram-Schmidt), which is more accurate than on the matrix.
 */
final class Residuals {

  /** Residual variance below which a column counts as a linear combination of the others. */
  private static final double ZERO = 1e-10;

  private final int n;
  private final List<double[]> directions = new ArrayList<>();

  Residuals(int n) {
    this.n = n;
  }

  /** Adds raw columns; returns how many are linearly independent of those before. */
  int add(double[][] columns) {
    int added = 0;
    for (double[] column : columns) {
      added += add(Columns.standardized(column)) > 0 ? 1 : 0;
    }
    return added;
  }

  /** Adds a standardised column unless its residual variance is 0; returns this variance. */
  double add(double[] column) {
    double[] rest = column.clone();
    for (double[] direction : directions) {
      double share = dot(rest, direction);
      for (int i = 0; i < n; i++) {
        rest[i] -= share * direction[i];
      }
    }
    double squares = dot(rest, rest);
    double variance = squares / (n - 1);
    if (variance < ZERO) {
      return 0;
    }
    double length = Math.sqrt(squares);
    for (int i = 0; i < n; i++) {
      rest[i] /= length;
    }
    directions.add(rest);
    return variance;
  }

  /** Orthonormal columns, one for each added one. */
  double[][] directions() {
    return directions.toArray(double[][]::new);
  }

  private double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
