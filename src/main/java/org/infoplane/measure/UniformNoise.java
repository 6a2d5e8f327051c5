package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.symbol.Values;

/**
 * Independent uniform noise on the inputs of a layer, for {@link EffectiveInformation}. Immutable.
 */
public final class UniformNoise {

  private final double[] low;
  private final double[] high;
  private final int samples;
  private final long seed;

  private UniformNoise(double[] low, double[] high, int samples, long seed) {
    if (samples < 1) {
      throw new IllegalArgumentException(
          "samples must be at least 1 (better 10,000), got " + samples);
    }
    this.low = low;
    this.high = high;
    this.samples = samples;
    this.seed = seed;
  }

  /**
   * {@return noise on the same range for all inputs, such as that of the activation}
   *
   * @param inputs number of inputs, at least 1
   * @param low left end of the range
   * @param high right end of the range
   * @param samples number of samples, at least 1
   * @param seed the same seed gives the same noise
   * @throws IllegalArgumentException if the range is empty or not finite, or a number is below 1
   */
  public static UniformNoise on(int inputs, double low, double high, int samples, long seed) {
    if (inputs < 1) {
      throw new IllegalArgumentException("inputs must be at least 1, got " + inputs);
    }
    if (!(low < high) || Double.isInfinite(high - low)) {
      throw new IllegalArgumentException(
          "The range must be finite with low < high, got %s to %s".formatted(low, high));
    }
    double[] lows = new double[inputs];
    double[] highs = new double[inputs];
    Arrays.fill(lows, low);
    Arrays.fill(highs, high);
    return new UniformNoise(lows, highs, samples, seed);
  }

  /**
   * {@return noise on the observed range of each unit, for activations without bounds; a constant
   * unit stays constant}
   *
   * @param observed {@code samples x inputs}, finite, at least one of each
   * @param samples number of samples, at least 1
   * @param seed the same seed gives the same noise
   * @throws IllegalArgumentException if there is no value, one is NaN or infinite, or {@code
   *     samples} is below 1
   */
  public static UniformNoise onRangeOf(Values observed, int samples, long seed) {
    requireNonNull(observed, "observed must not be null");
    if (observed.samples() == 0 || observed.units() == 0 || !observed.isFinite()) {
      throw new IllegalArgumentException(
          "observed must be finite values, at least one of each unit, got samples x units = %s x %s%s"
              .formatted(
                  observed.samples(),
                  observed.units(),
                  observed.isFinite() ? "" : ", some of them NaN or infinite"));
    }
    double[][] columns = new double[observed.units()][observed.samples()];
    observed.columns(0, columns);
    return new UniformNoise(
        Arrays.stream(columns)
            .mapToDouble(column -> Arrays.stream(column).min().orElseThrow())
            .toArray(),
        Arrays.stream(columns)
            .mapToDouble(column -> Arrays.stream(column).max().orElseThrow())
            .toArray(),
        samples,
        seed);
  }

  /** {@return the number of inputs} */
  public int inputs() {
    return low.length;
  }

  /** {@return the number of samples} */
  public int samples() {
    return samples;
  }

  /** {@return the noise, {@code samples() x inputs()}, in double precision} */
  public Values values() {
    SplittableRandom random = Draws.random(seed, 0);
    double[][] rows = new double[samples][low.length];
    for (double[] row : rows) {
      for (int unit = 0; unit < row.length; unit++) {
        row[unit] = low[unit] + (high[unit] - low[unit]) * random.nextDouble();
      }
    }
    return Values.ofRows(rows);
  }

  @Override
  public String toString() {
    double least = Arrays.stream(low).min().orElseThrow();
    double most = Arrays.stream(high).max().orElseThrow();
    return "uniform noise on %s inputs from %s to %s, %s samples, seed %s"
        .formatted(low.length, least, most, samples, seed);
  }
}
