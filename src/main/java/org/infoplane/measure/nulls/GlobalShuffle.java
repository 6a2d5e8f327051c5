package org.infoplane.measure.nulls;

import org.infoplane.measure.statistics.Draws;
import org.infoplane.symbol.Segments;

/** Permutes all samples. */
record GlobalShuffle(int surrogates, long seed) implements Surrogates {

  GlobalShuffle {
    Checks.requireCount(surrogates);
  }

  @Override
  public int[] order(int surrogate, Segments batches, int samples) {
    return Draws.shuffled(seed, surrogate, samples);
  }

  @Override
  public String toString() {
    return "global shuffle x %s, seed %s".formatted(surrogates, seed);
  }
}
