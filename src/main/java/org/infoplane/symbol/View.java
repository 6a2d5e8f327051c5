package org.infoplane.symbol;

/** Numbers that are looked up one by one. */
record View(int samples, int units, boolean isSingle, Lookup lookup) implements Values {

  @Override
  public double get(int sample, int unit) {
    return lookup.get(Index.require("sample", sample, samples), Index.require("unit", unit, units));
  }
}
