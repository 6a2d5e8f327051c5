package org.infoplane.measure.nulls;

import org.infoplane.measure.statistics.Draws;
import org.infoplane.symbol.Segments;

/** Blocks of successive samples change places. */
record BlockShuffle(int block, int surrogates, long seed) implements Surrogates {

  BlockShuffle {
    Checks.requireCount(surrogates);
    Checks.requireBlock(block);
  }

  @Override
  public int[] order(int surrogate, Segments batches, int samples) {
    Segments blocks = Segments.ofLength(block, samples);
    if (blocks.count() < 2) {
      throw new IllegalArgumentException(
          "Asked to shuffle blocks of %s of %s samples, which is one block. Pass shorter blocks."
              .formatted(block, samples));
    }
    int[] order = new int[samples];
    int filled = 0;
    for (int b : Draws.shuffled(seed, surrogate, blocks.count())) {
      for (int i = blocks.start(b); i < blocks.end(b, samples); i++) {
        order[filled++] = i;
      }
    }
    return order;
  }

  @Override
  public boolean breaksMemory() {
    return false;
  }

  @Override
  public String toString() {
    return "shuffle of blocks of %s x %s, seed %s".formatted(block, surrogates, seed);
  }
}
