package org.infoplane.query;

import org.infoplane.measure.PairCounts;

/** Where pairs of units are counted, if not here: {@link TransferEntropyQuery#counting}. */
@FunctionalInterface
public interface CountsElsewhere {

  /**
   * {@return counts of the pairs of units of two layers at a moment}
   *
   * @param part moment and layers
   * @param sources {@code int[n]}, positions among the units of {@link
   *     TransferEntropyQuery.PairSeries#from}
   * @param targets {@code int[n]}, positions among the units of {@link
   *     TransferEntropyQuery.PairSeries#to}
   */
  PairCounts of(QueryPart part, int[] sources, int[] targets);
}
