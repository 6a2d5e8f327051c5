package org.infoplane.measure;

import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;
import org.infoplane.measure.statistics.Parallel;

/**
 * Delete-a-group jackknife, the groups being successive stretches: the mean of the pseudo-values,
 * which has no bias of first order, give or take Student's t of their standard error.
 *
 * @see <a href="https://doi.org/10.1214/aos/1176347265">Kuensch 1989</a>
 */
record Jackknife(int groups, double level) implements Resampling {

  Jackknife {
    if (groups < 2) {
      throw new IllegalArgumentException(
          "Asked for a jackknife of %s stretches. Pass at least 2.".formatted(groups));
    }
  }

  @Override
  public Interval interval(int observations, double value, ToDoubleFunction<int[]> measure) {
    if (observations < 4) {
      throw new IllegalArgumentException(
          "Asked for a jackknife of %s observations. Pass at least 4.".formatted(observations));
    }
    if (observations < 2L * groups) {
      throw new IllegalArgumentException(
          "Asked for a jackknife of %s stretches of %s observations. Pass at most %s stretches."
              .formatted(groups, observations, observations / 2));
    }
    double[] without = Parallel.map(groups, g -> measure.applyAsDouble(without(g, observations)));
    double mean = 0;
    for (double one : without) {
      mean += one / groups;
    }
    double squares = 0;
    for (double one : without) {
      squares += (one - mean) * (one - mean);
    }
    double error = Math.sqrt(squares * (groups - 1) / groups);
    double t = new TDistribution(groups - 1).inverseCumulativeProbability((1 + level) / 2);
    double corrected = groups * value - (groups - 1) * mean;
    return new Interval(corrected - t * error, corrected + t * error, level, toString());
  }

  private int[] without(int group, int observations) {
    int start = border(group, observations);
    int end = border(group + 1, observations);
    return IntStream.range(0, observations).filter(i -> i < start || i >= end).toArray();
  }

  private int border(int group, int observations) {
    return (int) ((long) group * observations / groups);
  }

  @Override
  public String toString() {
    return "jackknife of %s stretches".formatted(groups);
  }
}
