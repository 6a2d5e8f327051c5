package org.infoplane.measure.statistics;

import static java.util.Objects.requireNonNull;

import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Fitting and compression of one layer in one run: where I(X;T) peaks, and how much of it is lost
 * by the end.
 *
 * <p>The curve is smoothed by running medians of 5 ({@code s}), which keep a rising curve rising.
 * Turning epoch: the first at which s is largest. Drop: s(turning) - s(end). Compression factor: 1
 * - s(end) / s(turning); label gain: smoothed I(T;Y) at the end / at the turning epoch - 1.
 *
 * <p>Any noisy curve peaks before its end, so the drop is tested: the p-value is the share of flat
 * curves with the same noise that drop as far. Of all curves that never fall the flat one drops
 * most, so the test holds for each of them. The noise is the residual of the smoothing, drawn
 * independently for each epoch: anything slower than 5 epochs counts as signal. The intervals are
 * those of the smoothed curve with the same noise.
 *
 * @param layer its name
 * @param turning epoch
 * @param turningInterval of the turning epoch
 * @param first smoothed I(X;T) at the first epoch, bits
 * @param largest smoothed I(X;T) at the turning epoch, bits
 * @param last smoothed I(X;T) at the end, bits
 * @param compression factor, 0 to 1
 * @param compressionInterval of the factor; its lower end is no test, since no drop is below 0
 * @param p p-value of the drop if I(X;T) never falls; NaN for fewer than 10 epochs
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
   * {@return the phases of one layer}
   *
   * @param layer its name
   * @param input I(X;T), {@code double[epochs]}, bits
   * @param label I(T;Y), {@code double[epochs]}, bits
   * @param epochs {@code int[epochs]}, ascending, at least one
   * @param seed the same seed gives the same values
   * @throws IllegalArgumentException if there is no epoch, or lengths differ
   */
  public static LayerPhases of(
      String layer, double[] input, double[] label, int[] epochs, long seed) {
    requireNonNull(layer, "layer must not be null");
    requireNonNull(input, "input must not be null");
    requireNonNull(label, "label must not be null");
    requireNonNull(epochs, "epochs must not be null");
    if (epochs.length == 0 || epochs.length != input.length || epochs.length != label.length) {
      throw new IllegalArgumentException(
          "The phases of \"%s\" need as many epochs as values, at least one, got %s, %s and %s"
              .formatted(layer, epochs.length, input.length, label.length));
    }
    double[] smooth = RunningMedian.of(input);
    double[] smoothLabel = RunningMedian.of(label);
    int top = top(smooth);
    int end = smooth.length - 1;
    SmoothedNoise noise = input.length < FEWEST ? null : SmoothedNoise.of(input, smooth, seed);
    return new LayerPhases(
        layer,
        epochs[top],
        interval(noise, smooth, curve -> epochs[top(curve)], seed),
        smooth[0],
        smooth[top],
        smooth[end],
        factor(smooth),
        interval(noise, smooth, LayerPhases::factor, seed),
        noise == null ? Double.NaN : noise.reaching(drop(smooth), LayerPhases::drop),
        smoothLabel[0],
        smoothLabel[top],
        smoothLabel[end]);
  }

  private static ConfidenceInterval interval(
      @Nullable SmoothedNoise noise,
      double[] smooth,
      ToDoubleFunction<double[]> measure,
      long seed) {
    String method = SmoothedNoise.words(seed);
    return noise == null
        ? ConfidenceInterval.unknown(method)
        : ConfidenceInterval.percentiles(noise.around(smooth, measure), method);
  }

  /** {@return whether I(X;T) drops further than noise does, at 5 %; false if p is NaN} */
  public boolean compresses() {
    return p <= SIGNIFICANT;
  }

  /**
   * {@return the relative change of I(T;Y) from the turning epoch to the end; NaN if it was 0
   * there}
   */
  public double labelGain() {
    return labelTurning > 0 ? labelLast / labelTurning - 1 : Double.NaN;
  }

  /** {@return the result in words: compression, no compression, or too few epochs} */
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
