package org.infoplane.symbol;

import java.util.Arrays;

/**
 * Mutable: selects some order statistics of a column without sorting all of it. The order is that
 * of {@link Arrays#sort(double[])}.
 *
 * @see <a href="https://doi.org/10.1145/366622.366647">Hoare 1961</a>
 */
final class OrderStatistics {

  private static final int SHORT = 32;
  private static final int FEW_PER_RANK = 8; // fewer values per rank: sorting all is as fast

  private final double[] values;
  private final int[] ranks;
  private final int negative;
  private final int negativeZeros;

  /** Selects ascending ranks, from 0; the values are finite and reordered in place. */
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

  /** The value of a selected rank; -0.0 is below 0.0. */
  double get(int rank) {
    double value = values[rank];
    return value == 0 ? (rank - negative < negativeZeros ? -0.0 : 0.0) : value;
  }

  /** Selects the ranks with indices a to below b among the values from low to high. */
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
      while (i <= j) { // values equal to the pivot are swapped, so that ties are halved too
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

  /** The ninther: the median of three medians of three. */
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
