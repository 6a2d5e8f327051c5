package org.infoplane.measure;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.infoplane.symbol.Partition;

/**
 * Plug-in plus (R - 1) / 2n, where R is, for each condition, the number of possible states: chosen
 * so that the expected number of observed states equals the actual one, under a Bayesian estimate
 * of their probabilities.
 *
 * @see <a href="https://doi.org/10.1088/0954-898X/7/1/006">Panzeri and Treves 1996</a>
 */
record PanzeriTreves() implements EntropyEstimator {

  /** Without a condition all states are observed, which is Miller's correction. */
  @Override
  public double entropy(int[] sizes) {
    return new MillerMadow().entropy(sizes);
  }

  @Override
  public double entropy(Partition a, Partition given) {
    double states = 0;
    for (List<Integer> sizes : sizesWithin(a, given)) {
      states += relevantStates(sizes.stream().mapToInt(k -> k).toArray(), a.groups()) - 1;
    }
    return new PlugIn().entropy(a, given) + states / (2.0 * a.samples());
  }

  /** The counts of the observed states of {@code a} within each condition. */
  private static Collection<List<Integer>> sizesWithin(Partition a, Partition given) {
    Partition both = a.and(given);
    int[] sizes = both.sizes();
    int[] condition = new int[sizes.length];
    for (int i = 0; i < a.samples(); i++) {
      condition[both.get(i)] = given.get(i);
    }
    return IntStream.range(0, sizes.length)
        .boxed()
        .collect(groupingBy(state -> condition[state], mapping(state -> sizes[state], toList())))
        .values();
  }

  /**
   * The number of states, from those observed to those possible, whose expected number of observed
   * states is nearest to the actual one.
   */
  static int relevantStates(int[] sizes, int possible) {
    int unseen = 0;
    double miss = Math.abs(sizes.length - expectedObserved(sizes, 0));
    while (sizes.length + unseen < possible) {
      double next = Math.abs(sizes.length - expectedObserved(sizes, unseen + 1));
      if (next >= miss) {
        break;
      }
      miss = next;
      unseen++;
    }
    return sizes.length + unseen;
  }

  /** The expected number of states in n samples, given the number of unobserved states. */
  private static double expectedObserved(int[] sizes, int unseen) {
    double n = Arrays.stream(sizes).sum();
    double seen = sizes.length;
    double pUnseen = unseen == 0 ? 0 : 1 - Math.pow(n / (n + seen), 1 / n);
    double expected = unseen * (1 - Math.pow(1 - pUnseen, n));
    for (int size : sizes) {
      double p = unseen == 0 ? size / n : (1 - unseen * pUnseen) * (size + 1) / (n + seen);
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
