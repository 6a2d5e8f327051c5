package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.infoplane.measure.nulls.ChiSquare;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;

/**
 * I(A;B|C) of discrete states. Mutual information has nothing given; {@linkplain TransferEntropy
 * transfer entropy} and {@linkplain ActiveInformation active information storage} are conditional
 * informations of an embedding, so that all share estimators, nulls, intervals and local values.
 *
 * <p>By default plug-in, with the chi-square null. Immutable: each step returns a new one.
 *
 * @see <a href="https://doi.org/10.1002/047174882X">Cover and Thomas 2006, chapter 2</a>
 */
public final class MutualInformation {

  /** What warnings there are, tested against a null. */
  interface Doubts {
    List<Warning> against(Null nullModel);
  }

  /** How the same information is made of samples in another order. */
  interface Rebuilt {
    MutualInformation in(int[] order, boolean wholeSamples);
  }

  private final Partition a;
  private final Partition b;
  private final Partition given;
  private final Estimator estimator;
  private final Inference inference;
  private final int samples;
  private final Rebuilt rebuilt;
  private final Doubts doubts;

  private MutualInformation(
      Partition a,
      Partition b,
      Partition given,
      Estimator estimator,
      Inference inference,
      int samples,
      Rebuilt rebuilt,
      Doubts doubts) {
    requireSame(a, b);
    this.a = a;
    this.b = b;
    this.given = given;
    this.estimator = estimator;
    this.inference = inference;
    this.samples = samples;
    this.rebuilt = rebuilt;
    this.doubts = doubts;
  }

  /** An information of series of so many samples, which is rebuilt from them in another order. */
  static MutualInformation of(
      Partition a, Partition b, Partition given, int samples, Rebuilt rebuilt, Doubts doubts) {
    return new MutualInformation(
        a,
        b,
        given,
        Estimator.plugIn(),
        Inference.against(Null.chiSquare()),
        samples,
        rebuilt,
        doubts);
  }

  private static MutualInformation of(Partition a, Partition b, Partition given, Doubts doubts) {
    return of(
        a,
        b,
        given,
        a.samples(),
        (order, wholeSamples) -> {
          Inference.requireOneMoves(wholeSamples);
          return of(a, b.reorder(order), given, doubts);
        },
        doubts);
  }

  /**
   * {@return mutual information, I(A;B)}
   *
   * @param a groups of the samples, such as the inputs
   * @param b groups of the same samples, such as the patterns of a layer
   * @throws IllegalArgumentException if the numbers of samples differ
   */
  public static MutualInformation between(Partition a, Partition b) {
    requireNonNull(a, "a must not be null");
    requireNonNull(b, "b must not be null");
    return of(a, b, Partition.trivial(a.samples()), nullModel -> List.of());
  }

  /**
   * {@return I(A;B) of two layers, or of two units, the units of each taken jointly; it also warns
   * of constant units, values outside the range and, where the null takes samples to be
   * independent, series that depend on their past}
   *
   * @param a {@code units x samples}
   * @param b {@code units x samples}, as many samples
   * @throws IllegalArgumentException if the numbers of samples differ
   */
  public static MutualInformation between(Symbols a, Symbols b) {
    requireNonNull(a, "a must not be null");
    requireNonNull(b, "b must not be null");
    List<Warning> warnings = new ArrayList<>(Warning.ofDiscretization("a", a.discretization()));
    warnings.addAll(Warning.ofDiscretization("b", b.discretization()));
    return of(
        Partition.ofRows(a),
        Partition.ofRows(b),
        Partition.trivial(a.samples()),
        nullModel -> Memory.matters(nullModel) ? plus(warnings, Memory.ofBoth(a, b)) : warnings);
  }

  static List<Warning> plus(List<Warning> some, List<Warning> more) {
    List<Warning> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  private static void requireSame(Partition a, Partition b) {
    if (a.samples() != b.samples()) {
      throw new IllegalArgumentException(
          "Asked for the information between %s and %s samples. Pass states of the same samples."
              .formatted(a.samples(), b.samples()));
    }
  }

  /**
   * {@return conditional mutual information, I(A;B|C): the states are taken as known; its null
   * moves B alone}
   *
   * @param states groups of the same samples, of a transfer entropy of the same transitions; what
   *     was given before stays given
   * @throws IllegalArgumentException if the numbers of samples differ
   */
  public MutualInformation given(Partition states) {
    requireNonNull(states, "states must not be null");
    requireSame(a, states);
    return new MutualInformation(
        a,
        b,
        given.and(states),
        estimator,
        inference,
        samples,
        (order, wholeSamples) -> {
          Inference.requireOneMoves(wholeSamples);
          return rebuilt.in(order, false).given(states);
        },
        doubts);
  }

  /**
   * {@return the measure with another estimator}
   *
   * @param chosen plug-in by default
   */
  public MutualInformation with(Estimator chosen) {
    requireNonNull(chosen, "chosen must not be null");
    return new MutualInformation(a, b, given, chosen, inference, samples, rebuilt, doubts);
  }

  private MutualInformation with(Inference asked) {
    return new MutualInformation(a, b, given, estimator, asked, samples, rebuilt, doubts);
  }

  /**
   * {@return the measure with another null}
   *
   * @param chosen chi-square by default
   * @throws IllegalArgumentException if the null needs mini-batches or changes values
   */
  public MutualInformation against(Null chosen) {
    return with(inference.with(Inference.requireOrders(chosen)));
  }

  /**
   * {@return the measure with another null, and mini-batches to shuffle in}
   *
   * @param chosen such as {@link Null#withinBatch}
   * @param miniBatches of the samples of the series
   * @throws IllegalArgumentException if the null changes values
   */
  public MutualInformation against(Null chosen, Segments miniBatches) {
    return with(inference.with(Inference.requireOrders(chosen), miniBatches));
  }

  /**
   * {@return the measure with a confidence interval}
   *
   * @param chosen how to make it
   */
  public MutualInformation interval(Resampling chosen) {
    return with(inference.with(chosen));
  }

  /**
   * {@return the value with bias, null, p-value and warnings; by chi-square a p-value only if there
   * are 12 samples a state and each state is expected 5 times}
   *
   * @throws IllegalArgumentException if the null or the interval cannot be made of these samples
   */
  public Estimate estimate() {
    int n = a.samples();
    int states = a.and(b).and(given).groups();
    double value = value();
    Optional<Pearson> test =
        inference.nullModel() instanceof ChiSquare ? Optional.of(independence()) : Optional.empty();
    Significance significance =
        inference.significance(
            value,
            samples,
            (order, whole) -> rebuilt.in(order, whole).with(estimator).value(),
            () -> analytic(test.orElseThrow(), n, states));
    Optional<Interval> interval =
        Optional.ofNullable(inference.resampling())
            .map(
                resampling ->
                    Coverage.of(
                        estimator,
                        resampling,
                        n,
                        value,
                        kept -> only(kept).value(),
                        kept -> only(kept).with(Estimator.plugIn()).value()));
    List<Warning> all = new ArrayList<>(doubts.against(inference.nullModel()));
    all.addAll(Warning.ofSampling(n, states, saturated()));
    test.flatMap(pearson -> pearson.warning(n, states)).ifPresent(all::add);
    if (interval.isPresent() && Coverage.isWeak(value, n, independentStates(states))) {
      all.add(Warning.ofWeak());
    }
    return new Estimate(
        value,
        estimator.toString(),
        n,
        states,
        bias(n, states),
        inference.nullModel().toString(),
        significance,
        interval,
        all);
  }

  /** That of the estimate, without the rest of it. */
  double biasNats() {
    return bias(a.samples(), a.and(b).and(given).groups());
  }

  /** What a correction leaves over is not known where it is made for more samples a state. */
  private double bias(int n, int states) {
    if (!estimator.isPlugIn() && !Warning.reaches(a.and(b).and(given))) {
      return Double.NaN;
    }
    return estimator.bias(independentStates(states), n);
  }

  /** Twice n times the bias of the plug-in value. */
  private long independentStates(int states) {
    return (long) states - a.and(given).groups() - b.and(given).groups() + given.groups();
  }

  private double value() {
    return estimator.information(a, b, given);
  }

  /** A or B, with what is given, tells every sample apart: so it would of any other series. */
  private boolean saturated() {
    int n = a.samples();
    return n > 1 && (a.and(given).groups() == n || b.and(given).groups() == n);
  }

  /** The mean under independence is that of the plug-in value; the test is one of the counts. */
  private Significance analytic(Pearson test, int n, int states) {
    Significance plugIn = test.significance(n, states);
    return estimator.isPlugIn()
        ? plugIn
        : new Significance(Double.NaN, Double.NaN, plugIn.pValue());
  }

  private MutualInformation only(int[] kept) {
    return of(a.reorder(kept), b.reorder(kept), given.reorder(kept), doubts).with(estimator);
  }

  /**
   * Degrees of freedom of the chi-square null: the sum over the states c of C of (A states seen
   * with c - 1)(B states seen with c - 1). If all states are seen that is (a - 1)(b - 1)c.
   *
   * @return at least 0; 0 if A or B is constant whatever C is
   */
  public long degreesOfFreedom() {
    return independence().degreesOfFreedom();
  }

  /** Pearson's test. */
  Pearson independence() {
    return Pearson.of(a, b, given);
  }

  /**
   * {@return the information of each sample, {@code ln p(a|b,c) / p(a|c)} in nats, {@code
   * double[samples]}, whose mean is the plug-in value; it is below 0 where B misleads}
   *
   * @see <a href="https://doi.org/10.1103/PhysRevE.77.026110">Lizier et al. 2008</a>
   */
  public double[] localNats() {
    double[][] p = conditionals();
    double[] local = new double[a.samples()];
    Arrays.setAll(local, i -> Math.log(p[0][i] / p[1][i]));
    return local;
  }

  /**
   * {@return the information energy of each sample, {@code p(a|b,c) - p(a|c)}, {@code
   * double[samples]} without unit, whose mean is {@link #informationEnergy()}}
   */
  public double[] localEnergy() {
    double[][] p = conditionals();
    double[] local = new double[a.samples()];
    Arrays.setAll(local, i -> p[0][i] - p[1][i]);
    return local;
  }

  /**
   * The same question without a logarithm, sum p(a,b,c) (p(a|b,c) - p(a|c)): of a transfer entropy,
   * the transfer information energy.
   *
   * @return no unit, 0 to 1
   * @see <a href="https://doi.org/10.3390/e20050323">Cataron and Andonie 2018</a>
   */
  public double informationEnergy() {
    double sum = 0;
    for (double one : localEnergy()) {
      sum += one;
    }
    return sum / a.samples();
  }

  /**
   * {@return the share of what is open, 0 to 1: I(A;B|C) / H(A|C), plug-in; of a transfer entropy,
   * how much of the target's next symbol the source tells; 0 if nothing is open}
   */
  public double normalized() {
    double open = Estimator.plugIn().entropy(a, given);
    return open <= 0 ? 0 : Estimator.plugIn().information(a, b, given) / open;
  }

  /** p(a|b,c) and p(a|c) of each sample. */
  private double[][] conditionals() {
    return new double[][] {conditional(a, b.and(given)), conditional(a, given)};
  }

  static double[] conditional(Partition a, Partition given) {
    Partition both = a.and(given);
    int[] joint = both.sizes();
    int[] sizes = given.sizes();
    double[] p = new double[a.samples()];
    for (int i = 0; i < p.length; i++) {
      p[i] = (double) joint[both.get(i)] / sizes[given.get(i)];
    }
    return p;
  }

  @Override
  public String toString() {
    return "information, not measured yet: call estimate()";
  }
}
