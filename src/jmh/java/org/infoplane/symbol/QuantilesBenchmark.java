package org.infoplane.symbol;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Fits quantile bins on a layer of 1024 units and 10,000 samples, and codes it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class QuantilesBenchmark {

  private static final int UNITS = 1024;
  private static final int SAMPLES = 10_000;

  /** Half of the numbers are 0, as behind a rectifier; or all differ. */
  @State(Scope.Benchmark)
  public static class Layer {
    @Param({"2", "30"})
    int bins;

    @Param({"false", "true"})
    boolean rectified;

    private final float[] numbers = new float[UNITS * SAMPLES];
    private final float[] halves = new float[UNITS * SAMPLES];

    public Layer() {
      SplittableRandom random = new SplittableRandom(1);
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) (random.nextDouble() + random.nextDouble() - 1);
        halves[i] = Math.max(0, numbers[i]);
      }
    }

    Values values() {
      return Values.ofRows(rectified ? halves : numbers, UNITS);
    }
  }

  /** As it was: a column at a time, sorted. */
  @Benchmark
  public double[][] sorting(Layer layer) {
    Values values = layer.values();
    double[][] edges = new double[UNITS][];
    Arrays.setAll(edges, unit -> sortedEdges(Encoding.column(values, unit), layer.bins));
    return edges;
  }

  /** Sorted, but read and shared out as the selection is. */
  @Benchmark
  public double[][] sortingInBlocks(Layer layer) {
    double[][] edges = new double[UNITS][];
    ColumnBlocks.forEach(
        layer.values(), (unit, column) -> edges[unit] = sortedEdges(column, layer.bins));
    return edges;
  }

  private static double[] sortedEdges(double[] column, int bins) {
    Arrays.sort(column);
    double[] edges = new double[bins - 1];
    for (int i = 1; i < bins; i++) {
      edges[i - 1] = column[(int) ((long) i * column.length / bins)];
    }
    return edges;
  }

  /** What {@code fit} does. */
  @Benchmark
  public double[][] selection(Layer layer) {
    Quantiles rule = new Quantiles(layer.bins);
    double[][] edges = new double[UNITS][];
    ColumnBlocks.forEach(layer.values(), (unit, column) -> edges[unit] = rule.edges(column));
    return edges;
  }

  /** Finite numbers are checked, and symbols packed. */
  @Benchmark
  public Symbols fitAndEncode(Layer layer) {
    Values values = layer.values();
    return new Quantiles(layer.bins).fit(values).encode(values);
  }
}
