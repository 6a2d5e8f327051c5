package org.infoplane.measure.nulls;

import java.util.Optional;
import org.infoplane.symbol.Segments;

/** The orders of another null, of which no more are drawn once enough have reached. */
record EndsEarly(Surrogates orders, int enough) implements Surrogates {

  EndsEarly {
    if (orders.surrogates() < 2) {
      throw new IllegalArgumentException(
          "Asked to end a null early (%s) that has %s surrogates. Use one with at least 2."
              .formatted(orders, orders.surrogates()));
    }
    if (enough < 1 || enough >= orders.surrogates()) {
      throw new IllegalArgumentException(
          "The number of surrogates that end the test must be from 1 to %s, got %s: there are %s in all."
              .formatted(orders.surrogates() - 1, enough, orders.surrogates()));
    }
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
    return orders.movesWholeSamples();
  }

  @Override
  public boolean needsBatches() {
    return orders.needsBatches();
  }

  @Override
  public boolean breaksMemory() {
    return orders.breaksMemory();
  }

  @Override
  public Optional<Segments> exchangeable(Segments batches) {
    return orders.exchangeable(batches);
  }

  @Override
  public Surrogates apart(int steps) {
    return new EndsEarly(orders.apart(steps), enough);
  }

  @Override
  public Surrogates jointly() {
    return new EndsEarly(orders.jointly(), enough);
  }

  @Override
  public Surrogates all() {
    return orders;
  }

  @Override
  public Surrogates untilReached(int reached) {
    return new EndsEarly(orders, reached);
  }

  @Override
  public String toString() {
    return "%s, until %s reach".formatted(orders, enough);
  }
}
