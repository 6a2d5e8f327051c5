package org.infoplane.plane;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.infoplane.measure.Interval;
import org.infoplane.measure.PairwiseTransferEntropy;
import org.infoplane.measure.Unit;
import org.infoplane.measure.Warning;
import org.infoplane.measure.nulls.Significance;

/**
 * Transfer entropy from one layer to another at one moment, over all pairs of units. Numbers only:
 * a query keeps these of all epochs, and a recording may be larger than the memory.
 *
 * @param at when
 * @param from source layer
 * @param to target layer
 * @param forward whether the source comes before the target in the network
 * @param pairs number of pairs
 * @param livePairs pairs of which neither unit is constant
 * @param transitions of each pair
 * @param mean over pairs, nats
 * @param sum over pairs, nats
 * @param max over pairs, nats
 * @param bias of the mean if no pair shares information, nats
 * @param biasOfLivePair of a pair that shows all states, nats
 * @param significantShare of the pairs that have a p-value, NaN if there are none, by chi-square at
 *     the false discovery rate of the tables
 * @param warnings of the coding and the sampling
 * @param nothing what the null gives for the mean over pairs, in nats
 * @param interval of the mean over pairs, in nats, if it was asked for
 */
record LayerFlow(
    Moment at,
    String from,
    String to,
    boolean forward,
    int pairs,
    int livePairs,
    int transitions,
    double mean,
    double sum,
    double max,
    double bias,
    double biasOfLivePair,
    double significantShare,
    List<Warning> warnings,
    Significance nothing,
    Optional<Interval> interval) {

  static final double FALSE_DISCOVERY_RATE = 0.05;

  static LayerFlow of(
      Moment at, String from, String to, boolean forward, TransferSettings.Measured measured) {
    PairwiseTransferEntropy te = measured.pairs();
    return new LayerFlow(
        at,
        from,
        to,
        forward,
        te.pairs(),
        te.livePairs(),
        te.transitions(),
        te.meanNats(),
        te.sumNats(),
        te.maxNats(),
        te.biasNatsWithoutInformation(),
        te.biasNatsOfLivePair(),
        te.testedPairs() == 0
            ? Double.NaN
            : (double) te.significantPairs(FALSE_DISCOVERY_RATE) / te.testedPairs(),
        warnings(measured),
        measured.significance().ofMean(),
        measured.interval());
  }

  private static List<Warning> warnings(TransferSettings.Measured measured) {
    PairwiseTransferEntropy te = measured.pairs();
    return Stream.concat(
            te.warnings().stream(),
            measured.interval().flatMap(i -> i.warning(te.meanNats())).stream())
        .toList();
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
