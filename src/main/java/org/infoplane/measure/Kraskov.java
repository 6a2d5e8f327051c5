package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;

/**
 * Nearest-neighbour information (KSG), under the maximum norm over all dimensions of all variables,
 * reproducible to the last bit. Counts n are of other observations nearer than the k-th neighbour;
 * N is 1 plus the number of observations outside the Theiler window.
 *
 * <table>
 * <caption>The mean over all observations of</caption>
 * <tr><th>algorithm</th><th>I(A;B)</th><th>I(A;B|C)</th></tr>
 * <tr><td>1, counts of strictly nearer ones</td>
 *     <td>psi(k) + psi(N) - psi(n_a + 1) - psi(n_b + 1)</td>
 *     <td>psi(k) + psi(n_c + 1) - psi(n_ac + 1) - psi(n_bc + 1)</td></tr>
 * <tr><td>2, counts up to the farthest of the k in each variable</td>
 *     <td>psi(k) - 1/k + psi(N) - psi(n_a) - psi(n_b)</td>
 *     <td>psi(k) - 2/k + psi(n_c) - psi(n_ac) + 1/n_ac - psi(n_bc) + 1/n_bc</td></tr>
 * </table>
 *
 * <p>Repeated values (ReLU, rounding) have no density. For an observation with k' &gt; k others at
 * most as far as the k-th, the term is psi(k') + psi(n_c) - psi(n_ac) - psi(n_bc), with counts up
 * to that distance (Mesner and Shalizi), and the estimate warns of the share of ties. {@link
 * #withNoise} breaks ties instead.
 *
 * <p>One distance for all dimensions assumes equal scales: at a ratio of 100 between standard
 * deviations a third of the information is lost, at 1,000 all of it. Raw values with a ratio above
 * 10 are {@link #standardized()} with a warning, unless there is noise.
 *
 * @param neighbours k, at least 1
 * @param algorithm one of the two
 * @param theilerWindow largest difference in time of observations that are not neighbours
 * @param unitVariance whether each dimension is first scaled to mean 0 and sample variance 1
 * @param noise standard deviation of Gaussian noise then added to each value; 0 for none
 * @param seed of the noise
 * @see <a href="https://doi.org/10.1103/PhysRevE.69.066138">Kraskov et al. 2004</a>
 * @see <a href="https://doi.org/10.1103/PhysRevLett.99.204101">Frenzel and Pompe 2007, I(A;B|C) by
 *     algorithm 1</a>
 * @see <a href="https://doi.org/10.1109/TIT.2020.3024886">Mesner and Shalizi 2021, ties</a>
 * @see <a href="https://doi.org/10.1007/978-3-642-54474-3_1">Wibral et al. 2014, I(A;B|C) by
 *     algorithm 2</a>
 */
public record Kraskov(
    int neighbours,
    Algorithm algorithm,
    int theilerWindow,
    boolean unitVariance,
    double noise,
    long seed)
    implements ContinuousEstimator {

  /** Costs 0.02 nats at most (1,000 observations of correlation 0.9). */
  private static final double LARGEST_RATIO = 10;

  /** The two algorithms of Kraskov et al., with their extensions to conditional information. */
  public enum Algorithm {
    /** One distance for all variables. */
    ONE,
    /** A distance for each variable; conditional, its bias is 0.025 nats at 300 points. */
    TWO
  }

  /**
   * Checks the settings.
   *
   * @param neighbours k, at least 1
   * @param algorithm one of the two
   * @param theilerWindow at least 0
   * @param unitVariance whether dimensions are standardized
   * @param noise standard deviation, at least 0, finite
   * @param seed of the noise
   * @throws IllegalArgumentException if a number is out of range
   */
  public Kraskov {
    if (neighbours < 1) {
      throw new IllegalArgumentException(
          "neighbours must be at least 1, got %s; 4 is usual".formatted(neighbours));
    }
    if (theilerWindow < 0) {
      throw new IllegalArgumentException("theilerWindow must be at least 0, got " + theilerWindow);
    }
    if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("noise must be at least 0 and finite, got " + noise);
    }
  }

  /**
   * {@return a copy with another algorithm}
   *
   * @param which one of the two
   */
  public Kraskov algorithm(Algorithm which) {
    requireNonNull(which, "which must not be null");
    return new Kraskov(neighbours, which, theilerWindow, unitVariance, noise, seed);
  }

  /**
   * {@return a copy with a Theiler window}
   *
   * @param window largest excluded difference of times, at least 0
   * @throws IllegalArgumentException if the window is below 0
   */
  public Kraskov theiler(int window) {
    return new Kraskov(neighbours, algorithm, window, unitVariance, noise, seed);
  }

  /** {@return a copy that scales each dimension to mean 0 and sample variance 1, or to 0} */
  public Kraskov standardized() {
    return new Kraskov(neighbours, algorithm, theilerWindow, true, noise, seed);
  }

  /**
   * {@return a copy that adds Gaussian noise to each value, to break ties: {@link Random} of the
   * seed, dimension after dimension of a, b and given}
   *
   * @param amplitude standard deviation, at least 0; in standard deviations of the dimension if
   *     {@link #standardized()}
   * @param noiseSeed the same seed gives the same noise
   * @throws IllegalArgumentException if the amplitude is below 0, NaN or infinite
   */
  public Kraskov withNoise(double amplitude, long noiseSeed) {
    return new Kraskov(neighbours, algorithm, theilerWindow, unitVariance, amplitude, noiseSeed);
  }

  @Override
  public double information(double[][] a, double[][] b, double[][] given, int[] times) {
    Columns.check(a, b, given, times);
    if (needsScaling(a, b, given)) {
      return standardized().information(a, b, given, times);
    }
    TimeWindow window = window(times);
    double[][] noises = noises(a.length + b.length + given.length, times.length);
    return new NeighbourInformation(
            prepare(a, noises, 0), prepare(given, noises, a.length + b.length), window, this)
        .with(prepare(b, noises, a.length));
  }

  /** Whether dimensions of large variance would hide those of small variance. */
  boolean needsScaling(double[][]... variables) {
    return !unitVariance
        && noise == 0
        && Columns.ratioOfDeviations(Columns.join(variables)) > LARGEST_RATIO;
  }

  /** A checked window that leaves each observation enough neighbours. */
  TimeWindow window(int[] times) {
    TimeWindow window = new TimeWindow(times, theilerWindow);
    for (int i = 0; i < times.length; i++) {
      if (times.length - window.size(i) < neighbours) {
        throw new IllegalArgumentException(
            "neighbours must be at most %s, got %s: that many of %s points are outside the Theiler window of %s around point %s. Pass fewer neighbours, more points or a narrower window."
                .formatted(
                    times.length - window.size(i), neighbours, times.length, theilerWindow, i));
      }
    }
    return window;
  }

  /** The noise of each dimension, drawn one after the other; empty without noise. */
  double[][] noises(int dimensions, int n) {
    double[][] noises = new double[noise > 0 ? dimensions : 0][n];
    Random random = new Random(seed);
    for (double[] one : noises) {
      Arrays.setAll(one, i -> noise * random.nextGaussian());
    }
    return noises;
  }

  /** Scaled copies, with noise from the index {@code first} on. */
  double[][] prepare(double[][] columns, double[][] noises, int first) {
    double[][] ready = new double[columns.length][];
    for (int d = 0; d < ready.length; d++) {
      ready[d] = unitVariance ? Columns.standardized(columns[d]) : columns[d].clone();
      for (int i = 0; noise > 0 && i < ready[d].length; i++) {
        ready[d][i] += noises[first + d][i];
      }
    }
    return ready;
  }

  /** Empty: the null distribution is unknown; use surrogates. */
  @Override
  public OptionalLong degreesOfFreedom(double[][] a, double[][] b, double[][] given) {
    Columns.requireNonNulls(a, b, given);
    return OptionalLong.empty();
  }

  @Override
  public double pValue(double nats, double[][] a, double[][] b, double[][] given) {
    Columns.requireNonNulls(a, b, given);
    return Double.NaN;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "Kraskov, %d neighbours, algorithm %d%s%s%s",
        neighbours,
        algorithm == Algorithm.ONE ? 1 : 2,
        theilerWindow == 0 ? "" : ", Theiler window " + theilerWindow,
        unitVariance ? ", standardized" : "",
        noise == 0 ? "" : ", noise " + noise + ", seed " + seed);
  }
}
