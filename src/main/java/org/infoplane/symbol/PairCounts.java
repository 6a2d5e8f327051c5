package org.infoplane.symbol;

/**
 * How often each pair of units of two layers was in each state of (next, past, source).
 *
 * <table>
 * <caption>The cases</caption>
 * <tr><th>case</th><th>counts</th></tr>
 * <tr><td>{@link AllPairs}</td><td>whole series at once; keeps no counts</td></tr>
 * <tr><td>{@link RunningPairs}</td><td>samples as they arrive, all or the last ones</td></tr>
 * </table>
 */
public sealed interface PairCounts permits AllPairs, RunningPairs {

  /** Receives the counts of one pair. Called by several threads, once a pair. */
  @FunctionalInterface
  interface Receiver {

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

  /**
   * Hands over all pairs, on all cores.
   *
   * @param receiver takes the counts of each pair
   */
  void count(Receiver receiver);

  /**
   * Number of transitions.
   *
   * @return n, the sum of the counts of each pair
   */
  int transitions();

  /**
   * Number of next states.
   *
   * @return the target's alphabet
   */
  int nexts();

  /**
   * Number of past states.
   *
   * @return the target's alphabet to the power of its history
   */
  int pasts();

  /**
   * Number of states of the source.
   *
   * @return its alphabet to the power of its history
   */
  int sources();
}
