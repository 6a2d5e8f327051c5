package org.infoplane.measure;

/** Hoare's selection algorithm. */
final class Selection {

  private Selection() {}

  /**
   * Partially sorts {@code order[from..to)}: the key at {@code nth} is the one that sorting would
   * put there, none before it is larger and none after it smaller.
   */
  static void select(int[] order, double[] key, int from, int to, int nth) {
    int low = from;
    int high = to - 1;
    while (low < high) {
      double pivot = key[order[(low + high) >>> 1]];
      int i = low;
      int j = high;
      while (i <= j) {
        while (key[order[i]] < pivot) {
          i++;
        }
        while (key[order[j]] > pivot) {
          j--;
        }
        if (i <= j) {
          int keep = order[i];
          order[i++] = order[j];
          order[j--] = keep;
        }
      }
      if (nth <= j) {
        high = j;
      } else if (nth >= i) {
        low = i;
      } else {
        return;
      }
    }
  }
}
