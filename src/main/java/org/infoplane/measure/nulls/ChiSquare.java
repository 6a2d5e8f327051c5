package org.infoplane.measure.nulls;

import org.apache.commons.math3.special.Gamma;

/**
 * The analytic null for independent samples. For counts: Pearson's chi-square test, with no p-value
 * below 12 samples a state or 5 expected for each state. For Gaussian information: Wilks' F-test.
 *
 * @see <a href="https://doi.org/10.2307/3001616">Cochran 1954</a>
 */
public record ChiSquare() implements Null {

  /**
   * The G-test of plug-in information: 2n times the value <b>in nats</b> is asymptotically
   * chi-square distributed for independent samples. In bits, as in some tools, it rejects more than
   * twice as often as it should. It holds its level from 14 samples a state (binary, histories of
   * one) to 94 (8 symbols); {@code estimate()} uses Pearson's statistic, which needs fewer.
   *
   * @param nats the value, in nats, finite; below 0 it counts as 0
   * @param samples number of observations, at least 1
   * @param degreesOfFreedom at least 0; with 0 there is nothing to find, and p is 1
   * @return probability of a value at least as large without information, 0 to 1
   * @throws IllegalArgumentException if the value is not finite, or a count out of range
   * @see <a href="https://doi.org/10.1103/PhysRevLett.109.138105">Barnett and Bossomaier 2012</a>
   */
  public static double pValue(double nats, long samples, long degreesOfFreedom) {
    if (!Double.isFinite(nats) || samples < 1 || degreesOfFreedom < 0) {
      throw new IllegalArgumentException(
          "nats must be finite, samples at least 1 and degreesOfFreedom at least 0, got %s, %s and %s"
              .formatted(nats, samples, degreesOfFreedom));
    }
    return upperTail(2 * samples * nats, degreesOfFreedom);
  }

  /**
   * {@return the probability that a chi-square variable is at least as large; 1 without degrees of
   * freedom}
   *
   * @param statistic any value
   * @param degreesOfFreedom at least 0
   */
  public static double upperTail(double statistic, long degreesOfFreedom) {
    if (degreesOfFreedom == 0 || statistic <= 0) {
      return 1;
    }
    if (degreesOfFreedom == 2) { // as for most pairs of binary units
      return Math.exp(-statistic / 2);
    }
    // Beyond, the library's series does not converge, and p underflows.
    return statistic > 1e5 + 100.0 * degreesOfFreedom
        ? 0
        : Gamma.regularizedGammaQ(degreesOfFreedom / 2.0, statistic / 2);
  }

  /**
   * {@return a p-value with mean and deviation, in nats, of the information of independent samples}
   *
   * @param pValue of the observed value
   * @param samples number of observations
   * @param degreesOfFreedom of the null
   */
  public static Significance of(double pValue, long samples, long degreesOfFreedom) {
    return new Significance(
        degreesOfFreedom / (2.0 * samples),
        Math.sqrt(2.0 * degreesOfFreedom) / (2.0 * samples),
        pValue);
  }

  @Override
  public String toString() {
    return "chi-square";
  }
}
