package org.infoplane.measure.nulls;

import org.infoplane.symbol.Segments;

/** Permutes samples within their mini-batch. */
record WithinBatchShuffle(int surrogates, long seed) implements Surrogates {

  WithinBatchShuffle {
    Checks.requireCount(surrogates);
  }

  @Override
  public int[] order(int surrogate, Segments batches, int samples) {
    return new BlocksWithinBatch(1, surrogates, seed).order(surrogate, batches, samples);
  }

  @Override
  public boolean needsBatches() {
    return true;
  }

  @Override
  public String toString() {
    return "within-batch shuffle x %s, seed %s".formatted(surrogates, seed);
  }
}
