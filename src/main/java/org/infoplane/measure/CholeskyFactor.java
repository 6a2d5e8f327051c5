package org.infoplane.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The lower Cholesky factor of a correlation matrix without its collinear columns. Immutable. */
final class CholeskyFactor {

  /** Columns that are not a linear combination of those before. */
  final int[] kept;

  private final double[][] rows; // of the kept columns, [i][0..i]

  /** Column by column; the remaining matrix is updated by whole rows. */
  CholeskyFactor(double[][] r) {
    int size = r.length;
    double[][] left = new double[size][];
    Arrays.setAll(left, i -> Arrays.copyOf(r[i], i + 1));
    List<double[]> columns = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int c = 0; c < size; c++) {
      double pivot = left[c][c];
      if (pivot < BlockRegression.TOLERANCE) {
        continue;
      }
      double[] column = new double[size];
      for (int i = c; i < size; i++) {
        column[i] = left[i][c] / Math.sqrt(pivot);
      }
      for (int i = c + 1; i < size; i++) {
        subtract(left[i], column[i], column, c + 1, i);
      }
      columns.add(column);
      places.add(c);
    }
    kept = places.stream().mapToInt(Integer::intValue).toArray();
    rows = new double[kept.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[i + 1];
      for (int k = 0; k <= i; k++) {
        rows[i][k] = columns.get(k)[kept[i]];
      }
    }
  }

  private static void subtract(double[] from, double times, double[] row, int first, int last) {
    for (int j = first; j <= last; j++) {
      from[j] -= times * row[j];
    }
  }

  /** The inverse of the factor, row by row. */
  double[][] inverse() {
    double[][] inverse = new double[rows.length][];
    for (int i = 0; i < inverse.length; i++) {
      double[] row = new double[i + 1];
      for (int k = 0; k < i; k++) {
        for (int j = 0; j <= k; j++) {
          row[j] -= rows[i][k] * inverse[k][j];
        }
      }
      for (int j = 0; j < i; j++) {
        row[j] /= rows[i][i];
      }
      row[i] = 1 / rows[i][i];
      inverse[i] = row;
    }
    return inverse;
  }
}
