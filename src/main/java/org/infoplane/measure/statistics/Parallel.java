package org.infoplane.measure.statistics;

import static java.util.Objects.requireNonNull;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Numbers computed by several threads, in order. */
public final class Parallel {

  private Parallel() {}

  /**
   * {@return {@code of(0) .. of(n - 1)}, {@code double[n]}}
   *
   * @param n how many
   * @param of called by several threads, each number once
   * @throws IllegalArgumentException if one of them throws it: as it was, not wrapped by the pool
   */
  public static double[] map(int n, IntToDoubleFunction of) {
    requireNonNull(of, "of must not be null");
    try {
      return IntStream.range(0, n).parallel().mapToDouble(of).toArray();
    } catch (IllegalArgumentException e) {
      throw e.getCause() instanceof IllegalArgumentException first ? first : e;
    }
  }
}
