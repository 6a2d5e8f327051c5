package org.infoplane.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.measure.statistics.Parallel;
import org.infoplane.symbol.DiscretizationReport;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;

/**
 * A layer whose units took drawn values, one at a time, and the target of each; or, of the null,
 * such values and the target as it is observed. Immutable.
 */
final class FlowLayers implements TwoLayers {

  private final Symbols source; // observed
  private final Symbols target; // observed
  private final Symbols drawn; // of the source
  private final Symbols[] done; // the target, of each source unit; none of the null
  private final Lazy<PearsonTests> tests;

  private FlowLayers(Symbols source, Symbols target, Symbols drawn, Symbols[] done) {
    this.source = source;
    this.target = target;
    this.drawn = drawn;
    this.done = done;
    this.tests = new Lazy<>(this::test);
  }

  static FlowLayers of(Symbols source, Symbols target, Symbols drawn, Symbols[] done) {
    return new FlowLayers(source, target, drawn, done);
  }

  @Override
  public int sources() {
    return source.units();
  }

  @Override
  public int targets() {
    return target.units();
  }

  @Override
  public int samples() {
    return target.samples();
  }

  @Override
  public int transitions() {
    return samples();
  }

  private Symbols target(int source) {
    return done.length == 0 ? target : done[source];
  }

  @Override
  public double[] nats() {
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
  public int nonConstantPairs() {
    return tests.get().nonConstantPairs();
  }

  /** The values move by the surrogate's own order, against a target without intervention. */
  @Override
  public FlowLayers moved(Surrogates surrogates, int number, Segments batches) {
    Inference.requireOrders(surrogates);
    Inference.requireOneMoves(surrogates.movesWholeSamples());
    int[] order = Draws.requirePermutation(surrogates.order(number, batches, samples()), samples());
    return new FlowLayers(source, target, source.reorder(order), new Symbols[0]);
  }

  @Override
  public double[] biasNats() {
    return Parallel.map(sources() * targets(), tests.get()::biasNats);
  }

  /** As of transfer entropy: not known where all states cannot have been seen. */
  @Override
  public double biasNatsOfNonConstantPair() {
    double all = (double) source.alphabet() * target.alphabet();
    return samples() < all
        ? Double.NaN
        : (source.alphabet() - 1.0) * (target.alphabet() - 1) / (2.0 * samples());
  }

  @Override
  public double[] pValues(double[] nats) {
    return tests.get().pValues();
  }

  @Override
  public Estimate get(int from, int to, double nats) {
    Symbols a = drawn.unit(from);
    Symbols b = target(from).unit(to);
    Estimate plain = MutualInformation.between(Partition.ofRows(a), Partition.ofRows(b)).estimate();
    return new Estimate(
            nats,
            plain.estimator(),
            samples(),
            plain.states(),
            tests.get().biasNats(from * targets() + to),
            plain.nullModel(),
            plain.significance(),
            Optional.empty(),
            plain.warnings())
        .with("source", a.discretization())
        .with("target", b.discretization());
  }

  @Override
  public List<Warning> warnings() {
    List<Warning> all =
        new ArrayList<>(Warning.ofDiscretization("source", source.discretization()));
    all.addAll(Warning.ofDiscretization("target", discretization(target, done)));
    all.addAll(Warning.ofSampling(samples(), tests.get().mostStates(), false));
    int pairs = sources() * targets();
    all.addAll(Warning.ofUntested(pairs - tests.get().tested(), pairs));
    return all;
  }

  /** Constant and dead units are those observed, values outside those under interventions. */
  static DiscretizationReport discretization(Symbols target, Symbols[] done) {
    DiscretizationReport observed = target.discretization();
    long outside = 0;
    for (Symbols one : done) {
      outside += one.discretization().outside();
    }
    return new DiscretizationReport(
        observed.units(),
        observed.constantUnits(),
        observed.deadUnits(),
        observed.values() * done.length,
        outside);
  }

  static IllegalArgumentException noInterval(Object resampling, String what) {
    return new IllegalArgumentException(
        "Asked for a %s of %s, but nobody counted how often its 95 %% intervals hold the true value: a sample takes part with its own value and with a drawn one. Use several recordings, such as other seeds, and the interval of their mean."
            .formatted(resampling, what));
  }

  @Override
  public Interval interval(
      Resampling resampling, double nats, ToDoubleFunction<TwoLayers> measure) {
    throw noInterval(resampling, "an information flow");
  }

  @Override
  public TwoLayers only(RetainedSamples kept) {
    throw noInterval("resampling", "an information flow");
  }

  @Override
  public Embedding embedding() {
    throw new IllegalArgumentException(
        "Asked for the steps in time of an information flow, which has none: its samples are those of one moment. Ask a transfer entropy.");
  }

  /** Symbols are few: their information is finite. */
  @Override
  public Estimate infinite() {
    throw new IllegalStateException("An information flow of symbols is finite.");
  }
}
