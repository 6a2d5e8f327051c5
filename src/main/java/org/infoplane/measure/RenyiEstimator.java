package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Optional;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Values;

/**
 * The information of a layer by Renyi's entropy of kernel matrices, {@link RenyiMatrix}. Immutable.
 *
 * <p>At most 400 samples are used, drawn by seed 42, the same for all layers. The kernels of X and
 * T are as wide as the median distance between two distinct samples; that of the labels is 1 for
 * two samples of the same label, else 0.
 *
 * @param alpha order, above 0; 1.01 is usual
 * @param width of the kernels of X and of T, in the unit of their values; 0 for the median distance
 * @see <a href="https://doi.org/10.1109/TIT.2014.2370058">Sanchez Giraldo, Rao and Principe
 *     2015</a>
 * @see <a href="https://jmlr.org/papers/v13/gretton12a.html">Gretton et al. 2012, the median
 *     distance</a>
 */
public record RenyiEstimator(double alpha, double width) implements LayerEstimator {

  private static final int SAMPLES = 400;
  private static final long SEED = 42;

  /** Labels are integers: the kernel of two different ones vanishes. */
  private static final double TINY = 1e-3;

  /**
   * Validates the settings.
   *
   * @param alpha order, above 0
   * @param width of the kernels, at least 0
   * @throws IllegalArgumentException if {@code alpha} is not above 0, or {@code width} is below 0,
   *     NaN or infinite
   */
  public RenyiEstimator {
    RenyiMatrix.requireOrder(alpha);
    if (!(width >= 0 && width < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "width must be 0 (the median distance) or a finite value above, got " + width);
    }
  }

  /**
   * {@return a copy with another width of the kernels of X and T}
   *
   * @param chosen in the unit of their values; 0 for the median distance
   * @throws IllegalArgumentException if it is below 0, NaN or infinite
   */
  public RenyiEstimator width(double chosen) {
    return new RenyiEstimator(alpha, chosen);
  }

  @Override
  public Estimate ofInput(Values layer, Optional<Values> input, Surrogates nulls) {
    requireNonNull(layer, "layer must not be null");
    requireNonNull(input, "input must not be null");
    requireNonNull(nulls, "nulls must not be null");
    Values x =
        input.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "I(X;T) by kernel matrices needs the values of the input, which were not recorded. Record the layer \"input\" too, or use an estimator of the layer alone, such as kernelDensity(0.1)."));
    requireSameSamples("input", x.samples(), layer);
    int[] chosen = chosen(layer.samples());
    Values some = x.reorder(chosen);
    Values t = layer.reorder(chosen);
    RenyiMatrix.Information information =
        new RenyiMatrix(alpha).mutualInformation(some, widthOf(some), t, widthOf(t));
    return estimate("input", some, t, information.against(nulls), nulls);
  }

  @Override
  public Estimate ofLabels(Values layer, Partition labels, Surrogates nulls) {
    requireNonNull(layer, "layer must not be null");
    requireNonNull(labels, "labels must not be null");
    requireNonNull(nulls, "nulls must not be null");
    requireSameSamples("labels", labels.samples(), layer);
    int[] chosen = chosen(layer.samples());
    Values some = Values.view(chosen.length, 1, (sample, one) -> labels.get(chosen[sample]));
    Values t = layer.reorder(chosen);
    RenyiMatrix.Information information =
        new RenyiMatrix(alpha).mutualInformation(t, widthOf(t), some, TINY);
    return estimate("labels", some, t, information.against(nulls), nulls);
  }

  private Estimate estimate(
      String role,
      Values known,
      Values layer,
      RenyiMatrix.Information information,
      Surrogates nulls) {
    boolean constant =
        Layers.constantUnits(layer) == layer.units()
            || Layers.constantUnits(known) == known.units();
    Estimate estimate =
        constant
            ? Estimate.plain(0, new RenyiMatrix(alpha).name(), layer.samples())
                .tested(nulls, layer.samples(), order -> 0)
            : information.estimate();
    return estimate.with(Layers.constant(role, known)).with(Layers.constant("layer", layer));
  }

  private static void requireSameSamples(String role, int samples, Values layer) {
    if (samples != Layers.requireTwo(layer).samples()) {
      throw new IllegalArgumentException(
          "layer and %s must have the same samples, got %s and %s"
              .formatted(role, layer.samples(), samples));
    }
  }

  private static int[] chosen(int samples) {
    if (samples <= SAMPLES) {
      return Draws.identity(samples);
    }
    int[] chosen = Arrays.copyOf(Draws.shuffled(SEED, 0, samples), SAMPLES);
    Arrays.sort(chosen);
    return chosen;
  }

  /** The chosen width, or the median distance of two distinct samples; 1 if there are none. */
  private double widthOf(Values values) {
    if (width > 0) {
      return width;
    }
    double[][] rows = Rows.of(values);
    double[] distances = new double[rows.length * (rows.length - 1) / 2];
    int different = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < i; j++) {
        double squared = Rows.squaredDistance(rows[i], rows[j], 1);
        if (squared > 0) {
          distances[different++] = Math.sqrt(squared);
        }
      }
    }
    Arrays.sort(distances, 0, different);
    return different == 0 ? 1 : distances[(different - 1) / 2] / 2 + distances[different / 2] / 2;
  }

  @Override
  public double seconds(int samples) {
    return 1;
  }

  @Override
  public String toString() {
    return "Renyi matrix, alpha %s, kernel width %s, at most %s samples, seed %s"
        .formatted(alpha, width == 0 ? "the median distance" : width, SAMPLES, SEED);
  }
}
