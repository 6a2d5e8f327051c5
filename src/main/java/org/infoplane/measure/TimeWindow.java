package org.infoplane.measure;

import java.util.Arrays;

/**
 * Theiler window: excludes neighbours whose times differ by at most the width, and the observation
 * itself; with width 0 only itself, even if another has the same time. Immutable.
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

  /** A window that excludes only each observation itself. */
  static TimeWindow none(int n) {
    return new TimeWindow(new int[n], 0);
  }

  boolean excludes(int one, int other) {
    return width == 0 ? one == other : Math.abs((long) times[one] - times[other]) <= width;
  }

  /** The excluded observations, itself included, by their index from 0. */
  int excluded(int observation, int which) {
    return order[from[observation] + which];
  }

  /** The number of excluded observations, at least 1. */
  int size(int observation) {
    return to[observation] - from[observation];
  }
}
