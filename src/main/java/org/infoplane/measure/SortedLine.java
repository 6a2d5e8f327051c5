package org.infoplane.measure;

import java.util.Arrays;

/** Counts by binary search in one sorted column. Immutable. */
final class SortedLine implements BoxCounter {

  private final double[] column;
  private final double[] sorted;

  SortedLine(double[] column) {
    this.column = column;
    this.sorted = column.clone();
    Arrays.sort(sorted);
  }

  @Override
  public int within(int middle, double[] radii) {
    double x = column[middle];
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int half = (low + high) >>> 1;
      if (x - sorted[half] > radii[0]) {
        low = half + 1;
      } else {
        high = half;
      }
    }
    int first = low;
    high = sorted.length;
    while (low < high) {
      int half = (low + high) >>> 1;
      if (sorted[half] - x <= radii[0]) {
        low = half + 1;
      } else {
        high = half;
      }
    }
    return low - first;
  }
}
