package org.infoplane.symbol;

/** Fits a rule on all units of a layer together. */
record PerLayer(Discretizer rule) implements Discretizer {

  @Override
  public Encoding fit(Values values) {
    int units = values.units();
    long count = (long) values.samples() * units;
    if (count > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "%s can be fitted on at most %s values, got %s samples x %s units. Use a rule that looks at no data, such as equalWidth(30, -1, 1) or threshold(t), or fewer samples."
              .formatted(this, Integer.MAX_VALUE, values.samples(), units));
    }
    Encoding.requireFinite(values);
    Values all = Values.view((int) count, 1, (i, unit) -> values.get(i / units, i % units));
    Encoding ofAll = rule.fit(all);
    if (ofAll instanceof PointEncoding point && point.units() == 1) {
      return point.forUnits(units);
    }
    throw new IllegalArgumentException(
        "%s, fitted on all values of a layer as one column, must return an encoding of one unit, got units: %s%s. Return Encoding.of(values.units(), ...) from fit(values), or use the rule without perLayer()."
            .formatted(
                rule,
                ofAll.units(),
                ofAll instanceof PointEncoding ? "" : ", a symbol depending on several samples"));
  }

  @Override
  public boolean isBinary() {
    return rule.isBinary();
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
