package org.infoplane.paper;

import org.infoplane.measure.statistics.RankCorrelation;
import org.infoplane.measure.statistics.SignTest;
import org.jspecify.annotations.Nullable;

/**
 * The effect of a claim in one seed.
 *
 * @param seed of the run
 * @param observed of TE; NaN if it cannot be told
 * @param nothing of the mean of the null; NaN if that is constant or was not asked for
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
    double nothing,
    double excess,
    boolean holds,
    boolean aboveNull,
    boolean hasNull,
    @Nullable RankCorrelation series,
    String unknown) {

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
}
