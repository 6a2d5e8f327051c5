package org.infoplane.measure.nulls;

import org.infoplane.measure.statistics.Draws;
import org.infoplane.symbol.Trials;

/** The series shifted by 1 to n - 1 steps, drawn with equal chance. */
record CircularShift(int surrogates, long seed) implements Surrogates {

  CircularShift {
    Checks.requireCount(surrogates);
  }

  @Override
  public int[] order(int surrogate, Trials batches, int samples) {
    if (samples < 2) {
      throw new IllegalArgumentException(
          "Asked to shift a series of %s sample(s). Pass at least 2.".formatted(samples));
    }
    int shift = 1 + Draws.random(seed, surrogate).nextInt(samples - 1);
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
    return "circular shift x %s, seed %s".formatted(surrogates, seed);
  }
}
