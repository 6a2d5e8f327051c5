package org.infoplane.data;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.infoplane.symbol.Values;

/**
 * A random recurrent network whose links are known, driven by a common input: a test of what claims
 * to find links. Immutable.
 *
 * <p>{@code x(t + 1) = tanh(W x(t) + common * w u(t + 1) + noise * e(t + 1))} from {@code x(0) =
 * 0}, with u the input that all units share and e the private noise of each unit, all standard
 * normal and independent. A share of the possible links, drawn at random, none of a unit to itself,
 * has weights from a standard normal distribution, scaled to the spectral radius; so is w,
 * unscaled.
 *
 * <p>A simple recurrent layer of Deeplearning4j with {@link #inputs()}, {@link #inputWeights()},
 * {@link #recurrentWeights()}, no bias and tanh has the same {@link #states()}.
 */
public final class Wires {

  /**
   * What kind of network.
   *
   * @param units how many, at least 2
   * @param share of the possible links that are there, above 0 to 1
   * @param radius spectral radius of the recurrent weights, above 0; below 1 the past is forgotten
   * @param noise standard deviation of the private noise, at least 0
   * @param common weight of the common input, at least 0
   */
  public record Kind(int units, double share, double radius, double noise, double common) {

    /** 40 units, 10 % of the links, spectral radius 0.9, private noise 0.1, common input 0.3. */
    public static final Kind STANDARD = new Kind(40, 0.1, 0.9, 0.1, 0.3);

    /**
     * Checks the numbers.
     *
     * @param units how many
     * @param share of the links
     * @param radius spectral radius
     * @param noise standard deviation of the private noise
     * @param common weight of the common input
     * @throws IllegalArgumentException if one is outside its range
     */
    public Kind {
      boolean fits =
          units >= 2 && share > 0 && share <= 1 && radius > 0 && noise >= 0 && common >= 0;
      if (!fits || !Double.isFinite(radius + noise + common)) {
        throw new IllegalArgumentException(
            "Asked for a network of %s units, a share %s of the links, spectral radius %s, noise %s and common input %s. Pass at least 2 units, a share up to 1 and a radius above 0, and finite numbers that are not negative."
                .formatted(units, share, radius, noise, common));
      }
    }
  }

  // Not SplittableRandom's own increment, or networks would be one stream, shifted.
  private static final long STREAM = 0xD1342543DE82EF95L;

  private static final double SMALLEST_RADIUS = 1e-6;

  private final double[][] recurrent;
  private final double[][] ofInput;
  private final double[][] inputs;
  private final double[][] states;

  private Wires(double[][] recurrent, double[][] ofInput, double[][] inputs, double[][] states) {
    this.recurrent = recurrent;
    this.ofInput = ofInput;
    this.inputs = inputs;
    this.states = states;
  }

  /**
   * {@return the standard network, run for some steps}
   *
   * @param steps at least 1
   * @param seed of weights and inputs; the same seed gives the same network and the same numbers
   * @throws IllegalArgumentException if there is no step
   */
  public static Wires of(int steps, long seed) {
    return of(Kind.STANDARD, steps, seed);
  }

  /**
   * {@return a network of any kind, run for some steps}
   *
   * @param kind size and strengths, such as {@code new Wires.Kind(20, 0.1, 0.9, 0.1, 0.3)}
   * @param steps at least 1
   * @param seed of weights and inputs; the same seed gives the same network and the same numbers
   * @throws IllegalArgumentException if there is no step, or the links that were drawn make no
   *     loop, so that no scale gives the spectral radius
   */
  public static Wires of(Kind kind, int steps, long seed) {
    requireNonNull(kind, "kind must not be null");
    if (steps < 1) {
      throw new IllegalArgumentException(
          "Asked to run a network for %s steps. Pass at least 1.".formatted(steps));
    }
    SplittableRandom random = new SplittableRandom(seed * STREAM);
    double[][] recurrent = weights(kind, random);
    double[][] ofInput = new double[1 + kind.units()][kind.units()];
    for (int unit = 0; unit < kind.units(); unit++) {
      ofInput[0][unit] = kind.common() * random.nextGaussian();
      ofInput[1 + unit][unit] = kind.noise();
    }
    double[][] inputs = new double[steps][1 + kind.units()];
    for (double[] step : inputs) {
      Arrays.setAll(step, i -> random.nextGaussian());
    }
    return new Wires(recurrent, ofInput, inputs, run(recurrent, ofInput, inputs));
  }

  private static double[][] weights(Kind kind, SplittableRandom random) {
    int units = kind.units();
    int possible = Math.multiplyExact(units, units - 1);
    int left = Math.max(1, (int) Math.round(kind.share() * possible));
    double[][] weights = new double[units][units];
    for (int place = 0; place < possible; place++) { // each choice of as many is equally likely
      if (random.nextInt(possible - place) < left) {
        int from = place / (units - 1);
        int to = place % (units - 1);
        weights[from][to < from ? to : to + 1] = random.nextGaussian();
        left--;
      }
    }
    double radius = spectralRadius(weights);
    if (radius < SMALLEST_RADIUS) {
      throw new IllegalArgumentException(
          "Asked for a spectral radius of %s, but the links of %s units that were drawn make no loop. Pass more units, more links or another seed."
              .formatted(kind.radius(), units));
    }
    for (double[] row : weights) {
      for (int to = 0; to < units; to++) {
        row[to] *= kind.radius() / radius;
      }
    }
    return weights;
  }

  /** |W^m|^(1/m) of a large m, by squaring: the largest of the absolute eigenvalues. */
  static double spectralRadius(double[][] weights) {
    double[][] power = weights;
    double logarithm = 0;
    double exponent = 1;
    for (int i = 0; i < 40; i++) {
      double size =
          Math.sqrt(Arrays.stream(power).flatMapToDouble(Arrays::stream).map(w -> w * w).sum());
      if (size == 0) {
        return 0;
      }
      logarithm += Math.log(size) * exponent;
      exponent /= 2;
      power = squared(power, size);
    }
    return Math.exp(logarithm);
  }

  private static double[][] squared(double[][] matrix, double scale) {
    int n = matrix.length;
    double[][] product = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        double weight = matrix[i][k] / scale;
        for (int j = 0; j < n; j++) {
          product[i][j] += weight * (matrix[k][j] / scale);
        }
      }
    }
    return product;
  }

  private static double[][] run(double[][] recurrent, double[][] ofInput, double[][] inputs) {
    int units = recurrent.length;
    double[][] states = new double[inputs.length][units];
    for (int t = 0; t < states.length; t++) {
      double[] sums = states[t];
      for (int i = 0; i <= units; i++) {
        add(ofInput[i], inputs[t][i], sums);
      }
      for (int from = 0; t > 0 && from < units; from++) {
        add(recurrent[from], states[t - 1][from], sums);
      }
      for (int unit = 0; unit < units; unit++) {
        sums[unit] = Math.tanh(sums[unit]);
      }
    }
    return states;
  }

  private static void add(double[] weights, double times, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += weights[i] * times;
    }
  }

  /** {@return the state of each unit after each step, {@code steps x units}} */
  public Values states() {
    return Values.ofRows(states);
  }

  /** {@return the common input of each step, {@code steps x 1}; it acts in the same step} */
  public Values input() {
    return Values.view(inputs.length, 1, (step, one) -> inputs[step][one]);
  }

  /**
   * {@return the common input and the private noise of each unit, {@code steps x (1 + units)}: what
   * a network of another library needs for the same states}
   */
  public Values inputs() {
    return Values.ofRows(inputs);
  }

  /**
   * {@return which links there are, {@code boolean[from][to]}; none of a unit to itself; a copy}
   */
  public boolean[][] links() {
    boolean[][] links = new boolean[recurrent.length][recurrent.length];
    for (int from = 0; from < links.length; from++) {
      for (int to = 0; to < links.length; to++) {
        links[from][to] = recurrent[from][to] != 0;
      }
    }
    return links;
  }

  /** {@return W, {@code double[from][to]}; a copy} */
  public double[][] recurrentWeights() {
    return copy(recurrent);
  }

  /**
   * {@return the weights of {@link #inputs()}, {@code double[1 + units][units]}: the common
   * input's, then the noise on the diagonal; a copy}
   */
  public double[][] inputWeights() {
    return copy(ofInput);
  }

  private static double[][] copy(double[][] weights) {
    return Arrays.stream(weights).map(double[]::clone).toArray(double[][]::new);
  }

  @Override
  public String toString() {
    return "random network of %s units, %s steps".formatted(recurrent.length, states.length);
  }
}
