package org.infoplane;

import java.util.Arrays;
import java.util.function.Supplier;

/** Kinds of work that take turns, so that a machine that slows down slows all of them. */
public final class Turns {

  private Turns() {}

  /**
   * {@return seconds of each kind, medians}
   *
   * @param warmUp turns that are not counted
   * @param turns that are
   * @param kinds of work; what they return is thrown away
   */
  public static double[] medians(int warmUp, int turns, Supplier<?>... kinds) {
    double[][] seconds = new double[kinds.length][turns];
    for (int turn = -warmUp; turn < turns; turn++) {
      for (int kind = 0; kind < kinds.length; kind++) {
        double one = seconds(kinds[kind]);
        if (turn >= 0) {
          seconds[kind][turn] = one;
        }
      }
    }
    return Arrays.stream(seconds).mapToDouble(Turns::median).toArray();
  }

  /** {@return how long it takes once} */
  public static double seconds(Supplier<?> work) {
    long start = System.nanoTime();
    work.get();
    return (System.nanoTime() - start) / 1e9;
  }

  /** {@return the middle one, of an even number the upper} */
  public static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
