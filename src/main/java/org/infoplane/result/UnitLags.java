package org.infoplane.result;

import java.util.List;

/**
 * Transfer entropy into one unit at each lag, mean over the units of the source layer.
 *
 * @param unit its index in the target layer
 * @param nats transfer entropy at each lag; NaN if no pair has a finite value
 * @param nullNats mean over surrogates at each lag; NaN without a null
 * @param bestLag shortest lag with the largest value
 * @param pValueOfBest of the best among all lags (max-statistic); NaN without a null
 */
public record UnitLags(
    int unit, List<Double> nats, List<Double> nullNats, int bestLag, double pValueOfBest) {}
