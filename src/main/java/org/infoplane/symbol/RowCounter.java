package org.infoplane.symbol;

import java.util.stream.IntStream;

/**
 * Counts a source with many targets at once: AND and population count of four words of its mask
 * with the same words of all targets, which are contiguous. Each target has its own counter, so
 * that no vector is reduced; pays from several hundred target masks on.
 */
final class RowCounter implements AllPairs.PairCounter {

  private static final int FEWEST = 700;
  private static final int FEWEST_SOURCES = 32;
  private static final int LONGEST = 2048; // four rows and their counters stay in the cache
  private static final long MOST_WORDS = 1 << 26; // 256 MB
  private static final int TILE = 4;
  private static final int WORDS = 4;

  private final StateMasks masks;
  private final int[][] rows; // words x (targets, states but the first)
  private final int[][] totals;
  private final int states;
  private final int blocks;
  private final int tiles;

  RowCounter(StateMasks masks, int states) {
    this.masks = masks;
    this.states = states;
    int words = masks.sources[0][1].length;
    int columns = masks.targets() * (states - 1);
    blocks = (columns + LONGEST - 1) / LONGEST;
    tiles = (masks.sources.length + TILE - 1) / TILE;
    totals = new int[masks.targets()][];
    rows = new int[blocks * words][];
    IntStream.range(0, blocks).parallel().forEach(block -> prepare(block, words));
  }

  /** Whether layers are wide enough for it to pay and small enough for memory. */
  static boolean pays(StateMasks masks, int states) {
    long columns = masks.targets() * (states - 1L);
    return masks.sources.length >= FEWEST_SOURCES
        && columns >= FEWEST
        && columns * masks.sources[0][1].length <= MOST_WORDS;
  }

  private int first(int block) {
    return (int) ((long) block * masks.targets() / blocks);
  }

  private void prepare(int block, int words) {
    int first = first(block);
    int end = first(block + 1);
    for (int w = 0; w < words; w++) {
      rows[block * words + w] = new int[(end - first) * (states - 1)];
    }
    for (int target = first; target < end; target++) {
      int[][] masksOf = masks.target(target);
      totals[target] = masks.totals(masksOf);
      for (int s = 1; s < states; s++) {
        int column = (target - first) * (states - 1) + s - 1;
        for (int w = 0; w < words; w++) {
          rows[block * words + w][column] = masksOf[s][w];
        }
      }
    }
  }

  @Override
  public int parts() {
    return blocks * tiles;
  }

  @Override
  public void count(int part, AllPairs.Receiver receiver) {
    int block = part / tiles;
    int source = part % tiles * TILE;
    int end = Math.min(masks.sources.length, source + TILE);
    int[][][] found = count(block, source, end);
    int n = masks.sources[source].length;
    int[] counts = new int[states * n];
    int first = first(block);
    int last = first(block + 1);
    for (int i = source; i < end; i++) {
      for (int target = first, column = 0; target < last; target++, column += states - 1) {
        fill(found[i - source], column, counts);
        masks.complete(totals[target], i, counts);
        receiver.pair(i, target, counts);
      }
    }
  }

  private void fill(int[][] found, int column, int[] counts) {
    for (int r = 1; r < found.length; r++) {
      int[] of = found[r];
      for (int s = 1, at = found.length + r; s < states; s++, at += found.length) {
        counts[at] = of[column + s - 1];
      }
    }
  }

  /** {@code int[sources][states][targets * (states - 1)]}. */
  private int[][][] count(int block, int source, int end) {
    int words = rows.length / blocks;
    int at = block * words;
    int[][][] found = new int[end - source][masks.sources[source].length][rows[at].length];
    for (int w = 0; w < words; w += WORDS) {
      for (int i = source; i < end; i++) {
        int[][] of = masks.sources[i];
        for (int r = 1; r < of.length; r++) {
          add(rows, at + w, of[r], w, found[i - source][r]);
        }
      }
    }
    return found;
  }

  private static void add(int[][] rows, int row, int[] mask, int w, int[] to) {
    int[] r0 = rows[row];
    int[] r1 = rows[row + 1];
    int[] r2 = rows[row + 2];
    int[] r3 = rows[row + 3];
    int m0 = mask[w];
    int m1 = mask[w + 1];
    int m2 = mask[w + 2];
    int m3 = mask[w + 3];
    for (int i = 0; i < to.length; i++) {
      to[i] +=
          Integer.bitCount(r0[i] & m0)
              + Integer.bitCount(r1[i] & m1)
              + Integer.bitCount(r2[i] & m2)
              + Integer.bitCount(r3[i] & m3);
    }
  }
}
