package org.infoplane.measure.nulls;

import org.infoplane.measure.statistics.Draws;
import org.infoplane.symbol.Segments;

/** Shifts the series circularly by a uniform number of steps, at least {@code least} either way. */
record CircularShift(int surrogates, long seed, int least) implements Surrogates {

  CircularShift {
    Checks.requireCount(surrogates);
  }

  @Override
  public Surrogates apart(int steps) {
    return new CircularShift(surrogates, seed, Math.max(least, steps));
  }

  @Override
  public int[] order(int surrogate, Segments batches, int samples) {
    if (samples < 2L * least) {
      throw new IllegalArgumentException(
          "A circular shift of at least %s needs at least %s samples, got %s. Pass a longer series, or shorter lags."
              .formatted(least, 2L * least, samples));
    }
    int shift = least + Draws.random(seed, surrogate).nextInt(samples + 1 - 2 * least);
    int[] order = new int[samples];
    for (int i = 0; i < samples; i++) {
      order[(i + shift) % samples] = i;
    }
    return order;
  }

  @Override
  public boolean breaksMemory() {
    return false;
  }

  @Override
  public String toString() {
    return "circular shift%s x %s, seed %s"
        .formatted(least > 1 ? " of at least %s steps".formatted(least) : "", surrogates, seed);
  }
}
