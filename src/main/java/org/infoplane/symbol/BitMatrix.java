package org.infoplane.symbol;

import java.util.Arrays;

/** Transposes bits between {@code units x samples} and {@code samples x units}, by 64 x 64. */
final class BitMatrix {

  private BitMatrix() {}

  /** Transposes a block in place: bit i of word u becomes bit u of word i. Hacker's Delight 7-3. */
  static void transpose(long[] block) {
    long mask = 0x00000000FFFFFFFFL;
    for (int j = 32; j != 0; j >>>= 1, mask ^= mask << j) {
      for (int k = 0; k < 64; k = (k + j + 1) & ~j) {
        long swapped = (block[k] >>> j ^ block[k + j]) & mask;
        block[k] ^= swapped << j;
        block[k + j] ^= swapped;
      }
    }
  }

  /**
   * Returns {@code rows[sample]}, whose bit u is that of unit {@code first + u}; up to 64 units.
   */
  static long[] rows(long[][] units, int first) {
    int words = units[0].length;
    int end = Math.min(units.length, first + 64);
    long[] rows = new long[words << 6];
    long[] block = new long[64];
    for (int w = 0; w < words; w++) {
      Arrays.fill(block, 0);
      for (int unit = first; unit < end; unit++) {
        block[unit - first] = units[unit][w];
      }
      transpose(block);
      System.arraycopy(block, 0, rows, w << 6, 64);
    }
    return rows;
  }

  /** The inverse of {@link #rows}. */
  static void units(long[] rows, int first, long[][] units) {
    int end = Math.min(units.length, first + 64);
    long[] block = new long[64];
    for (int w = 0; w < units[0].length; w++) {
      System.arraycopy(rows, w << 6, block, 0, 64);
      transpose(block);
      for (int unit = first; unit < end; unit++) {
        units[unit][w] = block[unit - first];
      }
    }
  }
}
