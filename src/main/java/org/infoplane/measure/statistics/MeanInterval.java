package org.infoplane.measure.statistics;

import java.util.Objects;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * A mean over seeds with its 95 % interval.
 *
 * <p>mean ± t(97.5 %, n - 1) s / sqrt(n), s the standard deviation with n - 1.
 *
 * @param mean of the values
 * @param interval by Student's t; not known of fewer than two values
 * @param count n
 * @see <a href="https://doi.org/10.1093/biomet/6.1.1">Student 1908</a>
 */
public record MeanInterval(double mean, ConfidenceInterval interval, int count) {

  private static final String METHOD = "Student's t";

  /**
   * {@return mean and interval; NaN if a value is}
   *
   * @param values {@code double[seeds]}, at least one
   * @throws IllegalArgumentException if there is no value
   */
  public static MeanInterval of(double... values) {
    Objects.requireNonNull(values, "values must not be null");
    if (values.length == 0) {
      throw new IllegalArgumentException("Asked for the mean of no value. Pass at least one.");
    }
    SummaryStatistics statistics = new SummaryStatistics();
    for (double value : values) {
      statistics.addValue(value);
    }
    double mean = statistics.getMean();
    if (values.length == 1) {
      return new MeanInterval(mean, ConfidenceInterval.unknown(METHOD), 1);
    }
    double half =
        new TDistribution(values.length - 1.0)
                .inverseCumulativeProbability((1 + ConfidenceInterval.LEVEL) / 2)
            * statistics.getStandardDeviation()
            / Math.sqrt(values.length);
    return new MeanInterval(
        mean,
        new ConfidenceInterval(mean - half, mean + half, ConfidenceInterval.LEVEL, METHOD),
        values.length);
  }

  /**
   * Cuts the interval where no mean can be: Student's t does not know that a rank correlation ends
   * at 1.
   *
   * @param low the least that a value can be
   * @param high the most
   * @return the same mean
   */
  public MeanInterval within(double low, double high) {
    return new MeanInterval(
        mean,
        new ConfidenceInterval(
            Math.max(low, interval.low()),
            Math.min(high, interval.high()),
            interval.level(),
            interval.method()),
        count);
  }
}
