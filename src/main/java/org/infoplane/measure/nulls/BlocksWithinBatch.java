package org.infoplane.measure.nulls;

import java.util.SplittableRandom;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.symbol.Segments;

/** Permutes blocks of successive samples, such as sequences, within their mini-batch. */
record BlocksWithinBatch(int block, int surrogates, long seed) implements Surrogates {

  BlocksWithinBatch {
    Checks.requireCount(surrogates);
    Checks.requireBlock(block);
  }

  @Override
  public int[] order(int surrogate, Segments batches, int samples) {
    SplittableRandom random = Draws.random(seed, surrogate);
    int[] order = Draws.identity(samples);
    boolean canMove = false;
    for (int b = 0; b < batches.count(); b++) {
      int start = batches.start(b);
      int blocks = (batches.end(b, samples) - start) / block; // the remainder stays
      int[] places = Draws.identity(blocks);
      Draws.shuffle(places, 0, blocks, random);
      for (int i = 0; i < blocks * block; i++) {
        order[start + i] = start + places[i / block] * block + i % block;
      }
      canMove |= blocks > 1;
    }
    if (!canMove) {
      throw new IllegalArgumentException(
          "No mini-batch has more than one block of length %s (batches: %s, samples: %s). Pass larger batches%s."
              .formatted(block, batches.count(), samples, block > 1 ? " or shorter blocks" : ""));
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
