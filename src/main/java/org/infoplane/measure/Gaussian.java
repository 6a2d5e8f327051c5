package org.infoplane.measure;

import java.util.OptionalLong;

/**
 * Information of jointly Gaussian numbers: what linear regression finds.
 *
 * <p>I(A;B|C) = 1/2 ln( |S_AC| |S_BC| / (|S_ABC| |S_C|) ), with S the sample covariance: half the
 * sum, over the dimensions of B, of the logarithms of the residual variances without A over those
 * with A. Twice the transfer entropy is Granger causality.
 *
 * <p>A dimension that is constant, or a linear combination of the given ones and of those before it
 * in its own variable (less than 1e-10 of its variance is its own), says nothing new and is left
 * out.
 *
 * @see <a href="https://doi.org/10.1103/PhysRevLett.103.238701">Barnett, Barrett and Seth 2009</a>
 */
public record Gaussian() implements ContinuousEstimator {

  @Override
  public double information(double[][] a, double[][] b, double[][] given, int[] times) {
    Columns.check(a, b, given, times);
    return of(a, b, given);
  }

  /**
   * Independent dimensions of a times those of b, as residuals of what is given: constant
   * dimensions and linear combinations of others carry nothing.
   */
  @Override
  public OptionalLong degreesOfFreedom(double[][] a, double[][] b, double[][] given) {
    Columns.requireThere(a, b, given);
    Columns.check(a, b);
    return OptionalLong.of((long) rank(a, given) * rank(b, given));
  }

  /** Dimensions of a variable that what is given does not tell. */
  private static int rank(double[][] columns, double[][] given) {
    Residuals residuals = new Residuals(columns[0].length);
    residuals.add(given);
    return residuals.add(columns);
  }

  @Override
  public double pValue(double nats, double[][] a, double[][] b, double[][] given) {
    Columns.requireThere(a, b, given);
    Columns.check(a, b, given, new int[a.length == 0 ? 0 : a[0].length]);
    Residuals known = new Residuals(a[0].length);
    return WilksTest.pValue(nats, a[0].length, rank(a, given), rank(b, given), known.add(given));
  }

  /** The value of checked columns. */
  static double of(double[][] a, double[][] b, double[][] given) {
    int n = a[0].length;
    int dimensions = a.length + b.length + given.length;
    if (n <= dimensions) {
      throw new IllegalArgumentException(
          "Asked for the Gaussian information of %s dimensions in all from %s observations. Pass more observations than dimensions."
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
            "Asked for the Gaussian information of a and b, but dimension %s of b is a linear combination of the others, so it is infinite. Leave it out, or add noise to it."
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
