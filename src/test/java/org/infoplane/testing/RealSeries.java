package org.infoplane.testing;

import java.util.Arrays;
import java.util.Random;
import org.infoplane.symbol.Values;

/** Real numbers with a known information; arrays are {@code double[dimensions][n]}. */
public final class RealSeries {

  private RealSeries() {}

  /** Columns of one variable. */
  public static double[][] columns(double[]... columns) {
    return columns;
  }

  /** A variable without dimensions. */
  public static double[][] none() {
    return new double[0][];
  }

  /** Times 0 to n - 1. */
  public static int[] times(int n) {
    int[] times = new int[n];
    Arrays.setAll(times, i -> i);
    return times;
  }

  /** Independent unit Gaussians. */
  public static double[][] gaussian(long seed, int dimensions, int n) {
    Random random = new Random(seed);
    double[][] columns = new double[dimensions][n];
    for (double[] column : columns) {
      Arrays.setAll(column, i -> random.nextGaussian());
    }
    return columns;
  }

  /** Weighted sum of columns, element by element. */
  public static double[] mix(double p, double[] x, double q, double[] y) {
    double[] sum = new double[x.length];
    Arrays.setAll(sum, i -> p * x[i] + q * y[i]);
    return sum;
  }

  /** Rounded to multiples of a step, so that many coincide. */
  public static double[][] rounded(double[][] columns, double step) {
    return Arrays.stream(columns)
        .map(column -> Arrays.stream(column).map(x -> Math.rint(x / step) * step).toArray())
        .toArray(double[][]::new);
  }

  /** x and y of the coupled process of D3, of any length; seed 123 and 1000 are the golden ones. */
  public static double[][] coupled(long seed, int n) {
    Random r = new Random(seed);
    double[] x = new double[n];
    double[] y = new double[n];
    Arrays.setAll(x, i -> r.nextGaussian());
    for (int i = 1; i < n; i++) {
      y[i] = 0.5 * y[i - 1] + 0.6 * x[i - 1] + r.nextGaussian();
    }
    return new double[][] {x, y};
  }

  /** Next target, past source and past target of series: what a transfer entropy is made of. */
  public static double[][][] embedded(double[] source, double[] target) {
    int n = source.length;
    return new double[][][] {
      {Arrays.copyOfRange(target, 1, n)},
      {Arrays.copyOf(source, n - 1)},
      {Arrays.copyOf(target, n - 1)}
    };
  }

  /** Inputs of the golden deterministic layer: every eighth of the 4096 rows of 12 bits. */
  public static Values layerInputs() {
    double[][] rows = new double[512][12];
    for (int q = 0; q < 512; q++) {
      for (int i = 0; i < 12; i++) {
        rows[q][i] = ((8 * q) >> (11 - i)) & 1;
      }
    }
    return Values.ofRows(rows);
  }

  /** The golden deterministic tanh layer of 5 units on {@link #layerInputs}. */
  public static Values layer() {
    Values inputs = layerInputs();
    double[][] rows = new double[512][5];
    for (int q = 0; q < 512; q++) {
      for (int j = 0; j < 5; j++) {
        double z = 0;
        for (int i = 0; i < 12; i++) {
          z += inputs.get(q, i) * ((7 * i + 3 * j) % 11 - 5);
        }
        rows[q][j] = Math.tanh(z / 5.0);
      }
    }
    return Values.ofRows(rows);
  }

  /** The same numbers as rows. */
  public static Values rows(double[][] columns) {
    double[][] rows = new double[columns[0].length][columns.length];
    for (int i = 0; i < rows.length; i++) {
      for (int d = 0; d < columns.length; d++) {
        rows[i][d] = columns[d][i];
      }
    }
    return Values.ofRows(rows);
  }
}
