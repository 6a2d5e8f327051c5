package org.infoplane.symbol;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Processes the columns of a matrix in blocks: read by one thread, since values need not be
 * thread-safe, and processed in parallel if they are many.
 */
final class ColumnBlocks {

  // Columns copied from rows together, as neighbours in memory.
  private static final int NARROW = 16;
  private static final int WIDE = 64;
  private static final int VALUES = 1 << 20;
  private static final int WORTH_THREADS = 1 << 15;

  private ColumnBlocks() {}

  /** Processes a column; the array is reused after the call. */
  interface Work {
    void on(int unit, double[] column);
  }

  static void forEach(Values values, Work work) {
    int samples = values.samples();
    int width = Math.max(NARROW, Math.min(WIDE, VALUES / Math.max(1, samples)));
    double[][] block = new double[Math.min(width, values.units())][samples];
    for (int first = 0; first < values.units(); first += block.length) {
      int units = Math.min(block.length, values.units() - first);
      block = Arrays.copyOf(block, units);
      values.columns(first, block);
      doAll(block, first, work);
    }
  }

  private static void doAll(double[][] block, int first, Work work) {
    IntStream units = IntStream.range(0, block.length);
    boolean many = (long) block.length * block[0].length >= WORTH_THREADS;
    try {
      (many ? units.parallel() : units).forEach(i -> work.on(first + i, block[i]));
    } catch (IllegalArgumentException e) {
      throw e.getCause() instanceof IllegalArgumentException thrown ? thrown : e;
    }
  }
}
