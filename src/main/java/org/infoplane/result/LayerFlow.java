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
 * @param at when
 * @param from source layer
 * @param to target layer
 * @param forward whether the source comes before the target in the network
 * @param pairs number of pairs of units
 * @param nonConstantPairs pairs of which neither unit is constant
 * @param transitions of each pair
 * @param meanNats over pairs
 * @param sumNats over pairs
 * @param maxNats over pairs
 * @param biasNats of the mean if no pair shares information
 * @param biasNatsOfNonConstantPair of a pair that shows all states
 * @param significantShare of the pairs that have a p-value, NaN if there are none, by chi-square at
 *     a false discovery rate of {@value #FALSE_DISCOVERY_RATE}
 * @param warnings of the coding and the sampling
 * @param significance what the null gives for the mean over pairs, in nats
 * @param split of the mean over pairs into drift, bias and rest, where the null has a closed form
 * @param interval of the mean over pairs, if it was asked for
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
   * What is expected of the mean over pairs if whole samples change places as in the null, as
   * {@link org.infoplane.measure.Drift} has it. The rest is what may be a flow.
   *
   * @param driftNats TE of the expected counts: drift of the weights, and batches
   * @param biasNats what counting adds to it
   */
  public record Split(double driftNats, double biasNats) {}

  /** Of the pairs that count as significant. */
  public static final double FALSE_DISCOVERY_RATE = 0.05;

  /**
   * The mean over pairs.
   *
   * @param unit of the number
   * @return transfer entropy
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
