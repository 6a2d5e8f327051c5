package org.infoplane.measure;

import java.util.OptionalLong;
import org.infoplane.measure.nulls.ChiSquare;

/**
 * Estimator of I(A;B|C) for continuous values, in nats; transfer entropy is I(next; source history
 * | target history). Immutable.
 *
 * <table>
 * <caption>The cases</caption>
 * <tr><th>case</th><th>assumes</th><th>analytic null</th></tr>
 * <tr><td>{@link Gaussian}</td><td>jointly Gaussian; detects linear dependence only</td>
 *     <td>F-test</td></tr>
 * <tr><td>{@link GaussianCopula}</td><td>a Gaussian copula, any marginals
 *     </td><td>F-test</td></tr>
 * <tr><td>{@link Kraskov}</td><td>a density that is smooth over a few neighbours; repeated values are atoms</td>
 *     <td>none, use surrogates</td></tr>
 * </table>
 */
public sealed interface ContinuousEstimator permits Gaussian, GaussianCopula, Kraskov {

  /**
   * {@return the estimate of I(A;B|C), or I(A;B) if {@code given} has no dimensions, in nats; it
   * may be below 0}
   *
   * @param a {@code double[dimensions][n]}, at least 1 dimension, finite
   * @param b {@code double[dimensions][n]}, at least 1 dimension, finite
   * @param given {@code double[dimensions][n]}, 0 dimensions for none
   * @param times {@code int[n]}, time of each observation, far apart in different trials
   * @throws IllegalArgumentException if lengths differ, there are too few observations, a value is
   *     NaN or infinite, or the information is infinite
   */
  double information(double[][] a, double[][] b, double[][] given, int[] times);

  /**
   * {@return degrees of freedom for {@link ChiSquare}, the null distribution of 2 n I (in nats); 0
   * if no information is possible; empty if there is no analytic null}
   *
   * @param a {@code double[dimensions][n]}
   * @param b {@code double[dimensions][n]}
   * @param given {@code double[dimensions][n]}, 0 dimensions for none
   * @throws IllegalArgumentException if {@link #information} does not accept these
   */
  OptionalLong degreesOfFreedom(double[][] a, double[][] b, double[][] given);

  /**
   * {@return the p-value under the analytic null of independent observations; NaN if there is none}
   *
   * @param nats the value returned by {@link #information}
   * @param a {@code double[dimensions][n]}
   * @param b {@code double[dimensions][n]}
   * @param given {@code double[dimensions][n]}, 0 dimensions for none
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
   * {@return the nearest-neighbour estimator: algorithm 1, no Theiler window, raw values, no noise}
   *
   * @param neighbours k, at least 1; 4 is usual
   * @throws IllegalArgumentException if neighbours is below 1
   */
  static Kraskov kraskov(int neighbours) {
    return new Kraskov(neighbours, Kraskov.Algorithm.ONE, 0, false, 0, 0);
  }
}
