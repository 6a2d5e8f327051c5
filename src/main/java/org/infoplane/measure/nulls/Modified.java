package org.infoplane.measure.nulls;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.infoplane.symbol.Segments;

/**
 * The orders of another null, for whole samples, or drawn only until enough surrogates reach the
 * observed value.
 */
record Modified(Surrogates orders, boolean whole, int enough) implements Surrogates {

  private static final int NEVER = Integer.MAX_VALUE;

  static Surrogates jointly(Surrogates orders) {
    return new Modified(orders, true, NEVER);
  }

  static Surrogates untilReached(Surrogates orders, int enough) {
    int count = orders.surrogates();
    if (count < 2) {
      throw new IllegalArgumentException(
          "A null must have at least 2 surrogates to stop early, got %s (%s)"
              .formatted(count, orders));
    }
    if (enough < 1 || enough >= count) {
      throw new IllegalArgumentException(
          "reached must be from 1 to %s, got %s: there are %s surrogates"
              .formatted(count - 1, enough, count));
    }
    return orders instanceof Modified modified
        ? new Modified(modified.orders, modified.whole, enough)
        : new Modified(orders, false, enough);
  }

  @Override
  public int surrogates() {
    return orders.surrogates();
  }

  @Override
  public long seed() {
    return orders.seed();
  }

  @Override
  public int[] order(int surrogate, Segments batches, int samples) {
    return orders.order(surrogate, batches, samples);
  }

  @Override
  public boolean movesWholeSamples() {
    return whole || orders.movesWholeSamples();
  }

  @Override
  public boolean needsBatches() {
    return orders.needsBatches();
  }

  @Override
  public boolean breaksMemory() {
    return !whole && orders.breaksMemory();
  }

  @Override
  public Optional<Segments> exchangeable(Segments batches) {
    requireNonNull(batches, "batches must not be null");
    if (!whole) {
      return orders.exchangeable(batches);
    }
    return orders instanceof WithinBatchShuffle
        ? Optional.of(batches)
        : orders instanceof GlobalShuffle ? Optional.of(Segments.whole()) : Optional.empty();
  }

  @Override
  public Surrogates apart(int steps) {
    return whole ? this : new Modified(orders.apart(steps), false, enough);
  }

  @Override
  public Surrogates jointly() {
    return whole ? this : untilReached(orders.jointly(), enough);
  }

  @Override
  public Surrogates all() {
    return whole ? jointly(orders) : orders;
  }

  @Override
  public String toString() {
    return orders
        + (whole ? ", whole samples" : "")
        + (enough == NEVER ? "" : ", until %s reach".formatted(enough));
  }
}
