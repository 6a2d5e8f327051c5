package org.infoplane.measure;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Orders of samples, drawn from a seed and a number. */
final class Orders {

  // Not SplittableRandom's own increment, or surrogates would be one stream, shifted.
  private static final long STREAM = 0xD1342543DE82EF95L;

  private Orders() {}

  static void requireCount(int surrogates) {
    if (surrogates < 0) {
      throw new IllegalArgumentException(
          "Asked for %s surrogates. Pass at least 1, or use Null.none().".formatted(surrogates));
    }
  }

  static void requireBlock(int block) {
    if (block < 1) {
      throw new IllegalArgumentException(
          "Asked to shuffle blocks of %s samples. Pass at least 1.".formatted(block));
    }
  }

  /** A stream of its own for each number. */
  static SplittableRandom random(long seed, int number) {
    return new SplittableRandom(seed ^ ((number + 1) * STREAM));
  }

  static int[] identity(int samples) {
    int[] order = new int[samples];
    Arrays.setAll(order, i -> i);
    return order;
  }

  static int[] shuffled(long seed, int number, int samples) {
    int[] order = identity(samples);
    shuffle(order, 0, samples, random(seed, number));
    return order;
  }

  /** Shuffles {@code order[start] .. order[end - 1]} in place. */
  static void shuffle(int[] order, int start, int end, SplittableRandom random) {
    for (int i = end - 1; i > start; i--) {
      int j = start + random.nextInt(i - start + 1);
      int keep = order[i];
      order[i] = order[j];
      order[j] = keep;
    }
  }
}
