package org.infoplane.measure;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Numbers computed by several threads, in order. */
final class Parallel {

  private Parallel() {}

  /** {@code of(0) .. of(n - 1)}; an error is thrown as it was, not wrapped by the pool. */
  static double[] map(int n, IntToDoubleFunction of) {
    try {
      return IntStream.range(0, n).parallel().mapToDouble(of).toArray();
    } catch (IllegalArgumentException e) {
      throw e.getCause() instanceof IllegalArgumentException first ? first : e;
    }
  }
}
