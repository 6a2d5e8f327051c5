package org.infoplane.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.symbol.Segments;

/** Two layers of symbols or real values, and the transfer entropy of all their pairs. */
abstract class TwoLayers {

  private final int sources;
  private final int targets;
  private final int samples;

  TwoLayers(int sources, int targets, int samples) {
    this.sources = sources;
    this.targets = targets;
    this.samples = samples;
  }

  final int sources() {
    return sources;
  }

  final int targets() {
    return targets;
  }

  final int samples() {
    return samples;
  }

  abstract int transitions();

  abstract int nonConstantPairs();

  /**
   * TE of all pairs in nats, source by source; NaN where there is no such pair, as of a unit with
   * itself.
   */
  abstract double[] nats();

  /** These layers under one surrogate. */
  abstract TwoLayers moved(Surrogates surrogates, int number, Segments batches);

  /** {@link #nats} of one surrogate. */
  double[] natsOf(Surrogates surrogates, int number, Segments batches) {
    return moved(surrogates, number, batches).nats();
  }

  /** The estimate of one pair whose value is finite. */
  abstract Estimate get(int source, int target, double nats);

  /** The estimate of a pair whose value is infinite. */
  abstract Estimate infinite();

  Warning ofInfinite(long infinite, int pairs) {
    return pairs == 1 ? Warning.ofInfinitePair() : Warning.ofInfinitePairs(infinite, pairs);
  }

  /** Analytic p-values of pairs with these values; NaN where there is none. */
  abstract double[] pValues(double[] nats);

  /** Expected TE of each pair if its units are independent; NaN where unknown. */
  abstract double[] biasNats();

  abstract double biasNatsOfNonConstantPair();

  abstract List<Warning> warnings();

  abstract Interval interval(
      Resampling resampling, double nats, ToDoubleFunction<TwoLayers> measure);
}
