package org.infoplane.measure;

import org.apache.commons.math3.special.Gamma;

/**
 * The analytic null of plug-in and of Gaussian information: for independent samples, twice the
 * count times the value <b>in nats</b> is chi-square distributed (the G statistic). Feeding bits
 * into it, as some tools do, rejects more than twice as often as it says.
 *
 * @see <a href="https://doi.org/10.1103/PhysRevLett.109.138105">Barnett and Bossomaier 2012</a>
 */
public record ChiSquare() implements Null {

  /**
   * Tests a plug-in information against independence.
   *
   * @param nats the value, in nats, finite; below 0 it counts as 0
   * @param samples how many observations were counted, at least 1
   * @param degreesOfFreedom at least 0; with 0 nothing could have been found, and p is 1
   * @return probability of a value at least as large if there is no information, 0 to 1
   * @throws IllegalArgumentException if the value is not finite, or a count out of its range
   */
  public static double pValue(double nats, long samples, long degreesOfFreedom) {
    if (!Double.isFinite(nats) || samples < 1 || degreesOfFreedom < 0) {
      throw new IllegalArgumentException(
          "Asked for the p-value of %s nats from %s samples with %s degrees of freedom. Pass a finite number, at least 1 and at least 0."
              .formatted(nats, samples, degreesOfFreedom));
    }
    if (degreesOfFreedom == 0 || nats <= 0) {
      return 1;
    }
    return Gamma.regularizedGammaQ(degreesOfFreedom / 2.0, samples * nats);
  }

  static Significance test(double nats, long samples, long degreesOfFreedom) {
    return new Significance(
        degreesOfFreedom / (2.0 * samples),
        Math.sqrt(2.0 * degreesOfFreedom) / (2.0 * samples),
        pValue(nats, samples, degreesOfFreedom));
  }

  @Override
  public String toString() {
    return "chi-square";
  }
}
