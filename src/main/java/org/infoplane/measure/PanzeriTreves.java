package org.infoplane.measure;

import java.util.ArrayList;
import java.util.List;
import org.infoplane.symbol.Partition;

/**
 * Plug-in plus (R - 1) / 2n, where R counts, in each condition, the states that could have been
 * seen: as many as make the expected number of seen ones equal to the observed number, under a
 * Bayesian guess of their probabilities.
 *
 * @see <a href="https://doi.org/10.1088/0954-898X/7/1/006">Panzeri and Treves 1996</a>
 */
record PanzeriTreves() implements EntropyEstimator {

  /** All states were seen: the correction is that of Miller. */
  @Override
  public double entropy(int[] sizes) {
    return new MillerMadow().entropy(sizes);
  }

  @Override
  public double entropy(Partition a, Partition given) {
    double states = 0;
    for (int[] sizes : sizesWithin(a, given)) {
      states += relevantStates(sizes, a.groups()) - 1;
    }
    return new PlugIn().entropy(a, given) + states / (2.0 * a.samples());
  }

  /** How often each state of {@code a} that was seen in a condition was seen there. */
  private static List<int[]> sizesWithin(Partition a, Partition given) {
    Partition both = a.and(given);
    List<List<Integer>> lists = new ArrayList<>();
    for (int c = 0; c < given.groups(); c++) {
      lists.add(new ArrayList<>());
    }
    int[] sizes = both.sizes();
    int[] condition = new int[sizes.length];
    for (int i = 0; i < a.samples(); i++) {
      condition[both.get(i)] = given.get(i);
    }
    for (int group = 0; group < sizes.length; group++) {
      lists.get(condition[group]).add(sizes[group]);
    }
    return lists.stream().map(list -> list.stream().mapToInt(Integer::intValue).toArray()).toList();
  }

  /**
   * The number of states, from those seen to those possible, whose expected number of seen ones
   * comes nearest to what was seen.
   */
  static int relevantStates(int[] sizes, int possible) {
    int unseen = 0;
    double miss = Math.abs(sizes.length - expectedSeen(sizes, 0));
    while (sizes.length + unseen < possible) {
      double next = Math.abs(sizes.length - expectedSeen(sizes, unseen + 1));
      if (next >= miss) {
        break;
      }
      miss = next;
      unseen++;
    }
    return sizes.length + unseen;
  }

  /** How many states n samples show, on average, if there are some more than were seen. */
  private static double expectedSeen(int[] sizes, int unseen) {
    double n = 0;
    for (int size : sizes) {
      n += size;
    }
    double seen = sizes.length;
    double ofOneUnseen = unseen == 0 ? 0 : 1 - Math.pow(n / (n + seen), 1 / n);
    double expected = unseen * (1 - Math.pow(1 - ofOneUnseen, n));
    for (int size : sizes) {
      double p = unseen == 0 ? size / n : (1 - unseen * ofOneUnseen) * (size + 1) / (n + seen);
      expected += 1 - Math.pow(1 - p, n);
    }
    return expected;
  }

  @Override
  public double bias(long states, long samples) {
    return 0;
  }

  @Override
  public Intervals intervals() {
    return Intervals.HOLD;
  }

  @Override
  public String toString() {
    return "Panzeri-Treves";
  }
}
