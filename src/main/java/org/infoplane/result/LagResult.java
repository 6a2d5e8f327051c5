package org.infoplane.result;

import java.util.List;

/**
 * Transfer entropy between layers, lag by lag.
 *
 * @param lags in steps of time, ascending by 1
 * @param about axis, estimator, null, moments and recipe; its flows are empty
 * @param flows by moment, each with the same pairs of layers in the same order
 */
public record LagResult(List<Integer> lags, TransferResult about, List<LagFlow> flows) {}
