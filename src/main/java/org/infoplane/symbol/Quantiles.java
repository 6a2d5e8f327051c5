package org.infoplane.symbol;

import java.util.stream.IntStream;

/** Bins with equal numbers of samples; an edge belongs to the bin below it. */
record Quantiles(int bins) implements Discretizer {

  Quantiles {
    Require.between(2, Symbols.LARGEST_ALPHABET, "quantile bins", bins);
  }

  @Override
  public Encoding fit(Values values) {
    Encoding.requireFinite(values);
    return EdgeEncoding.above(values, this::edges);
  }

  /** Each edge halfway between two samples if possible, else on one, as for the median. */
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

  /** The ascending ranks of the samples that determine the edges. */
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
