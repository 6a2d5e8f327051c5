package org.infoplane.measure.statistics;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.ranking.NaturalRanking;

/**
 * How well scores tell what is there from what is not, whatever threshold is laid.
 *
 * @see <a href="https://doi.org/10.1148/radiology.143.1.7063747">Hanley and McNeil 1982</a>
 */
public final class RocCurve {

  private RocCurve() {}

  /**
   * The area under the curve: the chance that one that is there has the larger score than one that
   * is not, ties half. From the ranks, as the statistic of Mann and Whitney.
   *
   * @param scores {@code double[n]}, such as the transfer entropy of each pair
   * @param there {@code boolean[n]}, such as whether there is a link; both kinds occur
   * @return 0 to 1; 0.5 is chance
   * @throws IllegalArgumentException if lengths differ, a score is NaN, or one kind is missing
   */
  public static double area(double[] scores, boolean[] there) {
    requireNonNull(scores, "scores must not be null");
    requireNonNull(there, "there must not be null");
    if (scores.length != there.length || Arrays.stream(scores).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException(
          "Asked to compare %s scores, %s of them NaN, with %s that are there or not. Pass one number for each, and leave out what could not be measured."
              .formatted(
                  scores.length,
                  Arrays.stream(scores).filter(Double::isNaN).count(),
                  there.length));
    }
    long positive = IntStream.range(0, there.length).filter(i -> there[i]).count();
    long negative = there.length - positive;
    if (positive == 0 || negative == 0) {
      throw new IllegalArgumentException(
          "Asked for the area under the ROC curve of %s that are there and %s that are not. Pass at least one of each."
              .formatted(positive, negative));
    }
    // Adding 0 makes 0 of -0, which would be ranked below.
    double[] ranks = new NaturalRanking().rank(Arrays.stream(scores).map(s -> s + 0.0).toArray());
    double sum =
        IntStream.range(0, ranks.length).filter(i -> there[i]).mapToDouble(i -> ranks[i]).sum();
    return (sum - positive * (positive + 1) / 2.0) / ((double) positive * negative);
  }
}
