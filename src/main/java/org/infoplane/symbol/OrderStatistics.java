package org.infoplane.symbol;

import java.util.Arrays;

/**
 * Mutable: some of the numbers of a column as {@link Arrays#sort(double[])} would put them, found
 * without sorting the rest.
 *
 * @see <a href="https://doi.org/10.1145/366622.366647">Hoare 1961</a>
 */
final class OrderStatistics {

  private static final int SHORT = 32;

  /** So many parts that sorting all of them costs no more. */
  private static final int FEW_PER_RANK = 8;

  private final double[] values;
  private final int[] ranks;
  private final int negative;
  private final int negativeZeros;

  /**
   * Finds them.
   *
   * @param values finite, reordered in place
   * @param ranks from 0, rising
   */
  OrderStatistics(double[] values, int[] ranks) {
    this.values = values;
    this.ranks = ranks;
    int below = 0;
    int zeros = 0;
    for (double value : values) {
      below += value < 0 ? 1 : 0;
      zeros += value == 0 && Double.doubleToRawLongBits(value) != 0 ? 1 : 0;
    }
    this.negative = below;
    this.negativeZeros = zeros;
    if ((long) ranks.length * FEW_PER_RANK > values.length) {
      Arrays.sort(values);
    } else {
      int depth = 2 * (32 - Integer.numberOfLeadingZeros(values.length));
      select(0, values.length - 1, 0, ranks.length, depth);
    }
  }

  /** The number of a rank that was asked for; of the two zeros the negative one is smaller. */
  double get(int rank) {
    double value = values[rank];
    return value == 0 ? (rank - negative < negativeZeros ? -0.0 : 0.0) : value;
  }

  /** Numbers from low to high, of which the ranks from a to below b are wanted. */
  private void select(int low, int high, int a, int b, int depth) {
    int from = low;
    int to = high;
    int first = a;
    int last = b;
    int left = depth;
    while (first < last && to > from) {
      if (to - from < SHORT || left-- == 0) {
        Arrays.sort(values, from, to + 1);
        return;
      }
      double pivot = pivot(from, to);
      int i = from;
      int j = to;
      while (i <= j) { // numbers equal to the pivot change sides, so that ties halve too
        while (values[i] < pivot) {
          i++;
        }
        while (values[j] > pivot) {
          j--;
        }
        if (i <= j) {
          double keep = values[i];
          values[i++] = values[j];
          values[j--] = keep;
        }
      }
      int below = first;
      while (below < last && ranks[below] <= j) {
        below++;
      }
      int above = below;
      while (above < last && ranks[above] < i) {
        above++;
      }
      select(from, j, first, below, left);
      from = i;
      first = above;
    }
  }

  /** The median of three medians of three. */
  private double pivot(int from, int to) {
    int step = (to - from) / 8;
    int middle = from + 4 * step;
    return median(
        median(values[from], values[from + step], values[from + 2 * step]),
        median(values[middle - step], values[middle], values[middle + step]),
        median(values[to - 2 * step], values[to - step], values[to]));
  }

  private static double median(double a, double b, double c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
