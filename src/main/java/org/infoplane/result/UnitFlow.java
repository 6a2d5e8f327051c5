package org.infoplane.result;

import java.util.List;
import org.infoplane.measure.LayerTransfer;
import org.infoplane.measure.PairwiseSignificance;

/**
 * Transfer entropy from each unit of one layer to each unit of another at one moment. Holds the
 * series: take what you need, and let it go.
 *
 * @param at when
 * @param te of all pairs of units
 * @param significance what the null says of them
 * @param sources numbers of the source units in their layer, in the order of {@code te}
 * @param targets numbers of the target units in their layer, in the order of {@code te}
 */
public record UnitFlow(
    Moment at,
    LayerTransfer te,
    PairwiseSignificance significance,
    List<Integer> sources,
    List<Integer> targets) {}
