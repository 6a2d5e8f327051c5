package org.infoplane.paper;

import org.infoplane.measure.statistics.ConfidenceInterval;
import org.infoplane.measure.statistics.RankCorrelation;
import org.infoplane.measure.statistics.SignTest;
import org.jspecify.annotations.Nullable;

/**
 * The effect of a claim in one seed.
 *
 * @param seed of the run
 * @param observed of TE; NaN if it cannot be told
 * @param onNull of the mean of the null; NaN if that is constant or was not asked for
 * @param excess beyond the null; NaN if that is constant or there is no null
 * @param holds whether what the claim asks besides is true of TE
 * @param aboveNull whether TE is above its null, and what the claim asks besides is true there
 * @param hasNull whether there is a null
 * @param series what correlates, if it is two series over epochs
 * @param unknown why it cannot be told; empty if it can
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

  /** 1 if the pattern of that sign is there, -1 if not, 0 if it is neither so nor the opposite. */
  int pattern(int sign) {
    int seen = sign * SignTest.sign(observed);
    return seen > 0 && !holds ? -1 : seen;
  }

  /** The same beyond the null. */
  int beyondNull(int sign) {
    return aboveNull && !Double.isNaN(excess) && sign * SignTest.sign(excess) > 0 ? 1 : -1;
  }

  /**
   * 95 % by a bootstrap of the epochs in blocks of sqrt(epochs): neighbours are much alike. Not
   * known of effects that are not a correlation of two series over epochs, and of fewer than 8
   * epochs.
   */
  ConfidenceInterval interval() {
    if (series == null || series.length() < FEWEST) {
      return ConfidenceInterval.unknown("none");
    }
    int block = (int) Math.ceil(Math.sqrt(series.length()));
    return series.interval(block, RESAMPLES, SEED);
  }

  /** Of shuffled epochs, two-sided; NaN if it is no correlation of two series over epochs. */
  double p() {
    return series == null ? Double.NaN : series.pByShuffling(RESAMPLES, SEED);
  }
}
