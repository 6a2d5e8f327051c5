package org.infoplane.symbol;

/**
 * A rule that turns numbers into symbols. A rule is a wish; {@linkplain #fit fitted} on data it is
 * an {@link Encoding} with frozen edges. Edges fitted once and edges fitted at every epoch give
 * different information planes, so a recording's recipe always says which.
 *
 * <table>
 *   <caption>The rules</caption>
 *   <tr><th>rule</th><th>symbol</th><th>for</th></tr>
 *   <tr><td>{@link #median()}</td><td>1 if a &gt; the unit's median</td><td>most entropy a unit</td></tr>
 *   <tr><td>{@link #mean()}</td><td>1 if a &gt; the unit's mean</td><td>two states a unit</td></tr>
 *   <tr><td>{@link #zero()}, {@link #threshold}</td><td>1 if a &gt; t</td><td>ReLU (t = 0)</td></tr>
 *   <tr><td>{@link #absoluteThreshold}, {@link #authorsLogits()}, {@link #authorsSoftmax()}</td><td>1 if |a| &ge; t</td><td>the authors of the paper</td></tr>
 *   <tr><td>{@link #equalWidth(int)}, {@link #equalWidth(int, double, double)}</td><td>index of the bin</td><td>the mutual-information plane</td></tr>
 *   <tr><td>{@link #binWidth}</td><td>floor(a / width)</td><td>unbounded activations</td></tr>
 *   <tr><td>{@link #quantiles}</td><td>index of the bin</td><td>maximal entropy</td></tr>
 *   <tr><td>{@link #ordinalPatterns}</td><td>rank order of successive samples</td><td>series in time</td></tr>
 * </table>
 *
 * <p>A rule that looks at data is fitted on each unit alone, but for {@link #equalWidth(int)};
 * {@link #perLayer()} and {@link #perUnit()} change that.
 *
 * <p>Your own rule is a class, best a record, with {@link #fit}; in a notebook cell:
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
 * <p>The contract of a rule: it is immutable and may be used by several threads; {@link #fit} gives
 * equal encodings for equal values, each for as many units as it was given, and the edges of a unit
 * depend on the values of that unit alone, so that {@link #perLayer()} can fit all of them as one;
 * {@code toString()} is what recipes say of the rule, the same in every JVM, as that of a record
 * is: a recording goes on only under the same words. A rule whose words have "of the unit" says "of
 * the layer" after {@code perLayer()}.
 */
public interface Discretizer {

  /**
   * {@return the rule fitted: the frozen encoding, for as many units}
   *
   * @param values {@code samples x units}, at least one of each, all finite: the encoding refuses
   *     others, so that a rule of your own need not
   * @throws IllegalArgumentException if there is no value, or one of them is NaN or infinite
   */
  Encoding fit(Values values);

  /**
   * Tells a rule of two symbols, which recordings that are packed to symbols need.
   *
   * @return whether the alphabet is binary, whatever the data; false by default: such a rule is
   *     refused there, not miscounted
   */
  default boolean isBinary() {
    return false;
  }

  /**
   * Tells a rule that depends on the data it is fitted on.
   *
   * @return whether {@link #fit} looks at the values; true by default, the safe side: it then needs
   *     enough samples to be fitted on, and {@link #perLayer()} fits it on the whole layer
   */
  default boolean looksAtData() {
    return true;
  }

  /** {@return how many samples a symbol looks at: 1, but for ordinal patterns} */
  default int span() {
    return 1;
  }

  /**
   * {@return the rule fitted on all units of the layer together, so that all have the same edges}
   */
  default Discretizer perLayer() {
    return looksAtData() ? new PerLayer(this) : this;
  }

  /** {@return the rule fitted on each unit alone} */
  default Discretizer perUnit() {
    return this;
  }

  /**
   * {@return our balanced preset: 1 if a &gt; the unit's median over the samples it is fitted on,
   * ties go to 0}
   */
  static Discretizer median() {
    return new Quantiles(2);
  }

  /** {@return 1 if a &gt; the unit's mean over the samples it is fitted on, ties go to 0} */
  static Discretizer mean() {
    return new Mean();
  }

  /** {@return the sign: 1 if a &gt; 0, the natural rule for ReLU} */
  static Discretizer zero() {
    return new Threshold(0, false);
  }

  /**
   * {@return a fixed threshold: 1 if a &gt; {@code at}}
   *
   * @param at the threshold, finite
   */
  static Discretizer threshold(double at) {
    return new Threshold(at, false);
  }

  /**
   * {@return a fixed threshold of the magnitude: 1 if |a| &ge; {@code at}}
   *
   * @param at the threshold, finite
   */
  static Discretizer absoluteThreshold(double at) {
    return new Threshold(at, true);
  }

  /**
   * {@return the rule of the authors of arXiv 2404.01364 for logits and other pre-activations: 1 if
   * |z| &ge; 1.0; a tanh never reaches 1.0: use {@link #median()} there}
   */
  static Discretizer authorsLogits() {
    return absoluteThreshold(1.0);
  }

  /** {@return the rule of the authors of arXiv 2404.01364 for a softmax layer: 1 if p &ge; 0.9} */
  static Discretizer authorsSoftmax() {
    return absoluteThreshold(0.9);
  }

  /**
   * {@return bins of equal width between the smallest and the largest value of the whole layer}
   *
   * @param bins 2 to 65534
   */
  static Discretizer equalWidth(int bins) {
    return new EqualWidth(bins, Double.NaN, Double.NaN).perLayer();
  }

  /**
   * Bins of equal width on a fixed range. Shwartz-Ziv and Tishby (arXiv 1703.00810) write of 30
   * bins on [-1, 1] for tanh; their code has 30 edges, which are 29 bins: {@code equalWidth(29, -1,
   * 1)}.
   *
   * @param bins 2 to 65534
   * @param low left edge of the first bin
   * @param high right edge of the last bin, which it belongs to
   * @return the rule; values outside the range get a symbol of their own below and above, and are
   *     counted
   * @throws IllegalArgumentException if the range is not finite or empty
   */
  static Discretizer equalWidth(int bins, double low, double high) {
    if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
      throw new IllegalArgumentException(
          "Asked for bins from %s to %s. Pass a finite range with low < high."
              .formatted(low, high));
    }
    return new EqualWidth(bins, low, high);
  }

  /**
   * {@return bins of a given width, however many the data need: floor(a / width)}
   *
   * @param width in the unit of the activation, above 0
   */
  static Discretizer binWidth(double width) {
    return new BinWidth(width);
  }

  /**
   * {@return bins with the same number of samples each, as far as ties allow, the most entropy that
   * so many symbols can have; equal values share a symbol}
   *
   * @param bins 2 to 65536; 2 is {@link #median()}
   */
  static Discretizer quantiles(int bins) {
    return new Quantiles(bins);
  }

  /**
   * The rank order of successive samples of a unit. A series loses its first {@code order - 1}
   * samples; encode each trial by itself, and {@link Symbols#join} them.
   *
   * @param order how many samples make a pattern, 2 to 8; the alphabet is its factorial
   * @return the rule; of equal values the earlier counts as smaller
   * @see <a href="https://doi.org/10.1103/PhysRevLett.88.174102">Bandt and Pompe 2002</a>
   */
  static Discretizer ordinalPatterns(int order) {
    return new OrdinalPatterns(order, 1);
  }

  /**
   * {@return the rank order of samples of a unit that lie some steps apart}
   *
   * @param order how many samples make a pattern, 2 to 8
   * @param delay steps between them, at least 1; a series loses {@code (order - 1) * delay} samples
   */
  static Discretizer ordinalPatterns(int order, int delay) {
    return new OrdinalPatterns(order, delay);
  }
}
