package org.infoplane.symbol;

import static java.util.Objects.requireNonNull;

import java.util.stream.IntStream;

/**
 * Counts the transitions of every pair of units of two layers at once: the same numbers as a {@link
 * Partition} of the pair's {@link Embedding}, much faster. Immutable.
 *
 * <p>Few states are counted on packed words: each state of the target's (next, past) is a mask over
 * time, each state of the source another, and a pair is AND and population count, 32 transitions at
 * a time (in loops that the compiler turns into vector instructions). More states are counted by a
 * table with one increment a transition. A table that no cache would hold is not made: see {@link
 * #fits}.
 */
public final class AllPairs {

  /** Receives the counts of one pair. Called by several threads, once a pair. */
  @FunctionalInterface
  public interface Receiver {

    /**
     * Takes one pair.
     *
     * @param source unit of the source layer
     * @param target unit of the target layer
     * @param counts {@code int[nexts * pasts * sources]}, index {@code (next * pasts + past) *
     *     sources + source}; reused after the call, never kept
     */
    void pair(int source, int target, int[] counts);
  }

  /** Counts all pairs, in parts that share no work. */
  interface PairCounter {
    int parts();

    void count(int part, Receiver receiver);
  }

  private static final long LARGEST_TABLE = 1 << 16;
  // Beyond it one increment a transition is faster than so many masks.
  private static final long MOST_MASKS = 400;

  private final int nexts;
  private final int pasts;
  private final int sourceStates;
  private final int transitions;
  private final PairCounter counter;

  private AllPairs(Symbols sources, Symbols targets, Embedding embedding) {
    nexts = targets.alphabet();
    pasts = (int) power(targets.alphabet(), embedding.target().length());
    sourceStates = (int) power(sources.alphabet(), embedding.source().length());
    transitions = embedding.transitions(targets.samples(), embedding.target(), embedding.source());
    boolean packed = (nexts * (long) pasts - 1) * (sourceStates - 1L) <= MOST_MASKS;
    counter =
        packed
            ? ofMasks(new StateMasks(sources, targets, embedding), nexts * pasts)
            : new TableCounter(sources, targets, embedding);
  }

  private static PairCounter ofMasks(StateMasks masks, int states) {
    return RowCounter.pays(masks, states) ? new RowCounter(masks, states) : new MaskCounter(masks);
  }

  /**
   * Prepares two layers.
   *
   * @param sources symbols of the source layer
   * @param targets symbols of the target layer, as many samples
   * @param embedding histories, delays, lag and trials
   * @return what {@link #count} counts
   * @throws IllegalArgumentException if lengths differ, no transition is left, or the table of a
   *     pair does not {@linkplain #fits fit}
   */
  public static AllPairs of(Symbols sources, Symbols targets, Embedding embedding) {
    boolean fits = fits(sources, targets, embedding);
    Embedding.requireSameLength(sources.samples(), targets.samples());
    if (!fits) {
      throw new IllegalArgumentException(
          "Asked to count %s x %s^%s x %s^%s states of every pair. Use fewer symbols or shorter histories, or count each pair sparsely."
              .formatted(
                  targets.alphabet(),
                  targets.alphabet(),
                  embedding.target().length(),
                  sources.alphabet(),
                  embedding.source().length()));
    }
    return new AllPairs(sources, targets, embedding);
  }

  /**
   * {@return whether the table of a pair fits into a cache: at most 65,536 states of (next, past,
   * source)}
   *
   * @param sources symbols of the source layer
   * @param targets symbols of the target layer
   * @param embedding histories
   */
  public static boolean fits(Symbols sources, Symbols targets, Embedding embedding) {
    requireNonNull(sources, "sources must not be null");
    requireNonNull(targets, "targets must not be null");
    requireNonNull(embedding, "embedding must not be null");
    return power(targets.alphabet(), embedding.target().length() + 1)
            * power(sources.alphabet(), embedding.source().length())
        <= LARGEST_TABLE;
  }

  /** Saturates far above the largest table. */
  static long power(int base, int exponent) {
    long result = 1;
    for (int i = 0; i < exponent && result <= LARGEST_TABLE; i++) {
      result *= base;
    }
    return result;
  }

  /**
   * Hands over all pairs, on all cores.
   *
   * @param receiver takes the counts of each pair
   */
  public void count(Receiver receiver) {
    requireNonNull(receiver, "receiver must not be null");
    IntStream.range(0, counter.parts()).parallel().forEach(i -> counter.count(i, receiver));
  }

  /** {@return the number of transitions, n, which is the sum of the counts of each pair} */
  public int transitions() {
    return transitions;
  }

  /** {@return the number of next states, the target's alphabet} */
  public int nexts() {
    return nexts;
  }

  /** {@return the number of past states, the target's alphabet to the power of its history} */
  public int pasts() {
    return pasts;
  }

  /** {@return the number of states of the source, its alphabet to the power of its history} */
  public int sources() {
    return sourceStates;
  }
}
