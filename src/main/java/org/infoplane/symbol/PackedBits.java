package org.infoplane.symbol;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Function;

/** Binary symbols, 64 samples per word; bits past the last sample are 0. */
final class PackedBits extends Symbols {

  // Below these moving bit by bit is faster than transposing blocks of 64 units twice, or once.
  private static final int FEW = 16;
  private static final int VERY_FEW = 4;

  private final long[][] words;

  PackedBits(long[][] words, int samples, Origin origin) {
    super(words.length, samples, 2, origin);
    this.words = words;
  }

  static int wordsFor(int samples) {
    return (samples + 63) >>> 6;
  }

  /** The words of a unit, read-only. */
  long[] words(int unit) {
    return words[unit];
  }

  @Override
  int code(int unit, int sample) {
    return (int) (words[unit][sample >>> 6] >>> sample) & 1;
  }

  @Override
  PackedBits some(int... units) {
    long[][] some = Arrays.stream(units).mapToObj(unit -> words[unit]).toArray(long[][]::new);
    return new PackedBits(some, samples(), origin().units(units));
  }

  @Override
  PackedBits part(int from, int to, Origin origin) {
    long[][] result = new long[words.length][wordsFor(to - from)];
    int whole = from >>> 6;
    long last = -1L >>> -(to - from); // the bits of the last word
    for (int unit = 0; unit < words.length; unit++) {
      long[] all = words[unit];
      long[] some = result[unit];
      for (int w = 0; w < some.length; w++) {
        long after = w + whole + 1 < all.length ? all[w + whole + 1] : 0;
        some[w] = all[w + whole] >>> from | after << 1 << ~from;
      }
      some[some.length - 1] &= last;
    }
    return new PackedBits(result, to - from, origin);
  }

  @Override
  void pack(ByteBuffer to) {
    int row = wordsFor(samples());
    for (long[] unit : words) {
      to.asLongBuffer().put(unit, 0, row);
      to.position(to.position() + 8 * row);
    }
  }

  @Override
  Symbols inOrder(int[] order) {
    return words.length < FEW ? bitByBit(order) : prepared().apply(order);
  }

  /** Keeps a transposed copy, whose rows move as a whole. */
  @Override
  Function<int[], Symbols> prepared() {
    if (words.length < VERY_FEW) {
      return this::bitByBit;
    }
    long[][] blocks = new long[(words.length + 63) / 64][];
    Arrays.setAll(blocks, block -> BitMatrix.rows(words, 64 * block));
    return order -> {
      long[][] result = new long[words.length][wordsFor(samples())];
      for (int block = 0; block < blocks.length; block++) {
        long[] rows = blocks[block];
        long[] moved = new long[rows.length];
        for (int i = 0; i < order.length; i++) {
          moved[i] = rows[order[i]];
        }
        BitMatrix.units(moved, 64 * block, result);
      }
      return new PackedBits(result, samples(), origin());
    };
  }

  private Symbols bitByBit(int[] order) {
    long[][] result = new long[words.length][wordsFor(samples())];
    for (int unit = 0; unit < words.length; unit++) {
      long[] from = words[unit];
      for (int w = 0; w < result[unit].length; w++) {
        long word = 0;
        for (int i = w << 6; i < Math.min(order.length, (w + 1) << 6); i++) {
          int j = order[i];
          word |= (from[j >>> 6] >>> j & 1L) << i;
        }
        result[unit][w] = word;
      }
    }
    return new PackedBits(result, samples(), origin());
  }
}
