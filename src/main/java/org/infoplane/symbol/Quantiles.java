package org.infoplane.symbol;

import java.util.stream.IntStream;

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
  double[] edges(double[] column) {
    int n = column.length;
    OrderStatistics sorted = new OrderStatistics(column, ranks(n));
    double[] edges = new double[bins - 1];
    for (int i = 1; i < bins; i++) {
      long at = (long) i * n;
      int right = (int) (at / bins);
      edges[i - 1] =
          at % bins == 0 ? sorted.get(right - 1) / 2 + sorted.get(right) / 2 : sorted.get(right);
    }
    return edges;
  }

  /** Those of the samples that edges lie on or between, rising. */
  private int[] ranks(int n) {
    return IntStream.range(1, bins)
        .flatMap(
            i -> {
              long at = (long) i * n;
              int right = (int) (at / bins);
              return at % bins == 0 ? IntStream.of(right - 1, right) : IntStream.of(right);
            })
        .distinct()
        .toArray();
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
