package org.infoplane.measure;

import org.apache.commons.math3.distribution.FDistribution;

/**
 * Wilks' test of linear independence by Rao's F approximation, which is exact for independent
 * Gaussian observations if one of the two variables has one or two dimensions.
 *
 * @see <a href="https://doi.org/10.1093/biomet/24.3-4.471">Wilks 1932</a>
 */
final class WilksTest {

  private WilksTest() {}

  /**
   * Tests a Gaussian information I(A;B|C).
   *
   * @param nats the value
   * @param n number of observations
   * @param ofA dimensions of A that are linearly independent of C
   * @param ofB dimensions of B that are linearly independent of C
   * @param ofGiven independent dimensions of C
   * @return probability of a value at least as large under independence; 1 if there is nothing to
   *     test; NaN without residual degrees of freedom
   */
  static double pValue(double nats, int n, int ofA, int ofB, int ofGiven) {
    double product = (double) ofA * ofB;
    if (product == 0 || nats <= 0) {
      return 1;
    }
    double sum = (double) ofA * ofA + (double) ofB * ofB - 5;
    double root = sum <= 0 ? 1 : Math.sqrt((product * product - 4) / sum);
    double left = (n - 1 - ofGiven - (ofA + ofB + 1) / 2.0) * root - (product - 2) / 2;
    if (left <= 0) {
      return Double.NaN;
    }
    double f = Math.expm1(2 * nats / root) * left / product;
    // P(F(a, b) > f) = P(F(b, a) < 1/f), which does not suffer from cancellation.
    return new FDistribution(null, left, product).cumulativeProbability(1 / f);
  }
}
