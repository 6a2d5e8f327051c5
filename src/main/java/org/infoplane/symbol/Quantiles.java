package org.infoplane.symbol;

import java.util.Arrays;

/** Bins with the same number of samples each; an edge belongs to the bin below it. */
record Quantiles(int bins) implements Discretizer {

  Quantiles {
    if (bins < 2 || bins > Symbols.LARGEST_ALPHABET) {
      throw new IllegalArgumentException(
          "Asked for %s quantile bins. Pass 2 to %s.".formatted(bins, Symbols.LARGEST_ALPHABET));
    }
  }

  @Override
  public Encoding fit(Values values) {
    Encoding.requireNumbers(values);
    return EdgeEncoding.above(values, this::edges);
  }

  /** As the median does: between two samples if it can, else on one. */
  private double[] edges(double[] column) {
    Arrays.sort(column);
    double[] edges = new double[bins - 1];
    for (int i = 1; i < bins; i++) {
      long at = (long) i * column.length;
      int right = (int) (at / bins);
      edges[i - 1] = at % bins == 0 ? column[right - 1] / 2 + column[right] / 2 : column[right];
    }
    return edges;
  }

  @Override
  public boolean isBinary() {
    return bins == 2;
  }

  @Override
  public String toString() {
    return bins == 2 ? "median of the unit" : bins + " quantile bins of the unit";
  }
}
