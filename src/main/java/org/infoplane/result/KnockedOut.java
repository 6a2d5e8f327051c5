package org.infoplane.result;

import java.util.OptionalInt;

/**
 * The effect of knocking out a unit or a whole layer.
 *
 * @param layer its name
 * @param unit from 0; empty for the whole layer
 * @param loss without it, mean over the examples
 * @param accuracy without it; NaN if labels are no classes
 * @param lossDamage rise of the loss; negative if the network is better without it
 * @param accuracyDamage fall of the accuracy; NaN if labels are no classes
 */
public record KnockedOut(
    String layer,
    OptionalInt unit,
    double loss,
    double accuracy,
    double lossDamage,
    double accuracyDamage) {}
