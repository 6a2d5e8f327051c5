package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;

/**
 * Information from distances to nearest neighbours, under the maximum norm over all dimensions of
 * all variables (KSG). Counts n are of other observations nearer than the k-th neighbour.
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
 * <p>N is the number of observations that could be neighbours, and itself: n if there is no window.
 *
 * <p>Where numbers of a dimension repeat (ReLU, rounding), there is no density. There the mean is
 * over observations of psi(k') + psi(n_c) - psi(n_ac) - psi(n_bc), with k' others at most as far as
 * the k-th and counts up to that distance, if k' is not k (Mesner and Shalizi); an estimate warns
 * of the share of ties. {@link #withNoise} parts them instead.
 *
 * <p>One distance for all dimensions takes them to vary alike: at a ratio of 100 between their
 * standard deviations a third of the information is lost, at 1,000 all of it. Raw numbers with a
 * ratio above 10 are brought to variance 1 as by {@link #standardized()}, unless there is noise; an
 * estimate says so.
 *
 * <p>The same numbers give the same value to the last bit, however many threads there are.
 *
 * @param neighbours k, at least 1
 * @param algorithm which of the two
 * @param theilerWindow observations whose times differ by at most this are no neighbours of each
 *     other; 0 excludes only the observation itself
 * @param unitVariance if each dimension is first brought to mean 0 and sample variance (n - 1) 1
 * @param noise standard deviation of Gaussian noise added to each number, after that; 0 for none
 * @param seed of the noise
 * @see <a href="https://doi.org/10.1103/PhysRevE.69.066138">Kraskov, Stoegbauer and Grassberger
 *     2004</a>
 * @see <a href="https://doi.org/10.1103/PhysRevLett.99.204101">Frenzel and Pompe 2007, algorithm 1
 *     with a condition</a>
 * @see <a href="https://doi.org/10.1109/TIT.2020.3024886">Mesner and Shalizi 2021, numbers that
 *     repeat</a>
 * @see <a href="https://doi.org/10.1007/978-3-642-54474-3_1">Wibral, Vicente and Lindner 2014,
 *     algorithm 2 with a condition</a>
 */
public record Kraskov(
    int neighbours,
    Algorithm algorithm,
    int theilerWindow,
    boolean unitVariance,
    double noise,
    long seed)
    implements ContinuousEstimator {

  /** The value is 0.02 nats too small at most (1,000 observations of correlation 0.9). */
  private static final double LARGEST_RATIO = 10;

  /** The two of Kraskov et al., and what others made of them for conditional information. */
  public enum Algorithm {
    /** One distance for all variables. */
    ONE,
    /**
     * A distance for each variable; given others, 0.025 nats too much for 300 independent points,
     * and still 0.01 for 30,000.
     */
    TWO
  }

  /**
   * Checks the settings.
   *
   * @param neighbours k, at least 1
   * @param algorithm which of the two
   * @param theilerWindow at least 0
   * @param unitVariance if dimensions are standardized
   * @param noise standard deviation, at least 0, finite
   * @param seed of the noise
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Kraskov {
    if (neighbours < 1) {
      throw new IllegalArgumentException(
          "Asked for %s neighbours. Pass at least 1; 4 is usual.".formatted(neighbours));
    }
    if (theilerWindow < 0) {
      throw new IllegalArgumentException(
          "Asked for a Theiler window of %s. Pass 0 for none, or more.".formatted(theilerWindow));
    }
    if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Asked for noise of amplitude %s. Pass 0 for none, or a finite number above."
              .formatted(noise));
    }
  }

  /**
   * {@return a copy with one of the two algorithms}
   *
   * @param which one of the two
   */
  public Kraskov algorithm(Algorithm which) {
    requireNonNull(which, "which must not be null");
    return new Kraskov(neighbours, which, theilerWindow, unitVariance, noise, seed);
  }

  /**
   * {@return a copy in which observations near in time are no neighbours}
   *
   * @param window largest difference of times that is too near, at least 0
   * @throws IllegalArgumentException if it is below 0
   */
  public Kraskov theiler(int window) {
    return new Kraskov(neighbours, algorithm, window, unitVariance, noise, seed);
  }

  /**
   * {@return a copy that first brings each dimension to mean 0 and sample variance 1; constant ones
   * become 0}
   */
  public Kraskov standardized() {
    return new Kraskov(neighbours, algorithm, theilerWindow, true, noise, seed);
  }

  /**
   * Adds Gaussian noise to each number, to part those that coincide: {@link Random} of the seed,
   * dimension after dimension of a, b and given.
   *
   * @param amplitude standard deviation, at least 0; in standard deviations of the dimension if
   *     {@link #standardized()}
   * @param noiseSeed the same seed gives the same numbers
   * @return a copy with it
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

  /** Whether raw numbers would hide the dimensions that vary least behind those that vary most. */
  boolean needsScaling(double[][]... variables) {
    return !unitVariance
        && noise == 0
        && Columns.ratioOfDeviations(Columns.join(variables)) > LARGEST_RATIO;
  }

  /** Times that leave each observation enough neighbours. */
  TimeWindow window(int[] times) {
    TimeWindow window = new TimeWindow(times, theilerWindow);
    for (int i = 0; i < times.length; i++) {
      if (times.length - window.size(i) < neighbours) {
        throw new IllegalArgumentException(
            "Asked for %s neighbours of %s points, but point %s has %s others outside its Theiler window of %s. Pass fewer neighbours, more points or a narrower window."
                .formatted(
                    neighbours, times.length, i, times.length - window.size(i), theilerWindow));
      }
    }
    return window;
  }

  /** The noise of so many dimensions of n numbers, one after the other; none if there is none. */
  double[][] noises(int dimensions, int n) {
    double[][] noises = new double[noise > 0 ? dimensions : 0][n];
    Random random = new Random(seed);
    for (double[] one : noises) {
      Arrays.setAll(one, i -> noise * random.nextGaussian());
    }
    return noises;
  }

  /** Scaled copies, with the noise of the dimensions from the first on. */
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

  /** None: the distribution without information is not known; use surrogates. */
  @Override
  public OptionalLong degreesOfFreedom(double[][] a, double[][] b, double[][] given) {
    Columns.requireNonNulls(a, b, given);
    return OptionalLong.empty();
  }

  /** None. */
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
