package org.infoplane.claim;

/**
 * Transfer entropy from one layer to the next, or back, over the epochs of a run: means over all
 * pairs of units, in bits, with their null. Immutable.
 */
public final class FlowCourse {

  private final String from;
  private final String to;
  private final boolean forward;
  private final double[] te;
  private final double[] nullMean;
  private final double[] nullDeviation;
  private final double[] pValue;
  private final double[] bias;

  /** All arrays {@code double[epochs]}. */
  FlowCourse(
      String from,
      String to,
      boolean forward,
      double[] te,
      double[] nullMean,
      double[] nullDeviation,
      double[] pValue,
      double[] bias) {
    this.from = from;
    this.to = to;
    this.forward = forward;
    this.te = te.clone();
    this.nullMean = nullMean.clone();
    this.nullDeviation = nullDeviation.clone();
    this.pValue = pValue.clone();
    this.bias = bias.clone();
  }

  /**
   * The source layer.
   *
   * @return its name
   */
  public String from() {
    return from;
  }

  /**
   * The target layer.
   *
   * @return its name
   */
  public String to() {
    return to;
  }

  /**
   * The direction.
   *
   * @return whether the source comes before the target in the network, else it is feedback
   */
  public boolean forward() {
    return forward;
  }

  /**
   * What was observed.
   *
   * @return {@code double[epochs]}, bits
   */
  public double[] te() {
    return te.clone();
  }

  /**
   * What the null gives.
   *
   * @return {@code double[epochs]}, bits, mean over surrogates; NaN if there was no null
   */
  public double[] nullMean() {
    return nullMean.clone();
  }

  /**
   * How far the null spreads.
   *
   * @return {@code double[epochs]}, bits, standard deviation over surrogates; NaN of fewer than two
   */
  public double[] nullDeviation() {
    return nullDeviation.clone();
  }

  /**
   * The test against the null at each epoch.
   *
   * @return {@code double[epochs]}; NaN if there was no null
   */
  public double[] pValue() {
    return pValue.clone();
  }

  /**
   * What independent units would show.
   *
   * @return {@code double[epochs]}, bits
   */
  public double[] bias() {
    return bias.clone();
  }

  /**
   * What was observed beyond the null.
   *
   * @return {@code double[epochs]}, bits, TE - null mean; NaN if there was no null
   */
  public double[] excess() {
    return Courses.minus(te, nullMean);
  }

  /** The two layers. */
  @Override
  public String toString() {
    return from + " → " + to;
  }
}
