package org.infoplane.symbol;

/** Values computed on access. */
record View(int samples, int units, boolean isSingle, Lookup lookup) implements Values {

  @Override
  public double get(int sample, int unit) {
    return lookup.get(Require.index("sample", sample, samples), Require.index("unit", unit, units));
  }
}
