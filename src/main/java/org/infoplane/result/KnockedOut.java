package org.infoplane.result;

import java.util.OptionalInt;

/**
 * What comes of a network without a unit, or without a whole layer.
 *
 * @param layer its name
 * @param unit from 0; empty if the whole layer is switched off
 * @param loss without it, mean over the examples
 * @param accuracy without it; NaN if labels are no classes
 * @param lossDamage rise of the loss; below 0 if the network does better without it
 * @param accuracyDamage fall of the accuracy; NaN if labels are no classes
 */
public record KnockedOut(
    String layer,
    OptionalInt unit,
    double loss,
    double accuracy,
    double lossDamage,
    double accuracyDamage) {}
