package org.infoplane.measure.nulls;

import org.apache.commons.math3.special.Gamma;

/**
 * The analytic null, for independent samples: of counts Pearson's chi-square test, where there are
 * 12 samples a state and each state is expected 5 times, else no p-value; of Gaussian information
 * Wilks' F-test.
 *
 * @see <a href="https://doi.org/10.2307/3001616">Cochran 1954</a>
 */
public record ChiSquare() implements Null {

  /**
   * The G-test of a plug-in information: twice the count times the value <b>in nats</b> is
   * chi-square distributed for many independent samples. Feeding bits into it, as some tools do,
   * rejects more than twice as often as it says. It holds its level from 14 samples a state on
   * (binary, histories of one) to 94 (8 symbols); {@code estimate()} takes Pearson's statistic,
   * which needs fewer.
   *
   * @param nats the value, in nats, finite; below 0 it counts as 0
   * @param samples how many observations were counted, at least 1
   * @param degreesOfFreedom at least 0; with 0 nothing could have been found, and p is 1
   * @return probability of a value at least as large if there is no information, 0 to 1
   * @throws IllegalArgumentException if the value is not finite, or a count out of its range
   * @see <a href="https://doi.org/10.1103/PhysRevLett.109.138105">Barnett and Bossomaier 2012</a>
   */
  public static double pValue(double nats, long samples, long degreesOfFreedom) {
    if (!Double.isFinite(nats) || samples < 1 || degreesOfFreedom < 0) {
      throw new IllegalArgumentException(
          "Asked for the p-value of %s nats from %s samples with %s degrees of freedom. Pass a finite number, at least 1 and at least 0."
              .formatted(nats, samples, degreesOfFreedom));
    }
    return upperTail(2 * samples * nats, degreesOfFreedom);
  }

  /**
   * {@return the probability of a chi-square variable at least as large; 1 without degrees of
   * freedom}
   *
   * @param statistic any
   * @param degreesOfFreedom at least 0
   */
  public static double upperTail(double statistic, long degreesOfFreedom) {
    if (degreesOfFreedom == 0 || statistic <= 0) {
      return 1;
    }
    if (degreesOfFreedom == 2) { // that of most pairs of binary units
      return Math.exp(-statistic / 2);
    }
    // Beyond, the series of the library does not converge, and no double is as small as p.
    return statistic > 1e5 + 100.0 * degreesOfFreedom
        ? 0
        : Gamma.regularizedGammaQ(degreesOfFreedom / 2.0, statistic / 2);
  }

  /**
   * {@return mean and deviation, in nats, of an information of independent samples, with that
   * p-value}
   *
   * @param pValue of the observed value
   * @param samples how many observations were counted
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
