package org.infoplane.measure;

import java.util.function.ToDoubleFunction;

/**
 * How an interval is made from one series: the measure is taken again on parts of the observations.
 *
 * <p>{@link #jackknife} holds its 95 % (93 to 97 of 100 intervals contain the true value, with 300
 * observations and more) for plug-in, Miller-Madow and Panzeri-Treves, for plug-in minus shuffles,
 * Gaussian and Gaussian copula, if the information is at least 25 / n nats; nearer to 0 the
 * estimate warns, and the p-value says more. It is refused for Grassberger, Chao-Shen and nearest
 * neighbours, where it was measured not to, and for estimators of your own until {@link
 * Estimator#intervals} says what was counted. There is no bootstrap: observations that are drawn
 * twice hide rare states, and look like information to neighbours.
 */
public sealed interface Resampling permits Jackknife {

  /**
   * Makes the interval.
   *
   * @param observations n, how many there are
   * @param value the measure on all of them, in nats
   * @param measure the measure on the observations {@code int[m]}, from 0 to n - 1, in nats; called
   *     by several threads
   * @return the interval
   * @throws IllegalArgumentException if there are too few observations
   */
  Interval interval(int observations, double value, ToDoubleFunction<int[]> measure);

  /**
   * Leaves out one of several successive stretches at a time; 95 % by Student's t, the bias of
   * first order taken off.
   *
   * @param stretches how many, at least 2; 20 to 100 are usual
   * @return the jackknife
   */
  static Resampling jackknife(int stretches) {
    return new Jackknife(stretches, 0.95);
  }
}
