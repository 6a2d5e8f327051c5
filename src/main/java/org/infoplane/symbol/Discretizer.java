package org.infoplane.symbol;

/**
 * A rule that maps real values to symbols. {@linkplain #fit Fitted} on data it becomes an {@link
 * Encoding} with frozen edges. Edges fitted once and edges fitted at every epoch give different
 * information planes, so recipes say which.
 *
 * <table>
 *   <caption>The rules</caption>
 *   <tr><th>rule</th><th>symbol</th><th>for</th></tr>
 *   <tr><td>{@link #median()}</td><td>1 if a &gt; the unit's median</td><td>maximal entropy</td></tr>
 *   <tr><td>{@link #mean()}</td><td>1 if a &gt; the unit's mean</td><td>two states</td></tr>
 *   <tr><td>{@link #zero()}, {@link #threshold}</td><td>1 if a &gt; t</td><td>ReLU (t = 0)</td></tr>
 *   <tr><td>{@link #absoluteThreshold}, {@link #authorsLogits()}, {@link #authorsSoftmax()}</td><td>1 if |a| &ge; t</td><td>the authors of the paper</td></tr>
 *   <tr><td>{@link #equalWidth(int)}, {@link #equalWidth(int, double, double)}</td><td>index of the bin</td><td>the mutual-information plane</td></tr>
 *   <tr><td>{@link #binWidth}</td><td>floor(a / width)</td><td>unbounded activations</td></tr>
 *   <tr><td>{@link #quantiles}</td><td>index of the bin</td><td>maximal entropy</td></tr>
 *   <tr><td>{@link #ordinalPatterns}</td><td>rank order of successive samples</td><td>series in time</td></tr>
 * </table>
 *
 * <p>Data-dependent rules are fitted on each unit separately, except {@link #equalWidth(int)};
 * {@link #perLayer()} and {@link #perUnit()} change that.
 *
 * <p>A custom rule is a class, preferably a record; in a notebook cell:
 *
 * <pre>{@code
 * record Above(double at) implements Discretizer {
 *     public Encoding fit(Values values) {
 *         return Encoding.of(values.units(), 2, (unit, value) -> value > at ? 1 : 0);
 *     }
 *     public boolean isBinary() { return true; }
 *     public boolean looksAtData() { return false; }
 *     public String toString() { return "a > " + at; }
 * }
 * }</pre>
 *
 * <p>Contract: a rule is immutable and thread-safe. {@link #fit} is a pure function of the values;
 * its encoding has as many units as these, and the edges of a unit depend on that unit alone.
 * {@code toString()} describes the rule in recipes and is the same in every JVM, as that of a
 * record is, since a recording is resumed only under the same description. {@code perLayer()}
 * replaces "of the unit" in it by "of the layer".
 */
public interface Discretizer {

  /**
   * {@return the fitted encoding, for as many units as the values have}
   *
   * @param values {@code samples x units}, at least one of each, all finite; custom rules need not
   *     check this, since the encoding does
   * @throws IllegalArgumentException if there is no value, or one is NaN or infinite
   */
  Encoding fit(Values values);

  /**
   * {@return whether the alphabet is binary for any data, as recordings packed to symbols require;
   * false by default}
   */
  default boolean isBinary() {
    return false;
  }

  /** {@return whether {@link #fit} depends on the values; true by default, which is always safe} */
  default boolean looksAtData() {
    return true;
  }

  /** {@return the number of samples that determine a symbol: 1, except for ordinal patterns} */
  default int span() {
    return 1;
  }

  /** {@return the rule fitted on all units of a layer together, so that they share edges} */
  default Discretizer perLayer() {
    return looksAtData() ? new PerLayer(this) : this;
  }

  /** {@return the rule fitted on each unit separately} */
  default Discretizer perUnit() {
    return this;
  }

  /** {@return 1 if a &gt; the unit's median; ties go to 0} */
  static Discretizer median() {
    return new Quantiles(2);
  }

  /** {@return 1 if a &gt; the unit's mean; ties go to 0} */
  static Discretizer mean() {
    return new Mean();
  }

  /** {@return 1 if a &gt; 0, the natural rule for ReLU} */
  static Discretizer zero() {
    return new Threshold(0, false);
  }

  /**
   * {@return 1 if a &gt; {@code at}}
   *
   * @param at threshold, finite
   */
  static Discretizer threshold(double at) {
    return new Threshold(at, false);
  }

  /**
   * {@return 1 if |a| &ge; {@code at}}
   *
   * @param at threshold, finite
   */
  static Discretizer absoluteThreshold(double at) {
    return new Threshold(at, true);
  }

  /**
   * {@return 1 if |z| &ge; 1.0, the rule of arXiv 2404.01364 for logits and other pre-activations;
   * not for tanh, which never reaches 1.0: use {@link #median()} there}
   */
  static Discretizer authorsLogits() {
    return absoluteThreshold(1.0);
  }

  /** {@return 1 if p &ge; 0.9, the rule of arXiv 2404.01364 for softmax layers} */
  static Discretizer authorsSoftmax() {
    return absoluteThreshold(0.9);
  }

  /**
   * {@return bins of equal width from the smallest to the largest value of the layer}
   *
   * @param bins 2 to 65534
   */
  static Discretizer equalWidth(int bins) {
    return new EqualWidth(bins, Double.NaN, Double.NaN).perLayer();
  }

  /**
   * {@return bins of equal width on a fixed range; values below and above it get symbols of their
   * own and are counted} Shwartz-Ziv and Tishby (arXiv 1703.00810) write of 30 bins on [-1, 1] for
   * tanh; their code has 30 edges, hence {@code equalWidth(29, -1, 1)}.
   *
   * @param bins 2 to 65534
   * @param low left edge of the first bin
   * @param high right edge of the last bin, inclusive
   * @throws IllegalArgumentException if the range is empty or not finite
   */
  static Discretizer equalWidth(int bins, double low, double high) {
    if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
      throw new IllegalArgumentException(
          "low and high must be finite with low < high, got %s and %s".formatted(low, high));
    }
    return new EqualWidth(bins, low, high);
  }

  /**
   * {@return bins of a given width, as many as the data need: floor(a / width)}
   *
   * @param width in the unit of the activation, positive
   */
  static Discretizer binWidth(double width) {
    return new BinWidth(width);
  }

  /**
   * {@return bins with equal numbers of samples, as far as ties allow: the maximal entropy for a
   * number of symbols; equal values share a symbol}
   *
   * @param bins 2 to 65536; 2 is {@link #median()}
   */
  static Discretizer quantiles(int bins) {
    return new Quantiles(bins);
  }

  /**
   * {@return the rank order of successive samples of a unit; of equal values the earlier is
   * smaller} A series loses its first {@code order - 1} samples; encode each trial separately and
   * {@link Symbols#join} them.
   *
   * @param order samples in a pattern, 2 to 8; the alphabet is its factorial
   * @see <a href="https://doi.org/10.1103/PhysRevLett.88.174102">Bandt and Pompe 2002</a>
   */
  static Discretizer ordinalPatterns(int order) {
    return new OrdinalPatterns(order, 1);
  }

  /**
   * {@return the rank order of samples of a unit, some steps apart}
   *
   * @param order samples in a pattern, 2 to 8
   * @param delay steps between them, at least 1; a series loses {@code (order - 1) * delay} samples
   */
  static Discretizer ordinalPatterns(int order, int delay) {
    return new OrdinalPatterns(order, delay);
  }
}
