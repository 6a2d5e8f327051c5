package org.infoplane.measure.statistics;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * A confidence interval of an effect.
 *
 * @param low lower end; NaN if unknown
 * @param high upper end; NaN if unknown
 * @param level confidence, such as 0.95
 * @param method how it was computed
 */
public record ConfidenceInterval(double low, double high, double level, String method) {

  /**
   * Requires a method.
   *
   * @param low lower end
   * @param high upper end
   * @param level confidence
   * @param method how it was computed
   */
  public ConfidenceInterval {
    requireNonNull(method, "method must not be null");
  }

  static final double LEVEL = 0.95;

  /** Smallest share of resampled values that must not be NaN. */
  private static final double DEFINED = 0.5;

  /**
   * {@return an unknown interval, NaN to NaN}
   *
   * @param method how it would have been computed
   */
  public static ConfidenceInterval unknown(String method) {
    return new ConfidenceInterval(Double.NaN, Double.NaN, LEVEL, method);
  }

  /** The middle 95 % of resampled values; those that are NaN are left out. */
  static ConfidenceInterval percentiles(double[] resampled, String method) {
    double[] defined = Arrays.stream(resampled).filter(v -> !Double.isNaN(v)).toArray();
    if (defined.length == 0 || defined.length < DEFINED * resampled.length) {
      return unknown(method);
    }
    Percentile percentile = new Percentile();
    percentile.setData(defined);
    return new ConfidenceInterval(
        percentile.evaluate(50 * (1 - LEVEL)),
        percentile.evaluate(50 * (1 + LEVEL)),
        LEVEL,
        method);
  }

  /** {@return whether 0 lies outside; false if the interval is unknown} */
  public boolean excludesZero() {
    return low > 0 || high < 0;
  }
}
