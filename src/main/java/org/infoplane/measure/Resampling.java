package org.infoplane.measure;

import java.util.function.ToDoubleFunction;

/**
 * How an interval is made from one series: the measure is taken again on parts of the observations.
 *
 * <table>
 *   <caption>The cases</caption>
 *   <tr><th>resampling</th><th>how</th><th>for</th></tr>
 *   <tr><td>{@link #jackknife}</td><td>leaves out one stretch after the other</td><td>plug-in, Miller-Madow, Panzeri-Treves, plug-in minus shuffles; Gaussian, Gaussian copula</td></tr>
 *   <tr><td>{@link #bootstrap}</td><td>draws stretches with replacement</td><td>plug-in; Gaussian, Gaussian copula</td></tr>
 * </table>
 *
 * <p>The other estimators have none: intervals of Grassberger, Chao-Shen and nearest neighbours
 * were measured, and hold the true value too seldom or too often.
 */
public sealed interface Resampling permits Jackknife, Bootstrap {

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
   * Tells whether an observation may come twice.
   *
   * @return true for the bootstrap
   */
  boolean repeats();

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

  /**
   * Draws stretches of observations with replacement until there are as many as before; 95 %, the
   * basic interval.
   *
   * @param resamples how many times, at least 20
   * @param stretch successive observations drawn together, 1 if they are independent
   * @param seed the same seed gives the same numbers
   * @return the bootstrap
   */
  static Resampling bootstrap(int resamples, int stretch, long seed) {
    return new Bootstrap(resamples, stretch, seed, 0.95);
  }
}
