package org.infoplane.measure.nulls;

import java.util.SplittableRandom;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.symbol.Segments;

/** Blocks of successive samples, such as sequences, change places inside their mini-batch. */
record BlocksWithinBatch(int block, int surrogates, long seed) implements Surrogates {

  BlocksWithinBatch {
    Checks.requireCount(surrogates);
    Checks.requireBlock(block);
  }

  @Override
  public int[] order(int surrogate, Segments batches, int samples) {
    SplittableRandom random = Draws.random(seed, surrogate);
    int[] order = Draws.identity(samples);
    boolean moves = false;
    for (int b = 0; b < batches.count(); b++) {
      int start = batches.start(b);
      int blocks = (batches.end(b, samples) - start) / block; // what is left over stays
      int[] places = Draws.identity(blocks);
      Draws.shuffle(places, 0, blocks, random);
      for (int i = 0; i < blocks * block; i++) {
        order[start + i] = start + places[i / block] * block + i % block;
      }
      moves |= blocks > 1;
    }
    if (!moves) {
      throw new IllegalArgumentException(
          "Asked to shuffle blocks of %s within %s mini-batches of %s samples, none of which has two. Pass shorter blocks or larger batches."
              .formatted(block, batches.count(), samples));
    }
    return order;
  }

  @Override
  public boolean needsBatches() {
    return true;
  }

  @Override
  public boolean breaksMemory() {
    return false;
  }

  @Override
  public String toString() {
    return "within-batch shuffle of blocks of %s x %s, seed %s".formatted(block, surrogates, seed);
  }
}
