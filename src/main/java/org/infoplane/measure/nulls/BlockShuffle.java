package org.infoplane.measure.nulls;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.symbol.Segments;

/** Permutes blocks of successive samples. */
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
          "block must leave at least two blocks, got blocks of %s for %s samples. Pass shorter blocks."
              .formatted(block, samples));
    }
    return Arrays.stream(Draws.shuffled(seed, surrogate, blocks.count()))
        .flatMap(b -> IntStream.range(blocks.start(b), blocks.end(b, samples)))
        .toArray();
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
