package org.infoplane.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.measure.statistics.Parallel;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.History;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.jspecify.annotations.Nullable;

/** Sources of each target, selected one by one. Immutable. */
final class GreedySelection implements TwoLayers {

  private static final String NAME = "greedy selection, plug-in";

  /**
   * How candidates are tested.
   *
   * @param surrogates how many
   * @param alpha level of a step
   * @param seed of the shifts
   */
  record Test(int surrogates, double alpha, long seed) {

    Test {
      if (!(alpha > 0 && alpha < 1) || surrogates < 1 || 1.0 / (1 + surrogates) > alpha) {
        throw new IllegalArgumentException(
            "Asked to select sources at a level of %s by %s surrogates. Pass a level between 0 and 1, and at least 1 / level - 1 surrogates."
                .formatted(alpha, surrogates));
      }
    }

    /** Steps of each surrogate. */
    int[] shifts(int n) {
      return IntStream.range(0, surrogates)
          .map(s -> n == 1 ? 0 : 1 + Draws.random(seed, s).nextInt(n - 1))
          .toArray();
    }

    double pValue(double[] nulls, double observed) {
      long reached =
          Arrays.stream(nulls).filter(value -> Significance.reaches(value, observed)).count();
      return (1.0 + reached) / (1 + nulls.length);
    }

    @Override
    public String toString() {
      return "maximum over candidates of %s circular shifts, seed %s".formatted(surrogates, seed);
    }
  }

  private final Symbols from;
  private final Symbols to;
  private final @Nullable Symbols input;
  private final Embedding embedding;
  private final boolean inside;
  private final Test test;
  private final int[] times;
  private final Lazy<Found[]> found = new Lazy<>(this::select);

  private GreedySelection(
      Symbols from,
      Symbols to,
      @Nullable Symbols input,
      Embedding embedding,
      boolean inside,
      Test test) {
    this.from = from;
    this.to = to;
    this.input = input;
    this.embedding = embedding;
    this.inside = inside;
    this.test = test;
    this.times = embedding.times(to.samples(), embedding.target(), embedding.source());
  }

  static GreedySelection of(
      Symbols from,
      Symbols to,
      @Nullable Symbols input,
      Embedding embedding,
      boolean inside,
      Test test) {
    Embedding.requireSameLength(from.samples(), to.samples());
    if (input != null) {
      GivenTheRest.requireInput(input.samples(), to.samples());
    }
    if (inside) {
      GivenTheRest.requireOneLayer(
          from.units(),
          to.units(),
          to.samples(),
          (unit, t) -> from.get(unit, t) == to.get(unit, t));
    }
    return new GreedySelection(from, to, input, embedding, inside, test);
  }

  /** What was found of one target, one number a source. */
  private static final class Found {
    final double[] nats;
    final double[] p;
    final Significance[] significance;
    final long[] states;
    final double[] bias;
    boolean stopped;

    Found(int sources) {
      nats = new double[sources];
      p = new double[sources];
      significance = new Significance[sources];
      states = new long[sources];
      bias = new double[sources];
      Arrays.fill(p, 1);
      Arrays.fill(bias, Double.NaN);
      Arrays.fill(significance, Significance.NONE);
    }
  }

  private Found[] select() {
    Candidates candidates = new Candidates();
    Found[] all = new Found[to.units()];
    Parallel.forEach(all.length, target -> all[target] = new Search(candidates, target).found());
    return all;
  }

  /** The states of each source, and the same as one row of indicators a transition. */
  private final class Candidates {
    final int[][] state = new int[from.units()][];
    final int[] states = new int[from.units()];
    final int[] first = new int[from.units() + 1]; // indicator of state 1 of each source
    final int[] rows;
    final int width;
    final int[] shifts = test.shifts(times.length);

    Candidates() {
      for (int i = 0; i < state.length; i++) {
        Partition groups = Embedding.states(from.unit(i), embedding.source(), times);
        state[i] = codes(groups);
        states[i] = groups.groups();
        first[i + 1] = first[i] + states[i] - 1;
      }
      width = first[state.length];
      rows = new int[Math.multiplyExact(times.length, width)];
      for (int i = 0; i < state.length; i++) {
        for (int t = 0; t < times.length; t++) {
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

  /** What is given at each transition, as one number, with the target's next symbol. */
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

    /** With one more series; only states that are seen have a number. */
    Given and(int[] other, int others, int[] next, int nexts) {
      int[] number = new int[Math.multiplyExact(states, others)];
      int[] both = new int[state.length];
      int seen = 0;
      for (int t = 0; t < both.length; t++) {
        int code = state[t] * others + other[t];
        if (number[code] == 0) {
          number[code] = ++seen;
        }
        both[t] = number[code] - 1;
      }
      return new Given(both, seen, next, nexts);
    }
  }

  /** Mutable: the selection for one target. */
  private final class Search {
    private final Candidates candidates;
    private final int target;
    private final int n = times.length;
    private final int[] next;
    private final int nexts;
    private final Given start;
    private final Found found;
    private final List<Integer> selected = new ArrayList<>();

    Search(Candidates candidates, int target) {
      this.candidates = candidates;
      this.target = target;
      Symbols own = to.unit(target);
      Partition nextStates = Embedding.states(own, History.present(), times);
      this.next = codes(nextStates);
      this.nexts = nextStates.groups();
      Partition past = Embedding.states(own, embedding.target(), times);
      Partition known =
          input == null ? past : past.and(Embedding.states(input, History.present(), times));
      this.start = new Given(codes(known), known.groups(), next, nexts);
      this.found = new Found(candidates.state.length);
    }

    Found found() {
      if (nexts > 1) {
        grow();
        prune();
      }
      return found;
    }

    private boolean isOpen(int source) {
      return candidates.states[source] > 1
          && !(inside && source == target)
          && !selected.contains(source);
    }

    private void grow() {
      Given given = start;
      int[] open = open();
      while (open.length > 0) {
        int most = Arrays.stream(open).map(i -> candidates.states[i]).max().orElseThrow();
        if (!Warning.enough(n, (long) given.states * nexts * most)) {
          found.stopped = true;
          Arrays.stream(open).forEach(i -> found.p[i] = Double.NaN);
          return;
        }
        double[] observed = nats(given, 0);
        int best = open[0];
        for (int i : open) {
          best = observed[i] > observed[best] ? i : best;
        }
        double[] largest = new double[test.surrogates];
        for (int s = 0; s < largest.length; s++) {
          double[] shifted = nats(given, candidates.shifts[s]);
          for (int i : open) {
            largest[s] = Math.max(largest[s], shifted[i]);
          }
        }
        for (int i : open) {
          found.p[i] = test.pValue(largest, observed[i]);
        }
        if (found.p[best] > test.alpha) {
          return;
        }
        selected.add(best);
        given = given.and(candidates.state[best], candidates.states[best], next, nexts);
        open = open();
      }
    }

    private int[] open() {
      return IntStream.range(0, candidates.state.length).filter(this::isOpen).toArray();
    }

    /** TE of all candidates, whose samples are so many steps late. */
    private double[] nats(Given given, int shift) {
      int width = candidates.width;
      int[] counts = new int[given.states * nexts * width];
      int[] cells = new int[given.states * nexts];
      for (int t = 0, at = shift; t < n; t++, at = at + 1 == n ? 0 : at + 1) {
        int cell = given.joint[at];
        cells[cell]++;
        add(candidates.rows, t * width, counts, cell * width, width);
      }
      double[] sums = new double[candidates.state.length];
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

    /** TE of one candidate, whose samples are so many steps late. */
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
        double[][] shifted = new double[selected.size()][test.surrogates];
        double[] observed = new double[selected.size()];
        double[] least = new double[test.surrogates];
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
        if (p > test.alpha) {
          found.p[selected.remove(weakest)] = p;
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
          given = given.and(candidates.state[other], candidates.states[other], next, nexts);
        }
      }
      return given;
    }

    private void keep(int source, double nats, double[] shifted, Given given) {
      Significance alone = Significance.of(nats, shifted);
      double p = Math.max(found.p[source], alone.pValue());
      long freedom = (nexts - 1L) * (candidates.states[source] - 1L) * given.states;
      found.nats[source] = nats;
      found.p[source] = p;
      found.significance[source] = new Significance(alone.nullMean(), alone.nullDeviation(), p);
      found.states[source] = (long) given.states * nexts * candidates.states[source];
      found.bias[source] = Estimator.plugIn().bias(freedom, n);
    }
  }

  /** A loop of its own, which the compiler turns into vector instructions. */
  private static void add(int[] from, int at, int[] to, int start, int width) {
    for (int i = 0; i < width; i++) {
      to[start + i] += from[at + i];
    }
  }

  @Override
  public int sources() {
    return from.units();
  }

  @Override
  public int targets() {
    return to.units();
  }

  @Override
  public int samples() {
    return to.samples();
  }

  @Override
  public int transitions() {
    return times.length;
  }

  @Override
  public Embedding embedding() {
    return embedding;
  }

  @Override
  public int nonConstantPairs() {
    int sources = from.units() - from.discretization().constantUnits();
    int targets = to.units() - to.discretization().constantUnits();
    return inside ? targets * (targets - 1) : sources * targets;
  }

  private double[] ofPairs(Function<Found, double[]> ofSources) {
    double[] values = new double[sources() * targets()];
    for (int pair = 0; pair < values.length; pair++) {
      Found of = found.get()[pair % targets()];
      int source = pair / targets();
      boolean exists = !inside || source != pair % targets();
      values[pair] = exists ? ofSources.apply(of)[source] : Double.NaN;
    }
    return values;
  }

  @Override
  public double[] nats() {
    return ofPairs(of -> of.nats);
  }

  @Override
  public double[] pValues(double[] nats) {
    return ofPairs(of -> of.p);
  }

  @Override
  public double[] biasNats() {
    double[] unknown = new double[sources() * targets()];
    Arrays.fill(unknown, Double.NaN);
    return unknown;
  }

  @Override
  public double biasNatsOfNonConstantPair() {
    return Double.NaN;
  }

  @Override
  public GreedySelection moved(Surrogates surrogates, int number, Segments batches) {
    Inference.requireOrders(surrogates);
    int n = samples();
    int[] order = Draws.requirePermutation(surrogates.order(number, batches, n), n);
    boolean whole = surrogates.movesWholeSamples();
    return new GreedySelection(
        from.reorder(order),
        whole ? to.reorder(order) : to,
        input == null || !whole ? input : input.reorder(order),
        embedding,
        inside,
        test);
  }

  @Override
  public GreedySelection only(RetainedSamples kept) {
    return new GreedySelection(
        kept.of(from),
        kept.of(to),
        input == null ? null : kept.of(input),
        kept.of(embedding),
        inside,
        test);
  }

  @Override
  public Estimate get(int source, int target, double nats) {
    Found of = found.get()[target];
    Significance compared = of.significance[source];
    return new Estimate(
        nats,
        NAME,
        times.length,
        of.states[source],
        of.bias[source],
        test.toString(),
        new Significance(compared.nullMean(), compared.nullDeviation(), of.p[source]),
        Optional.empty(),
        of.stopped ? List.of(ofStopped(1, 1)) : List.of());
  }

  @Override
  public Estimate infinite() {
    throw new IllegalStateException("Counts of symbols give no infinite information.");
  }

  private static Warning ofStopped(long stopped, int targets) {
    return new Warning(
        Warning.Kind.UNDERSAMPLED,
        "undersampled: the selection for %s of %s targets stopped where one more source would leave fewer than 5 samples a state; what was not selected has no p-value"
            .formatted(stopped, targets));
  }

  @Override
  public List<Warning> warnings() {
    List<Warning> all =
        new ArrayList<>(
            Warning.ofDiscretization(inside ? "layer" : "source", from.discretization()));
    if (!inside) {
      all.addAll(Warning.ofDiscretization("target", to.discretization()));
    }
    if (input != null) {
      all.addAll(Warning.ofDiscretization("input", input.discretization()));
    }
    long stopped = Arrays.stream(found.get()).filter(of -> of.stopped).count();
    if (stopped > 0) {
      all.add(ofStopped(stopped, targets()));
    }
    return all;
  }

  @Override
  public Interval interval(
      Resampling resampling, double nats, ToDoubleFunction<TwoLayers> measure) {
    throw new IllegalArgumentException(
        "Asked for a %s of the %s, whose intervals are not known to hold the true value: other samples select other sources. Take its p-values, or the interval of another estimator."
            .formatted(resampling, NAME));
  }
}
