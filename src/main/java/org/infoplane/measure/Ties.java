package org.infoplane.measure;

import java.util.Arrays;

/** Finds numbers that repeat, which nearest neighbour estimators assume there are not. */
final class Ties {

  private Ties() {}

  /** Whether a number repeats in any dimension that is not constant. */
  static boolean anyRepeats(double[][] columns) {
    return Arrays.stream(columns).anyMatch(column -> repeatedShare(column) > 0);
  }

  /**
   * The share of observations whose number repeats in a dimension, of the one with the most;
   * constant dimensions, which say nothing, do not count.
   */
  static double repeatedShare(double[][] columns) {
    return Arrays.stream(columns).mapToDouble(Ties::repeatedShare).max().orElse(0);
  }

  private static double repeatedShare(double[] column) {
    if (Columns.isConstant(column)) {
      return 0;
    }
    double[] sorted = column.clone();
    Arrays.setAll(sorted, i -> sorted[i] + 0.0); // makes the two zeros equal
    Arrays.sort(sorted);
    int repeated = 0;
    for (int from = 0, to; from < sorted.length; from = to) {
      to = from + 1;
      while (to < sorted.length && sorted[to] == sorted[from]) {
        to++;
      }
      repeated += to - from > 1 ? to - from : 0;
    }
    return (double) repeated / sorted.length;
  }
}
