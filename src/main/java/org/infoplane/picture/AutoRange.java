package org.infoplane.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * Mutable: collects the values that an axis has to show, with their padding in pixels, and computes
 * the range by Plotly's rule: everything fits, and 5 % of the axis are left free.
 */
final class AutoRange {

  private static final double FREE = 0.05;

  private record Extreme(double value, double pixels, boolean free) {
    double pad(double length) {
      return pixels + (free ? FREE * length : 0);
    }
  }

  private final List<Extreme> least = new ArrayList<>();
  private final List<Extreme> most = new ArrayList<>();

  /** Adds a value with the same padding on both sides. */
  void add(double value, double pixels, boolean free) {
    add(value, pixels, pixels, free);
  }

  /** Adds a value, with padding in pixels and whether 5 % more are left free. */
  void add(double value, double below, double above, boolean free) {
    if (Double.isFinite(value)) {
      keep(least, new Extreme(value, below, free), 1);
      keep(most, new Extreme(value, above, free), -1);
    }
  }

  /** Adds a bar or area from zero, where nothing is left free. */
  void addFromZero(double value, double pixels, boolean free) {
    if (Double.isFinite(value)) {
      Extreme zero = new Extreme(0, 0, false);
      Extreme end = new Extreme(value, pixels, free);
      keep(least, value < 0 ? end : zero, 1);
      keep(most, value > 0 ? end : zero, -1);
    }
  }

  /** Keeps the outermost of each kind. */
  private static void keep(List<Extreme> all, Extreme one, int sign) {
    for (int i = 0; i < all.size(); i++) {
      Extreme other = all.get(i);
      if (other.pixels() == one.pixels() && other.free() == one.free()) {
        if (sign * one.value() < sign * other.value()) {
          all.set(i, one);
        }
        return;
      }
    }
    all.add(one);
  }

  void addAll(AutoRange other) {
    other.least.forEach(e -> keep(least, e, 1));
    other.most.forEach(e -> keep(most, e, -1));
  }

  boolean isEmpty() {
    return least.isEmpty();
  }

  /**
   * The range.
   *
   * @param length of the axis in pixels
   * @param toZero whether it is extended to zero
   * @return its two ends
   */
  double[] over(double length, boolean toZero) {
    double min = least.stream().mapToDouble(Extreme::value).min().orElse(0);
    double max = most.stream().mapToDouble(Extreme::value).max().orElse(0);
    if (min == max) {
      return new double[] {toZero && min >= 0 ? 0 : min - 1, toZero && max < 0 ? 0 : max + 1};
    }
    double best = 0;
    Extreme first = new Extreme(min, 0, false);
    Extreme last = new Extreme(max, 0, false);
    for (Extreme low : least) {
      for (Extreme high : most) {
        double left = length - low.pad(length) - high.pad(length);
        boolean room = left > length / 10;
        double unit = (high.value() - low.value()) / (room ? left : length);
        if (unit > best) {
          best = unit;
          first = room ? low : new Extreme(low.value(), 0, false);
          last = room ? high : new Extreme(high.value(), 0, false);
        }
      }
    }
    if (toZero) {
      Extreme zero = new Extreme(0, 0, false);
      first = first.value() >= 0 ? zero : first;
      last = last.value() <= 0 ? zero : last;
    }
    double unit = (last.value() - first.value()) / (length - first.pad(length) - last.pad(length));
    return new double[] {
      first.value() - unit * first.pad(length), last.value() + unit * last.pad(length)
    };
  }
}
