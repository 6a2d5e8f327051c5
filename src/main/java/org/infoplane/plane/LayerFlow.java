package org.infoplane.plane;

import org.infoplane.measure.PairwiseSignificance;
import org.infoplane.measure.PairwiseTransferEntropy;
import org.infoplane.measure.Significance;
import org.infoplane.measure.Unit;

/**
 * Transfer entropy from one layer to another at one epoch, over all pairs of units.
 *
 * @param at when
 * @param from source layer
 * @param to target layer
 * @param forward whether the source comes before the target in the network
 * @param pairs TE of every pair
 * @param significance what the null gave
 */
record LayerFlow(
    Moment at,
    String from,
    String to,
    boolean forward,
    PairwiseTransferEntropy pairs,
    PairwiseSignificance significance) {

  /** What the null gives for the mean over pairs, in nats. */
  Significance nothing() {
    return significance.ofMean();
  }

  String direction() {
    return forward ? "feed-forward" : "feedback";
  }

  static double millibit(double nats) {
    return 1000 * Unit.BITS.fromNats(nats);
  }

  String label() {
    return from + " → " + to;
  }
}
