package org.infoplane.result;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.infoplane.measure.Interval;
import org.infoplane.measure.Unit;
import org.infoplane.measure.Warning;
import org.infoplane.measure.nulls.Significance;

/**
 * Transfer entropy from one layer to another at one moment, over all pairs of units, in nats.
 *
 * @param at moment
 * @param from source layer
 * @param to target layer
 * @param forward whether the source comes before the target in the network
 * @param pairs number of pairs of units
 * @param nonConstantPairs pairs in which neither unit is constant
 * @param transitions of each pair
 * @param meanNats over pairs
 * @param sumNats over pairs
 * @param maxNats over pairs
 * @param biasNats of the mean, if no pair shares information
 * @param biasNatsOfNonConstantPair bias of a pair with all states observed
 * @param significantShare of the pairs that have a p-value, by chi-square or F-test at a false
 *     discovery rate of {@value #FALSE_DISCOVERY_RATE}; NaN if no pair has one
 * @param warnings of discretizing and sampling
 * @param significance of the mean over pairs, in nats
 * @param split of the mean over pairs into drift, bias and rest, if the null has a closed form
 * @param interval of the mean over pairs, if the query has one
 */
public record LayerFlow(
    Moment at,
    String from,
    String to,
    boolean forward,
    int pairs,
    int nonConstantPairs,
    int transitions,
    double meanNats,
    double sumNats,
    double maxNats,
    double biasNats,
    double biasNatsOfNonConstantPair,
    double significantShare,
    List<Warning> warnings,
    Significance significance,
    Optional<Split> split,
    Optional<Interval> interval) {

  /**
   * The expected mean over pairs if whole samples are exchanged as in the null, by {@link
   * org.infoplane.measure.Drift}. The rest may be a flow.
   *
   * @param driftNats TE of the expected counts: drift of the weights, and batches
   * @param biasNats bias of counting
   */
  public record Split(double driftNats, double biasNats) {}

  /** False discovery rate of significant pairs. */
  public static final double FALSE_DISCOVERY_RATE = 0.05;

  /**
   * {@return the mean over pairs}
   *
   * @param unit of the result
   */
  public double mean(Unit unit) {
    requireNonNull(unit, "unit must not be null");
    return unit.fromNats(meanNats);
  }

  /** {@return the mean over pairs less drift and bias, in nats; NaN without a split} */
  public double restNats() {
    return split.map(s -> meanNats - s.driftNats() - s.biasNats()).orElse(Double.NaN);
  }

  /** {@return the direction in words: {@code feed-forward}, {@code feedback} or {@code inside}} */
  public String direction() {
    if (from.equals(to)) {
      return "inside";
    }
    return forward ? "feed-forward" : "feedback";
  }

  /** {@return the two layers, such as {@code dense1 → dense2}} */
  public String label() {
    return from + " → " + to;
  }
}
