package org.infoplane.measure.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Resamples the residuals of a smoothed curve, without its ends, independently for each epoch. */
final class SmoothedNoise {

  private static final int RESAMPLES = 499;
  private static final double ROUNDING = 1e-12;

  /** Standard deviation of independent normal noise after removal of its median of 5. */
  private static final double OFF_THE_MEDIAN = Math.sqrt(0.8868);

  private final double[] residuals;
  private final int epochs;
  private final long seed;

  private SmoothedNoise(double[] residuals, int epochs, long seed) {
    this.residuals = residuals;
    this.epochs = epochs;
    this.seed = seed;
  }

  static SmoothedNoise of(double[] values, double[] smooth, long seed) {
    double[] all =
        IntStream.range(0, values.length).mapToDouble(i -> values[i] - smooth[i]).toArray();
    double[] inner = Arrays.copyOfRange(all, RunningMedian.HALF, all.length - RunningMedian.HALF);
    double mean = Arrays.stream(inner).average().orElse(Double.NaN);
    return new SmoothedNoise(
        Arrays.stream(inner).map(v -> (v - mean) / OFF_THE_MEDIAN).toArray(), values.length, seed);
  }

  static String words(long seed) {
    return "bootstrap x %s of the noise, seed %s".formatted(RESAMPLES, seed);
  }

  /** The measure of the curve with resampled noise, smoothed. */
  double[] around(double[] curve, ToDoubleFunction<double[]> measure) {
    return IntStream.range(0, RESAMPLES)
        .mapToDouble(r -> measure.applyAsDouble(noisy(curve, Draws.random(seed, r))))
        .toArray();
  }

  /** The p-value of a value under a flat curve with this noise. */
  double reaching(double observed, ToDoubleFunction<double[]> measure) {
    double[] level = around(new double[epochs], measure);
    long reached = Arrays.stream(level).filter(v -> v >= observed - ROUNDING).count();
    return (1.0 + reached) / (1 + RESAMPLES);
  }

  private double[] noisy(double[] curve, SplittableRandom random) {
    double[] drawn = Draws.at(residuals, Draws.blocks(residuals.length, curve.length, 1, random));
    return RunningMedian.of(
        IntStream.range(0, curve.length).mapToDouble(i -> curve[i] + drawn[i]).toArray());
  }
}
