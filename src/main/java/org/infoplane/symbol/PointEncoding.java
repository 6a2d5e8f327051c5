package org.infoplane.symbol;

import java.util.Arrays;

/** An encoding of each value by itself. */
abstract sealed class PointEncoding extends Encoding
    permits EdgeEncoding, WidthEncoding, FunctionEncoding {

  PointEncoding(int units, int alphabet) {
    super(units, alphabet);
  }

  /** The symbol of a finite value, 0 to {@code alphabet() - 1}. */
  abstract int symbol(int unit, double value);

  /** Whether a value lies outside the range of the encoding. */
  abstract boolean isOutside(int unit, double value);

  /** Encodes finite values; returns how many lie outside. */
  int symbols(int unit, double[] values, int[] to) {
    int outside = 0;
    for (int i = 0; i < values.length; i++) {
      to[i] = symbol(unit, values[i]);
      outside += isOutside(unit, values[i]) ? 1 : 0;
    }
    return outside;
  }

  /** Checks that all values have symbols, before any is appended; with edges they have. */
  void requireSymbols(Values values) {}

  /** The encoding of one unit, repeated for all units of a layer. */
  abstract PointEncoding forUnits(int units);

  static double[] every(int units, double value) {
    double[] all = new double[units];
    Arrays.fill(all, value);
    return all;
  }

  @Override
  public Symbols encode(Values values) {
    return new SymbolsBuilder(this).append(values).finish();
  }
}
