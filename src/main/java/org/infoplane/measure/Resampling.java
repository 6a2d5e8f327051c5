package org.infoplane.measure;

import java.util.function.ToDoubleFunction;

/**
 * Computes an interval from one series by repeating the measure on parts of the observations.
 *
 * <p>The 95 % intervals of {@link #jackknife} contain the true value in 93 to 97 of 100 cases, with
 * 300 observations and more, for plug-in, Miller-Madow, Panzeri-Treves, plug-in minus shuffles,
 * Gaussian and Gaussian copula, if the information is at least 25 / n nats; below that the estimate
 * warns, and the p-value is more informative. Intervals are refused for Grassberger, Chao-Shen and
 * nearest neighbours, whose coverage was measured to be wrong, and for estimators of your own until
 * {@link Estimator#intervals} declares it. There is no bootstrap: observations drawn twice hide
 * rare states, and look like information to nearest neighbours.
 */
public sealed interface Resampling permits Jackknife {

  /**
   * {@return the interval}
   *
   * @param observations n
   * @param value the measure on all observations, in nats
   * @param measure the measure on the observations {@code int[m]}, from 0 to n - 1, in nats; called
   *     by several threads
   * @throws IllegalArgumentException if there are too few observations
   */
  Interval interval(int observations, double value, ToDoubleFunction<int[]> measure);

  /**
   * {@return the jackknife, which leaves out one of several successive stretches at a time and
   * takes off the first-order bias; 95 % by Student's t}
   *
   * @param stretches how many, at least 2; 20 to 100 are usual
   */
  static Resampling jackknife(int stretches) {
    return new Jackknife(stretches, 0.95);
  }
}
