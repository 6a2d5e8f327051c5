package org.infoplane.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Segments;

/** Two layers of symbols or real values, and the transfer entropy of all their pairs. */
interface TwoLayers {

  int sources();

  int targets();

  int samples();

  int transitions();

  int nonConstantPairs();

  /**
   * TE of all pairs in nats, source by source; NaN where there is no such pair, as of a unit with
   * itself.
   */
  double[] nats();

  /** These layers under one surrogate. */
  TwoLayers moved(Surrogates surrogates, int number, Segments batches);

  /** {@link #nats} of one surrogate. */
  default double[] natsOf(Surrogates surrogates, int number, Segments batches) {
    return moved(surrogates, number, batches).nats();
  }

  /** Some of the samples, in successive stretches. */
  TwoLayers only(RetainedSamples kept);

  Embedding embedding();

  /** The estimate of one pair whose value is finite. */
  Estimate get(int source, int target, double nats);

  /** The estimate of a pair whose value is infinite. */
  Estimate infinite();

  default Warning ofInfinite(long infinite, int pairs) {
    return pairs == 1 ? Warning.ofInfinitePair() : Warning.ofInfinitePairs(infinite, pairs);
  }

  /** Analytic p-values of pairs with these values; NaN where there is none. */
  double[] pValues(double[] nats);

  /** Expected TE of each pair if its units are independent; NaN where unknown. */
  double[] biasNats();

  double biasNatsOfNonConstantPair();

  List<Warning> warnings();

  Interval interval(Resampling resampling, double nats, ToDoubleFunction<TwoLayers> measure);
}
