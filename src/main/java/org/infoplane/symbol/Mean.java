package org.infoplane.symbol;

/** 1 if the value is above the unit's mean, ties go to 0. */
record Mean() implements Discretizer {

  @Override
  public Encoding fit(Values values) {
    Encoding.requireNumbers(values);
    return EdgeEncoding.above(
        values,
        column -> {
          double sum = 0;
          for (double value : column) {
            sum += value;
          }
          if (Double.isInfinite(sum)) {
            throw new IllegalArgumentException(
                "Asked for the mean of values whose sum is too large for a number. Scale them first.");
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
