package org.infoplane.measure.nulls;

import java.util.SplittableRandom;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.symbol.Segments;

/** Samples change places inside their mini-batch. */
record WithinBatchShuffle(int surrogates, long seed) implements Surrogates {

  WithinBatchShuffle {
    Checks.requireCount(surrogates);
  }

  @Override
  public int[] order(int surrogate, Segments batches, int samples) {
    if (batches.count() >= samples) {
      throw new IllegalArgumentException(
          "Asked to shuffle %s samples within %s mini-batches of one, which moves nothing. Pass larger batches."
              .formatted(samples, batches.count()));
    }
    SplittableRandom random = Draws.random(seed, surrogate);
    int[] order = Draws.identity(samples);
    for (int b = 0; b < batches.count(); b++) {
      Draws.shuffle(order, batches.start(b), batches.end(b, samples), random);
    }
    return order;
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
