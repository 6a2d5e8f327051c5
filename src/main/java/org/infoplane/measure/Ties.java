package org.infoplane.measure;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Finds observations that coincide, which nearest neighbour estimators assume there are not. */
final class Ties {

  private Ties() {}

  /**
   * The share of observations that equal another one in all dimensions.
   *
   * @param columns {@code double[dimensions][n]}, at least 1 of each, finite
   * @return 0 to 1
   */
  static double tiedShare(double[][] columns) {
    int n = columns[0].length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted((i, j) -> compare(columns, i, j))
            .mapToInt(i -> i)
            .toArray();
    boolean[] tied = new boolean[n];
    for (int i = 1; i < n; i++) {
      if (compare(columns, order[i - 1], order[i]) == 0) {
        tied[i - 1] = true;
        tied[i] = true;
      }
    }
    return (double) IntStream.range(0, n).filter(i -> tied[i]).count() / n;
  }

  private static int compare(double[][] columns, int i, int j) {
    return Arrays.stream(columns)
        // Adding 0 makes the two zeros equal.
        .mapToInt(column -> Double.compare(column[i] + 0.0, column[j] + 0.0))
        .filter(sign -> sign != 0)
        .findFirst()
        .orElse(0);
  }
}
