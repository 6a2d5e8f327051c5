package org.infoplane.symbol;

/** Counts pair by pair: AND and population count of a source's mask with three of a target. */
final class MaskCounter implements AllPairs.PairCounter {

  private static final int TILE = 4;

  private final StateMasks masks;

  MaskCounter(StateMasks masks) {
    this.masks = masks;
  }

  @Override
  public int parts() {
    return (masks.targets() + TILE - 1) / TILE;
  }

  @Override
  public void count(int part, AllPairs.Receiver receiver) {
    int first = part * TILE;
    int[][][] targets = new int[Math.min(TILE, masks.targets() - first)][][];
    int[][] totals = new int[targets.length][];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = masks.target(first + i);
      totals[i] = masks.totals(targets[i]);
    }
    int[] counts = new int[targets[0].length * masks.sources[0].length];
    for (int source = 0; source < masks.sources.length; source++) { // stays in the cache
      for (int i = 0; i < targets.length; i++) {
        count(targets[i], masks.sources[source], counts);
        masks.complete(totals[i], source, counts);
        receiver.pair(source, first + i, counts);
      }
    }
  }

  private static void count(int[][] target, int[][] source, int[] counts) {
    int n = source.length;
    for (int r = 1; r < n; r++) {
      int s = 1;
      for (; s + 2 < target.length; s += 3) {
        Masks.count(source[r], target[s], target[s + 1], target[s + 2], counts, s * n + r, n);
      }
      for (; s < target.length; s++) {
        counts[s * n + r] = Masks.count(source[r], target[s]);
      }
    }
  }
}
