package org.infoplane.data;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.infoplane.symbol.Values;

/**
 * A random recurrent network with known links, driven by a common input: a test for methods of link
 * inference. Immutable.
 *
 * <p>{@code x(t + 1) = tanh(W x(t) + common * w u(t + 1) + noise * e(t + 1))} from {@code x(0) =
 * 0}, with the common input u and the private noise e of each unit, all independent and standard
 * normal. A random share of the possible links (none from a unit to itself) has standard normal
 * weights, scaled to the spectral radius; w is standard normal, too.
 *
 * <p>A Deeplearning4j {@code SimpleRnn} layer with {@link #inputs()}, {@link #inputWeights()},
 * {@link #recurrentWeights()}, no bias and tanh has the same {@link #states()}.
 */
public final class Wires {

  /**
   * The parameters of a network.
   *
   * @param units number of units, at least 2
   * @param share of the possible links that exist, above 0 to 1
   * @param radius spectral radius of the recurrent weights, above 0; below 1 the history fades
   * @param noise standard deviation of the private noise, at least 0
   * @param common weight of the common input, at least 0
   */
  public record Kind(int units, double share, double radius, double noise, double common) {

    /** 40 units, 10 % of the links, spectral radius 0.9, private noise 0.1, common input 0.3. */
    public static final Kind STANDARD = new Kind(40, 0.1, 0.9, 0.1, 0.3);

    /**
     * Checks the ranges.
     *
     * @param units number of units
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
            "units must be at least 2, got %s; share above 0 to 1, got %s; radius above 0, got %s; noise and common at least 0 and finite, got %s and %s"
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
   * @param seed determines weights and inputs
   * @throws IllegalArgumentException if steps are below 1
   */
  public static Wires of(int steps, long seed) {
    return of(Kind.STANDARD, steps, seed);
  }

  /**
   * {@return a network of any kind, run for some steps}
   *
   * @param kind such as {@code new Wires.Kind(20, 0.1, 0.9, 0.1, 0.3)}
   * @param steps at least 1
   * @param seed determines weights and inputs
   * @throws IllegalArgumentException if steps are below 1, or the drawn links have no cycle, so
   *     that their spectral radius is 0
   */
  public static Wires of(Kind kind, int steps, long seed) {
    requireNonNull(kind, "kind must not be null");
    Require.atLeast(1, "steps", steps);
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
    for (int place = 0; place < possible; place++) { // sampling without replacement
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
          "The links drawn between %s units have no cycle, so their spectral radius cannot be %s. Pass more units, more links or another seed."
              .formatted(units, kind.radius()));
    }
    for (double[] row : weights) {
      for (int to = 0; to < units; to++) {
        row[to] *= kind.radius() / radius;
      }
    }
    return weights;
  }

  /** The largest absolute eigenvalue, as |W^m|^(1/m) for large m, by squaring. */
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

  /** {@return the common input, {@code steps x 1}; it acts in the same step} */
  public Values input() {
    return Values.view(inputs.length, 1, (step, one) -> inputs[step][one]);
  }

  /** {@return the common input and the private noise of each unit, {@code steps x (1 + units)}} */
  public Values inputs() {
    return Values.ofRows(inputs);
  }

  /** {@return whether links exist, {@code boolean[from][to]}} */
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
   * {@return the weights of {@link #inputs()}, {@code double[1 + units][units]}: of the common
   * input, then of the noise on a diagonal; a copy}
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
