package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import org.infoplane.symbol.Values;

/** Checks and scales columns of observations, {@code double[dimensions][n]}. */
final class Columns {

  private Columns() {}

  /** Checks what {@link ContinuousEstimator#information} is given. */
  static void check(double[][] a, double[][] b, double[][] given, int[] times) {
    requireNonNull(times, "times must not be null");
    check(a, b, given);
    if (times.length != a[0].length) {
      throw new IllegalArgumentException(
          "times must have one entry for each of the %s observations, got %s"
              .formatted(a[0].length, times.length));
    }
  }

  static void requireNonNulls(double[][] a, double[][] b, double[][] given) {
    requireNonNull(a, "a must not be null");
    requireNonNull(b, "b must not be null");
    requireNonNull(given, "given must not be null");
  }

  /** Checks variables of at least 1 dimension and 2 observations, and the condition. */
  static void check(double[][] a, double[][] b, double[][] given) {
    requireNonNulls(a, b, given);
    if (a.length == 0 || b.length == 0) {
      throw new IllegalArgumentException(
          "a and b must have at least 1 dimension each, got %s and %s"
              .formatted(a.length, b.length));
    }
    int n = a[0].length;
    if (n < 2) {
      throw new IllegalArgumentException("observations of a and b must be at least 2, got " + n);
    }
    checkColumns("a", a, n);
    checkColumns("b", b, n);
    checkColumns("given", given, n);
  }

  private static void checkColumns(String name, double[][] columns, int n) {
    for (int d = 0; d < columns.length; d++) {
      if (columns[d].length != n) {
        throw new IllegalArgumentException(
            "Dimension %s of %s has %s observations, dimension 0 of a has %s. Pass columns of equal length."
                .formatted(d, name, columns[d].length, n));
      }
      for (int i = 0; i < n; i++) {
        if (!Double.isFinite(columns[d][i])) {
          throw new IllegalArgumentException(
              "Dimension %s of %s is %s at observation %s. Pass finite numbers."
                  .formatted(d, name, columns[d][i], i));
        }
      }
    }
  }

  /** Checks series before they are embedded, while an error can still name unit and sample. */
  static void requireNumbers(String role, Values series) {
    if (series.isFinite()) {
      return;
    }
    int sample = 0;
    int unit = 0;
    while (Double.isFinite(series.get(sample, unit))) {
      unit = (unit + 1) % series.units();
      sample += unit == 0 ? 1 : 0;
    }
    throw new IllegalArgumentException(
        "Unit %s of the %s is %s in sample %s. Pass finite numbers."
            .formatted(unit, role, series.get(sample, unit), sample));
  }

  /** All columns of all variables. */
  static double[][] join(double[][]... variables) {
    return Arrays.stream(variables).flatMap(Arrays::stream).toArray(double[][]::new);
  }

  /** Some observations, in the given order. */
  static double[][] select(double[][] columns, int[] kept) {
    double[][] selected = new double[columns.length][];
    Arrays.parallelSetAll(
        selected, c -> Arrays.stream(kept).mapToDouble(i -> columns[c][i]).toArray());
    return selected;
  }

  /** The maximum norm of the difference of two observations, 0 without dimensions. */
  static double distance(double[][] columns, int one, int other) {
    double farthest = 0;
    for (double[] column : columns) {
      farthest = Math.max(farthest, Math.abs(column[one] - column[other]));
    }
    return farthest;
  }

  static boolean isConstant(double[] column) {
    return Arrays.stream(column).allMatch(value -> value == column[0]);
  }

  /** The largest standard deviation over the smallest, constant dimensions left out. */
  static double ratioOfDeviations(double[][] columns) {
    DoubleSummaryStatistics deviations =
        Arrays.stream(columns)
            .filter(column -> !isConstant(column))
            .mapToDouble(Columns::deviation)
            .summaryStatistics();
    return deviations.getCount() == 0 ? 1 : deviations.getMax() / deviations.getMin();
  }

  private static double deviation(double[] column) {
    double scale = scale(column);
    double mean = 0;
    for (double value : column) {
      mean += value * scale / column.length;
    }
    double squares = 0;
    for (double value : column) {
      squares += (value * scale - mean) * (value * scale - mean);
    }
    return Math.sqrt(squares / (column.length - 1)) / scale;
  }

  /** A power of 2, hence exact, that keeps squares from overflow and underflow. */
  private static double scale(double[] column) {
    double largest = Arrays.stream(column).map(Math::abs).max().orElse(0);
    return Math.scalb(1.0, -Math.getExponent(largest));
  }

  /** Mean 0 and sample variance (n - 1) 1; zeros if the column is constant. */
  static double[] standardized(double[] column) {
    int n = column.length;
    double[] scores = new double[n];
    if (isConstant(column)) {
      return scores;
    }
    double scale = scale(column);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      scores[i] = column[i] * scale;
      sum += scores[i];
    }
    double mean = sum / n;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      scores[i] -= mean;
      squares += scores[i] * scores[i];
    }
    double deviation = Math.sqrt(squares / (n - 1));
    for (int i = 0; i < n; i++) {
      scores[i] /= deviation;
    }
    return scores;
  }
}
