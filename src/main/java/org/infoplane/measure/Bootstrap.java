package org.infoplane.measure;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * Moving-block bootstrap with the basic interval, [2 v - q(97.5 %), 2 v - q(2.5 %)]: a resampled
 * information is biased once more, and the reflection takes that off.
 *
 * @see <a href="https://doi.org/10.1214/aos/1176347265">Kuensch 1989</a>
 */
record Bootstrap(int resamples, int stretch, long seed, double level) implements Resampling {

  private static final int FEWEST = 20;

  Bootstrap {
    if (resamples < FEWEST || stretch < 1) {
      throw new IllegalArgumentException(
          "Asked for a bootstrap of %s resamples of stretches of %s. Pass at least %s and 1."
              .formatted(resamples, stretch, FEWEST));
    }
  }

  @Override
  public Interval interval(int observations, double value, ToDoubleFunction<int[]> measure) {
    if (observations < 2L * stretch) {
      throw new IllegalArgumentException(
          "Asked for a bootstrap in stretches of %s of %s observations. Pass stretches of at most %s."
              .formatted(stretch, observations, observations / 2));
    }
    double[] values =
        Parallel.map(resamples, r -> measure.applyAsDouble(resample(r, observations)));
    Arrays.sort(values);
    Percentile percentile = new Percentile();
    percentile.setData(values);
    return new Interval(
        2 * value - percentile.evaluate(50 * (1 + level)),
        2 * value - percentile.evaluate(50 * (1 - level)),
        level,
        toString());
  }

  private int[] resample(int number, int observations) {
    SplittableRandom random = Orders.random(seed, number);
    int[] drawn = new int[observations];
    for (int filled = 0; filled < observations; filled += stretch) {
      int start = random.nextInt(observations - stretch + 1);
      for (int i = 0; i < stretch && filled + i < observations; i++) {
        drawn[filled + i] = start + i;
      }
    }
    return drawn;
  }

  @Override
  public boolean repeats() {
    return true;
  }

  @Override
  public String toString() {
    return "bootstrap x %s, stretches of %s, seed %s".formatted(resamples, stretch, seed);
  }
}
