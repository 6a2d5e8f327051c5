package org.infoplane.measure.statistics;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The receiver operating characteristic: how well scores separate two classes at any threshold.
 *
 * @see <a href="https://doi.org/10.1148/radiology.143.1.7063747">Hanley and McNeil 1982</a>
 */
public final class RocCurve {

  private RocCurve() {}

  /**
   * {@return the area under the curve, from 0 to 1; 0.5 is chance} This is the probability that a
   * positive scores higher than a negative, ties counting half, from the Mann-Whitney statistic.
   *
   * @param scores {@code double[n]}, such as the transfer entropy of each pair
   * @param there {@code boolean[n]}, the positives, such as pairs with a link; both classes occur
   * @throws IllegalArgumentException if lengths differ, a score is NaN, or a class is missing
   */
  public static double area(double[] scores, boolean[] there) {
    requireNonNull(scores, "scores must not be null");
    requireNonNull(there, "there must not be null");
    if (scores.length != there.length || Arrays.stream(scores).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException(
          "scores must have one value, not NaN, for each label, got %s (NaN: %s) and %s. Leave out what could not be measured."
              .formatted(
                  scores.length,
                  Arrays.stream(scores).filter(Double::isNaN).count(),
                  there.length));
    }
    long positive = IntStream.range(0, there.length).filter(i -> there[i]).count();
    long negative = there.length - positive;
    if (positive == 0 || negative == 0) {
      throw new IllegalArgumentException(
          "there must contain both classes, got %s positive and %s negative"
              .formatted(positive, negative));
    }
    double[] ranks = RankCorrelation.ranks(scores);
    double sum =
        IntStream.range(0, ranks.length).filter(i -> there[i]).mapToDouble(i -> ranks[i]).sum();
    return (sum - positive * (positive + 1) / 2.0) / ((double) positive * negative);
  }
}
