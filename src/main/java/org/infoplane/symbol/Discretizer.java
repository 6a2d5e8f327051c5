package org.infoplane.symbol;

import java.util.Arrays;

/**
 * A rule that turns numbers into symbols. A rule is a wish; {@linkplain #fit fitted} on data it is
 * an {@link Encoding} with frozen edges. Edges fitted once and edges fitted at every epoch give
 * different information planes, so a recording's recipe always says which.
 *
 * <table>
 *   <caption>The rules</caption>
 *   <tr><th>rule</th><th>symbol</th><th>for</th></tr>
 *   <tr><td>{@link Median}</td><td>1 if a &gt; the unit's median</td><td>most entropy a unit</td></tr>
 *   <tr><td>{@link Threshold}</td><td>1 if a &gt; t</td><td>ReLU (t = 0)</td></tr>
 *   <tr><td>{@link AbsoluteThreshold}</td><td>1 if |a| &ge; t</td><td>the authors of the paper</td></tr>
 *   <tr><td>{@link EqualWidth}</td><td>index of the bin</td><td>the mutual-information plane</td></tr>
 * </table>
 */
public sealed interface Discretizer {

  /**
   * Fits the rule.
   *
   * @param values {@code samples x units}, at least one of each, no NaN
   * @return the frozen encoding, for as many units
   * @throws IllegalArgumentException if there is no value, or one of them is NaN
   */
  Encoding fit(Values values);

  /**
   * The unit's median over the samples it is fitted on: our balanced preset.
   *
   * @return 1 if a &gt; median, ties go to 0
   */
  static Discretizer median() {
    return new Median();
  }

  /**
   * The sign.
   *
   * @return 1 if a &gt; 0, the natural rule for ReLU
   */
  static Discretizer zero() {
    return new Threshold(0);
  }

  /**
   * A fixed threshold.
   *
   * @param at the threshold
   * @return 1 if a &gt; {@code at}
   */
  static Discretizer threshold(double at) {
    return new Threshold(at);
  }

  /**
   * The rule of the authors of arXiv 2404.01364 for logits and other pre-activations. A tanh never
   * reaches 1.0: use {@link #median()} there.
   *
   * @return 1 if |z| &ge; 1.0
   */
  static Discretizer authorsLogits() {
    return new AbsoluteThreshold(1.0);
  }

  /**
   * The rule of the authors of arXiv 2404.01364 for a softmax layer.
   *
   * @return 1 if p &ge; 0.9
   */
  static Discretizer authorsSoftmax() {
    return new AbsoluteThreshold(0.9);
  }

  /**
   * Bins of equal width between the smallest and the largest value of the whole layer.
   *
   * @param bins 2 to 254
   * @return the rule
   */
  static Discretizer equalWidth(int bins) {
    return new EqualWidth(bins, Double.NaN, Double.NaN);
  }

  /**
   * Bins of equal width on a fixed range; Shwartz-Ziv and Tishby (arXiv 1703.00810) use 30 on [-1,
   * 1] for tanh.
   *
   * @param bins 2 to 254
   * @param low left edge of the first bin
   * @param high right edge of the last bin
   * @return the rule; values outside the range get a symbol of their own below and above
   */
  static Discretizer equalWidth(int bins, double low, double high) {
    if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
      throw new IllegalArgumentException(
          "Asked for bins from %s to %s. Pass a finite range with low < high."
              .formatted(low, high));
    }
    return new EqualWidth(bins, low, high);
  }

  /** 1 if the value is above the unit's median, ties go to 0. */
  record Median() implements Discretizer {
    @Override
    public Encoding fit(Values values) {
      Encoding.requireNumbers(values);
      double[][] edges = new double[values.units()][];
      double[] column = new double[values.samples()];
      for (int unit = 0; unit < edges.length; unit++) {
        for (int sample = 0; sample < column.length; sample++) {
          column[sample] = values.get(sample, unit);
        }
        Arrays.sort(column);
        int half = column.length / 2;
        double median =
            column.length % 2 == 1 ? column[half] : column[half - 1] / 2 + column[half] / 2;
        edges[unit] = new double[] {median};
      }
      return Encoding.above(edges);
    }

    @Override
    public String toString() {
      return "median of the unit";
    }
  }

  /**
   * 1 if the value is above a fixed threshold.
   *
   * @param at the threshold, in the unit of the activation
   */
  record Threshold(double at) implements Discretizer {
    @Override
    public Encoding fit(Values values) {
      Encoding.requireNumbers(values);
      return Encoding.above(Encoding.same(values.units(), at));
    }

    @Override
    public String toString() {
      return "a > " + at;
    }
  }

  /**
   * 1 if the magnitude of the value reaches a fixed threshold.
   *
   * @param at the threshold, in the unit of the activation
   */
  record AbsoluteThreshold(double at) implements Discretizer {
    @Override
    public Encoding fit(Values values) {
      Encoding.requireNumbers(values);
      return Encoding.magnitude(Encoding.same(values.units(), at));
    }

    @Override
    public String toString() {
      return "|a| >= " + at;
    }
  }

  /**
   * Index of a bin of equal width; 0 is below the range and {@code bins + 1} above it.
   *
   * @param bins number of bins, 2 to 254
   * @param low left edge of the first bin, NaN to take the layer's smallest value
   * @param high right edge of the last bin, NaN to take the layer's largest value
   */
  record EqualWidth(int bins, double low, double high) implements Discretizer {

    /**
     * Checks the number of bins.
     *
     * @param bins number of bins
     * @param low left edge of the first bin
     * @param high right edge of the last bin
     * @throws IllegalArgumentException if the bins are not 2 to 254
     */
    public EqualWidth {
      if (bins < 2 || bins > 254) {
        throw new IllegalArgumentException(
            "Asked for %d bins. Pass 2 to 254: a symbol is kept in one byte.".formatted(bins));
      }
    }

    @Override
    public Encoding fit(Values values) {
      Encoding.requireNumbers(values);
      double from = low;
      double to = high;
      if (Double.isNaN(low)) {
        from = Double.POSITIVE_INFINITY;
        to = Double.NEGATIVE_INFINITY;
        for (int sample = 0; sample < values.samples(); sample++) {
          for (int unit = 0; unit < values.units(); unit++) {
            from = Math.min(from, values.get(sample, unit));
            to = Math.max(to, values.get(sample, unit));
          }
        }
        if (Double.isInfinite(from) || Double.isInfinite(to)) {
          throw new IllegalArgumentException(
              "Asked to fit %d bins to values from %s to %s. Pass equalWidth(bins, low, high)."
                  .formatted(bins, from, to));
        }
      }
      double[] edges = new double[bins + 1];
      for (int i = 0; i <= bins; i++) {
        edges[i] = from + i * (to - from) / bins;
      }
      if (Double.isNaN(low)) {
        edges[bins] = Math.nextUp(to); // the largest value belongs to the last bin
      }
      double[][] all = new double[values.units()][];
      Arrays.fill(all, edges);
      return Encoding.atLeast(all);
    }

    @Override
    public String toString() {
      return bins
          + " bins of equal width, "
          + (Double.isNaN(low)
              ? "smallest to largest of the layer"
              : "from " + low + " to " + high);
    }
  }
}
