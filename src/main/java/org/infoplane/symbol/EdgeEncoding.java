package org.infoplane.symbol;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Sorted edges, one array per unit: the symbol of a value is the number of edges it passes. */
final class EdgeEncoding extends PointEncoding {

  private enum Pass {
    ABOVE,
    AT_LEAST,
    MAGNITUDE_AT_LEAST
  }

  /** Edges between a minimum and a maximum. */
  interface Grid {
    double[] edges(double low, double high);
  }

  private final double[][] edges;
  private final Pass pass;
  private final double[] low;
  private final double[] high;

  private EdgeEncoding(double[][] edges, Pass pass, double[] low, double[] high) {
    super(edges.length, edges[0].length + 1);
    this.edges = edges;
    this.pass = pass;
    this.low = low;
    this.high = high;
  }

  private static EdgeEncoding unbounded(double[][] edges, Pass pass) {
    return new EdgeEncoding(
        edges,
        pass,
        every(edges.length, Double.NEGATIVE_INFINITY),
        every(edges.length, Double.POSITIVE_INFINITY));
  }

  /** One edge for all units. */
  static EdgeEncoding threshold(int units, double edge, boolean ofMagnitude) {
    double[][] edges = new double[units][];
    Arrays.fill(edges, new double[] {edge});
    return unbounded(edges, ofMagnitude ? Pass.MAGNITUDE_AT_LEAST : Pass.ABOVE);
  }

  /** Edges computed from each unit's column, which may be overwritten; an edge belongs below. */
  static EdgeEncoding above(Values values, Function<double[], double[]> edgesOfColumn) {
    double[][] edges = new double[values.units()][];
    ColumnBlocks.forEach(values, (unit, column) -> edges[unit] = edgesOfColumn.apply(column));
    return unbounded(edges, Pass.ABOVE);
  }

  /** An edge belongs to the bin above it; values below the first or above the last are outside. */
  static EdgeEncoding withOutside(double[] edges) {
    return new EdgeEncoding(
        new double[][] {edges},
        Pass.AT_LEAST,
        every(1, edges[0]),
        every(1, Math.nextDown(edges[edges.length - 1])));
  }

  /** The inner edges of a grid over each unit's range; values outside go to the nearest bin. */
  static EdgeEncoding between(Values values, Grid grid) {
    int units = values.units();
    double[][] edges = new double[units][];
    double[] low = new double[units];
    double[] high = new double[units];
    for (int unit = 0; unit < units; unit++) {
      low[unit] = high[unit] = values.get(0, unit);
      for (int sample = 1; sample < values.samples(); sample++) {
        low[unit] = Math.min(low[unit], values.get(sample, unit));
        high[unit] = Math.max(high[unit], values.get(sample, unit));
      }
      double[] all = grid.edges(low[unit], high[unit]);
      edges[unit] = Arrays.copyOfRange(all, 1, all.length - 1);
    }
    return new EdgeEncoding(edges, Pass.AT_LEAST, low, high);
  }

  @Override
  EdgeEncoding forUnits(int units) {
    double[][] all = new double[units][];
    Arrays.fill(all, edges[0]);
    return new EdgeEncoding(all, pass, every(units, low[0]), every(units, high[0]));
  }

  @Override
  public Optional<Coder> monotone() {
    return pass == Pass.MAGNITUDE_AT_LEAST ? Optional.empty() : Optional.of(this::symbol);
  }

  @Override
  boolean isOutside(int unit, double value) {
    return value < low[unit] || value > high[unit];
  }

  /** A fast loop for one unbounded edge, which most binary rules have. */
  @Override
  int symbols(int unit, double[] values, int[] to) {
    boolean unbounded =
        low[unit] == Double.NEGATIVE_INFINITY && high[unit] == Double.POSITIVE_INFINITY;
    if (edges[unit].length > 1 || pass != Pass.ABOVE || !unbounded) {
      return super.symbols(unit, values, to);
    }
    double edge = edges[unit][0];
    for (int i = 0; i < values.length; i++) {
      to[i] = values[i] > edge ? 1 : 0;
    }
    return 0;
  }

  @Override
  int symbol(int unit, double value) {
    double[] steps = edges[unit];
    double v = pass == Pass.MAGNITUDE_AT_LEAST ? Math.abs(value) : value;
    int from = 0;
    int to = steps.length;
    while (from < to) { // binary search for the first edge not passed
      int middle = (from + to) >>> 1;
      if (pass == Pass.ABOVE ? v > steps[middle] : v >= steps[middle]) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
