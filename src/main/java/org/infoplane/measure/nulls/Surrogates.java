package org.infoplane.measure.nulls;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.measure.statistics.Parallel;
import org.infoplane.symbol.Segments;

/**
 * A null made of surrogates: the samples in other orders or, for {@link ValueSurrogates}, other
 * values in their place. Each depends only on the seed and its own number, so that results are the
 * same for any number of threads. One order serves all pairs of two layers.
 *
 * <p>A null of your own is a class, best a record; in a notebook cell:
 *
 * <pre>{@code
 * record Backwards(int surrogates, long seed) implements Surrogates {
 *     public int[] order(int surrogate, Segments batches, int samples) {
 *         int first = Draws.random(seed, surrogate).nextInt(samples);
 *         return IntStream.range(0, samples).map(i -> Math.floorMod(first - i, samples)).toArray();
 *     }
 *     public boolean breaksMemory() { return false; }
 *     public String toString() { return "backwards x %s, seed %s".formatted(surrogates, seed); }
 * }
 * }</pre>
 *
 * <p>The contract of a null:
 *
 * <ul>
 *   <li>A surrogate depends only on the seed, its number, the mini-batches and the series, never on
 *       other calls: random numbers are those of {@link
 *       org.infoplane.measure.statistics.Draws#random Draws.random(seed, number)}. It is immutable
 *       and thread-safe.
 *   <li>Without information, observed and surrogate series are equally likely: the p-value is only
 *       as good as that.
 *   <li>If every surrogate would be the observed series, that is an error, not a p-value of 1.
 *   <li>{@code toString()} is what estimates, tables and recipes print, the same in every JVM, as
 *       that of a record is.
 * </ul>
 */
public non-sealed interface Surrogates extends Null {

  /** {@return the number of surrogates; 0 for {@link Null#none()}} */
  int surrogates();

  /** {@return the seed; the same seed gives the same surrogates} */
  long seed();

  /**
   * {@return a permutation {@code int[samples]}: sample {@code i} of the surrogate is sample {@code
   * order[i]}}
   *
   * @param surrogate its number, from 0
   * @param batches mini-batches of the samples; only used by within-batch shuffles
   * @param samples total number of samples
   * @throws IllegalArgumentException if only the observed order is possible
   */
  int[] order(int surrogate, Segments batches, int samples);

  /** {@return true if source and target move together, false if only the source moves} */
  default boolean movesWholeSamples() {
    return false;
  }

  /** {@return whether the orders depend on mini-batches, as for within-batch shuffles} */
  default boolean needsBatches() {
    return false;
  }

  /**
   * {@return whether the orders assume that successive samples are independent, so that measures
   * test for autocorrelation and warn: true for shuffles of single samples and, conservatively, by
   * default; a null that preserves the source's autocorrelation returns false}
   */
  default boolean breaksMemory() {
    return true;
  }

  /**
   * {@return the same null, with shifts of the source by at least this many steps, since a shorter
   * shift would only move its information to another lag; itself if it does not shift}
   *
   * @param steps the longest measured lag
   */
  default Surrogates apart(int steps) {
    return this;
  }

  /**
   * {@return the same orders, for source and target together} This preserves what they share in the
   * same sample and, within batches, the drift of the weights; it destroys only the order of
   * samples in time. Where that order is random, as in shuffled mini-batches, this null is exact;
   * moving the source alone also breaks the sharing, and with drift such a null can lie on either
   * side of a spurious TE.
   */
  default Surrogates jointly() {
    return Modified.jointly(this);
  }

  /**
   * {@return the same surrogates, drawn only until enough of them reach the observed value: then p
   * = reached / drawn, just as exact, and fast where there is little to find, but the null mean is
   * slightly too high. Tests of many values at once, such as pairs of units or lags, draw all}
   *
   * @param reached number of surrogates that end the test, at least 1 and below their number; 10 is
   *     usual
   * @throws IllegalArgumentException if {@code reached} is out of range
   * @see <a href="https://doi.org/10.1093/biomet/78.2.301">Besag and Clifford 1991</a>
   */
  default Surrogates untilReached(int reached) {
    return Modified.untilReached(this, reached);
  }

  /** {@return the same surrogates without early stopping} */
  default Surrogates all() {
    return this;
  }

  /** {@return the number of surrogates reaching the observed value that ends the test} */
  default int enough() {
    return Integer.MAX_VALUE;
  }

  /**
   * {@return the stretches within which whole samples are permuted uniformly, so that the mean TE
   * over all orders has a closed form; empty for any other null}
   *
   * @param batches mini-batches of the samples
   */
  default Optional<Segments> exchangeable(Segments batches) {
    requireNonNull(batches, "batches must not be null");
    return Optional.empty();
  }

  /**
   * {@return null mean and p-value of an observed value}
   *
   * @param observed the value, in any unit
   * @param batches mini-batches of the samples
   * @param samples total number of samples
   * @param measure the value for one order of the samples, in the same unit; thread-safe
   * @throws IllegalArgumentException if a value is NaN, no order differs from the observed one, an
   *     order is not a permutation, or the null {@linkplain ValueSurrogates changes values}
   */
  default Significance test(
      double observed, Segments batches, int samples, ToDoubleFunction<int[]> measure) {
    requireNonNull(batches, "batches must not be null");
    requireNonNull(measure, "measure must not be null");
    IntToDoubleFunction of =
        i -> measure.applyAsDouble(Draws.requirePermutation(order(i, batches, samples), samples));
    return enough() > surrogates()
        ? Significance.of(observed, Parallel.map(surrogates(), of))
        : Significance.untilReached(observed, surrogates(), enough(), of);
  }
}
