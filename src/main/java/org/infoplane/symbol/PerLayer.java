package org.infoplane.symbol;

/** Fits a rule on all units of a layer together. */
record PerLayer(Discretizer rule) implements Discretizer {

  @Override
  public Encoding fit(Values values) {
    Encoding.requireNumbers(values);
    int units = values.units();
    Values all =
        Values.view(
            Math.multiplyExact(values.samples(), units),
            1,
            (i, unit) -> values.get(i / units, i % units));
    return ((PointEncoding) rule.fit(all)).forUnits(units);
  }

  @Override
  public boolean isBinary() {
    return rule.isBinary();
  }

  @Override
  public boolean looksAtData() {
    return true;
  }

  @Override
  public Discretizer perLayer() {
    return this;
  }

  @Override
  public Discretizer perUnit() {
    return rule;
  }

  @Override
  public String toString() {
    String words = rule.toString();
    return words.contains("of the unit")
        ? words.replace("of the unit", "of the layer")
        : words + ", one grid a layer";
  }
}
