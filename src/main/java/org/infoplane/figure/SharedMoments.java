package org.infoplane.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/**
 * The points of several runs at the times that all of them have, in order.
 *
 * @param points of each time, one for each run
 * @param leftOut whether some runs have times that others lack
 */
record SharedMoments<P>(List<List<P>> points, boolean leftOut) {

  /** A point whose value is NaN counts as none. */
  static <P> SharedMoments<P> of(
      List<List<P>> runs, ToIntFunction<P> time, ToDoubleFunction<P> value) {
    SortedMap<Integer, List<P>> times = new TreeMap<>();
    for (List<P> run : runs) {
      for (P point : run) {
        if (!Double.isNaN(value.applyAsDouble(point))) {
          times.computeIfAbsent(time.applyAsInt(point), at -> new ArrayList<>()).add(point);
        }
      }
    }
    boolean leftOut = times.values().removeIf(points -> points.size() < runs.size());
    return new SharedMoments<>(List.copyOf(times.values()), leftOut);
  }
}
