package org.infoplane.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.symbol.Partition;

/** Mutable: the greedy selection of the sources of one target, by plug-in transfer entropy. */
final class GreedySearch {

  /** One source of a target. */
  record Link(double nats, Significance significance, long states, double bias) {

    static Link unselected(double p) {
      return new Link(0, new Significance(Double.NaN, Double.NaN, p), 0, Double.NaN);
    }
  }

  /** All sources of a target; selection stops if too few samples a state would be left. */
  record Links(List<Link> links, boolean stopped) {}

  /** The states of each source, and the same as one row of indicators a transition. */
  static final class Candidates {
    private final int[][] state;
    private final int[] states;
    private final int[] first; // indicator of state 1 of each source
    private final int[] rows;
    private final int width;
    private final int[] shifts;

    Candidates(List<Partition> sources, int[] shifts) {
      this.shifts = shifts;
      state = sources.stream().map(GreedySearch::codes).toArray(int[][]::new);
      states = sources.stream().mapToInt(Partition::groups).toArray();
      first = new int[states.length + 1];
      for (int i = 0; i < states.length; i++) {
        first[i + 1] = first[i] + states[i] - 1;
      }
      width = first[states.length];
      int n = sources.get(0).samples();
      rows = new int[Math.multiplyExact(n, width)];
      for (int i = 0; i < states.length; i++) {
        for (int t = 0; t < n; t++) {
          if (state[i][t] > 0) {
            rows[t * width + first[i] + state[i][t] - 1] = 1;
          }
        }
      }
    }
  }

  private static int[] codes(Partition groups) {
    return IntStream.range(0, groups.samples()).map(groups::get).toArray();
  }

  /** The state that is conditioned on at each transition, alone and with the next symbol. */
  private static final class Given {
    final int[] state;
    final int states;
    final int[] joint; // with the next symbol

    Given(int[] state, int states, int[] next, int nexts) {
      this.state = state;
      this.states = states;
      this.joint = new int[state.length];
      Arrays.setAll(joint, t -> state[t] * nexts + next[t]);
    }

    /** With one more source; only observed states are numbered. */
    Given and(Candidates candidates, int source, int[] next, int nexts) {
      int others = candidates.states[source];
      int[] number = new int[Math.multiplyExact(states, others)];
      int[] both = new int[state.length];
      int observed = 0;
      for (int t = 0; t < both.length; t++) {
        int code = state[t] * others + candidates.state[source][t];
        if (number[code] == 0) {
          number[code] = ++observed;
        }
        both[t] = number[code] - 1;
      }
      return new Given(both, observed, next, nexts);
    }
  }

  private final Candidates candidates;
  private final int excluded;
  private final GreedySelection.Test test;
  private final int n;
  private final int[] next;
  private final int nexts;
  private final Given start;
  private final List<Integer> selected = new ArrayList<>();
  private final Link[] links;
  private boolean stopped;

  /** For a target's next symbols, given known states; one candidate may be excluded, else -1. */
  GreedySearch(
      Candidates candidates,
      Partition next,
      Partition known,
      int excluded,
      GreedySelection.Test test) {
    this.candidates = candidates;
    this.excluded = excluded;
    this.test = test;
    this.n = next.samples();
    this.next = codes(next);
    this.nexts = next.groups();
    this.start = new Given(codes(known), known.groups(), this.next, nexts);
    this.links = new Link[candidates.states.length];
    Arrays.fill(links, Link.unselected(1));
  }

  Links links() {
    if (nexts > 1) {
      grow();
      prune();
    }
    return new Links(List.of(links), stopped);
  }

  private void grow() {
    Given given = start;
    int[] open = open();
    while (open.length > 0) {
      int most = Arrays.stream(open).map(i -> candidates.states[i]).max().orElseThrow();
      if (!Warning.enough(n, (long) given.states * nexts * most)) {
        stopped = true;
        Arrays.stream(open).forEach(i -> links[i] = Link.unselected(Double.NaN));
        return;
      }
      double[] observed = nats(given, 0);
      int best = open[0];
      for (int i : open) {
        best = observed[i] > observed[best] ? i : best;
      }
      double[] largest = new double[test.surrogates()];
      for (int s = 0; s < largest.length; s++) {
        double[] shifted = nats(given, candidates.shifts[s]);
        for (int i : open) {
          largest[s] = Math.max(largest[s], shifted[i]);
        }
      }
      for (int i : open) {
        links[i] = Link.unselected(test.pValue(largest, observed[i]));
      }
      if (links[best].significance().pValue() > test.alpha()) {
        return;
      }
      selected.add(best);
      given = given.and(candidates, best, next, nexts);
      open = open();
    }
  }

  private int[] open() {
    return IntStream.range(0, links.length)
        .filter(i -> candidates.states[i] > 1 && i != excluded && !selected.contains(i))
        .toArray();
  }

  /** TE of all candidates, circularly shifted. */
  private double[] nats(Given given, int shift) {
    int width = candidates.width;
    int[] counts = new int[given.states * nexts * width];
    int[] cells = new int[given.states * nexts];
    for (int t = 0, at = shift; t < n; t++, at = at + 1 == n ? 0 : at + 1) {
      int cell = given.joint[at];
      cells[cell]++;
      add(candidates.rows, t * width, counts, cell * width, width);
    }
    double[] sums = new double[links.length];
    double known = 0;
    for (int state = 0; state < given.states; state++) {
      int all = 0;
      for (int y = 0; y < nexts; y++) {
        int cell = state * nexts + y;
        all += cells[cell];
        known += NLogN.of(cells[cell]);
      }
      known -= NLogN.of(all);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += ofState(counts, cells, state, i, all);
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Math.max(0, (sums[i] - known) / n);
    }
    return sums;
  }

  private double ofState(int[] counts, int[] cells, int state, int source, int all) {
    double sum = 0;
    int others = all;
    for (int column = candidates.first[source]; column < candidates.first[source + 1]; column++) {
      int ofColumn = 0;
      for (int y = 0; y < nexts; y++) {
        int count = counts[(state * nexts + y) * candidates.width + column];
        ofColumn += count;
        sum += NLogN.of(count);
      }
      sum -= NLogN.of(ofColumn);
      others -= ofColumn;
    }
    for (int y = 0; y < nexts; y++) {
      int left = cells[state * nexts + y];
      for (int c = candidates.first[source]; c < candidates.first[source + 1]; c++) {
        left -= counts[(state * nexts + y) * candidates.width + c];
      }
      sum += NLogN.of(left);
    }
    return sum - NLogN.of(others);
  }

  /** TE of one candidate, circularly shifted. */
  private double nats(Given given, int source, int shift) {
    int states = candidates.states[source];
    int[] state = candidates.state[source];
    int[] counts = new int[given.states * nexts * states];
    for (int t = 0, at = shift; t < n; t++, at = at + 1 == n ? 0 : at + 1) {
      counts[given.joint[at] * states + state[t]]++;
    }
    double sum = 0;
    for (int s = 0; s < given.states; s++) {
      int all = 0;
      int[] ofSource = new int[states];
      for (int y = 0; y < nexts; y++) {
        int ofNext = 0;
        for (int x = 0; x < states; x++) {
          int count = counts[(s * nexts + y) * states + x];
          sum += NLogN.of(count);
          ofNext += count;
          ofSource[x] += count;
        }
        sum -= NLogN.of(ofNext);
        all += ofNext;
      }
      for (int count : ofSource) {
        sum -= NLogN.of(count);
      }
      sum += NLogN.of(all);
    }
    return Math.max(0, sum / n);
  }

  private void prune() {
    while (!selected.isEmpty()) {
      double[][] shifted = new double[selected.size()][test.surrogates()];
      double[] observed = new double[selected.size()];
      double[] least = new double[test.surrogates()];
      Arrays.fill(least, Double.POSITIVE_INFINITY);
      Given[] others = new Given[selected.size()];
      int weakest = 0;
      for (int z = 0; z < observed.length; z++) {
        int source = selected.get(z);
        others[z] = givenAllBut(source);
        observed[z] = nats(others[z], source, 0);
        for (int s = 0; s < least.length; s++) {
          shifted[z][s] = nats(others[z], source, candidates.shifts[s]);
          least[s] = Math.min(least[s], shifted[z][s]);
        }
        weakest = observed[z] < observed[weakest] ? z : weakest;
      }
      double p = test.pValue(least, observed[weakest]);
      if (p > test.alpha()) {
        links[selected.remove(weakest)] = Link.unselected(p);
        continue;
      }
      for (int z = 0; z < observed.length; z++) {
        keep(selected.get(z), observed[z], shifted[z], others[z]);
      }
      return;
    }
  }

  private Given givenAllBut(int source) {
    Given given = start;
    for (int other : selected) {
      if (other != source) {
        given = given.and(candidates, other, next, nexts);
      }
    }
    return given;
  }

  private void keep(int source, double nats, double[] shifted, Given given) {
    Significance alone = Significance.of(nats, shifted);
    double p = Math.max(links[source].significance().pValue(), alone.pValue());
    long freedom = (nexts - 1L) * (candidates.states[source] - 1L) * given.states;
    links[source] =
        new Link(
            nats,
            new Significance(alone.nullMean(), alone.nullDeviation(), p),
            (long) given.states * nexts * candidates.states[source],
            Estimator.plugIn().bias(freedom, n));
  }

  /** A loop of its own, which the compiler turns into vector instructions. */
  private static void add(int[] from, int at, int[] to, int start, int width) {
    for (int i = 0; i < width; i++) {
      to[start + i] += from[at + i];
    }
  }
}
