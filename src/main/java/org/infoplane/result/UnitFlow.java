package org.infoplane.result;

import java.util.List;
import org.infoplane.measure.LayerTransfer;
import org.infoplane.measure.PairwiseSignificance;

/**
 * Transfer entropy from each unit of one layer to each unit of another at one moment. Holds the
 * series, and should not be kept for long.
 *
 * @param at moment
 * @param te of all pairs of units
 * @param significance of all pairs of units
 * @param sources indices of the source units in their layer, in the order of {@code te}
 * @param targets indices of the target units in their layer, in the order of {@code te}
 */
public record UnitFlow(
    Moment at,
    LayerTransfer te,
    PairwiseSignificance significance,
    List<Integer> sources,
    List<Integer> targets) {}
