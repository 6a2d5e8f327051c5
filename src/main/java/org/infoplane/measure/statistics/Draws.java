package org.infoplane.measure.statistics;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Random orders and indices. Each depends on a seed and a number only, so that resampling gives the
 * same values for any number of threads, and in any order.
 */
public final class Draws {

  // Not SplittableRandom's own increment, or the draws would be one stream, shifted.
  private static final long STREAM = 0xD1342543DE82EF95L;

  private Draws() {}

  /**
   * {@return a generator with a stream of its own for each number}
   *
   * @param seed the same seed gives the same streams
   * @param number of the draw, from 0
   */
  public static SplittableRandom random(long seed, int number) {
    return new SplittableRandom(seed ^ ((number + 1) * STREAM));
  }

  /**
   * {@return the order in which nothing moves, {@code int[n]}: 0, 1, 2, ...}
   *
   * @param n how many
   */
  public static int[] identity(int n) {
    int[] order = new int[n];
    Arrays.setAll(order, i -> i);
    return order;
  }

  /**
   * {@return a random order, all equally likely: a permutation, {@code int[n]}}
   *
   * @param seed the same seed gives the same orders
   * @param number of the draw, from 0
   * @param n how many
   */
  public static int[] shuffled(long seed, int number, int n) {
    int[] order = identity(n);
    shuffle(order, 0, n, random(seed, number));
    return order;
  }

  /**
   * Shuffles a part of an order in place.
   *
   * @param order changed from {@code start} on, until before {@code end}
   * @param start first index
   * @param end after the last index
   * @param random of {@link #random}
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
   * Checks an order before it is used.
   *
   * @param order such as that of a null of your own
   * @param n how many there are to order
   * @return the same order
   * @throws IllegalArgumentException if it does not have each number from 0 to n - 1 once
   */
  public static int[] requirePermutation(int[] order, int n) {
    requireNonNull(order, "order must not be null");
    boolean[] seen = new boolean[n];
    boolean fits = order.length == n;
    for (int i = 0; fits && i < n; i++) {
      fits = order[i] >= 0 && order[i] < n && !seen[order[i]];
      if (fits) {
        seen[order[i]] = true;
      }
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "Asked for an order of %s samples, but got %s numbers that are no permutation. Pass each number from 0 to %s once."
              .formatted(n, order.length, n - 1));
    }
    return order;
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

  static double[] at(double[] values, int[] indices) {
    return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
  }
}
