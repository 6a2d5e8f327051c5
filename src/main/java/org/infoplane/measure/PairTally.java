package org.infoplane.measure;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.statistics.Stop;

/**
 * Counts how often surrogates reach the observed value of each pair, the mean over pairs, and the
 * maximum. Pairs that are not finite are left out.
 */
final class PairTally {

  private final double[] observed;
  private final int[] measured; // the finite pairs

  PairTally(double[] observed) {
    this.observed = observed;
    this.measured =
        IntStream.range(0, observed.length).filter(i -> Double.isFinite(observed[i])).toArray();
  }

  /** The sum over the finite pairs, in order, which a stream does not promise. */
  double sum(double[] values) {
    double sum = 0;
    for (int pair : measured) {
      sum += values[pair];
    }
    return sum;
  }

  double mean(double[] values) {
    return sum(values) / measured.length;
  }

  double max(double[] values) {
    return Arrays.stream(measured).mapToDouble(i -> values[i]).max().orElse(Double.NaN);
  }

  /**
   * Tests against the pairs of each surrogate; early stopping leaves no p-values of single pairs.
   */
  PairwiseSignificance against(int targets, Surrogates surrogates, IntFunction<double[]> values) {
    int count = surrogates.surrogates();
    double mean = mean(observed);
    double[] means = new double[count];
    double[] sums = new double[observed.length];
    double[] reached = new double[observed.length];
    double[] reachedByMax = new double[observed.length];
    int drawn = 0;
    for (int reachedMean = 0; drawn < count && reachedMean < surrogates.enough(); drawn++) {
      Stop.ifInterrupted();
      double[] other = values.apply(drawn);
      double max = max(other);
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
        each(all ? 1 + count : Double.NaN, reached, 1),
        each(all ? 1 + count : Double.NaN, reachedByMax, 1));
  }

  /** (value + more) / by of each finite pair, else NaN. */
  private double[] each(double by, double[] values, int more) {
    double[] shares = new double[values.length];
    Arrays.fill(shares, Double.NaN);
    for (int pair : measured) {
      shares[pair] = (values[pair] + more) / by;
    }
    return shares;
  }
}
