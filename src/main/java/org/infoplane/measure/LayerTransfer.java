package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;

/**
 * Transfer entropy from one layer to another: of every pair of units or, as one pair, of all units
 * of each layer jointly. Immutable. Each pair equals {@link TransferEntropy#of} on its units, with
 * the same estimator.
 *
 * <p>A pair with a constant unit has TE 0 and stays in the mean. A pair of real values of which one
 * is a linear function of the other and of the target's history has no finite Gaussian TE: it is
 * NaN, left out of mean, sum, maximum and tests, and counted in the {@linkplain #warnings()
 * warnings}. Within one layer ({@link GivenTheRest}) a unit has no pair with itself: NaN, left out
 * in the same way, without a warning.
 *
 * <p>A measurement throws {@link java.util.concurrent.CancellationException} if its thread is
 * interrupted.
 *
 * @see <a href="https://doi.org/10.1103/PhysRevLett.85.461">Schreiber 2000</a>
 */
public interface LayerTransfer {

  /**
   * Measures all pairs of units. The plug-in estimator takes the fast path, {@link
   * PairwiseTransferEntropy}.
   *
   * @param from {@code units x samples} of the source layer
   * @param to {@code units x samples} of the target layer, as many samples
   * @param embedding histories, delays, lag and trials
   * @param estimator any estimator
   * @return TE of {@code from.units() x to.units()} pairs
   * @throws IllegalArgumentException if lengths differ or no transition is left
   */
  static LayerTransfer ofPairs(Symbols from, Symbols to, Embedding embedding, Estimator estimator) {
    requireNonNull(from, "from must not be null");
    requireNonNull(to, "to must not be null");
    requireNonNull(embedding, "embedding must not be null");
    requireNonNull(estimator, "estimator must not be null");
    return estimator.isPlugIn()
        ? PairwiseTransferEntropy.between(from, to, embedding)
        : new PairByPair(new SymbolLayers(from, to, embedding, estimator, false));
  }

  /**
   * Measures all pairs of units from their real values.
   *
   * @param from {@code samples x units} of the source layer, finite
   * @param to {@code samples x units} of the target layer, finite, as many samples
   * @param embedding histories, delays, lag and trials
   * @param estimator any estimator
   * @return TE of {@code from.units() x to.units()} pairs
   * @throws IllegalArgumentException if lengths differ, no transition is left, a value is NaN or
   *     infinite, or there are too few transitions for the estimator
   */
  static LayerTransfer ofPairs(
      Values from, Values to, Embedding embedding, ContinuousEstimator estimator) {
    requireNonNull(from, "from must not be null");
    requireNonNull(to, "to must not be null");
    requireNonNull(embedding, "embedding must not be null");
    requireNonNull(estimator, "estimator must not be null");
    return new PairByPair(new ValueLayers(from, to, embedding, estimator, false));
  }

  /**
   * Measures whole layers (collective TE): one pair, of all units of each layer jointly.
   *
   * @param from {@code units x samples} of the source layer, at most 128 units
   * @param to {@code units x samples} of the target layer, at most 128 units, as many samples
   * @param embedding histories, delays, lag and trials
   * @param estimator any estimator
   * @return TE of one pair
   * @throws IllegalArgumentException if a layer has more units, lengths differ or no transition is
   *     left
   */
  static LayerTransfer ofWholeLayers(
      Symbols from, Symbols to, Embedding embedding, Estimator estimator) {
    requireNonNull(from, "from must not be null");
    requireNonNull(to, "to must not be null");
    requireNonNull(embedding, "embedding must not be null");
    requireNonNull(estimator, "estimator must not be null");
    return new PairByPair(new SymbolLayers(from, to, embedding, estimator, true));
  }

  /**
   * Measures whole layers from their real values: one pair, of all units of each layer jointly.
   *
   * @param from {@code samples x units} of the source layer, at most 128 units, finite
   * @param to {@code samples x units} of the target layer, at most 128 units, finite, as many
   *     samples
   * @param embedding histories, delays, lag and trials
   * @param estimator any estimator
   * @return TE of one pair
   * @throws IllegalArgumentException if a layer has more units, lengths differ, no transition is
   *     left, a value is NaN or infinite, or there are too few transitions for the estimator
   */
  static LayerTransfer ofWholeLayers(
      Values from, Values to, Embedding embedding, ContinuousEstimator estimator) {
    requireNonNull(from, "from must not be null");
    requireNonNull(to, "to must not be null");
    requireNonNull(embedding, "embedding must not be null");
    requireNonNull(estimator, "estimator must not be null");
    return new PairByPair(new ValueLayers(from, to, embedding, estimator, true));
  }

  /** {@return the number of units of the source layer; 1 for whole layers} */
  int sources();

  /** {@return the number of units of the target layer; 1 for whole layers} */
  int targets();

  /** {@return the number of pairs, without those of a unit with itself} */
  int pairs();

  /** {@return the number of pairs in which neither unit is constant} */
  int nonConstantPairs();

  /** {@return the number of transitions, n} */
  int transitions();

  /**
   * {@return the TE of one pair, in nats; NaN if it is infinite, or there is no such pair}
   *
   * @param source unit of the source layer
   * @param target unit of the target layer
   * @throws IllegalArgumentException if there is no such unit
   */
  double nats(int source, int target);

  /** {@return the mean over the pairs that are not NaN, in nats; NaN if there is none} */
  double meanNats();

  /** {@return the sum over the pairs that are not NaN, in nats} */
  double sumNats();

  /** {@return the largest of the pairs that are not NaN, in nats; NaN if there is none} */
  double maxNats();

  /**
   * {@return the expected {@link #meanNats()} if no pair shares information, in nats, to first
   * order in 1/n; NaN if it is not known}
   */
  double biasNatsWithoutInformation();

  /**
   * {@return the expected TE of a pair of independent units that vary and, for symbols, show all
   * states, in nats; NaN if it is not known}
   */
  double biasNatsOfNonConstantPair();

  /** {@return the number of pairs with an analytic p-value, from chi-square or an F-test} */
  int testedPairs();

  /**
   * {@return the number of pairs that are significant by the Benjamini-Hochberg procedure, among
   * the {@link #testedPairs tested} ones}
   *
   * @param rate false discovery rate, such as 0.05
   */
  int significantPairs(double rate);

  /**
   * {@return the TE of one pair with bias, analytic p-value and warnings, as far as the estimator
   * has them}
   *
   * @param source unit of the source layer
   * @param target unit of the target layer
   * @throws IllegalArgumentException if there is no such unit
   */
  Estimate get(int source, int target);

  /** {@return the warnings of the layers, with the number of affected units or pairs} */
  List<Warning> warnings();

  /**
   * Tests all pairs, and their mean, against surrogates. One order of the samples serves all pairs.
   *
   * @param surrogates how samples are reordered or, for real values, changed
   * @param batches mini-batches of the samples
   * @return p-values of the mean, of each pair, and of each pair among all; NaN for a pair that is
   *     NaN
   * @throws IllegalArgumentException if the null changes values but these are symbols, or an order
   *     is not a permutation
   */
  PairwiseSignificance against(Surrogates surrogates, Segments batches);

  /**
   * Returns the interval of the mean over all pairs. No transition crosses a place where samples
   * were left out.
   *
   * @param resampling such as {@code jackknife(20)}
   * @return in nats
   * @throws IllegalArgumentException if there are too few samples, or the coverage of the
   *     estimator's intervals is insufficient or unknown
   */
  Interval interval(Resampling resampling);
}
