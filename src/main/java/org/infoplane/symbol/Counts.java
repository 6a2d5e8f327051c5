package org.infoplane.symbol;

/**
 * How often each (next, past, source) was seen: the joint histogram that every discrete measure is
 * computed from. Immutable.
 */
public final class Counts {

  private final int nexts;
  private final int pasts;
  private final int sources;
  private final int[] table;
  private final int total;

  Counts(int nexts, int pasts, int sources, int[] table) {
    this.nexts = nexts;
    this.pasts = pasts;
    this.sources = sources;
    this.table = table;
    int sum = 0;
    for (int n : table) {
      sum += n;
    }
    this.total = sum;
  }

  /**
   * Number of transitions.
   *
   * @return n, the sum of all counts
   */
  public int total() {
    return total;
  }

  /**
   * Number of next states.
   *
   * @return size of the first dimension
   */
  public int nexts() {
    return nexts;
  }

  /**
   * Number of past states of the target.
   *
   * @return size of the second dimension
   */
  public int pasts() {
    return pasts;
  }

  /**
   * Number of states of the source.
   *
   * @return size of the third dimension
   */
  public int sources() {
    return sources;
  }

  /**
   * One count.
   *
   * @param next state of the target's next symbol
   * @param past state of the target's history
   * @param source state of the source's history
   * @return how often they were seen together
   */
  public int get(int next, int past, int source) {
    return table[(next * pasts + past) * sources + source];
  }
}
