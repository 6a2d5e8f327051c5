package org.infoplane.measure;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * The shuffle null: the source's samples change places inside their mini-batch, never across. It
 * keeps the drift of the weights from batch to batch and destroys which sample met which; with a
 * single batch it is the global shuffle. One order of samples serves all pairs of a layer pair.
 *
 * @param surrogates how many shuffles, 0 for none
 * @param seed of the orders; the same seed gives the same numbers
 */
public record Shuffle(int surrogates, long seed) {

  // Not SplittableRandom's own increment, or surrogates would be one stream, shifted.
  private static final long STREAM = 0xD1342543DE82EF95L;

  /**
   * Checks the number of surrogates.
   *
   * @param surrogates how many shuffles
   * @param seed of the orders
   * @throws IllegalArgumentException if there are fewer than 0
   */
  public Shuffle {
    if (surrogates < 0) {
      throw new IllegalArgumentException(
          "Asked for %d shuffles. Pass 0 for none, or more.".formatted(surrogates));
    }
  }

  /**
   * What the shuffles gave.
   *
   * @param mean mean over surrogates, NaN if there are none
   * @param pValue (1 + surrogates that reach the observed value) / (1 + surrogates), NaN if there
   *     are none
   */
  public record Result(double mean, double pValue) {}

  /**
   * Makes one order of samples.
   *
   * @param surrogate number of the shuffle, from 0
   * @param batchStarts {@code int[batches]}, the first sample of each batch, rising from 0
   * @param samples total number of samples
   * @return {@code int[samples]}, a permutation that keeps every batch together
   */
  public int[] order(int surrogate, int[] batchStarts, int samples) {
    if (batchStarts.length == 0 || batchStarts[0] != 0) {
      throw new IllegalArgumentException(
          "Asked to shuffle within the batches %s. Pass rising first samples, from 0."
              .formatted(Arrays.toString(batchStarts)));
    }
    SplittableRandom random = new SplittableRandom(seed ^ ((surrogate + 1) * STREAM));
    int[] order = new int[samples];
    Arrays.setAll(order, i -> i);
    for (int b = 0; b < batchStarts.length; b++) {
      int start = batchStarts[b];
      int end = b + 1 < batchStarts.length ? batchStarts[b + 1] : samples;
      for (int i = end - 1; i > start; i--) {
        int j = start + random.nextInt(i - start + 1);
        int keep = order[i];
        order[i] = order[j];
        order[j] = keep;
      }
    }
    return order;
  }

  /**
   * Tests an observed value against the surrogates.
   *
   * @param observed the value, in any unit
   * @param batchStarts {@code int[batches]}, the first sample of each batch, rising from 0
   * @param samples total number of samples
   * @param measure the value for one order of the samples, in the same unit
   * @return mean and p-value
   */
  public Result test(
      double observed, int[] batchStarts, int samples, ToDoubleFunction<int[]> measure) {
    if (surrogates == 0) {
      return new Result(Double.NaN, Double.NaN);
    }
    double sum = 0;
    int reached = 0;
    for (int s = 0; s < surrogates; s++) {
      double value = measure.applyAsDouble(order(s, batchStarts, samples));
      sum += value;
      if (value >= observed * (1 - 1e-12)) {
        reached++;
      }
    }
    return new Result(sum / surrogates, (1.0 + reached) / (1 + surrogates));
  }

  /**
   * For recipes; what is shuffled is for the caller to say.
   *
   * @return number and seed in words
   */
  @Override
  public String toString() {
    return surrogates == 0
        ? "none"
        : String.format(Locale.ROOT, "shuffle x %d, seed %d", surrogates, seed);
  }
}
