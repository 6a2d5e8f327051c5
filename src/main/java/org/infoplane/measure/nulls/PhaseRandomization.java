package org.infoplane.measure.nulls;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Values;

/**
 * Replaces the phases of the source's Fourier transform: X_k becomes X_k exp(i phi_k), phi_k
 * uniform, the same for all units; X_0 and, for an even number of samples, the highest frequency
 * stay.
 *
 * @see <a href="https://doi.org/10.1016/0167-2789(92)90102-S">Theiler et al. 1992</a>
 * @see <a href="https://doi.org/10.1103/PhysRevLett.73.951">Prichard and Theiler 1994</a>
 */
record PhaseRandomization(int surrogates, long seed) implements ValueSurrogates {

  PhaseRandomization {
    Checks.requireCount(surrogates);
  }

  @Override
  public Values values(int surrogate, Segments batches, Values source) {
    int n = source.samples();
    if (n < 3) {
      throw new IllegalArgumentException(
          "Phase randomisation needs at least 3 samples, got %s. Pass a longer series."
              .formatted(n));
    }
    double[] cos = new double[n];
    double[] sin = new double[n];
    drawPhases(Draws.random(seed, surrogate), cos, sin);
    double[][] series = new double[source.units()][n];
    source.columns(0, series);
    Fourier fourier = new Fourier(n);
    for (int unit = 0; unit < series.length; unit += 2) {
      // Two real series form one complex series: phases rotate its parts as they rotate each alone.
      double[] other = unit + 1 < series.length ? series[unit + 1] : new double[n];
      rotate(fourier, series[unit], other, cos, sin);
    }
    return Values.ofSeries(series);
  }

  /** The phase of frequency n - k is opposite to that of k, so that real values stay real. */
  private static void drawPhases(SplittableRandom random, double[] cos, double[] sin) {
    int n = cos.length;
    cos[0] = 1;
    cos[n / 2] = 1; // overwritten if n is odd
    for (int k = 1; 2 * k < n; k++) {
      double phase = 2 * Math.PI * random.nextDouble();
      cos[k] = cos[n - k] = Math.cos(phase);
      sin[k] = Math.sin(phase);
      sin[n - k] = -sin[k];
    }
  }

  /** Changes both series in place. */
  private static void rotate(
      Fourier fourier, double[] one, double[] other, double[] cos, double[] sin) {
    int n = one.length;
    double meanOfOne = mean(one);
    double meanOfOther = mean(other);
    double[] re = new double[n];
    double[] im = new double[n];
    for (int t = 0; t < n; t++) {
      re[t] = one[t] - meanOfOne;
      im[t] = other[t] - meanOfOther;
    }
    fourier.transform(re, im);
    for (int k = 0; k < n; k++) {
      double rotated = re[k] * cos[k] - im[k] * sin[k];
      im[k] = re[k] * sin[k] + im[k] * cos[k];
      re[k] = rotated;
    }
    fourier.transform(im, re); // with swapped parts: n times the inverse
    put(one, meanOfOne, re);
    put(other, meanOfOther, im);
  }

  /** Leaves a constant unit alone, which rounding would make vary. */
  private static void put(double[] series, double mean, double[] deviations) {
    if (Arrays.stream(series).allMatch(value -> value == series[0])) {
      return;
    }
    for (int t = 0; t < series.length; t++) {
      series[t] = mean + deviations[t] / series.length;
    }
  }

  private static double mean(double[] series) {
    double mean = 0;
    for (double value : series) {
      mean += value / series.length;
    }
    return mean;
  }

  @Override
  public boolean breaksMemory() {
    return false;
  }

  @Override
  public String toString() {
    return "phase randomisation x %s, seed %s".formatted(surrogates, seed);
  }
}
