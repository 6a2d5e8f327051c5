package org.infoplane.symbol;

import java.util.Arrays;

/** The symbols of all units of each sample, packed into a few words for fast comparison. */
final class RowKeys {

  private RowKeys() {}

  static Partition group(Symbols symbols) {
    int samples = symbols.samples();
    int bits = 32 - Integer.numberOfLeadingZeros(symbols.alphabet() - 1);
    int perWord = 64 / bits;
    int width = (symbols.units() - 1) / perWord + 1;
    long[] words = new long[Math.multiplyExact(width, samples)];
    if (symbols instanceof PackedBits packed) {
      transpose(packed, width, words);
    } else {
      for (int unit = 0; unit < symbols.units(); unit++) {
        int shift = unit % perWord * bits;
        for (int i = 0, at = unit / perWord; i < samples; i++, at += width) {
          words[at] |= (long) symbols.get(unit, i) << shift;
        }
      }
    }
    return Partition.ofStates(samples, width, (sample, word) -> words[sample * width + word]);
  }

  private static void transpose(PackedBits bits, int width, long[] words) {
    long[][] units = new long[bits.units()][];
    Arrays.setAll(units, bits::words);
    for (int block = 0; block < width; block++) {
      long[] rows = BitMatrix.rows(units, block << 6);
      for (int i = 0, at = block; i < bits.samples(); i++, at += width) {
        words[at] = rows[i];
      }
    }
  }
}
