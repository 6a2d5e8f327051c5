package org.infoplane.symbol;

/** A fitted {@link Discretizer}: frozen, the same symbol for the same value from now on. */
public abstract sealed class Encoding permits PointEncoding, OrdinalEncoding {

  private final int units;
  private final int alphabet;

  Encoding(int units, int alphabet) {
    this.units = units;
    this.alphabet = alphabet;
  }

  /**
   * Number of units.
   *
   * @return how many columns the encoding is for
   */
  public final int units() {
    return units;
  }

  /**
   * Number of symbols.
   *
   * @return the size of the alphabet, 2 for a binary rule
   */
  public final int alphabet() {
    return alphabet;
  }

  /**
   * Encodes a matrix.
   *
   * @param values {@code samples x units()}, all finite
   * @return as many symbols; ordinal patterns need some samples for the first one
   * @throws IllegalArgumentException if the units differ, there is no sample, or a value is NaN or
   *     infinite
   */
  public abstract Symbols encode(Values values);

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
