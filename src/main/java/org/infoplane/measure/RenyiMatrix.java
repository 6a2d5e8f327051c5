package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.apache.commons.math3.exception.MaxCountExceededException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.symbol.Values;

/**
 * Renyi's entropy of the eigenvalues of a kernel matrix, without estimating a density. Immutable;
 * O(n^3) except for alpha 2.
 *
 * <p>With K_ij = exp(-|x_i - x_j|^2 / (2 width^2)) and A = K / n, in nats: S_alpha(A) = ln(sum of
 * lambda^alpha) / (1 - alpha), between 0 (all samples equal) and ln n (all far apart). The joint
 * entropy is that of the elementwise product of two matrices, normalised to trace 1.
 *
 * @param alpha order, above 0; 1 is von Neumann's entropy -sum lambda ln lambda, 2 needs no
 *     eigenvalues
 * @see <a href="https://doi.org/10.1109/TIT.2014.2370058">Sanchez Giraldo, Rao and Principe
 *     2015</a>
 */
public record RenyiMatrix(double alpha) {

  // Nearer to 1 the quotient by 1 - alpha loses all digits.
  private static final double NEAR_ONE = 1e-6;
  private static final int MATRICES = 4;

  /**
   * Validates the order.
   *
   * @param alpha order, above 0
   * @throws IllegalArgumentException if {@code alpha} is not finite and above 0
   */
  public RenyiMatrix {
    requireOrder(alpha);
  }

  static void requireOrder(double alpha) {
    if (!(alpha > 0 && alpha < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "alpha must be finite and above 0 (1.01 is usual), got " + alpha);
    }
  }

  /**
   * {@return the entropy, S(X)}
   *
   * @param x {@code samples x units}, at least 1 of each, finite
   * @param width of the Gaussian kernel, above 0, in the unit of {@code x}
   * @throws IllegalArgumentException if {@code x} is empty or has NaN or infinite values, or the
   *     width is not above 0
   */
  public Estimate entropy(Values x, double width) {
    requireNonNull(x, "x must not be null");
    return Estimate.plain(entropy(kernel(x, width)), name(), x.samples());
  }

  String name() {
    return "Renyi matrix, alpha " + alpha;
  }

  /**
   * {@return I(X;T) = S(X) + S(T) - S(X,T); without a null by default, since each surrogate costs
   * as much as the value}
   *
   * @param x {@code samples x units}, at least 1 of each, finite
   * @param widthX of the kernel of {@code x}, above 0
   * @param t {@code samples x units}, the same samples
   * @param widthT of the kernel of {@code t}, above 0
   * @throws IllegalArgumentException as in {@link #entropy}, or if the numbers of samples differ
   */
  public Information mutualInformation(Values x, double widthX, Values t, double widthT) {
    requireNonNull(x, "x must not be null");
    requireNonNull(t, "t must not be null");
    if (x.samples() != t.samples()) {
      throw new IllegalArgumentException(
          "x and t must have the same samples, got %s and %s".formatted(x.samples(), t.samples()));
    }
    return new Information(kernel(x, widthX), kernel(t, widthT), Null.none());
  }

  /** I(X;T) of two kernel matrices. Immutable. */
  public final class Information {
    private final double[][] ofX;
    private final double[][] ofT;
    private final Surrogates surrogates;

    private Information(double[][] ofX, double[][] ofT, Surrogates surrogates) {
      this.ofX = ofX;
      this.ofT = ofT;
      this.surrogates = surrogates;
    }

    /**
     * {@return the measure with another null, which reorders the samples of T}
     *
     * @param chosen such as {@code Null.globalShuffle(99, 1)}
     * @throws IllegalArgumentException if the null needs mini-batches, moves whole samples or
     *     changes values
     */
    public Information against(Surrogates chosen) {
      return new Information(ofX, ofT, Inference.ofLabels(chosen));
    }

    /** {@return the information, with its null} */
    public Estimate estimate() {
      double parts = entropy(ofX) + entropy(ofT);
      double value = parts - joint(ofX, ofT, Draws.identity(ofX.length));
      return Estimate.plain(value, name(), ofX.length)
          .tested(surrogates, ofX.length, order -> parts - joint(ofX, ofT, order));
    }

    @Override
    public String toString() {
      return name() + ", not measured yet: call estimate()";
    }
  }

  /** S(X,T) with the samples of T in another order. */
  private double joint(double[][] ofX, double[][] ofT, int[] order) {
    double[][] joint = new double[order.length][order.length];
    for (int i = 0; i < order.length; i++) {
      for (int j = 0; j < order.length; j++) {
        joint[i][j] = ofX[i][j] * ofT[order[i]][order[j]];
      }
    }
    return entropy(joint);
  }

  private static double[][] kernel(Values x, double width) {
    if (!(width > 0 && width < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("kernel width must be finite and above 0, got " + width);
    }
    double[][] rows = Rows.of(x);
    long bytes = 8L * rows.length * rows.length;
    if (MATRICES * bytes > Runtime.getRuntime().maxMemory()) {
      throw new IllegalArgumentException(
          "Kernel matrices of %s samples, %s MB each, do not fit in memory. Pass fewer samples, or start Java with more memory."
              .formatted(rows.length, bytes >> 20));
    }
    double[][] kernel = new double[rows.length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows.length; j++) {
        kernel[i][j] = Math.exp(-Rows.squaredDistance(rows[i], rows[j], width) / 2);
      }
    }
    return kernel;
  }

  private double entropy(double[][] kernel) {
    return alpha == 2 ? ofSquares(kernel) : ofEigenvalues(kernel);
  }

  /** The squared eigenvalues of a symmetric matrix add up to its squared elements. */
  private static double ofSquares(double[][] kernel) {
    double n = kernel.length;
    double sum = 0;
    for (double[] row : kernel) {
      for (double value : row) {
        sum += value / n * (value / n);
      }
    }
    return -Math.log(sum);
  }

  /** Falls back to singular values, which equal the eigenvalues, where QR does not converge. */
  private static double[] eigenvalues(Array2DRowRealMatrix kernel) {
    try {
      return new EigenDecomposition(kernel).getRealEigenvalues();
    } catch (MaxCountExceededException e) {
      return new SingularValueDecomposition(kernel).getSingularValues();
    }
  }

  /** The slow path, for any order; eigenvalues of the size of rounding errors count as 0. */
  double ofEigenvalues(double[][] kernel) {
    int n = kernel.length;
    double[] eigenvalues =
        Arrays.stream(eigenvalues(new Array2DRowRealMatrix(kernel, false)))
            .map(lambda -> lambda / n)
            .filter(lambda -> lambda > n * Math.ulp(1.0))
            .toArray();
    return Math.abs(alpha - 1) < NEAR_ONE
        ? -Arrays.stream(eigenvalues).map(lambda -> lambda * Math.log(lambda)).sum()
        : Math.log(Arrays.stream(eigenvalues).map(lambda -> Math.pow(lambda, alpha)).sum())
            / (1 - alpha);
  }
}
