package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Values;

/**
 * Bounds of I(X;T) for a deterministic layer with added Gaussian noise: T = f(X) + noise, X uniform
 * over the samples. Immutable; O(n^2 units).
 *
 * <p>With samples t and noise variance v of each unit, in nats:
 *
 * <pre>
 * upper = -mean_i ln mean_j exp(-|t_i - t_j|^2 / (2 v))
 * lower = -mean_i ln mean_j exp(-|t_i - t_j|^2 / (8 v))
 * </pre>
 *
 * Both are between 0 and ln n, and depend on the choice of v: the network has no noise.
 *
 * @see <a href="https://doi.org/10.3390/e19070361">Kolchinsky and Tracey 2017</a>
 * @see <a href="https://doi.org/10.1088/1742-5468/ab3985">Saxe et al. 2018, 2019</a>
 */
public final class KernelDensityBounds {

  private final double[][] rows;
  private final double noiseVariance;
  private final double[] bounds; // upper and lower

  private KernelDensityBounds(double[][] rows, double noiseVariance) {
    this.rows = rows;
    this.noiseVariance = noiseVariance;
    this.bounds = bounds(sample -> 0);
  }

  /**
   * {@return the bounds of I(X;T)}
   *
   * @param layer {@code samples x units}, at least 1 of each, finite
   * @param noiseVariance v, above 0, in the squared unit of the layer
   * @throws IllegalArgumentException if the layer is empty, a value is NaN or infinite, or the
   *     variance is not above 0
   */
  public static KernelDensityBounds of(Values layer, double noiseVariance) {
    requireNonNull(layer, "layer must not be null");
    requireVariance(noiseVariance);
    return new KernelDensityBounds(Rows.of(layer), noiseVariance);
  }

  static void requireVariance(double noiseVariance) {
    if (!(noiseVariance > 0 && noiseVariance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "noiseVariance must be finite and above 0, got " + noiseVariance);
    }
  }

  /** {@return the upper bound of I(X;T); it has no null, as it depends on the layer alone} */
  public Estimate upper() {
    return Estimate.plain(bounds[0], name("upper"), rows.length);
  }

  /** {@return the lower bound of I(X;T); it has no null, as it depends on the layer alone} */
  public Estimate lower() {
    return Estimate.plain(bounds[1], name("lower"), rows.length);
  }

  private String name(String side) {
    return "kernel density, %s bound, noise variance %s".formatted(side, noiseVariance);
  }

  /**
   * {@return I(T;Y), by default with 20 shuffles of the labels as null} It is the bound of H(T)
   * minus the mean over labels of that of H(T | label), as in the code of Saxe et al. A difference
   * of two upper or two lower bounds is not a bound but an estimate.
   *
   * @param labels groups of the samples
   * @throws IllegalArgumentException if the numbers of labels and samples differ
   */
  public OfLabels labels(Partition labels) {
    requireNonNull(labels, "labels must not be null");
    if (labels.samples() != rows.length) {
      throw new IllegalArgumentException(
          "labels must have one entry for each of the %s samples, got %s"
              .formatted(rows.length, labels.samples()));
    }
    return new OfLabels(labels, Null.globalShuffle(20, 42));
  }

  /** I(T;Y) of labels. Immutable. */
  public final class OfLabels {
    private final Partition labels;
    private final Surrogates surrogates;

    private OfLabels(Partition labels, Surrogates surrogates) {
      this.labels = labels;
      this.surrogates = surrogates;
    }

    /**
     * {@return the measure with another null, which permutes the labels}
     *
     * @param chosen such as {@code Null.globalShuffle(99, 1)}
     * @throws IllegalArgumentException if the null needs mini-batches, permutes whole samples or
     *     changes values
     */
    public OfLabels against(Surrogates chosen) {
      return new OfLabels(labels, Inference.ofLabels(chosen));
    }

    /** {@return the estimate from the upper bounds} */
    public Estimate upper() {
      return estimate("upper", 0);
    }

    /** {@return the estimate from the lower bounds} */
    public Estimate lower() {
      return estimate("lower", 1);
    }

    private Estimate estimate(String side, int bound) {
      return Estimate.plain(nats(labels, bound), name(side), rows.length)
          .tested(surrogates, rows.length, order -> nats(labels.reorder(order), bound));
    }

    private double nats(Partition groups, int bound) {
      return bounds[bound] - bounds(groups::get)[bound];
    }

    @Override
    public String toString() {
      return "information of labels by kernel density, not measured yet: call upper() or lower()";
    }
  }

  /** Upper and lower bound within groups, weighted by their share of the samples. */
  private double[] bounds(IntUnaryOperator group) {
    double[][] ofRows =
        IntStream.range(0, rows.length)
            .parallel()
            .mapToObj(i -> bounds(group, i))
            .toArray(double[][]::new);
    double[] mean = new double[2];
    for (double[] ofRow : ofRows) {
      mean[0] += ofRow[0] / rows.length;
      mean[1] += ofRow[1] / rows.length;
    }
    return mean;
  }

  private double[] bounds(IntUnaryOperator group, int i) {
    int own = group.applyAsInt(i);
    double narrow = 0;
    double wide = 0;
    int size = 0;
    for (int j = 0; j < rows.length; j++) {
      if (group.applyAsInt(j) == own) {
        double kernel = Math.exp(-Rows.squaredDistance(rows[i], rows[j], 1) / 8 / noiseVariance);
        double square = kernel * kernel;
        wide += kernel;
        narrow += square * square;
        size++;
      }
    }
    return new double[] {Math.log(size / narrow), Math.log(size / wide)};
  }
}
