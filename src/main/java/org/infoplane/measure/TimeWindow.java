package org.infoplane.measure;

import java.util.Arrays;

/**
 * Theiler's window: which observations are too close in time to an observation to be its
 * neighbours. Those whose times differ by at most the width, and itself; with width 0 itself alone,
 * even if another has the same time. Immutable.
 *
 * @see <a href="https://doi.org/10.1103/PhysRevA.34.2427">Theiler 1986</a>
 */
final class TimeWindow {

  private final int[] times;
  private final int width;
  private final int[] order;
  private final int[] from;
  private final int[] to;

  TimeWindow(int[] times, int width) {
    int n = times.length;
    this.times = times;
    this.width = width;
    long[] sorted = new long[n];
    Arrays.setAll(sorted, i -> width == 0 ? i : (long) times[i] << Integer.SIZE | i);
    Arrays.sort(sorted);
    order = Arrays.stream(sorted).mapToInt(key -> (int) key).toArray();
    from = new int[n];
    to = new int[n];
    int first = 0;
    int end = 0;
    for (int i : order) {
      while (!excludes(i, order[first])) {
        first++;
      }
      while (end < n && excludes(i, order[end])) {
        end++;
      }
      from[i] = first;
      to[i] = end;
    }
  }

  /** Excludes nothing but each of n observations from itself. */
  static TimeWindow none(int n) {
    return new TimeWindow(new int[n], 0);
  }

  /** If the other is no neighbour of the one. */
  boolean excludes(int one, int other) {
    return width == 0 ? one == other : Math.abs((long) times[one] - times[other]) <= width;
  }

  /** All that an observation excludes, itself among them, counted from 0. */
  int excluded(int observation, int which) {
    return order[from[observation] + which];
  }

  /** How many observations an observation excludes, at least 1. */
  int size(int observation) {
    return to[observation] - from[observation];
  }
}
