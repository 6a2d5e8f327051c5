package org.infoplane.measure.statistics;

import java.util.Arrays;
import java.util.Objects;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * A mean over seeds with its 95 % interval, mean ± t(97.5 %, n - 1) s / sqrt(n), where s is the
 * sample standard deviation.
 *
 * @param mean of the values
 * @param interval by Student's t; unknown for fewer than two values
 * @param count n
 * @see <a href="https://doi.org/10.1093/biomet/6.1.1">Student 1908</a>
 */
public record MeanInterval(double mean, ConfidenceInterval interval, int count) {

  private static final String METHOD = "Student's t";

  /**
   * {@return mean and interval; NaN if a value is NaN}
   *
   * @param values {@code double[seeds]}, at least one
   * @throws IllegalArgumentException if there is no value
   */
  public static MeanInterval of(double... values) {
    Objects.requireNonNull(values, "values must not be null");
    if (values.length == 0) {
      throw new IllegalArgumentException("values must have at least one value");
    }
    SummaryStatistics statistics = new SummaryStatistics();
    Arrays.stream(values).forEach(statistics::addValue);
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
   * {@return the same mean with the interval clipped to the possible values, such as -1 to 1 for a
   * rank correlation, which Student's t ignores}
   *
   * @param low smallest possible value
   * @param high largest possible value
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
