package org.infoplane.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Segments;

/** Two layers, of symbols or numbers, all pairs of which can be measured. */
interface TwoLayers {

  int MOST_UNITS = 128;

  int sources();

  int targets();

  int samples();

  int transitions();

  int nonConstantPairs();

  /**
   * TE of all pairs, targets of the first source first; infinite where a pair is, NaN where there
   * is no such pair, as of a unit with itself.
   */
  double[] nats();

  /** The same layers as one surrogate has them. */
  TwoLayers moved(Surrogates surrogates, int number, Segments batches);

  /** The values of {@link #nats} of one surrogate. */
  default double[] natsOf(Surrogates surrogates, int number, Segments batches) {
    return moved(surrogates, number, batches).nats();
  }

  /** Some of the samples, in successive stretches. */
  TwoLayers only(RetainedSamples kept);

  Embedding embedding();

  /** One pair that has this finite value. */
  Estimate get(int source, int target, double nats);

  Estimate infinite();

  /** Says how many pairs are infinite. */
  default Warning ofInfinite(long infinite, int pairs) {
    return pairs == 1 ? Warning.ofInfinitePair() : Warning.ofInfinitePairs(infinite, pairs);
  }

  /** Of the analytic test, of pairs that have these values; NaN where there is none. */
  double[] pValues(double[] nats);

  /** Of all pairs, if they are independent; NaN where it is not known. */
  double[] biasNats();

  double biasNatsOfNonConstantPair();

  List<Warning> warnings();

  Interval interval(Resampling resampling, double nats, ToDoubleFunction<TwoLayers> measure);

  static void requireFew(String role, int units) {
    if (units > MOST_UNITS) {
      throw new IllegalArgumentException(
          "Asked for the transfer entropy of whole layers, but the %s has %s units, more than %s. Choose some of them: units(sampled(32, seed))."
              .formatted(role, units, MOST_UNITS));
    }
  }
}
