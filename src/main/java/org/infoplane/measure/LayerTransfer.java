package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;

/**
 * Transfer entropy from one layer to another: of every pair of units, or, as one pair, of all units
 * of each layer jointly. Immutable. Each pair is {@link TransferEntropy#of} on its units, with the
 * estimator that was asked for.
 *
 * <p>A pair with a constant unit has TE 0 and is not live; it stays in the mean. A pair of numbers
 * of which one is a linear function of the other and of the past has no finite Gaussian TE: it is
 * NaN, left out of mean, sum, maximum and tests, and the {@linkplain #warnings() warnings} say how
 * many these are. Inside one layer ({@link GivenTheRest}) a unit has no pair with itself: NaN, left
 * out in the same way, without a warning.
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
   * @param estimator any
   * @return TE of {@code from.units() x to.units()} pairs
   * @throws IllegalArgumentException if lengths differ or no transition is left
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  static LayerTransfer ofPairs(Symbols from, Symbols to, Embedding embedding, Estimator estimator) {
    requireNonNull(from, "from must not be null");
    requireNonNull(to, "to must not be null");
    requireNonNull(embedding, "embedding must not be null");
    requireNonNull(estimator, "estimator must not be null");
    return estimator.isPlugIn()
        ? PairwiseTransferEntropy.between(from, to, embedding)
        : new PairByPair(SymbolLayers.ofUnits(from, to, embedding, estimator));
  }

  /**
   * Measures all pairs of units by their numbers.
   *
   * @param from {@code samples x units} of the source layer, finite
   * @param to {@code samples x units} of the target layer, finite, as many samples
   * @param embedding histories, delays, lag and trials
   * @param estimator any
   * @return TE of {@code from.units() x to.units()} pairs
   * @throws IllegalArgumentException if lengths differ, no transition is left, a value is NaN or
   *     infinite, or there are too few transitions for the estimator
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  static LayerTransfer ofPairs(
      Values from, Values to, Embedding embedding, ContinuousEstimator estimator) {
    requireNonNull(from, "from must not be null");
    requireNonNull(to, "to must not be null");
    requireNonNull(embedding, "embedding must not be null");
    requireNonNull(estimator, "estimator must not be null");
    return new PairByPair(ValueLayers.ofUnits(from, to, embedding, estimator));
  }

  /**
   * Measures whole layers, the collective TE: one pair, of all units of each layer jointly.
   *
   * @param from {@code units x samples} of the source layer, at most 128 units
   * @param to {@code units x samples} of the target layer, at most 128 units, as many samples
   * @param embedding histories, delays, lag and trials
   * @param estimator any
   * @return TE of one pair
   * @throws IllegalArgumentException if a layer has more units, lengths differ or no transition is
   *     left
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  static LayerTransfer ofWholeLayers(
      Symbols from, Symbols to, Embedding embedding, Estimator estimator) {
    requireNonNull(from, "from must not be null");
    requireNonNull(to, "to must not be null");
    requireNonNull(embedding, "embedding must not be null");
    requireNonNull(estimator, "estimator must not be null");
    return new PairByPair(SymbolLayers.whole(from, to, embedding, estimator));
  }

  /**
   * Measures whole layers by their numbers: one pair, of all units of each layer jointly.
   *
   * @param from {@code samples x units} of the source layer, at most 128 units, finite
   * @param to {@code samples x units} of the target layer, at most 128 units, finite, as many
   *     samples
   * @param embedding histories, delays, lag and trials
   * @param estimator any
   * @return TE of one pair
   * @throws IllegalArgumentException if a layer has more units, lengths differ, no transition is
   *     left, a value is NaN or infinite, or there are too few transitions for the estimator
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  static LayerTransfer ofWholeLayers(
      Values from, Values to, Embedding embedding, ContinuousEstimator estimator) {
    requireNonNull(from, "from must not be null");
    requireNonNull(to, "to must not be null");
    requireNonNull(embedding, "embedding must not be null");
    requireNonNull(estimator, "estimator must not be null");
    return new PairByPair(ValueLayers.whole(from, to, embedding, estimator));
  }

  /** {@return the number of units of the source layer; 1 of whole layers} */
  int sources();

  /** {@return the number of units of the target layer; 1 of whole layers} */
  int targets();

  /**
   * {@return the number of pairs, sources times targets; inside one layer no unit pairs with
   * itself}
   */
  int pairs();

  /** {@return the number of pairs that could carry information: neither side is constant} */
  int nonConstantPairs();

  /** {@return the number of transitions, n} */
  int transitions();

  /**
   * The TE of one pair alone.
   *
   * @param source unit of the source layer
   * @param target unit of the target layer
   * @return nats; NaN if it is infinite, or there is no such pair
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
   * {@return what {@link #meanNats()} is expected to be if no pair shares information, in nats, of
   * first order in 1/n; NaN if it is not known}
   */
  double biasNatsWithoutInformation();

  /**
   * {@return expected TE of a pair of independent units that vary and, of symbols, show all states,
   * in nats; NaN if it is not known}
   */
  double biasNatsOfNonConstantPair();

  /** {@return the number of pairs that have an analytic p-value: of chi-square, or an F-test} */
  int testedPairs();

  /**
   * Pairs that the analytic test calls significant after the Benjamini-Hochberg step-up, among
   * those that have a p-value ({@link #testedPairs}).
   *
   * @param rate false discovery rate, such as 0.05
   * @return number of pairs
   */
  int significantPairs(double rate);

  /**
   * One pair.
   *
   * @param source unit of the source layer
   * @param target unit of the target layer
   * @return its TE with bias, analytic p-value and warnings, as far as the estimator has them
   * @throws IllegalArgumentException if there is no such unit
   */
  Estimate get(int source, int target);

  /** {@return what is wrong with the layers, and with how many of the units or pairs} */
  List<Warning> warnings();

  /**
   * Compares all pairs, and their mean, with surrogates. One order of the samples serves all pairs.
   *
   * @param surrogates how the samples are reordered, or, of numbers, changed
   * @param batches mini-batches of the samples
   * @return p-values of the mean, of each pair, and of each pair among all; NaN of a pair that is
   *     NaN
   * @throws IllegalArgumentException if the null changes values and these are symbols, or an order
   *     is no permutation
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  PairwiseSignificance against(Surrogates surrogates, Segments batches);

  /**
   * The interval of the mean over all pairs: stretches of samples are left out, and no transition
   * crosses a place where samples were.
   *
   * @param resampling such as {@code jackknife(20)}
   * @return in nats
   * @throws IllegalArgumentException if there are too few samples, or intervals of the estimator
   *     are not known to hold the true value as often as they say
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  Interval interval(Resampling resampling);
}
