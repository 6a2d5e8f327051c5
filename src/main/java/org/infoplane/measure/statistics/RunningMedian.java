package org.infoplane.measure.statistics;

import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * Smooths a curve by running medians of 5, of 3 at its ends. Removes single outliers, and keeps a
 * rising curve rising.
 *
 * @see <a href="https://www.worldcat.org/oclc/3058187">Tukey 1977, chapter 7</a>
 */
final class RunningMedian {

  static final int HALF = 2;

  private RunningMedian() {}

  static double[] of(double[] values) {
    double[] smooth = new double[values.length];
    Median median = new Median();
    for (int i = 0; i < values.length; i++) {
      int from = Math.max(0, i - HALF);
      int to = Math.min(values.length, i + HALF + 1);
      smooth[i] = median.evaluate(values, from, to - from);
    }
    return smooth;
  }
}
