package org.infoplane.measure.statistics;

import java.util.Objects;

/**
 * Fitting and compression of one layer in one run: where I(X;T) turns, and how much of it is given
 * up until the end.
 *
 * <p>The curve is smoothed by running medians of 5 ({@code s}), which make no turning point in a
 * curve that only rises. Turning epoch: the first at which s is largest. Drop: s(turning) - s(end).
 * Compression factor: 1 - s(end) / s(turning); label gain: the smoothed I(T;Y) at the end / at the
 * turning epoch - 1.
 *
 * <p>Any noisy curve has its largest value before its end, so the drop is tested: the p-value is
 * the share of level curves with the same noise that drop as far. Of all curves that never fall the
 * level one drops furthest, so the test holds for each of them. Noise is what smoothing took off,
 * drawn epoch by epoch: what is slower than 5 epochs counts as the curve. The intervals are those
 * of the smoothed curve with the same noise.
 *
 * @param layer its name
 * @param turning epoch
 * @param turningInterval of the turning epoch
 * @param first smoothed I(X;T) at the first epoch, bits
 * @param largest smoothed I(X;T) at the turning epoch, bits
 * @param last smoothed I(X;T) at the end, bits
 * @param compression factor, 0 to 1
 * @param compressionInterval of it; its lower end is no test, since no curve drops less than 0
 * @param p of the drop if I(X;T) never falls; NaN of fewer than 10 epochs
 * @param labelFirst smoothed I(T;Y) at the first epoch, bits
 * @param labelTurning smoothed I(T;Y) at the turning epoch, bits
 * @param labelLast smoothed I(T;Y) at the end, bits
 */
public record LayerPhases(
    String layer,
    int turning,
    ConfidenceInterval turningInterval,
    double first,
    double largest,
    double last,
    double compression,
    ConfidenceInterval compressionInterval,
    double p,
    double labelFirst,
    double labelTurning,
    double labelLast) {

  private static final int FEWEST = 10;
  private static final double SIGNIFICANT = 0.05;
  private static final double ROUNDING = 1e-12;

  /**
   * {@return the phases}
   *
   * @param layer its name
   * @param input I(X;T), {@code double[epochs]}, bits
   * @param label I(T;Y), {@code double[epochs]}, bits
   * @param epochs {@code int[epochs]}, rising, at least one
   * @param seed the same seed gives the same numbers
   * @throws IllegalArgumentException if there is no epoch, or not as many as values
   */
  public static LayerPhases of(
      String layer, double[] input, double[] label, int[] epochs, long seed) {
    Objects.requireNonNull(layer, "layer must not be null");
    Objects.requireNonNull(input, "input must not be null");
    Objects.requireNonNull(label, "label must not be null");
    Objects.requireNonNull(epochs, "epochs must not be null");
    if (epochs.length == 0 || epochs.length != input.length || epochs.length != label.length) {
      throw new IllegalArgumentException(
          "Asked for the phases of \"%s\" with %s epochs and %s values. Pass as many of both, at least one."
              .formatted(layer, epochs.length, input.length));
    }
    double[] smooth = RunningMedian.of(input);
    double[] smoothLabel = RunningMedian.of(label);
    int top = top(smooth);
    int end = smooth.length - 1;
    SmoothedNoise noise = input.length < FEWEST ? null : SmoothedNoise.of(input, smooth, seed);
    String method = SmoothedNoise.words(seed);
    return new LayerPhases(
        layer,
        epochs[top],
        noise == null
            ? ConfidenceInterval.unknown(method)
            : ConfidenceInterval.percentiles(
                noise.around(smooth, curve -> epochs[top(curve)]), method),
        smooth[0],
        smooth[top],
        smooth[end],
        factor(smooth),
        noise == null
            ? ConfidenceInterval.unknown(method)
            : ConfidenceInterval.percentiles(noise.around(smooth, LayerPhases::factor), method),
        noise == null ? Double.NaN : noise.reaching(drop(smooth), LayerPhases::drop),
        smoothLabel[0],
        smoothLabel[top],
        smoothLabel[end]);
  }

  /**
   * {@return whether the layer compresses: I(X;T) drops further than noise does, at 5 %; false if
   * it cannot be told}
   */
  public boolean compresses() {
    return p <= SIGNIFICANT;
  }

  /**
   * {@return what the layer learns of the label while it compresses: I(T;Y) at the end / at the
   * turning epoch - 1; NaN if it knew nothing there}
   */
  public double labelGain() {
    return labelTurning > 0 ? labelLast / labelTurning - 1 : Double.NaN;
  }

  /** {@return what happens in words: compression, no compression, or too few epochs} */
  public String phase() {
    return Double.isNaN(p)
        ? "too few epochs"
        : compresses() ? "compression after epoch " + turning : "no compression";
  }

  private static int top(double[] curve) {
    int top = 0;
    for (int i = 1; i < curve.length; i++) {
      top = curve[i] > curve[top] + ROUNDING ? i : top;
    }
    return top;
  }

  private static double drop(double[] curve) {
    return curve[top(curve)] - curve[curve.length - 1];
  }

  private static double factor(double[] curve) {
    double largest = curve[top(curve)];
    return largest > 0 ? drop(curve) / largest : 0;
  }
}
