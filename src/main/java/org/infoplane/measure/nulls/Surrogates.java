package org.infoplane.measure.nulls;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.measure.statistics.Parallel;
import org.infoplane.symbol.Segments;

/**
 * A null made of surrogates: the samples in other orders, or, of {@link ValueSurrogates}, other
 * values in their place. Each depends on the seed and its own number only, so that the numbers are
 * the same for any number of threads. One order serves all pairs of a layer pair.
 *
 * <p>Your own is a class, best a record; in a notebook cell:
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
 *   <li>A surrogate depends on the seed, its number, the mini-batches and the series, never on
 *       other calls: random numbers are those of {@link
 *       org.infoplane.measure.statistics.Draws#random Draws.random(seed, number)}. It is immutable,
 *       and called by several threads.
 *   <li>If there is no information, observed and surrogate series are equally likely: the p-value
 *       is as good as that.
 *   <li>If each surrogate could only be the observed series it is an error, not a p-value of 1.
 *   <li>{@code toString()} is what estimates, tables and recipes print, the same in every JVM: that
 *       of a record is.
 * </ul>
 */
public non-sealed interface Surrogates extends Null {

  /** {@return the number of surrogates; 0 for {@link Null#none()}} */
  int surrogates();

  /** {@return the seed; the same seed gives the same surrogates} */
  long seed();

  /**
   * {@return one order of samples, {@code int[samples]}, a permutation: sample {@code i} of the
   * surrogate is sample {@code order[i]}}
   *
   * @param surrogate its number, from 0
   * @param batches mini-batches of the samples; only the within-batch shuffles look at them
   * @param samples total number of samples
   * @throws IllegalArgumentException if samples and batches leave the observed order only
   */
  int[] order(int surrogate, Segments batches, int samples);

  /** {@return whether source and target move together, else the source alone} */
  default boolean movesWholeSamples() {
    return false;
  }

  /**
   * {@return whether the orders depend on mini-batches, as those of the within-batch shuffles do}
   */
  default boolean needsBatches() {
    return false;
  }

  /**
   * Tells whether the orders take successive samples to be independent: then measures look for what
   * a sample owes to the one before it, and warn.
   *
   * @return true for the shuffles of single samples and, to be on the safe side, by default; a null
   *     that keeps the autocorrelation of the source says false
   */
  default boolean breaksMemory() {
    return true;
  }

  /**
   * {@return the same null without orders that only move the source by fewer steps, which would
   * find its information at another lag; itself if it has none}
   *
   * @param steps the longest lag that is asked about
   */
  default Surrogates apart(int steps) {
    return this;
  }

  /**
   * Moves source and target together. This keeps what they share in the same sample, and the drift
   * of the weights if moved within batches, and destroys only the order of samples in time. Where
   * that order is random, as in shuffled mini-batches, this null is exact; moving the source alone
   * also breaks the sharing, and with drift its null can lie on either side of a TE that means
   * nothing.
   *
   * @return the same orders, for whole samples
   */
  default Surrogates jointly() {
    return new WholeSamples(this);
  }

  /**
   * {@return the same surrogates, drawn only until some of them reach what was observed: p =
   * reached / drawn then, as exact as that of all of them, and soon known where there is little to
   * find; the mean of those drawn is a little too high. What compares many numbers at once, such as
   * pairs of units or lags, draws all}
   *
   * @param reached how many end the test, at least 1 and below the number of surrogates; 10 is
   *     usual
   * @throws IllegalArgumentException if it is not
   * @see <a href="https://doi.org/10.1093/biomet/78.2.301">Besag and Clifford 1991</a>
   */
  default Surrogates untilReached(int reached) {
    return new EndsEarly(this, reached);
  }

  /** {@return the same surrogates, all of them drawn, whatever they reach} */
  default Surrogates all() {
    return this;
  }

  /** {@return how many surrogates that reach what was observed end the test} */
  default int enough() {
    return Integer.MAX_VALUE;
  }

  /**
   * {@return the stretches within which whole samples change places, all orders equally likely:
   * then the mean of transfer entropy over all orders has a closed form; empty for any other null}
   *
   * @param batches mini-batches of the samples
   */
  default Optional<Segments> exchangeable(Segments batches) {
    requireNonNull(batches, "batches must not be null");
    return Optional.empty();
  }

  /**
   * {@return mean over surrogates, and p-value of an observed value}
   *
   * @param observed the value, in any unit
   * @param batches mini-batches of the samples
   * @param samples total number of samples
   * @param measure the value for one order of the samples, in the same unit; called by several
   *     threads
   * @throws IllegalArgumentException if a value is NaN, no order differs from the observed one, an
   *     order is no permutation, or the null {@linkplain ValueSurrogates changes values}
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
