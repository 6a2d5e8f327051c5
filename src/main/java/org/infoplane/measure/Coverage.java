package org.infoplane.measure;

import java.util.function.ToDoubleFunction;
import org.infoplane.measure.statistics.Draws;

/**
 * Admits intervals with a measured coverage of 93 to 97 %, on eight processes of known truth with
 * 300 to 3,000 observations (table beside the notebook 01-measures); refuses others.
 */
final class Coverage {

  /** In units of the chi-square statistic: 25 / n nats. */
  private static final double FAR_FROM_ZERO = 50;

  private Coverage() {}

  /** The interval of a discrete measure; {@code plugIn} is its plug-in value on some samples. */
  static Interval of(
      Estimator estimator,
      Resampling resampling,
      int observations,
      double value,
      ToDoubleFunction<int[]> measure,
      ToDoubleFunction<int[]> plugIn) {
    return switch (estimator.intervals()) {
      case HOLD -> resampling.interval(observations, value, measure);
      case HOLD_AS_PLUG_IN -> {
        int[] all = Draws.identity(observations);
        yield resampling.interval(observations, plugIn.applyAsDouble(all), plugIn).around(value);
      }
      case DO_NOT_HOLD ->
          throw refused(resampling, estimator, "the jackknife of Estimator.millerMadow()");
      case NOT_COUNTED ->
          throw new IllegalArgumentException(
              "The 95 %% intervals of %s have unknown coverage, so there is no %s. Measure the coverage on processes of known truth and return it from intervals() of the estimator, or use the jackknife of Estimator.millerMadow()."
                  .formatted(estimator, resampling));
    };
  }

  /** Whether a value is so near 0 that its distribution is skewed, which intervals ignore. */
  static boolean isWeak(double nats, int observations, long degreesOfFreedom) {
    return 2 * observations * nats - degreesOfFreedom < FAR_FROM_ZERO;
  }

  /** The bias of nearest neighbours is unknown. */
  static IllegalArgumentException ofNeighbours(Resampling resampling, Object estimator) {
    return refused(
        resampling,
        estimator,
        "several recordings, such as other seeds, and the interval of their mean");
  }

  private static IllegalArgumentException refused(
      Resampling resampling, Object estimator, String instead) {
    return new IllegalArgumentException(
        "The 95 %% intervals of %s hold the true value too seldom or too often, so there is no %s. Use %s."
            .formatted(estimator, resampling, instead));
  }
}
