package org.infoplane.result;

import java.util.List;

/**
 * The damage of the units of a layer beside what flows out of each.
 *
 * @param layer its name
 * @param units their numbers
 * @param flowNats out of each unit, the sum over its targets, in nats
 * @param damage rise of the loss without each unit
 * @param correlation Spearman's rank correlation; NaN of fewer than 3 units, or if a series is
 *     constant
 * @param low lower end of its 95 % interval, by a bootstrap over units; NaN if not known
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
