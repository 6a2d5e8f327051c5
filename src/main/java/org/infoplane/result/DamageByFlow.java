package org.infoplane.result;

import java.util.List;

/**
 * The damage of the units of a layer and the flow out of each.
 *
 * @param layer its name
 * @param units their indices
 * @param flowNats flow out of each unit, summed over its targets, in nats
 * @param damage rise of the loss without each unit
 * @param correlation Spearman's; NaN for fewer than 3 units, or if a series is constant
 * @param low lower end of its 95 % interval, by a bootstrap over units; NaN if unknown
 * @param high upper end
 */
public record DamageByFlow(
    String layer,
    List<Integer> units,
    List<Double> flowNats,
    List<Double> damage,
    double correlation,
    double low,
    double high) {}
