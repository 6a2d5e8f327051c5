package org.infoplane.paper;

import org.infoplane.measure.statistics.ConfidenceInterval;
import org.infoplane.measure.statistics.RankCorrelation;
import org.infoplane.measure.statistics.SignTest;
import org.jspecify.annotations.Nullable;

/**
 * The effect of a claim in one seed.
 *
 * @param observed of TE; NaN if it is unknown
 * @param onNull of the mean of the null; NaN if that is constant or there is none
 * @param excess beyond the null; NaN if that is constant or there is no null
 * @param holds whether TE meets the other conditions of the claim
 * @param aboveNull whether TE is above its null, and the excess meets these conditions
 * @param series what correlates, if it is two series over epochs
 * @param unknown why it is unknown; else empty
 */
record SeedEffect(
    long seed,
    double observed,
    double onNull,
    double excess,
    boolean holds,
    boolean aboveNull,
    boolean hasNull,
    @Nullable RankCorrelation series,
    String unknown) {

  private static final int FEWEST = 8; // epochs
  private static final int RESAMPLES = 499;
  private static final long SEED = 42;

  static SeedEffect unknown(long seed, String why) {
    return new SeedEffect(seed, Double.NaN, Double.NaN, Double.NaN, false, false, false, null, why);
  }

  boolean isKnown() {
    return unknown.isEmpty();
  }

  /** 1 if there is a pattern of that sign, -1 if not, 0 if the effect is 0. */
  int pattern(int sign) {
    int seen = sign * SignTest.sign(observed);
    return seen > 0 && !holds ? -1 : seen;
  }

  /** The same beyond the null. */
  int beyondNull(int sign) {
    return aboveNull && !Double.isNaN(excess) && sign * SignTest.sign(excess) > 0 ? 1 : -1;
  }

  /**
   * 95 % by a bootstrap of the epochs in blocks of sqrt(epochs), since neighbours are similar.
   * Unknown if the effect is no correlation over epochs, or of fewer than 8 epochs.
   */
  ConfidenceInterval interval() {
    if (series == null || series.length() < FEWEST) {
      return ConfidenceInterval.unknown("none");
    }
    return series.interval((int) Math.ceil(Math.sqrt(series.length())), RESAMPLES, SEED);
  }

  /** By shuffled epochs, two-sided; NaN if the effect is no correlation over epochs. */
  double p() {
    return series == null ? Double.NaN : series.pByShuffling(RESAMPLES, SEED);
  }
}
