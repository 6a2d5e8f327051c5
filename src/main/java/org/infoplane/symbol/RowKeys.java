package org.infoplane.symbol;

import java.util.Arrays;

/** The symbols of all units of each sample, packed into a few words for fast comparison. */
final class RowKeys {

  private final long[] words;
  private final int width;
  private final int samples;

  private RowKeys(long[] words, int width, int samples) {
    this.words = words;
    this.width = width;
    this.samples = samples;
  }

  static RowKeys of(Symbols symbols) {
    if (symbols instanceof PackedBits bits) {
      return ofBits(bits);
    }
    int bits = 32 - Integer.numberOfLeadingZeros(symbols.alphabet() - 1);
    int perWord = 64 / bits;
    int width = (symbols.units() - 1) / perWord + 1;
    long[] words = new long[Math.multiplyExact(width, symbols.samples())];
    for (int unit = 0; unit < symbols.units(); unit++) {
      int shift = unit % perWord * bits;
      for (int i = 0, at = unit / perWord; i < symbols.samples(); i++, at += width) {
        words[at] |= (long) symbols.get(unit, i) << shift;
      }
    }
    return new RowKeys(words, width, symbols.samples());
  }

  private static RowKeys ofBits(PackedBits bits) {
    long[][] units = new long[bits.units()][];
    for (int unit = 0; unit < units.length; unit++) {
      units[unit] = bits.words(unit);
    }
    int width = (units.length - 1) / 64 + 1;
    long[] words = new long[Math.multiplyExact(width, bits.samples())];
    for (int block = 0; block < width; block++) {
      long[] rows = BitMatrix.rows(units, block << 6);
      for (int i = 0, at = block; i < bits.samples(); i++, at += width) {
        words[at] = rows[i];
      }
    }
    return new RowKeys(words, width, bits.samples());
  }

  Partition group() {
    int[] hash = new int[samples];
    Arrays.setAll(hash, this::hash);
    return Partition.grouped(hash, this::equal);
  }

  private int hash(int sample) {
    long hash = 0;
    for (int at = sample * width; at < (sample + 1) * width; at++) {
      hash = (hash ^ words[at]) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return (int) hash;
  }

  private boolean equal(int one, int other) {
    for (int w = 0; w < width; w++) {
      if (words[one * width + w] != words[other * width + w]) {
        return false;
      }
    }
    return true;
  }
}
