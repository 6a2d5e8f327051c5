package org.infoplane.measure.nulls;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.infoplane.symbol.Segments;

/** The orders of another null, for source and target together. */
record WholeSamples(Surrogates orders) implements Surrogates {

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
    return true;
  }

  @Override
  public boolean needsBatches() {
    return orders.needsBatches();
  }

  @Override
  public Surrogates jointly() {
    return this;
  }

  @Override
  public Optional<Segments> exchangeable(Segments batches) {
    requireNonNull(batches, "batches must not be null");
    return orders instanceof WithinBatchShuffle
        ? Optional.of(batches)
        : orders instanceof GlobalShuffle ? Optional.of(Segments.whole()) : Optional.empty();
  }

  @Override
  public boolean breaksMemory() {
    return false;
  }

  @Override
  public String toString() {
    return orders + ", whole samples";
  }
}
