package org.infoplane.measure;

import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;
import org.infoplane.measure.statistics.Parallel;

/**
 * Delete-a-group jackknife over contiguous blocks: the mean of the pseudo-values, which has no
 * first-order bias, plus or minus Student's t times their standard error.
 *
 * @see <a href="https://doi.org/10.1214/aos/1176347265">Kuensch 1989</a>
 */
record Jackknife(int groups, double level) implements Resampling {

  Jackknife {
    if (groups < 2) {
      throw new IllegalArgumentException("groups must be at least 2, got " + groups);
    }
  }

  @Override
  public Interval interval(int observations, double value, ToDoubleFunction<int[]> measure) {
    if (observations < 2L * groups) {
      throw new IllegalArgumentException(
          "observations must be at least %s for a %s, got %s. Pass more observations or fewer stretches."
              .formatted(2L * groups, this, observations));
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
    long start = (long) group * observations / groups;
    long end = (group + 1L) * observations / groups;
    return IntStream.range(0, observations).filter(i -> i < start || i >= end).toArray();
  }

  @Override
  public String toString() {
    return "jackknife of %s stretches".formatted(groups);
  }
}
