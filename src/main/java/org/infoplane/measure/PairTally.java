package org.infoplane.measure;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.statistics.Stop;

/**
 * How often surrogates reach what was observed: each pair, the mean over pairs, and the largest.
 * Pairs that are not finite are left out.
 */
final class PairTally {

  private final double[] observed;
  private final int[] measured; // pairs that are finite

  PairTally(double[] observed) {
    this.observed = observed;
    this.measured =
        IntStream.range(0, observed.length).filter(i -> Double.isFinite(observed[i])).toArray();
  }

  /** In order, as the sum of a stream is not. */
  double mean(double[] values) {
    double sum = 0;
    for (int pair : measured) {
      sum += values[pair];
    }
    return sum / measured.length;
  }

  /**
   * Compares. A null that stops early gives no p-values of single pairs.
   *
   * @param targets units of the target layer
   * @param surrogates how many, and when enough of them reach the mean
   * @param values all pairs of a surrogate, by its number
   */
  PairwiseSignificance against(int targets, Surrogates surrogates, IntFunction<double[]> values) {
    int count = surrogates.surrogates();
    double mean = mean(observed);
    double[] means = new double[count];
    double[] sums = new double[observed.length];
    int[] reached = new int[observed.length];
    int[] reachedByMax = new int[observed.length];
    int drawn = 0;
    for (int reachedMean = 0; drawn < count && reachedMean < surrogates.enough(); drawn++) {
      Stop.ifInterrupted();
      double[] other = values.apply(drawn);
      double max = Arrays.stream(measured).mapToDouble(i -> other[i]).max().orElse(Double.NaN);
      for (int pair : measured) {
        sums[pair] += other[pair];
        reached[pair] += Significance.reaches(other[pair], observed[pair]) ? 1 : 0;
        reachedByMax[pair] += Significance.reaches(max, observed[pair]) ? 1 : 0;
      }
      means[drawn] = mean(other);
      reachedMean += Significance.reaches(means[drawn], mean) ? 1 : 0;
    }
    boolean all = surrogates.enough() > count && count > 0;
    return new PairwiseSignificance(
        targets,
        measured.length == 0
            ? Significance.NONE
            : Significance.of(mean, Arrays.copyOf(means, drawn), surrogates.enough()),
        each(drawn == 0 ? Double.NaN : drawn, sums, 0),
        each(all ? 1 + count : Double.NaN, asDoubles(reached), 1),
        each(all ? 1 + count : Double.NaN, asDoubles(reachedByMax), 1));
  }

  private static double[] asDoubles(int[] counts) {
    return Arrays.stream(counts).asDoubleStream().toArray();
  }

  /** (value + more) / by of each pair that is measured, else NaN. */
  private double[] each(double by, double[] values, int more) {
    double[] shares = new double[values.length];
    Arrays.fill(shares, Double.NaN);
    for (int pair : measured) {
      shares[pair] = (values[pair] + more) / by;
    }
    return shares;
  }
}
