package org.infoplane.symbol;

import java.util.Arrays;

/**
 * States as bit masks over time, 32 samples per int: bit t is set if the state holds at time t. Not
 * longs, since Java 17 vectorizes loops over {@code Integer.bitCount} but not {@code
 * Long.bitCount}.
 */
final class Masks {

  private Masks() {}

  // A multiple of unrolled vectors, so that loops have no scalar tail.
  private static final int STRIDE = 64;
  // At most 65,535 bits, so that two counts fit into one int.
  private static final int BLOCK = 31 * STRIDE;

  static int wordsFor(int samples) {
    return (((samples + 31) >>> 5) + STRIDE - 1) / STRIDE * STRIDE;
  }

  /** The times with a complete history: those of each segment but its first ones. */
  static int[] valid(Segments segments, int reach, int samples) {
    int[] mask = new int[wordsFor(samples)];
    for (int i = 0; i < segments.count(); i++) {
      int end = segments.end(i, samples);
      int t = segments.start(i) + Math.min(reach, samples - segments.start(i));
      while (t < end) {
        if ((t & 31) == 0 && t + 32 <= end) {
          mask[t >>> 5] = -1;
          t += 32;
        } else {
          mask[t >>> 5] |= 1 << t;
          t++;
        }
      }
    }
    return mask;
  }

  /** One mask for each symbol of a unit. */
  static int[][] ofSymbols(Symbols symbols, int unit) {
    int words = wordsFor(symbols.samples());
    int[][] masks = new int[symbols.alphabet()][words];
    if (symbols.alphabet() == 2) {
      masks[1] = ofOnes(symbols, unit, 0);
      for (int w = 0; w < words; w++) {
        masks[0][w] = ~masks[1][w];
      }
      return masks;
    }
    for (int t = 0; t < symbols.samples(); t++) {
      masks[symbols.get(unit, t)][t >>> 5] |= 1 << t;
    }
    return masks;
  }

  /** The mask of symbol 1 of a binary unit, delayed by some steps. */
  static int[] ofOnes(Symbols symbols, int unit, long steps) {
    int[] mask = new int[wordsFor(symbols.samples())];
    long[] packed = ((PackedBits) symbols).words(unit);
    if (steps >= 64L * packed.length) {
      return mask;
    }
    int whole = (int) (steps >>> 6);
    int bits = (int) steps & 63;
    long before = 0;
    for (int w = whole; w < packed.length; w++) {
      long word = packed[w - whole];
      long moved = word << bits | before >>> 1 >>> (63 - bits);
      mask[2 * w] = (int) moved;
      mask[2 * w + 1] = (int) (moved >>> 32);
      before = word;
    }
    return mask;
  }

  /** Delays a mask: bit t of the result is bit {@code t - steps}. */
  static int[] later(int[] mask, long steps) {
    int[] moved = new int[mask.length];
    if (steps >= 32L * mask.length) {
      return moved;
    }
    int whole = (int) (steps >>> 5);
    int bits = (int) steps & 31;
    moved[whole] = mask[0] << bits;
    for (int w = whole + 1; w < mask.length; w++) { // the second part is 0 if bits is
      moved[w] = mask[w - whole] << bits | mask[w - whole - 1] >>> 1 >>> (31 - bits);
    }
    return moved;
  }

  /** Masks of joint states: state {@code a * second.length + b} holds where both do. */
  static int[][] and(int[][] first, int[][] second) {
    int[][] both = new int[first.length * second.length][];
    for (int a = 0; a < first.length; a++) {
      for (int b = 0; b < second.length; b++) {
        both[a * second.length + b] = and(first[a], second[b]);
      }
    }
    return both;
  }

  private static int[] and(int[] a, int[] b) {
    int[] both = new int[a.length];
    for (int w = 0; w < both.length; w++) {
      both[w] = a[w] & b[w];
    }
    return both;
  }

  /** States of (next, past) of a unit at valid times; the first may be left empty. */
  static int[][] ofStep(Symbols symbols, int unit, History past, int[] valid) {
    if (symbols.alphabet() == 2 && past.length() == 1) {
      return ofBinaryStep(ofOnes(symbols, unit, 0), ofOnes(symbols, unit, past.back(0)), valid);
    }
    int[][] states = ofSymbols(symbols, unit);
    return and(and(states, new int[][] {valid}), ofPast(states, past));
  }

  /** The same in one loop, which overwrites its arguments. */
  private static int[][] ofBinaryStep(int[] next, int[] past, int[] valid) {
    int[] both = new int[next.length];
    for (int w = 0; w < next.length; w++) {
      int one = next[w] & valid[w];
      int before = past[w] & valid[w];
      int after = one & before;
      past[w] = before ^ after;
      next[w] = one ^ after;
      both[w] = after;
    }
    return new int[][] {{}, past, next, both};
  }

  /** States of a history, most recent symbol first. */
  static int[][] ofPast(int[][] symbols, History past) {
    int[][] states = later(symbols, past.back(0));
    for (int i = 1; i < past.length(); i++) {
      states = and(states, later(symbols, past.back(i)));
    }
    return states;
  }

  private static int[][] later(int[][] masks, long steps) {
    return Arrays.stream(masks).map(mask -> later(mask, steps)).toArray(int[][]::new);
  }

  static int count(int[] a, int[] b) {
    int n = 0;
    for (int w = 0; w < a.length; w++) {
      n += Integer.bitCount(a[w] & b[w]);
    }
    return n;
  }

  /**
   * Counts three masks against one, which is loaded once. Two of the counts share an int, since
   * Java 17 reduces the lanes of a vector at each step; blocks are short enough not to overflow.
   */
  static void count(int[] a, int[] x, int[] y, int[] z, int[] to, int at, int step) {
    int nx = 0;
    int ny = 0;
    int nz = 0;
    for (int from = 0; from < a.length; from += BLOCK) {
      int end = Math.min(a.length, from + BLOCK);
      int both = 0;
      for (int w = from; w < end; w++) {
        int word = a[w];
        both += Integer.bitCount(word & x[w]) + (Integer.bitCount(word & y[w]) << 16);
        nz += Integer.bitCount(word & z[w]);
      }
      nx += both & 0xFFFF;
      ny += both >>> 16;
    }
    to[at] = nx;
    to[at + step] = ny;
    to[at + 2 * step] = nz;
  }
}
