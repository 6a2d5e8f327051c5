package org.infoplane.result;

import org.infoplane.measure.PairwiseSignificance;
import org.infoplane.measure.PairwiseTransferEntropy;

/**
 * Transfer entropy from each unit of one layer to each unit of another at one moment. Holds the
 * series: take what you need, and let it go.
 *
 * @param at when
 * @param te of all pairs of units
 * @param significance what the null says of them
 */
public record UnitFlow(Moment at, PairwiseTransferEntropy te, PairwiseSignificance significance) {}
