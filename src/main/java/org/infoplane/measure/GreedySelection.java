package org.infoplane.measure;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.measure.statistics.Parallel;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.History;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;

/** All pairs of units, given the greedily selected sources of each target. Immutable. */
final class GreedySelection extends ConditionedLayers<Symbols> {

  private static final String NAME = "greedy selection, plug-in";

  /** How candidates are tested: number of surrogates, level of a step, seed of the shifts. */
  record Test(int surrogates, double alpha, long seed) {

    Test {
      if (!(alpha > 0 && alpha < 1) || surrogates < 1 || 1.0 / (1 + surrogates) > alpha) {
        throw new IllegalArgumentException(
            "alpha must be between 0 and 1 and surrogates at least 1 / alpha - 1, got %s and %s"
                .formatted(alpha, surrogates));
      }
    }

    /** The circular shift of each surrogate. */
    int[] shifts(int n) {
      return IntStream.range(0, surrogates)
          .map(s -> n == 1 ? 0 : 1 + Draws.random(seed, s).nextInt(n - 1))
          .toArray();
    }

    @Override
    public String toString() {
      return "maximum over candidates of %s circular shifts, seed %s".formatted(surrogates, seed);
    }
  }

  private final Test test;
  private final Lazy<GreedySearch.Links[]> links = new Lazy<>(this::search);

  GreedySelection(ConditionedData<Symbols> data, Test test) {
    super(data, data.from().units(), data.to().units(), data.to().samples());
    this.test = test;
  }

  private GreedySearch.Links[] search() {
    GreedySearch.Candidates candidates =
        new GreedySearch.Candidates(
            IntStream.range(0, sources())
                .mapToObj(i -> states(data.from().unit(i), embedding().source()))
                .toList());
    int[] shifts = test.shifts(times.length);
    Symbols input = data.input();
    GreedySearch.Links[] all = new GreedySearch.Links[targets()];
    Parallel.forEach(
        all.length,
        target -> {
          Symbols own = data.to().unit(target);
          Partition next = states(own, History.present());
          Partition history = states(own, embedding().target());
          Partition given = input == null ? history : history.and(states(input, History.present()));
          int excluded = data.inside() ? target : -1;
          all[target] =
              new GreedySearch(candidates, next, given, excluded, shifts, test.alpha).links();
        });
    return all;
  }

  private Partition states(Symbols layer, History history) {
    return Embedding.states(layer, history, times);
  }

  private GreedySearch.Link link(int pair) {
    return links.get()[pair % targets()].links().get(pair / targets());
  }

  @Override
  int nonConstantPairs() {
    int sources = sources() - data.from().discretization().constantUnits();
    int targets = targets() - data.to().discretization().constantUnits();
    return data.inside() ? targets * (targets - 1) : sources * targets;
  }

  @Override
  double[] nats() {
    return ofPairs(pair -> link(pair).nats());
  }

  @Override
  double[] pValues(double[] nats) {
    return ofPairs(pair -> link(pair).significance().pValue());
  }

  @Override
  double[] biasNats() {
    return ofPairs(pair -> Double.NaN);
  }

  @Override
  double biasNatsOfNonConstantPair() {
    return Double.NaN;
  }

  @Override
  GreedySelection moved(Surrogates surrogates, int number, Segments batches) {
    Inference.requireOrders(surrogates);
    int n = samples();
    int[] order = Draws.requirePermutation(surrogates.order(number, batches, n), n);
    UnaryOperator<Symbols> reordered = layer -> layer.reorder(order);
    UnaryOperator<Symbols> others =
        surrogates.movesWholeSamples() ? reordered : UnaryOperator.identity();
    return new GreedySelection(data.changed(reordered, others, embedding()), test);
  }

  @Override
  Estimate get(int source, int target, double nats) {
    GreedySearch.Link link = link(source * targets() + target);
    return Estimate.plain(nats, NAME, times.length, link.states(), link.bias())
        .tested(test.toString(), link.significance())
        .with(links.get()[target].stopped() ? List.of(ofStopped(1, 1)) : List.of());
  }

  @Override
  Estimate infinite() {
    throw new IllegalStateException("Counts of symbols give no infinite information.");
  }

  private static Warning ofStopped(long stopped, int targets) {
    return new Warning(
        Warning.Kind.UNDERSAMPLED,
        "undersampled: the selection for %s of %s targets stopped where one more source would leave fewer than 5 samples a state; what was not selected has no p-value"
            .formatted(stopped, targets));
  }

  @Override
  List<Warning> warnings(String role, Symbols layer) {
    return Warning.ofDiscretization(role, layer.discretization());
  }

  @Override
  List<Warning> warnings() {
    List<Warning> all = super.warnings();
    long stopped = Arrays.stream(links.get()).filter(GreedySearch.Links::stopped).count();
    if (stopped > 0) {
      all.add(ofStopped(stopped, targets()));
    }
    return all;
  }

  @Override
  Interval interval(Resampling resampling, double nats, ToDoubleFunction<TwoLayers> measure) {
    throw new IllegalArgumentException(
        "The intervals of the %s have unknown coverage, so there is no %s: other samples select other sources. Use its p-values, or the interval of another estimator."
            .formatted(NAME, resampling));
  }
}
