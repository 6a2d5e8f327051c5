package org.infoplane.testing;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleToIntFunction;
import java.util.stream.IntStream;
import org.infoplane.measure.ContinuousEstimator;
import org.infoplane.measure.ContinuousInformation;
import org.infoplane.measure.Estimator;
import org.infoplane.measure.Interval;
import org.infoplane.measure.MutualInformation;
import org.infoplane.measure.PairwiseTransferEntropy;
import org.infoplane.measure.Resampling;
import org.infoplane.measure.TransferEntropy;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;

/** Calibration: rejection rates of p-values under independence, and coverage of intervals. */
public final class Calibration {

  private Calibration() {}

  /**
   * Rejection rates over 40,000 pairs.
   *
   * @param tested share of the pairs that have a p-value
   * @param atFivePercent share of those rejected at 5 %
   * @param atOnePercent share of those rejected at 1 %
   */
  public record Rejections(double tested, double atFivePercent, double atOnePercent) {

    static Rejections of(double[] pValues, int pairs) {
      return new Rejections(
          pValues.length / (double) pairs,
          Arrays.stream(pValues).filter(p -> p <= 0.05).count() / (double) pValues.length,
          Arrays.stream(pValues).filter(p -> p <= 0.01).count() / (double) pValues.length);
    }
  }

  /** Chi-square of independent series; {@code symbol} maps uniform random numbers. */
  public static Rejections chiSquare(
      int base, int samples, Embedding embedding, DoubleToIntFunction symbol) {
    SplittableRandom random = new SplittableRandom(41L * base + samples);
    int[][][] series = new int[2][200][samples];
    for (int[][] layer : series) {
      for (int[] unit : layer) {
        Arrays.setAll(unit, t -> symbol.applyAsInt(random.nextDouble()));
      }
    }
    PairwiseTransferEntropy all =
        PairwiseTransferEntropy.between(
            Symbols.ofSeries(base, series[0]), Symbols.ofSeries(base, series[1]), embedding);
    return Rejections.of(
        IntStream.range(0, 40_000)
            .mapToDouble(pair -> all.get(pair / 200, pair % 200).pValue())
            .filter(p -> !Double.isNaN(p))
            .toArray(),
        40_000);
  }

  /** The F-test of independent Gaussian numbers, so many dimensions of A, B and what is given. */
  public static Rejections gaussian(
      ContinuousEstimator estimator, int dimensions, int given, int samples) {
    double[] p =
        IntStream.range(0, 40_000)
            .parallel()
            .mapToDouble(
                run -> {
                  SplittableRandom random = new SplittableRandom(97L * run + samples);
                  double[][] a = normal(random, dimensions, samples);
                  double[][] b = normal(random, dimensions, samples);
                  double[][] c = normal(random, given, samples);
                  int[] times = IntStream.range(0, samples).toArray();
                  return estimator.pValue(estimator.information(a, b, c, times), a, b, c);
                })
            .toArray();
    return Rejections.of(p, p.length);
  }

  private static double[][] normal(SplittableRandom random, int dimensions, int samples) {
    double[][] columns = new double[dimensions][samples];
    for (double[] column : columns) {
      Arrays.setAll(column, i -> random.nextGaussian());
    }
    return columns;
  }

  /** Discrete processes whose transfer entropy is known. */
  public enum OfSymbols {
    /** A coin that is copied with 10 % errors. */
    COPY(2, 0.1),
    /** The same with 30 % errors. */
    POOR_COPY(2, 0.3),
    /** The exclusive or of the coin and the target's past, with 20 % errors. */
    XOR(2, 0.2),
    /** One of four symbols, copied with 30 % errors. */
    FOUR_SYMBOLS(4, 0.3);

    private final int base;
    private final double errors;

    OfSymbols(int base, double errors) {
      this.base = base;
      this.errors = errors;
    }

    double nats() {
      double entropyOfErrors = -errors * Math.log(errors) - (1 - errors) * Math.log(1 - errors);
      return Math.log(base) - entropyOfErrors - errors * Math.log(base - 1);
    }

    private Interval interval(int n, long seed, Estimator estimator, Resampling resampling) {
      SplittableRandom random = new SplittableRandom(seed);
      int[] x = random.ints(n + 1, 0, base).toArray();
      int[] y = new int[n + 1];
      for (int t = 1; t <= n; t++) {
        int told = this == XOR ? x[t - 1] ^ y[t - 1] : x[t - 1];
        boolean wrong = random.nextDouble() < errors;
        y[t] = wrong ? (told + 1 + random.nextInt(base - 1)) % base : told;
      }
      return TransferEntropy.of(
              Symbols.ofSeries(base, x), Symbols.ofSeries(base, y), Embedding.oneStep())
          .with(estimator)
          .interval(resampling)
          .estimate()
          .interval()
          .orElseThrow();
    }

    /** Share of the runs whose interval contains the true value. */
    public double coverage(int n, int runs, Estimator estimator, Resampling resampling) {
      return share(runs, nats(), run -> interval(n, 7919L * run + n, estimator, resampling));
    }
  }

  /** Real-valued processes whose information is known. */
  public enum OfNumbers {
    /** Two Gaussians of correlation 0.5. */
    CORRELATED(-Math.log(1 - 0.25) / 2),
    /** Two Gaussians of correlation 0.9. */
    STRONGLY_CORRELATED(-Math.log(1 - 0.81) / 2),
    /** y' = 0.5 y + 0.6 x + noise. */
    DRIVEN(Math.log(1 + 0.36) / 2),
    /** y' = 0.5 y + 1.5 x + noise. */
    STRONGLY_DRIVEN(Math.log(1 + 2.25) / 2);

    private final double nats;

    OfNumbers(double nats) {
      this.nats = nats;
    }

    private ContinuousInformation<?> information(int n, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      double[] x = new double[n + 1];
      double[] y = new double[n + 1];
      Arrays.setAll(x, t -> random.nextGaussian());
      for (int t = 0; t <= n; t++) {
        double noise = random.nextGaussian();
        y[t] =
            switch (this) {
              case CORRELATED -> 0.5 * x[t] + Math.sqrt(0.75) * noise;
              case STRONGLY_CORRELATED -> 0.9 * x[t] + Math.sqrt(0.19) * noise;
              case DRIVEN -> t == 0 ? noise : 0.5 * y[t - 1] + 0.6 * x[t - 1] + noise;
              case STRONGLY_DRIVEN -> t == 0 ? noise : 0.5 * y[t - 1] + 1.5 * x[t - 1] + noise;
            };
      }
      return this == DRIVEN || this == STRONGLY_DRIVEN
          ? TransferEntropy.of(Values.ofSeries(x), Values.ofSeries(y), Embedding.oneStep())
          : MutualInformation.between(Values.ofSeries(x), Values.ofSeries(y));
    }

    /** Share of the runs whose interval contains the true value. */
    public double coverage(int n, int runs, ContinuousEstimator estimator, Resampling resampling) {
      return share(
          runs,
          nats,
          run ->
              information(n, 7919L * run + n)
                  .with(estimator)
                  .interval(resampling)
                  .estimate()
                  .interval()
                  .orElseThrow());
    }
  }

  private interface Run {
    Interval interval(int run);
  }

  private static double share(int runs, double truth, Run run) {
    return IntStream.range(0, runs)
            .parallel()
            .mapToObj(run::interval)
            .filter(interval -> interval.lowNats() <= truth && truth <= interval.highNats())
            .count()
        / (double) runs;
  }
}
