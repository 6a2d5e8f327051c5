package org.infoplane.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
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
    private final List<Partition> sources;
    private final int[] first; // indicator of state 1 of each source
    private final int[] rows;
    private final int width;

    Candidates(List<Partition> sources) {
      this.sources = sources;
      first = new int[sources.size() + 1];
      for (int i = 0; i < sources.size(); i++) {
        first[i + 1] = first[i] + sources.get(i).groups() - 1;
      }
      width = first[sources.size()];
      int n = sources.get(0).samples();
      rows = new int[Math.multiplyExact(n, width)];
      for (int i = 0; i < sources.size(); i++) {
        for (int t = 0; t < n; t++) {
          int state = sources.get(i).get(t);
          if (state > 0) {
            rows[t * width + first[i] + state - 1] = 1;
          }
        }
      }
    }

    int states(int source) {
      return sources.get(source).groups();
    }
  }

  private final Candidates candidates;
  private final Partition next;
  private final Partition start;
  private final int excluded;
  private final double alpha;
  private final int[] shifts;
  private final int n;
  private final int nexts;
  private final List<Integer> selected = new ArrayList<>();
  private final Link[] links;
  private boolean stopped;

  /** For a target's next symbols, given states; one candidate may be excluded, else -1. */
  GreedySearch(
      Candidates candidates,
      Partition next,
      Partition given,
      int excluded,
      int[] shifts,
      double alpha) {
    this.candidates = candidates;
    this.next = next;
    this.start = given;
    this.excluded = excluded;
    this.alpha = alpha;
    this.shifts = shifts;
    this.n = next.samples();
    this.nexts = next.groups();
    this.links = new Link[candidates.sources.size()];
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
    Partition given = start;
    int[] open = open();
    while (open.length > 0) {
      int most = Arrays.stream(open).map(candidates::states).max().orElseThrow();
      if (!Warning.enough(n, (long) given.groups() * nexts * most)) {
        stopped = true;
        Arrays.stream(open).forEach(i -> links[i] = Link.unselected(Double.NaN));
        return;
      }
      double[] observed = nats(candidates, given, 0);
      int best = open[0];
      for (int i : open) {
        best = observed[i] > observed[best] ? i : best;
      }
      double[] largest = new double[shifts.length];
      for (int s = 0; s < largest.length; s++) {
        double[] shifted = nats(candidates, given, shifts[s]);
        for (int i : open) {
          largest[s] = Math.max(largest[s], shifted[i]);
        }
      }
      for (int i : open) {
        links[i] = Link.unselected(Significance.of(observed[i], largest).pValue());
      }
      if (links[best].significance().pValue() > alpha) {
        return;
      }
      selected.add(best);
      given = given.and(candidates.sources.get(best));
      open = open();
    }
  }

  private int[] open() {
    return IntStream.range(0, links.length)
        .filter(i -> candidates.states(i) > 1 && i != excluded && !selected.contains(i))
        .toArray();
  }

  /** TE of all candidates, circularly shifted. */
  private double[] nats(Candidates candidates, Partition given, int shift) {
    int width = candidates.width;
    int[] counts = new int[given.groups() * nexts * width];
    int[] cells = new int[given.groups() * nexts];
    for (int t = 0, at = shift; t < n; t++, at = at + 1 == n ? 0 : at + 1) {
      int cell = given.get(at) * nexts + next.get(at);
      cells[cell]++;
      add(candidates.rows, t * width, counts, cell * width, width);
    }
    double[] sums = new double[candidates.sources.size()];
    double known = 0;
    for (int state = 0; state < given.groups(); state++) {
      int all = 0;
      for (int y = 0; y < nexts; y++) {
        int cell = state * nexts + y;
        all += cells[cell];
        known += NLogN.of(cells[cell]);
      }
      known -= NLogN.of(all);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += ofState(candidates, counts, cells, state, i, all);
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Math.max(0, (sums[i] - known) / n);
    }
    return sums;
  }

  private double ofState(
      Candidates candidates, int[] counts, int[] cells, int state, int source, int all) {
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

  /** A selected source, given all other selected ones. */
  private record Tested(int source, Partition others, double nats, List<Double> shifted) {}

  private Tested test(int source) {
    Partition others =
        selected.stream()
            .filter(other -> other != source)
            .map(candidates.sources::get)
            .reduce(start, Partition::and);
    Candidates one = new Candidates(List.of(candidates.sources.get(source)));
    List<Double> shifted = Arrays.stream(shifts).mapToObj(s -> nats(one, others, s)[0]).toList();
    return new Tested(source, others, nats(one, others, 0)[0], shifted);
  }

  private void prune() {
    while (!selected.isEmpty()) {
      List<Tested> all = selected.stream().map(this::test).toList();
      Tested weakest = Collections.min(all, Comparator.comparingDouble(Tested::nats));
      double[] least = new double[shifts.length];
      Arrays.setAll(
          least, s -> all.stream().mapToDouble(t -> t.shifted.get(s)).min().orElseThrow());
      double p = Significance.of(weakest.nats, least).pValue();
      if (p <= alpha) {
        all.forEach(this::keep);
        return;
      }
      selected.remove((Integer) weakest.source);
      links[weakest.source] = Link.unselected(p);
    }
  }

  private void keep(Tested tested) {
    int states = candidates.states(tested.source);
    int given = tested.others.groups();
    double[] shifted = tested.shifted.stream().mapToDouble(nats -> nats).toArray();
    Significance alone = Significance.of(tested.nats, shifted);
    double p = Math.max(links[tested.source].significance().pValue(), alone.pValue());
    long freedom = (nexts - 1L) * (states - 1L) * given;
    links[tested.source] =
        new Link(
            tested.nats,
            new Significance(alone.nullMean(), alone.nullDeviation(), p),
            (long) given * nexts * states,
            Estimator.plugIn().bias(freedom, n));
  }

  /** A loop of its own, which the compiler turns into vector instructions. */
  private static void add(int[] from, int at, int[] to, int start, int width) {
    for (int i = 0; i < width; i++) {
      to[start + i] += from[at + i];
    }
  }
}
