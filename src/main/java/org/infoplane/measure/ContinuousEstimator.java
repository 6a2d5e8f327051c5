package org.infoplane.measure;

import java.util.OptionalLong;
import org.infoplane.measure.nulls.ChiSquare;

/**
 * How the (conditional) mutual information of real numbers is estimated. Immutable.
 *
 * <p>I(A;B|C) in nats, of observations of A, B and C; a transfer entropy is I(next; source's past |
 * target's past).
 *
 * <table>
 * <caption>The cases</caption>
 * <tr><th>case</th><th>assumes</th><th>analytic null</th></tr>
 * <tr><td>{@link Gaussian}</td><td>jointly Gaussian; sees linear dependence only</td>
 *     <td>F-test</td></tr>
 * <tr><td>{@link GaussianCopula}</td><td>a Gaussian copula, any marginals
 *     </td><td>F-test</td></tr>
 * <tr><td>{@link Kraskov}</td><td>a density that is smooth over a few neighbours; numbers that repeat are atoms</td>
 *     <td>none, use surrogates</td></tr>
 * </table>
 */
public sealed interface ContinuousEstimator permits Gaussian, GaussianCopula, Kraskov {

  /**
   * I(A;B|C), or I(A;B) if {@code given} has no dimensions.
   *
   * @param a {@code double[dimensions][n]}, at least 1 dimension, finite
   * @param b {@code double[dimensions][n]}, at least 1 dimension, finite
   * @param given {@code double[dimensions][n]}, 0 dimensions for none
   * @param times {@code int[n]}, when each observation was made; observations of different trials
   *     are to be far apart
   * @return nats; an estimate, which may be below 0
   * @throws IllegalArgumentException if lengths differ, there are too few observations, a number is
   *     NaN or infinite, or the information is infinite
   */
  double information(double[][] a, double[][] b, double[][] given, int[] times);

  /**
   * Degrees of freedom of the null: for independent samples 2 n I (in nats) is chi-square
   * distributed.
   *
   * @param a {@code double[dimensions][n]}
   * @param b {@code double[dimensions][n]}
   * @param given {@code double[dimensions][n]}, 0 dimensions for none
   * @return degrees of freedom for {@link ChiSquare}; 0 if nothing can be found; empty if there is
   *     no analytic null
   * @throws IllegalArgumentException if {@code a} or {@code b} is not legal input
   */
  OptionalLong degreesOfFreedom(double[][] a, double[][] b, double[][] given);

  /**
   * Tests a value against the analytic null, independent observations.
   *
   * @param nats the value, as {@link #information} gives it
   * @param a {@code double[dimensions][n]}
   * @param b {@code double[dimensions][n]}
   * @param given {@code double[dimensions][n]}, 0 dimensions for none
   * @return probability of a value at least as large if there is no information; NaN if there is no
   *     analytic null
   */
  double pValue(double nats, double[][] a, double[][] b, double[][] given);

  /** {@return the linear estimator, {@link Gaussian}} */
  static ContinuousEstimator gaussian() {
    return new Gaussian();
  }

  /** {@return the linear estimator of normal scores, {@link GaussianCopula}} */
  static ContinuousEstimator gaussianCopula() {
    return new GaussianCopula();
  }

  /**
   * {@return the nearest neighbour estimator, to be refined: algorithm 1, no Theiler window, raw
   * numbers, no noise}
   *
   * @param neighbours k, at least 1; 4 is usual
   * @throws IllegalArgumentException if there is less than 1 neighbour
   */
  static Kraskov kraskov(int neighbours) {
    return new Kraskov(neighbours, Kraskov.Algorithm.ONE, 0, false, 0, 0);
  }
}
