package org.infoplane.symbol;

/** 1 if the value is above a fixed threshold. */
record Threshold(double at) implements Discretizer {

  Threshold {
    requireFinite(at);
  }

  static void requireFinite(double at) {
    if (!Double.isFinite(at)) {
      throw new IllegalArgumentException(
          "Asked for a threshold of %s. Pass a finite number.".formatted(at));
    }
  }

  @Override
  public Encoding fit(Values values) {
    Encoding.requireNumbers(values);
    return EdgeEncoding.above(new double[] {at}).forUnits(values.units());
  }

  @Override
  public boolean isBinary() {
    return true;
  }

  @Override
  public boolean looksAtData() {
    return false;
  }

  @Override
  public String toString() {
    return "a > " + at;
  }
}
