package org.infoplane.symbol;

/** 1 if the value is above the unit's mean; ties go to 0. */
record Mean() implements Discretizer {

  @Override
  public Encoding fit(Values values) {
    Encoding.requireFinite(values);
    return EdgeEncoding.above(
        values,
        column -> {
          double sum = 0;
          for (double value : column) {
            sum += value;
          }
          if (Double.isInfinite(sum)) {
            throw new IllegalArgumentException(
                "The sum of the values overflows a double. Scale them first.");
          }
          return new double[] {sum / column.length};
        });
  }

  @Override
  public boolean isBinary() {
    return true;
  }

  @Override
  public String toString() {
    return "mean of the unit";
  }
}
