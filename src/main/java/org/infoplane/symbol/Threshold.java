package org.infoplane.symbol;

/** 1 if the value is above a fixed threshold, or if its magnitude is at least that. */
record Threshold(double at, boolean ofMagnitude) implements Discretizer {

  Threshold {
    if (!Double.isFinite(at)) {
      throw new IllegalArgumentException("threshold must be finite, got " + at);
    }
  }

  @Override
  public Encoding fit(Values values) {
    Encoding.requireFinite(values);
    return EdgeEncoding.threshold(values.units(), at, ofMagnitude);
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
    return (ofMagnitude ? "|a| >= " : "a > ") + at;
  }
}
