package org.infoplane.symbol;

/** 1 if the magnitude of the value reaches a fixed threshold. */
record AbsoluteThreshold(double at) implements Discretizer {

  AbsoluteThreshold {
    Threshold.requireFinite(at);
  }

  @Override
  public Encoding fit(Values values) {
    Encoding.requireNumbers(values);
    return EdgeEncoding.magnitudeAtLeast(at).forUnits(values.units());
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
    return "|a| >= " + at;
  }
}
