package org.infoplane.result;

import java.util.List;

/**
 * What reaches one unit at each lag, the mean over the units of the source layer.
 *
 * @param unit its number in the target layer
 * @param nats transfer entropy at each lag; NaN if no pair has a finite value
 * @param nullNats mean over surrogates at each lag; NaN if there are none
 * @param bestLag where it is largest, of several the shortest
 * @param pValueOfBest the chance that any lag reaches that (max-statistic); NaN without a null
 */
public record UnitLags(
    int unit, List<Double> nats, List<Double> nullNats, int bestLag, double pValueOfBest) {}
