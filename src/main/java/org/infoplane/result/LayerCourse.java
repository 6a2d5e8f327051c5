package org.infoplane.result;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.infoplane.measure.Unit;

/**
 * What a layer knows of input and label, over the epochs of a run: binned activations of the probe,
 * in bits. Immutable.
 */
public final class LayerCourse {

  private final String layer;
  private final double[] input;
  private final double[] inputNull;
  private final double[] label;
  private final double[] labelNull;
  private final double[] entropy;

  /**
   * Puts a course together; the arrays are copied.
   *
   * @param layer its name
   * @param input I(X;T), {@code double[epochs]}, bits
   * @param inputNull what the null gives for it; NaN if there is none
   * @param label I(T;Y), {@code double[epochs]}, bits; NaN if labels are no classes
   * @param labelNull what the null gives for it
   * @param entropy H(T), {@code double[epochs]}, bits
   */
  public LayerCourse(
      String layer,
      double[] input,
      double[] inputNull,
      double[] label,
      double[] labelNull,
      double[] entropy) {
    this.layer = requireNonNull(layer, "layer must not be null");
    this.input = requireNonNull(input, "input must not be null").clone();
    this.inputNull = requireNonNull(inputNull, "inputNull must not be null").clone();
    this.label = requireNonNull(label, "label must not be null").clone();
    this.labelNull = requireNonNull(labelNull, "labelNull must not be null").clone();
    this.entropy = requireNonNull(entropy, "entropy must not be null").clone();
  }

  /** One point an epoch, all of the same layer. */
  static LayerCourse of(List<LayerInformation> points) {
    return new LayerCourse(
        points.get(0).layer(),
        bits(points, at -> at.input().in(Unit.BITS)),
        bits(points, at -> at.input().nullMean(Unit.BITS)),
        bits(points, at -> at.label().in(Unit.BITS)),
        bits(points, at -> at.label().nullMean(Unit.BITS)),
        bits(points, at -> at.entropy().in(Unit.BITS)));
  }

  private static double[] bits(
      List<LayerInformation> points, ToDoubleFunction<LayerInformation> value) {
    return points.stream().mapToDouble(value).toArray();
  }

  /**
   * The layer.
   *
   * @return its name
   */
  public String layer() {
    return layer;
  }

  /**
   * I(X;T).
   *
   * @return {@code double[epochs]}, bits
   */
  public double[] input() {
    return input.clone();
  }

  /**
   * What the null gives for I(X;T).
   *
   * @return {@code double[epochs]}, bits; NaN if there was no null
   */
  public double[] inputNull() {
    return inputNull.clone();
  }

  /**
   * I(T;Y).
   *
   * @return {@code double[epochs]}, bits
   */
  public double[] label() {
    return label.clone();
  }

  /**
   * What the null gives for I(T;Y).
   *
   * @return {@code double[epochs]}, bits; NaN if there was no null
   */
  public double[] labelNull() {
    return labelNull.clone();
  }

  /**
   * H(T).
   *
   * @return {@code double[epochs]}, bits
   */
  public double[] entropy() {
    return entropy.clone();
  }

  /**
   * Tells whether I(X;T) and H(T) are one number at every epoch: each example of the probe has an
   * input of its own, and the layer is a function of it.
   *
   * @return whether they differ by less than 1e-9 bits throughout
   */
  public boolean inputIsEntropy() {
    for (int i = 0; i < input.length; i++) {
      if (!(Math.abs(input[i] - entropy[i]) < 1e-9)) {
        return false;
      }
    }
    return true;
  }

  /** The layer. */
  @Override
  public String toString() {
    return layer;
  }
}
