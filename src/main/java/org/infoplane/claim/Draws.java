package org.infoplane.claim;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Random numbers and indices, drawn from a seed and a number. */
final class Draws {

  // Not SplittableRandom's own increment, or the draws would be one stream, shifted.
  private static final long STREAM = 0xD1342543DE82EF95L;

  private Draws() {}

  /** A stream of its own for each number. */
  static SplittableRandom random(long seed, int number) {
    return new SplittableRandom(seed ^ ((number + 1) * STREAM));
  }

  /** Blocks of successive indices, drawn with replacement, until there are as many as asked. */
  static int[] blocks(int available, int asked, int block, SplittableRandom random) {
    int[] drawn = new int[asked];
    for (int filled = 0; filled < asked; filled += block) {
      int start = random.nextInt(available - block + 1);
      for (int i = 0; i < block && filled + i < asked; i++) {
        drawn[filled + i] = start + i;
      }
    }
    return drawn;
  }

  /** The values in a random order. */
  static double[] shuffled(double[] values, SplittableRandom random) {
    double[] order = values.clone();
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      double keep = order[i];
      order[i] = order[j];
      order[j] = keep;
    }
    return order;
  }

  static double[] at(double[] values, int[] indices) {
    return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
  }
}
