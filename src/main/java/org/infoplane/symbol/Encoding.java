package org.infoplane.symbol;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A fitted {@link Discretizer}: frozen, the same symbol for the same value from now on. One of your
 * own is made by {@link #of}.
 */
public abstract sealed class Encoding permits PointEncoding, OrdinalEncoding {

  /** How a value becomes a symbol. */
  @FunctionalInterface
  public interface Coder {

    /**
     * {@return the symbol, from 0 to below the size of the alphabet; always the same for the same
     * unit and value}
     *
     * @param unit column, from 0
     * @param value finite
     */
    int symbol(int unit, double value);
  }

  private final int units;
  private final int alphabet;

  Encoding(int units, int alphabet) {
    this.units = units;
    this.alphabet = alphabet;
  }

  /**
   * Freezes a function of your own, such as edges that a rule found. It keeps to what {@link
   * Coder#symbol} says, sees finite values only, and may be called by several threads, more than
   * once for a value.
   *
   * @param units how many columns the encoding is for, at least 1
   * @param alphabet how many symbols there are, 2 to 65536
   * @param coder the symbol of a unit's value; {@link #encode} refuses one outside the alphabet
   * @return the encoding; no value counts as {@linkplain DiscretizationReport#outside() outside}
   *     its range
   * @throws IllegalArgumentException if there is no unit, or no such alphabet
   */
  public static Encoding of(int units, int alphabet, Coder coder) {
    requireNonNull(coder, "coder must not be null");
    if (units < 1 || alphabet < 2 || alphabet > Symbols.LARGEST_ALPHABET) {
      throw new IllegalArgumentException(
          "Asked for an encoding of %s units with %s symbols. Pass at least 1 unit and 2 to %s symbols."
              .formatted(units, alphabet, Symbols.LARGEST_ALPHABET));
    }
    return new FunctionEncoding(units, alphabet, coder);
  }

  /** {@return the number of units, the columns that the encoding is for} */
  public final int units() {
    return units;
  }

  /** {@return the number of symbols, 2 for a binary rule} */
  public final int alphabet() {
    return alphabet;
  }

  /**
   * {@return as many symbols; ordinal patterns need some samples for the first one}
   *
   * @param values {@code samples x units()}, all finite
   * @throws IllegalArgumentException if the units differ, there is no sample, a value is NaN or
   *     infinite, or a function of your own gives a symbol outside the alphabet
   */
  public abstract Symbols encode(Values values);

  /**
   * {@return the symbol of one value at a time, if a larger value of a unit never has a smaller
   * symbol, as edges give them; empty where that is not so, as of magnitudes and ordinal patterns,
   * or not known, as of a function of your own}
   */
  public Optional<Coder> monotone() {
    return Optional.empty();
  }

  final void requireUnits(Values values) {
    if (values.units() != units) {
      throw new IllegalArgumentException(
          "Asked to encode %s units, the encoding has %s. Pass values of the layer it was fitted on."
              .formatted(values.units(), units));
    }
    requireNumbers(values);
  }

  static double[] column(Values values, int unit) {
    double[][] column = new double[1][values.samples()];
    values.columns(unit, column);
    return column[0];
  }

  static void requireNumbers(Values values) {
    if (values.samples() == 0 || values.units() == 0) {
      throw new IllegalArgumentException(
          "Asked to code %s samples of %s units. Pass at least one of each."
              .formatted(values.samples(), values.units()));
    }
    if (values.isFinite()) {
      return;
    }
    for (int sample = 0; sample < values.samples(); sample++) {
      for (int unit = 0; unit < values.units(); unit++) {
        if (!Double.isFinite(values.get(sample, unit))) {
          throw new IllegalArgumentException(
              "Unit %s is %s in sample %s. Pass finite numbers."
                  .formatted(unit, values.get(sample, unit), sample));
        }
      }
    }
  }
}
