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
          "Asked for %s samples of noise. Pass at least 1, better 10,000.".formatted(samples));
    }
    this.low = low;
    this.high = high;
    this.samples = samples;
    this.seed = seed;
  }

  /**
   * {@return noise on one range, such as that of the activation}
   *
   * @param inputs how many there are, at least 1
   * @param low left end of the range
   * @param high right end of the range
   * @param samples how many, at least 1
   * @param seed the same seed gives the same noise
   * @throws IllegalArgumentException if the range is not finite or empty, or a number is below 1
   */
  public static UniformNoise on(int inputs, double low, double high, int samples, long seed) {
    if (inputs < 1) {
      throw new IllegalArgumentException(
          "Asked for noise on %s inputs. Pass at least 1.".formatted(inputs));
    }
    if (!(low < high) || Double.isInfinite(high - low)) {
      throw new IllegalArgumentException(
          "Asked for noise from %s to %s. Pass a finite range with low < high."
              .formatted(low, high));
    }
    double[] lows = new double[inputs];
    double[] highs = new double[inputs];
    Arrays.fill(lows, low);
    Arrays.fill(highs, high);
    return new UniformNoise(lows, highs, samples, seed);
  }

  /**
   * {@return noise on the range that each unit has in some values, where the activation has none; a
   * constant unit stays constant}
   *
   * @param observed {@code samples x inputs}, finite, at least one of each
   * @param samples how many, at least 1
   * @param seed the same seed gives the same noise
   * @throws IllegalArgumentException if there is no value, one is NaN or infinite, or the number is
   *     below 1
   */
  public static UniformNoise onRangeOf(Values observed, int samples, long seed) {
    requireNonNull(observed, "observed must not be null");
    if (observed.samples() == 0 || observed.units() == 0 || !observed.isFinite()) {
      throw new IllegalArgumentException(
          "Asked for noise on the range of %s samples of %s units%s. Pass finite numbers, at least one of each unit."
              .formatted(
                  observed.samples(),
                  observed.units(),
                  observed.isFinite() ? "" : ", some of which are NaN or infinite"));
    }
    double[][] columns = new double[observed.units()][observed.samples()];
    observed.columns(0, columns);
    double[] low = new double[columns.length];
    double[] high = new double[columns.length];
    for (int unit = 0; unit < columns.length; unit++) {
      low[unit] = Arrays.stream(columns[unit]).min().orElseThrow();
      high[unit] = Arrays.stream(columns[unit]).max().orElseThrow();
    }
    return new UniformNoise(low, high, samples, seed);
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
