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

/**
 * I(A;B|C) of discrete states, plug-in with the chi-square null by default: what {@link
 * MutualInformation}, {@link TransferEntropy} and {@link ActiveInformation} share.
 *
 * @see <a href="https://doi.org/10.1002/047174882X">Cover and Thomas 2006, chapter 2</a>
 */
abstract sealed class DiscreteInformation<M extends DiscreteInformation<M>>
    extends InformationMeasure<Estimator, M>
    permits MutualInformation, TransferEntropy, ActiveInformation {

  /** The warnings of a measure that is tested against a null. */
  interface Warnings {
    List<Warning> against(Null nullModel);
  }

  /** The same measure of reordered samples. */
  interface Rebuilt<M> {
    M in(int[] order, boolean wholeSamples);
  }

  /**
   * States of the same observations, and how they were made of a series.
   *
   * @param samples of the series
   */
  record States<M>(
      Partition a,
      Partition b,
      Partition given,
      int samples,
      Rebuilt<M> rebuilt,
      Warnings warnings) {}

  private final States<M> parts;
  private final Partition a;
  private final Partition b;
  private final Partition given;
  private final Inference inference;

  DiscreteInformation(States<M> states, Estimator estimator, Inference inference) {
    super(estimator);
    requireSame(states.a.samples(), states.b.samples());
    this.parts = states;
    this.a = states.a;
    this.b = states.b;
    this.given = states.given;
    this.inference = inference;
  }

  abstract M of(States<M> states, Estimator chosen, Inference asked);

  @Override
  Inference inference() {
    return inference;
  }

  @Override
  M with(Estimator chosen, Inference asked) {
    Inference.requireOrders(asked.nullModel());
    return of(parts, chosen, asked);
  }

  /**
   * {@return conditional mutual information, I(A;B|C); its null moves B alone}
   *
   * @param condition groups of the same samples, of a transfer entropy of the same transitions;
   *     added to what is conditioned on already
   * @throws IllegalArgumentException if the numbers of samples differ
   */
  public M given(Partition condition) {
    requireNonNull(condition, "condition must not be null");
    requireSame(a.samples(), condition.samples());
    return of(
        new States<>(
            a,
            b,
            given.and(condition),
            parts.samples,
            (order, wholeSamples) -> {
              Inference.requireOneMoves(wholeSamples);
              return parts.rebuilt.in(order, false).given(condition);
            },
            parts.warnings),
        estimator,
        inference);
  }

  @Override
  public Estimate estimate() {
    int n = a.samples();
    int states = a.and(b).and(given).groups();
    double value = value();
    Optional<Pearson> test =
        inference.nullModel() instanceof ChiSquare ? Optional.of(independence()) : Optional.empty();
    Significance significance =
        inference.significance(
            value,
            parts.samples,
            (order, whole) -> parts.rebuilt.in(order, whole).with(estimator).value(),
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
    List<Warning> all = new ArrayList<>(parts.warnings.against(inference.nullModel()));
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

  double value() {
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

  private M only(int[] kept) {
    return of(
        new States<>(
            a.reorder(kept),
            b.reorder(kept),
            given.reorder(kept),
            kept.length,
            parts.rebuilt,
            parts.warnings),
        estimator,
        inference);
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
}
