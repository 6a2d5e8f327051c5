package org.infoplane.measure;

import org.infoplane.symbol.Trials;

/** All samples change places. */
record GlobalShuffle(int surrogates, long seed) implements Surrogates {

  GlobalShuffle {
    Orders.requireCount(surrogates);
  }

  @Override
  public int[] order(int surrogate, Trials batches, int samples) {
    return Orders.shuffled(seed, surrogate, samples);
  }

  @Override
  public String toString() {
    return "global shuffle x %s, seed %s".formatted(surrogates, seed);
  }
}
