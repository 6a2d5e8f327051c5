package org.infoplane.measure.nulls;

import static java.util.Objects.requireNonNull;

import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Values;

/**
 * Surrogates that give the source other values instead of another order, for measures of real
 * values: {@code TransferEntropy.of(Values, Values, Embedding)} and {@code
 * MutualInformation.between(Values, Values)}. Measures of symbols and of labels refuse them. A null
 * of your own is a record with {@link #values}, under the rules of {@link Surrogates}; in a
 * notebook cell:
 *
 * <pre>{@code
 * record Redrawn(int surrogates, long seed) implements ValueSurrogates {
 *     public Values values(int surrogate, Segments batches, Values source) {
 *         int n = source.samples();
 *         return source.reorder(Draws.random(seed, surrogate).ints(n, 0, n).toArray());
 *     }
 * }
 * }</pre>
 */
public interface ValueSurrogates extends Surrogates {

  /**
   * {@return one surrogate of the source: as many samples and units, finite; a view is read several
   * times}
   *
   * @param surrogate its number, from 0
   * @param batches mini-batches of the samples, one if none were given
   * @param source {@code samples x units}, finite; not to be changed
   * @throws IllegalArgumentException if each surrogate could only be the source itself
   */
  Values values(int surrogate, Segments batches, Values source);

  /**
   * Not supported: samples keep their order.
   *
   * @throws IllegalArgumentException always
   */
  @Override
  default int[] order(int surrogate, Segments batches, int samples) {
    requireNonNull(batches, "batches must not be null");
    throw new IllegalArgumentException(
        "The %s has no order of samples: it changes values. Call values(...), or use a null that reorders, such as circularShift(99, seed)."
            .formatted(this));
  }

  /**
   * Not supported: only the source gets other values.
   *
   * @throws IllegalArgumentException always
   */
  @Override
  default Surrogates jointly() {
    throw new IllegalArgumentException(
        "The %s changes the source only and cannot move whole samples. Use it without jointly(), or a null that reorders, such as circularShift(99, seed)."
            .formatted(this));
  }

  /**
   * Not supported: all surrogates are drawn.
   *
   * @throws IllegalArgumentException always
   */
  @Override
  default Surrogates untilReached(int reached) {
    throw new IllegalArgumentException(
        "The %s changes values and cannot stop early. Use it without untilReached(%s), or a null that reorders."
            .formatted(this, reached));
  }
}
