package org.infoplane.symbol;

/**
 * Bins of equal width on a fixed range, with symbols 0 below and {@code bins + 1} above it; or, if
 * the range is NaN, from the smallest to the largest value.
 */
record EqualWidth(int bins, double low, double high) implements Discretizer {

  EqualWidth {
    Require.between(2, Symbols.LARGEST_ALPHABET - 2, "bins", bins);
  }

  @Override
  public Encoding fit(Values values) {
    Encoding.requireFinite(values);
    if (looksAtData()) {
      return EdgeEncoding.between(values, this::edges);
    }
    double[] edges = edges(low, high);
    edges[bins] = Math.nextUp(high); // the last bin is closed
    return EdgeEncoding.withOutside(edges).forUnits(values.units());
  }

  private double[] edges(double from, double to) {
    if (Double.isInfinite(to - from)) {
      throw new IllegalArgumentException(
          "The range from %s to %s overflows a double. Scale the values first."
              .formatted(from, to));
    }
    double[] edges = new double[bins + 1];
    for (int i = 0; i <= bins; i++) {
      edges[i] = from + i * (to - from) / bins;
    }
    return edges;
  }

  @Override
  public boolean isBinary() {
    return looksAtData() && bins == 2;
  }

  @Override
  public boolean looksAtData() {
    return Double.isNaN(low);
  }

  @Override
  public String toString() {
    return bins
        + " bins of equal width, "
        + (looksAtData() ? "smallest to largest of the unit" : "from " + low + " to " + high);
  }
}
