package org.infoplane.symbol;

import java.util.Arrays;

/** An encoding of one value at a time. */
abstract sealed class PointEncoding extends Encoding
    permits EdgeEncoding, WidthEncoding, FunctionEncoding {

  PointEncoding(int units, int alphabet) {
    super(units, alphabet);
  }

  /** The symbol of a finite number, 0 to {@code alphabet() - 1}. */
  abstract int symbol(int unit, double value);

  /** Whether the value lies outside the range that the encoding was made for. */
  abstract boolean isOutside(int unit, double value);

  /** The symbols of some finite numbers; gives how many lie outside. */
  int symbols(int unit, double[] values, int[] to) {
    int outside = 0;
    for (int i = 0; i < values.length; i++) {
      to[i] = symbol(unit, values[i]);
      outside += isOutside(unit, values[i]) ? 1 : 0;
    }
    return outside;
  }

  /** Checks that all values have symbols, before any is kept; of edges each has one. */
  void requireSymbols(Values values) {}

  /** The encoding of one unit, for as many as a layer has. */
  abstract PointEncoding forUnits(int units);

  /** The same number for each unit. */
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
