package org.infoplane.symbol;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** A fitted, immutable {@link Discretizer}. {@link #of} creates one from a function. */
public abstract sealed class Encoding permits PointEncoding, OrdinalEncoding {

  /** Maps a value to a symbol. */
  @FunctionalInterface
  public interface Coder {

    /**
     * {@return the symbol, from 0 to {@code alphabet - 1}; a pure function of unit and value}
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
   * Creates an encoding from a function, which gets finite values only and may be called by several
   * threads, repeatedly for a value.
   *
   * @param units number of columns, at least 1
   * @param alphabet number of symbols, 2 to 65536
   * @param coder the function; {@link #encode} refuses symbols outside the alphabet
   * @return the encoding; no value is {@linkplain DiscretizationReport#outside() outside} its range
   * @throws IllegalArgumentException if units or alphabet are out of range
   */
  public static Encoding of(int units, int alphabet, Coder coder) {
    requireNonNull(coder, "coder must not be null");
    Require.atLeast(1, "units", units);
    return new FunctionEncoding(units, Symbols.requireAlphabet(alphabet), coder);
  }

  /** {@return the number of units, one column each} */
  public final int units() {
    return units;
  }

  /** {@return the number of symbols, 2 for a binary rule} */
  public final int alphabet() {
    return alphabet;
  }

  /**
   * {@return the symbols of values, one per value; ordinal patterns consume the first samples}
   *
   * @param values {@code samples x units()}, all finite
   * @throws IllegalArgumentException if the number of units differs, there is no sample, a value is
   *     NaN or infinite, or a function returns a symbol outside the alphabet
   */
  public abstract Symbols encode(Values values);

  /**
   * {@return the symbol of a value as a function, if it is non-decreasing in the value, as with
   * edges; empty if it is not, as with magnitudes and ordinal patterns, or unknown, as with {@link
   * #of}}
   */
  public Optional<Coder> monotone() {
    return Optional.empty();
  }

  final void requireUnits(Values values) {
    if (values.units() != units) {
      throw new IllegalArgumentException(
          "units of the values must be %s, as in the encoding, got %s. Pass values of the layer it was fitted on."
              .formatted(units, values.units()));
    }
    requireFinite(values);
  }

  static double[] column(Values values, int unit) {
    double[][] column = new double[1][values.samples()];
    values.columns(unit, column);
    return column[0];
  }

  static void requireFinite(Values values) {
    Require.atLeast(1, "samples", values.samples());
    Require.atLeast(1, "units", values.units());
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
