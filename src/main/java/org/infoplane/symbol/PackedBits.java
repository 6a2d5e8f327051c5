package org.infoplane.symbol;

import java.util.Objects;

/** Binary symbols, 64 samples a word; bits past the last sample are 0. */
final class PackedBits extends Symbols {

  private final long[][] words;

  PackedBits(long[][] words, int samples, Origin origin) {
    super(words.length, samples, origin);
    this.words = words;
  }

  static int wordsFor(int samples) {
    return (samples + 63) >>> 6;
  }

  /** The words of a unit; never changed by the caller. */
  long[] words(int unit) {
    return words[unit];
  }

  @Override
  public int alphabet() {
    return 2;
  }

  @Override
  public int get(int unit, int sample) {
    return (int) (words[unit][Objects.checkIndex(sample, samples()) >>> 6] >>> sample) & 1;
  }

  @Override
  public PackedBits unit(int unit) {
    return new PackedBits(new long[][] {words[unit]}, samples(), origin().unit(unit));
  }

  @Override
  PackedBits inOrder(int[] order) {
    long[][] result = new long[words.length][wordsFor(samples())];
    for (int unit = 0; unit < words.length; unit++) {
      long[] from = words[unit];
      long[] to = result[unit];
      for (int i = 0; i < order.length; i++) {
        int j = order[i];
        to[i >>> 6] |= (from[j >>> 6] >>> j & 1L) << i;
      }
    }
    return new PackedBits(result, samples(), origin());
  }
}
