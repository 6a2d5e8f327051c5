package org.infoplane.paper;

import org.infoplane.measure.statistics.ConfidenceInterval;
import org.infoplane.measure.statistics.RankCorrelation;

/** What the epochs of one seed say by themselves. */
final class EpochEvidence {

  private static final int FEWEST = 8;
  private static final int RESAMPLES = 499;
  private static final long SEED = 42;

  private EpochEvidence() {}

  /**
   * By a bootstrap of the epochs in blocks of sqrt(epochs): neighbours are much alike. Not known of
   * effects that are not a correlation of two series over epochs, and of fewer than 8 epochs.
   */
  static ConfidenceInterval interval(SeedEffect effect) {
    RankCorrelation series = effect.series();
    if (series == null || series.length() < FEWEST) {
      return ConfidenceInterval.unknown("none");
    }
    int block = (int) Math.ceil(Math.sqrt(series.length()));
    return series.interval(block, RESAMPLES, SEED);
  }

  /** Of shuffled epochs, two-sided. */
  static double p(SeedEffect effect) {
    RankCorrelation series = effect.series();
    return series == null ? Double.NaN : series.pByShuffling(RESAMPLES, SEED);
  }
}
