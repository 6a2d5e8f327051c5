package org.infoplane.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.measure.statistics.Parallel;
import org.infoplane.symbol.DiscretizationReport;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;

/**
 * A layer whose units took drawn values, one at a time, and the target of each; in the null, the
 * observed target instead. Immutable.
 */
final class FlowLayers extends TwoLayers {

  private final Symbols source; // observed
  private final Symbols target; // observed
  private final Symbols drawn; // of the source
  private final Symbols[] done; // the target, of each source unit; empty in the null
  private final Lazy<PearsonTests> tests;

  FlowLayers(Symbols source, Symbols target, Symbols drawn, Symbols[] done) {
    super(source.units(), target.units(), target.samples());
    this.source = source;
    this.target = target;
    this.drawn = drawn;
    this.done = done;
    this.tests = new Lazy<>(this::test);
  }

  @Override
  int transitions() {
    return samples();
  }

  private Symbols target(int source) {
    return done.length == 0 ? target : done[source];
  }

  @Override
  double[] nats() {
    double[] nats = new double[Math.multiplyExact(sources(), targets())];
    int[][] observed = done.length == 0 ? JointTable.series(target) : new int[0][];
    Parallel.forEach(
        sources(),
        i -> {
          int[] a = JointTable.series(drawn.unit(i))[0];
          int[][] b = done.length == 0 ? observed : JointTable.series(done[i]);
          JointTable table = new JointTable(source.alphabet(), target.alphabet());
          for (int j = 0; j < b.length; j++) {
            nats[i * b.length + j] = table.information(a, b[j]);
          }
        });
    return nats;
  }

  private PearsonTests test() {
    PearsonTests all = new PearsonTests(sources() * targets(), samples());
    Partition given = Partition.trivial(samples());
    Parallel.forEach(
        sources(),
        i -> {
          Partition a = Partition.ofRows(drawn.unit(i));
          for (int j = 0; j < targets(); j++) {
            Partition b = Partition.ofRows(target(i).unit(j));
            all.put(i * targets() + j, Pearson.of(a, b, given), a.and(b).groups());
          }
        });
    return all;
  }

  @Override
  int nonConstantPairs() {
    return tests.get().nonConstantPairs();
  }

  /** Reorders the values against the target without intervention. */
  @Override
  FlowLayers moved(Surrogates surrogates, int number, Segments batches) {
    Inference.requireOrders(surrogates);
    Inference.requireOneMoves(surrogates.movesWholeSamples());
    int[] order = Draws.requirePermutation(surrogates.order(number, batches, samples()), samples());
    return new FlowLayers(source, target, source.reorder(order), new Symbols[0]);
  }

  @Override
  double[] biasNats() {
    return Parallel.map(sources() * targets(), tests.get()::biasNats);
  }

  /** As for transfer entropy: unknown with fewer samples than states. */
  @Override
  double biasNatsOfNonConstantPair() {
    double all = (double) source.alphabet() * target.alphabet();
    return samples() < all
        ? Double.NaN
        : (source.alphabet() - 1.0) * (target.alphabet() - 1) / (2.0 * samples());
  }

  @Override
  double[] pValues(double[] nats) {
    return tests.get().pValues();
  }

  @Override
  Estimate get(int from, int to, double nats) {
    Symbols a = drawn.unit(from);
    Symbols b = target(from).unit(to);
    Estimate plain = MutualInformation.between(Partition.ofRows(a), Partition.ofRows(b)).estimate();
    double bias = tests.get().biasNats(from * targets() + to);
    return Estimate.plain(nats, plain.estimator(), samples(), plain.states(), bias)
        .tested(plain.nullModel(), plain.significance())
        .with(plain.warnings())
        .with("source", a.discretization())
        .with("target", b.discretization());
  }

  @Override
  List<Warning> warnings() {
    List<Warning> all =
        new ArrayList<>(Warning.ofDiscretization("source", source.discretization()));
    all.addAll(ofTarget(target, values(target, done), outside(done)));
    all.addAll(Warning.ofSampling(samples(), tests.get().mostStates(), false));
    int pairs = sources() * targets();
    all.addAll(Warning.ofUntested(pairs - tests.get().tested(), pairs));
    return all;
  }

  static long values(Symbols target, Symbols[] done) {
    return target.discretization().values() * done.length;
  }

  static long outside(Symbols[] done) {
    return Arrays.stream(done).mapToLong(one -> one.discretization().outside()).sum();
  }

  /** Warns of constant and dead units as observed, and values out of range by intervention. */
  static List<Warning> ofTarget(Symbols target, long values, long outside) {
    DiscretizationReport observed = target.discretization();
    return Warning.ofDiscretization(
        "target",
        new DiscretizationReport(
            observed.units(), observed.constantUnits(), observed.deadUnits(), values, outside));
  }

  static IllegalArgumentException noInterval(Object resampling, String what) {
    return new IllegalArgumentException(
        "The 95 %% intervals of %s have unknown coverage, so there is no %s: each sample takes part with its own value and with a drawn one. Use several recordings, such as other seeds, and the interval of their mean."
            .formatted(what, resampling));
  }

  @Override
  Interval interval(Resampling resampling, double nats, ToDoubleFunction<TwoLayers> measure) {
    throw noInterval(resampling, "an information flow");
  }

  @Override
  Estimate infinite() {
    throw new IllegalStateException("An information flow of symbols is finite.");
  }
}
