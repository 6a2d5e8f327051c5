package org.infoplane.measure.statistics;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Random orders and indices. Each depends only on a seed and a number, so that resampling gives the
 * same values for any number of threads, in any order.
 */
public final class Draws {

  // Other than SplittableRandom's own increment, or the draws would be shifts of one stream.
  private static final long STREAM = 0xD1342543DE82EF95L;

  private Draws() {}

  /**
   * {@return a generator with an independent stream for each number}
   *
   * @param seed the same seed gives the same streams
   * @param number of the draw, from 0
   */
  public static SplittableRandom random(long seed, int number) {
    return new SplittableRandom(seed ^ ((number + 1) * STREAM));
  }

  /**
   * {@return the identity permutation, {@code int[n]}: 0, 1, 2, ...}
   *
   * @param n length
   */
  public static int[] identity(int n) {
    return IntStream.range(0, n).toArray();
  }

  /**
   * {@return a uniformly random permutation, {@code int[n]}}
   *
   * @param seed the same seed gives the same orders
   * @param number of the draw, from 0
   * @param n length
   */
  public static int[] shuffled(long seed, int number, int n) {
    int[] order = identity(n);
    shuffle(order, 0, n, random(seed, number));
    return order;
  }

  /**
   * Shuffles a range of an order.
   *
   * @param order changed in place
   * @param start first index
   * @param end index after the last
   * @param random such as {@link #random}
   */
  public static void shuffle(int[] order, int start, int end, SplittableRandom random) {
    requireNonNull(order, "order must not be null");
    requireNonNull(random, "random must not be null");
    for (int i = end - 1; i > start; i--) {
      int j = start + random.nextInt(i - start + 1);
      int keep = order[i];
      order[i] = order[j];
      order[j] = keep;
    }
  }

  /**
   * {@return the same order, if it is a permutation}
   *
   * @param order such as that of a null of your own
   * @param n expected length
   * @throws IllegalArgumentException if it does not contain each number from 0 to n - 1 once
   */
  public static int[] requirePermutation(int[] order, int n) {
    requireNonNull(order, "order must not be null");
    BitSet present = new BitSet(n);
    Arrays.stream(order).filter(i -> i >= 0 && i < n).forEach(present::set);
    if (order.length != n || present.cardinality() < n) {
      throw new IllegalArgumentException(
          "order must be a permutation of 0 to %s, got another array of length %s"
              .formatted(n - 1, order.length));
    }
    return order;
  }

  /** Draws blocks of successive indices with replacement, {@code count} indices in all. */
  static int[] blocks(int available, int count, int block, SplittableRandom random) {
    int[] drawn = new int[count];
    for (int filled = 0; filled < count; filled += block) {
      int start = random.nextInt(available - block + 1);
      for (int i = 0; i < block && filled + i < count; i++) {
        drawn[filled + i] = start + i;
      }
    }
    return drawn;
  }

  static double[] at(double[] values, int[] indices) {
    return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
  }
}
