package org.infoplane.symbol;

import java.util.stream.IntStream;

/**
 * Counts every pair of two binary layers at once, histories of one symbol and lag 1: a target's
 * transitions are four masks, a pair is AND and popcount, 64 transitions at a time. Equal to {@link
 * Embedding#states} on every pair.
 */
public final class BinaryTransitions {

  /** Receives the counts of one pair. Called by several threads, once a pair. */
  @FunctionalInterface
  public interface Receiver {

    /**
     * Takes one pair.
     *
     * @param source unit of the source layer
     * @param target unit of the target layer
     * @param counts {@code int[8]}, index {@code next * 4 + past * 2 + source}; reused after the
     *     call, never kept
     */
    void pair(int source, int target, int[] counts);
  }

  private BinaryTransitions() {}

  /**
   * Counts all pairs, on all cores.
   *
   * @param sources binary symbols of the source layer
   * @param targets binary symbols of the target layer, as many samples, at least 2
   * @param receiver takes the counts of each pair
   * @throws IllegalArgumentException if a layer is not binary, lengths differ or are below 2
   */
  public static void count(Symbols sources, Symbols targets, Receiver receiver) {
    Embedding.requireSameLength(sources.samples(), targets.samples());
    if (!(sources instanceof PackedBits from) || !(targets instanceof PackedBits to)) {
      throw new IllegalArgumentException(
          "Asked for binary transitions of alphabets %d and %d. Use a binary rule, such as median()."
              .formatted(sources.alphabet(), targets.alphabet()));
    }
    if (targets.samples() < 2) {
      throw new IllegalArgumentException(
          "Asked for transitions of a series of 1 sample. Pass at least 2.");
    }
    int transitions = targets.samples() - 1;
    int[] ones = new int[from.units()];
    for (int unit = 0; unit < ones.length; unit++) {
      ones[unit] = cardinality(from.words(unit), transitions);
    }
    IntStream.range(0, to.units())
        .parallel()
        .forEach(
            target -> countTarget(from, ones, to.words(target), target, transitions, receiver));
  }

  private static void countTarget(
      PackedBits from, int[] ones, long[] y, int target, int transitions, Receiver receiver) {
    int size = PackedBits.wordsFor(transitions);
    long[] was0now1 = new long[size];
    long[] was1now0 = new long[size];
    long[] was1now1 = new long[size];
    for (int w = 0; w < size; w++) {
      long past = y[w] & mask(w, transitions);
      long next = (y[w] >>> 1 | (w + 1 < y.length ? y[w + 1] << 63 : 0)) & mask(w, transitions);
      was0now1[w] = ~past & next;
      was1now0[w] = past & ~next;
      was1now1[w] = past & next;
    }
    int n01 = cardinality(was0now1, transitions);
    int n10 = cardinality(was1now0, transitions);
    int n11 = cardinality(was1now1, transitions);
    int n00 = transitions - n01 - n10 - n11;
    int[] counts = new int[8];
    for (int source = 0; source < from.units(); source++) {
      long[] x = from.words(source);
      int s01 = 0;
      int s10 = 0;
      int s11 = 0;
      for (int w = 0; w < size; w++) {
        long bits = x[w];
        s01 += Long.bitCount(bits & was0now1[w]);
        s10 += Long.bitCount(bits & was1now0[w]);
        s11 += Long.bitCount(bits & was1now1[w]);
      }
      int s00 = ones[source] - s01 - s10 - s11;
      counts[0] = n00 - s00; // next 0, past 0
      counts[1] = s00;
      counts[2] = n10 - s10; // next 0, past 1
      counts[3] = s10;
      counts[4] = n01 - s01; // next 1, past 0
      counts[5] = s01;
      counts[6] = n11 - s11; // next 1, past 1
      counts[7] = s11;
      receiver.pair(source, target, counts);
    }
  }

  private static int cardinality(long[] words, int bits) {
    int sum = 0;
    for (int w = 0; w < PackedBits.wordsFor(bits); w++) {
      sum += Long.bitCount(words[w] & mask(w, bits));
    }
    return sum;
  }

  /** The bits of word {@code w} that lie before bit number {@code bits}. */
  private static long mask(int w, int bits) {
    int left = bits - (w << 6);
    return left >= 64 ? -1L : (1L << left) - 1;
  }
}
