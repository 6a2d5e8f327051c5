package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Optional;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Values;

/**
 * What a layer knows by Renyi's entropy of kernel matrices, {@link RenyiMatrix}. Immutable.
 *
 * <p>Of more than 400 samples 400 are drawn by seed 42, the same for all layers. Kernels of X and
 * of T are as wide as the median distance between two samples that differ; that of the labels is 1
 * for two samples of one label, else 0, as of one-hot rows and a tiny width.
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

  /** Labels are whole numbers: nothing is left of the kernel of two different ones. */
  private static final double TINY = 1e-3;

  /**
   * Checks the settings.
   *
   * @param alpha order, above 0
   * @param width at least 0
   * @throws IllegalArgumentException if a number is out of its range
   */
  public RenyiEstimator {
    RenyiMatrix.requireOrder(alpha);
    if (!(width >= 0 && width < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Asked for kernels of width %s. Pass 0 for the median distance, or a finite number above."
              .formatted(width));
    }
  }

  /**
   * Chooses the width of the kernels of X and of T.
   *
   * @param chosen in the unit of their values; 0 for the median distance
   * @return a copy with it
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
                    "Asked for I(X;T) by kernel matrices, but the values of the input are missing. Record the layer \"input\" too, or use an estimator that looks at the layer alone, such as kernelDensity(0.1)."));
    requireSame("input", x.samples(), layer);
    int[] chosen = chosen(layer.samples());
    Values some = x.reorder(chosen);
    return measure("input", some, widthOf(some), layer.reorder(chosen), nulls, false);
  }

  @Override
  public Estimate ofLabels(Values layer, Partition labels, Surrogates nulls) {
    requireNonNull(layer, "layer must not be null");
    requireNonNull(labels, "labels must not be null");
    requireNonNull(nulls, "nulls must not be null");
    requireSame("labels", labels.samples(), layer);
    int[] chosen = chosen(layer.samples());
    Values some = Values.view(chosen.length, 1, (sample, one) -> labels.get(chosen[sample]));
    return measure("labels", some, TINY, layer.reorder(chosen), nulls, true);
  }

  /** The null moves the layer, or the labels. */
  private Estimate measure(
      String role, Values known, double width, Values layer, Surrogates nulls, boolean labels) {
    Inference.ofLabels(nulls);
    double ofLayer = widthOf(layer);
    RenyiMatrix renyi = new RenyiMatrix(alpha);
    RenyiMatrix.Information information =
        labels
            ? renyi.mutualInformation(layer, orAny(ofLayer), known, width)
            : renyi.mutualInformation(known, orAny(width), layer, orAny(ofLayer));
    boolean constant =
        Layers.constantUnits(layer) == layer.units()
            || Layers.constantUnits(known) == known.units();
    Estimate estimate =
        constant
            ? Estimate.plain(0, renyi.name(), layer.samples())
                .tested(nulls, layer.samples(), order -> 0)
            : information.against(nulls).estimate();
    return estimate.with(Layers.constant(role, known)).with(Layers.constant("layer", layer));
  }

  private static void requireSame(String role, int samples, Values layer) {
    if (samples != Layers.requireTwo(layer).samples()) {
      throw new IllegalArgumentException(
          "Asked for the information of a layer of %s samples and %s of %s. Pass the same samples."
              .formatted(layer.samples(), role, samples));
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

  private static double orAny(double width) {
    return width > 0 ? width : 1;
  }

  /** The width asked for, or the median distance of two samples that differ; 0 if none do. */
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
    return different == 0 ? 0 : distances[(different - 1) / 2] / 2 + distances[different / 2] / 2;
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
