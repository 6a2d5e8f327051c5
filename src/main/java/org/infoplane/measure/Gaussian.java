package org.infoplane.measure;

import java.util.OptionalLong;

/**
 * Information of jointly Gaussian values, by linear regression.
 *
 * <p>I(A;B|C) = 1/2 ln( |S_AC| |S_BC| / (|S_ABC| |S_C|) ), with S the sample covariance: half the
 * sum, over the dimensions of B, of the log ratio of residual variances without and with A. Twice
 * the transfer entropy is Granger causality.
 *
 * <p>Constant dimensions, and linear combinations of C and of earlier dimensions of the same
 * variable (residual variance below 1e-10), are left out.
 *
 * @see <a href="https://doi.org/10.1103/PhysRevLett.103.238701">Barnett, Barrett and Seth 2009</a>
 */
public record Gaussian() implements ContinuousEstimator {

  @Override
  public double information(double[][] a, double[][] b, double[][] given, int[] times) {
    Columns.check(a, b, given, times);
    return of(a, b, given);
  }

  /** The ranks of a and b given the condition, multiplied. */
  @Override
  public OptionalLong degreesOfFreedom(double[][] a, double[][] b, double[][] given) {
    Columns.check(a, b, given);
    return OptionalLong.of((long) rank(a, given) * rank(b, given));
  }

  private static int rank(double[][] columns, double[][] given) {
    Residuals residuals = new Residuals(columns[0].length);
    residuals.add(given);
    return residuals.add(columns);
  }

  @Override
  public double pValue(double nats, double[][] a, double[][] b, double[][] given) {
    Columns.check(a, b, given);
    Residuals known = new Residuals(a[0].length);
    return WilksTest.pValue(nats, a[0].length, rank(a, given), rank(b, given), known.add(given));
  }

  /** The information of checked columns. */
  static double of(double[][] a, double[][] b, double[][] given) {
    int n = a[0].length;
    int dimensions = a.length + b.length + given.length;
    if (n <= dimensions) {
      throw new IllegalArgumentException(
          "Gaussian information of %s dimensions in all needs more observations, got %s. Pass more observations than dimensions."
              .formatted(dimensions, n));
    }
    Residuals without = new Residuals(n);
    Residuals with = new Residuals(n);
    without.add(given);
    with.add(given);
    with.add(a);
    double sum = 0;
    for (int d = 0; d < b.length; d++) {
      double[] column = Columns.standardized(b[d]);
      double before = without.add(column);
      double after = before == 0 ? 0 : with.add(column);
      if (before > 0 && after == 0) {
        throw new InfiniteInformationException(
            "The Gaussian information is infinite: dimension %s of b is a linear combination of the others. Leave it out, or add noise to it."
                .formatted(d));
      }
      sum += before == 0 ? 0 : Math.log(before / after) / 2;
    }
    return sum;
  }

  @Override
  public String toString() {
    return "Gaussian";
  }
}
