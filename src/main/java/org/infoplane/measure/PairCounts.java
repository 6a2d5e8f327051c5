package org.infoplane.measure;

import java.util.function.IntFunction;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.symbol.AllPairs;
import org.infoplane.symbol.Segments;

/**
 * Counts the transitions of all pairs of units of two layers elsewhere, such as in the processes of
 * a cluster, for {@link PairwiseTransferEntropy}.
 */
public interface PairCounts {

  /**
   * Counts all pairs of the observed series.
   *
   * @param receiver gets each pair once, with counts of all transitions as {@link AllPairs} has
   *     them
   */
  void count(AllPairs.Receiver receiver);

  /**
   * {@return the transfer entropy of all pairs of a surrogate, by its number, from 0 in ascending
   * order: {@code double[pairs]} in nats, source by source, each by {@link PairTable}}
   *
   * @param surrogates how samples are reordered
   * @param batches mini-batches of the samples
   */
  IntFunction<double[]> nats(Surrogates surrogates, Segments batches);
}
