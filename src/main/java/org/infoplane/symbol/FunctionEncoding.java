package org.infoplane.symbol;

/** A user's function of unit and value, with its symbols checked. */
final class FunctionEncoding extends PointEncoding {

  private final Coder coder;

  FunctionEncoding(int units, int alphabet, Coder coder) {
    super(units, alphabet);
    this.coder = coder;
  }

  @Override
  int symbol(int unit, double value) {
    int symbol = coder.symbol(unit, value);
    if (symbol < 0 || symbol >= alphabet()) {
      throw new IllegalArgumentException(
          "Symbols must be from 0 to %s, got %s for value %s of unit %s. Fix the function, or pass a larger alphabet to Encoding.of(units, alphabet, function)."
              .formatted(alphabet() - 1, symbol, value, unit));
    }
    return symbol;
  }

  /** A separate loop, so that the one of edges stays monomorphic and fast. */
  @Override
  int symbols(int unit, double[] values, int[] to) {
    for (int i = 0; i < values.length; i++) {
      to[i] = symbol(unit, values[i]);
    }
    return 0;
  }

  @Override
  void requireSymbols(Values values) {
    for (int unit = 0; unit < units(); unit++) {
      for (double value : column(values, unit)) {
        symbol(unit, value);
      }
    }
  }

  @Override
  boolean isOutside(int unit, double value) {
    return false;
  }

  @Override
  FunctionEncoding forUnits(int units) {
    return new FunctionEncoding(units, alphabet(), (unit, value) -> coder.symbol(0, value));
  }
}
