package org.infoplane.symbol;

import static java.util.Objects.requireNonNull;

import java.util.stream.IntStream;

/**
 * Counts the transitions of all pairs of units of two layers: the same counts as a {@link
 * Partition} of each pair's {@link Embedding}, much faster. Immutable.
 *
 * <p>Few states are counted on bit masks over time: one mask for each state of the target's (next,
 * past) and of the source, AND and population count for a pair, 32 transitions at a time in loops
 * that the JIT vectorizes. More states are counted in a table, one increment per transition. Tables
 * larger than a cache are refused: see {@link #fits}.
 */
public final class AllPairs {

  /** Receives the counts of each pair, once. Called by several threads. */
  @FunctionalInterface
  public interface Receiver {

    /**
     * Receives one pair.
     *
     * @param source unit of the source layer
     * @param target unit of the target layer
     * @param counts {@code int[nexts * pasts * sources]}, index {@code (next * pasts + past) *
     *     sources + source}; reused after the call
     */
    void pair(int source, int target, int[] counts);
  }

  /** Counts all pairs, in independent parts. */
  interface PairCounter {
    int parts();

    void count(int part, Receiver receiver);
  }

  private static final long LARGEST_TABLE = 1 << 16;
  // Beyond it one increment per transition is faster than the masks.
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
   * {@return the pairs of two layers, ready to {@link #count}}
   *
   * @param sources symbols of the source layer
   * @param targets symbols of the target layer, of equal length
   * @param embedding histories, delays, lag and segments
   * @throws IllegalArgumentException if lengths differ, no transition is left, or the table of a
   *     pair does not {@linkplain #fits fit}
   */
  public static AllPairs of(Symbols sources, Symbols targets, Embedding embedding) {
    boolean fits = fits(sources, targets, embedding);
    Embedding.requireSameLength(sources.samples(), targets.samples());
    if (!fits) {
      throw new IllegalArgumentException(
          "A table of %s x %s^%s x %s^%s states per pair is too large. Use fewer symbols or shorter histories, or count each pair sparsely."
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
   * Counts all pairs, on all cores.
   *
   * @param receiver of the counts of each pair
   */
  public void count(Receiver receiver) {
    requireNonNull(receiver, "receiver must not be null");
    IntStream.range(0, counter.parts()).parallel().forEach(i -> counter.count(i, receiver));
  }

  /** {@return the number of transitions, n: the sum of the counts of each pair} */
  public int transitions() {
    return transitions;
  }

  /** {@return the number of next symbols: the target's alphabet} */
  public int nexts() {
    return nexts;
  }

  /** {@return the number of target histories: its alphabet to the power of the length} */
  public int pasts() {
    return pasts;
  }

  /** {@return the number of source histories: its alphabet to the power of the length} */
  public int sources() {
    return sourceStates;
  }
}
