package org.infoplane.claim;

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

  /** All arrays {@code double[epochs]}. */
  LayerCourse(
      String layer,
      double[] input,
      double[] inputNull,
      double[] label,
      double[] labelNull,
      double[] entropy) {
    this.layer = layer;
    this.input = input.clone();
    this.inputNull = inputNull.clone();
    this.label = label.clone();
    this.labelNull = labelNull.clone();
    this.entropy = entropy.clone();
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
