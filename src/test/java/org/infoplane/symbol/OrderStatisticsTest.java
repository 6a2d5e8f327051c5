package org.infoplane.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderStatisticsTest {

  private static final int[] LENGTHS = {
    1, 2, 3, 4, 5, 7, 8, 31, 32, 33, 34, 63, 64, 100, 101, 257, 1000, 1001, 4096
  };

  /** Kinds of columns; of the number of the sample, and of a random number between -1 and 1. */
  private static double[] column(SplittableRandom random, int kind, int n) {
    DoubleUnaryOperator of =
        switch (kind) {
          case 0 -> x -> x;
          case 1 -> x -> Math.max(0, x); // a rectifier
          case 2 -> x -> Math.rint(x); // -1, -0.0, 0.0, 1
          case 3 -> x -> Math.rint(3 * x) / 3;
          case 4 -> x -> 0.3;
          case 5 -> x -> x < 0 ? -0.0 : 0.0;
          case 6 -> x -> x < 0.9 ? 0 : x * Double.MAX_VALUE;
          case 7 -> x -> (float) x * Double.MIN_VALUE;
          default -> x -> x;
        };
    double[] column = new double[n];
    Arrays.setAll(column, i -> of.applyAsDouble(2 * random.nextDouble() - 1));
    if (kind == 8) {
      Arrays.sort(column);
    }
    if (kind == 9) { // up and down again
      Arrays.setAll(column, i -> Math.min(i, n - i));
    }
    if (kind == 10) {
      Arrays.setAll(column, i -> (double) (n - i));
    }
    return column;
  }

  @Test
  void ranksAreThoseOfSorting() {
    SplittableRandom random = new SplittableRandom(3);
    for (int n : LENGTHS) {
      for (int kind = 0; kind <= 10; kind++) {
        for (int repeat = 0; repeat < 5; repeat++) {
          double[] column = column(random, kind, n);
          double[] sorted = column.clone();
          Arrays.sort(sorted);
          int wanted = 1 + random.nextInt(Math.max(1, n / 10));
          int[] ranks =
              IntStream.generate(() -> random.nextInt(n))
                  .limit(wanted)
                  .sorted()
                  .distinct()
                  .toArray();
          double[] before = column.clone();
          OrderStatistics selected = new OrderStatistics(column, ranks);
          for (int rank : ranks) {
            assertThat(bits(selected.get(rank)))
                .as("rank %d of %s", rank, Arrays.toString(before))
                .isEqualTo(bits(sorted[rank]));
          }
          Arrays.sort(column); // nothing was lost
          assertThat(column).isEqualTo(sorted);
        }
      }
    }
  }

  /** Median-of-medians of three falls for this: then the rest is sorted. */
  @Test
  void columnsMadeToBeSlowAreSortedInTheEnd() {
    int n = 200_000;
    double[] organ = new double[n];
    Arrays.setAll(organ, i -> i % 2 == 0 ? i : n - i);
    double[] sorted = organ.clone();
    Arrays.sort(sorted);
    OrderStatistics selected = new OrderStatistics(organ, new int[] {17, n / 2, n - 1});
    assertThat(selected.get(17)).isEqualTo(sorted[17]);
    assertThat(selected.get(n / 2)).isEqualTo(sorted[n / 2]);
    assertThat(selected.get(n - 1)).isEqualTo(sorted[n - 1]);
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }

  /** As the fit was before: all of the column sorted. */
  private static double[] edgesOfSorting(double[] column, int bins) {
    double[] sorted = column.clone();
    Arrays.sort(sorted);
    double[] edges = new double[bins - 1];
    for (int i = 1; i < bins; i++) {
      long at = (long) i * sorted.length;
      int right = (int) (at / bins);
      edges[i - 1] = at % bins == 0 ? sorted[right - 1] / 2 + sorted[right] / 2 : sorted[right];
    }
    return edges;
  }

  private static EdgeEncoding sorting(double[] column, int bins) {
    return EdgeEncoding.above(Values.ofSeries(column), same -> edgesOfSorting(same, bins));
  }

  @Test
  void quantilesAreThoseOfSortingToTheBit() {
    SplittableRandom random = new SplittableRandom(5);
    for (int n : LENGTHS) {
      for (int bins : new int[] {2, 3, 4, 5, 10, 30, 256, 1000}) {
        double[][] columns = new double[11][];
        Arrays.setAll(columns, kind -> column(random, kind, n));
        Quantiles rule = new Quantiles(bins);
        for (double[] column : columns) {
          assertThat(rule.edges(column.clone()))
              .usingComparator(OrderStatisticsTest::compareBits)
              .isEqualTo(edgesOfSorting(column, bins));
        }
        Values values = Values.ofSeries(columns);
        Symbols symbols = rule.fit(values).encode(values);
        for (int unit = 0; unit < columns.length; unit++) {
          EdgeEncoding alone = sorting(columns[unit], bins);
          for (int t = 0; t < n; t++) {
            assertThat(symbols.get(unit, t)).isEqualTo(alone.symbol(0, columns[unit][t]));
          }
        }
      }
    }
  }

  private static int compareBits(double[] one, double[] other) {
    long[] a = Arrays.stream(one).mapToLong(Double::doubleToRawLongBits).toArray();
    long[] b = Arrays.stream(other).mapToLong(Double::doubleToRawLongBits).toArray();
    return Arrays.compare(a, b);
  }

  /** More columns than are read at once, in several threads. */
  @Test
  void wideLayersAreCodedUnitByUnit() {
    int units = 201;
    int samples = 1100;
    float[] rows = new float[units * samples];
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) Math.max(0, random.nextDouble() - 0.3);
    }
    Values layer = Values.ofRows(rows, units);
    Symbols median = Discretizer.median().fit(layer).encode(layer);
    Symbols ten = Discretizer.quantiles(10).fit(layer).encode(layer);
    for (int unit = 0; unit < units; unit++) {
      double[] column = Encoding.column(layer, unit);
      EdgeEncoding ofMedian = sorting(column, 2);
      EdgeEncoding ofTen = sorting(column, 10);
      for (int t = 0; t < samples; t++) {
        assertThat(median.get(unit, t)).isEqualTo(ofMedian.symbol(0, column[t]));
        assertThat(ten.get(unit, t)).isEqualTo(ofTen.symbol(0, column[t]));
      }
    }
  }
}
