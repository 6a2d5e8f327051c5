package org.infoplane.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Trials;
import org.jspecify.annotations.Nullable;

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

  /** How the same information is made of samples in another order. */
  interface Rebuilt {
    MutualInformation in(int[] order, boolean wholeSamples);
  }

  private final Partition a;
  private final Partition b;
  private final Partition given;
  private final Estimator estimator;
  private final Null nothing;
  private final Trials batches;
  private final @Nullable Resampling resampling;
  private final int samples;
  private final @Nullable Rebuilt rebuilt;
  private final List<Warning> warnings;

  private MutualInformation(
      Partition a,
      Partition b,
      Partition given,
      Estimator estimator,
      Null nothing,
      Trials batches,
      @Nullable Resampling resampling,
      int samples,
      @Nullable Rebuilt rebuilt,
      List<Warning> warnings) {
    this.a = a;
    this.b = b;
    this.given = given;
    this.estimator = estimator;
    this.nothing = nothing;
    this.batches = batches;
    this.resampling = resampling;
    this.samples = samples;
    this.rebuilt = rebuilt;
    this.warnings = warnings;
  }

  /**
   * I(A;B).
   *
   * @param a groups of the samples, such as the inputs
   * @param b groups of the same samples, such as the patterns of a layer
   * @return mutual information
   * @throws IllegalArgumentException if the numbers of samples differ
   */
  public static MutualInformation between(Partition a, Partition b) {
    return of(a, b, Partition.trivial(a.samples()), a.samples(), null, List.of());
  }

  static MutualInformation of(
      Partition a,
      Partition b,
      Partition given,
      int samples,
      @Nullable Rebuilt rebuilt,
      List<Warning> warnings) {
    requireSame(a, b);
    return new MutualInformation(
        a,
        b,
        given,
        Estimator.plugIn(),
        Null.chiSquare(),
        Trials.whole(),
        null,
        samples,
        rebuilt,
        warnings);
  }

  private static void requireSame(Partition a, Partition b) {
    if (a.samples() != b.samples()) {
      throw new IllegalArgumentException(
          "Asked for the information between %d and %d samples. Pass states of the same samples."
              .formatted(a.samples(), b.samples()));
    }
  }

  /**
   * Takes states as known: I(A;B|C).
   *
   * @param states groups of the same samples; what was given before stays given
   * @return conditional mutual information
   * @throws IllegalArgumentException if the numbers of samples differ
   */
  public MutualInformation given(Partition states) {
    requireSame(a, states);
    return new MutualInformation(
        a,
        b,
        given.and(states),
        estimator,
        nothing,
        batches,
        resampling,
        a.samples(),
        null,
        warnings);
  }

  /**
   * Chooses the estimator.
   *
   * @param chosen plug-in by default
   * @return a new measure
   */
  public MutualInformation with(Estimator chosen) {
    return new MutualInformation(
        a, b, given, chosen, nothing, batches, resampling, samples, rebuilt, warnings);
  }

  /**
   * Chooses the null.
   *
   * @param chosen chi-square by default
   * @return a new measure
   */
  public MutualInformation against(Null chosen) {
    return against(chosen, Trials.whole());
  }

  /**
   * Chooses the null, with mini-batches to shuffle in.
   *
   * @param chosen such as {@link Null#withinBatch}
   * @param miniBatches of the samples
   * @return a new measure
   */
  public MutualInformation against(Null chosen, Trials miniBatches) {
    return new MutualInformation(
        a, b, given, estimator, chosen, miniBatches, resampling, samples, rebuilt, warnings);
  }

  /**
   * Asks for a confidence interval.
   *
   * @param chosen how to make it
   * @return a new measure
   */
  public MutualInformation interval(Resampling chosen) {
    return new MutualInformation(
        a, b, given, estimator, nothing, batches, chosen, samples, rebuilt, warnings);
  }

  /**
   * Measures.
   *
   * @return value with bias, null, p-value and warnings
   * @throws IllegalArgumentException if the null or the interval cannot be made of these samples
   */
  public Estimate estimate() {
    double value = value();
    Significance significance = significance(value);
    Partition joint = joint();
    List<Warning> all = new ArrayList<>(warnings);
    int n = a.samples();
    boolean saturated = n > 1 && given.groups() == 1 && (a.groups() == n || b.groups() == n);
    all.addAll(Warning.ofSampling(n, joint.groups(), saturated));
    return new Estimate(
        value,
        estimator.toString(),
        n,
        joint.groups(),
        estimator instanceof PlugIn ? bias(joint) : 0,
        significance.nullMean(),
        significance.pValue(),
        Optional.ofNullable(resampling).map(r -> r.interval(n, value, kept -> only(kept).value())),
        all);
  }

  private double value() {
    return estimator.information(a, b, given);
  }

  private Partition joint() {
    return a.and(b).and(given);
  }

  private Significance significance(double value) {
    if (nothing instanceof Surrogates surrogates) {
      return surrogates.test(
          value,
          batches,
          samples,
          order -> reordered(order, surrogates.movesWholeSamples()).value());
    }
    double plugIn = Estimator.plugIn().information(a, b, given);
    Significance significance = ChiSquare.test(plugIn, a.samples(), degreesOfFreedom());
    return estimator instanceof PlugIn
        ? significance
        : new Significance(Double.NaN, significance.pValue());
  }

  private MutualInformation reordered(int[] order, boolean wholeSamples) {
    if (rebuilt != null) {
      return rebuilt.in(order, wholeSamples).with(estimator);
    }
    if (wholeSamples) {
      throw new IllegalArgumentException(
          "Asked to shuffle whole samples of a mutual information, which has no order in time. Use the null without ofWholeSamples().");
    }
    return of(a, b.reorder(order), given, samples, null, warnings).with(estimator);
  }

  private MutualInformation only(int[] kept) {
    return of(a.reorder(kept), b.reorder(kept), given.reorder(kept), kept.length, null, warnings)
        .with(estimator);
  }

  /**
   * Bias of the plug-in value by the states that were seen, K: (K(A,B,C) - K(A,C) - K(B,C) + K(C))
   * / 2n nats. For independent series of which all states are seen it is their expected value.
   */
  private double bias(Partition joint) {
    int states = joint.groups() - a.and(given).groups() - b.and(given).groups() + given.groups();
    return states / (2.0 * a.samples());
  }

  /**
   * Degrees of freedom of the chi-square null: the sum over the states c of C of (A states seen
   * with c - 1)(B states seen with c - 1). If all states are seen that is (a - 1)(b - 1)c.
   *
   * @return at least 0; 0 if A or B is constant whatever C is
   */
  public long degreesOfFreedom() {
    long[] ofA = seenWith(a);
    long[] ofB = seenWith(b);
    long sum = 0;
    for (int c = 0; c < ofA.length; c++) {
      sum += (ofA[c] - 1) * (ofB[c] - 1);
    }
    return sum;
  }

  /** How many states are seen with each state of what is given. */
  private long[] seenWith(Partition states) {
    Partition both = states.and(given);
    boolean[] counted = new boolean[both.groups()];
    long[] seen = new long[given.groups()];
    for (int i = 0; i < both.samples(); i++) {
      if (!counted[both.get(i)]) {
        counted[both.get(i)] = true;
        seen[given.get(i)]++;
      }
    }
    return seen;
  }

  /**
   * The information of each sample, {@code ln p(a|b,c) / p(a|c)}, whose mean is the plug-in value.
   * It is below 0 where B misleads.
   *
   * @return {@code double[samples]}, in nats
   * @see <a href="https://doi.org/10.1103/PhysRevE.77.026110">Lizier et al. 2008</a>
   */
  public double[] local() {
    double[][] p = conditionals();
    double[] local = new double[a.samples()];
    for (int i = 0; i < local.length; i++) {
      local[i] = Math.log(p[0][i] / p[1][i]);
    }
    return local;
  }

  /**
   * The information energy of each sample, {@code p(a|b,c) - p(a|c)}, whose mean is {@link
   * #energy()}.
   *
   * @return {@code double[samples]}, no unit
   */
  public double[] localEnergy() {
    double[][] p = conditionals();
    double[] local = new double[a.samples()];
    for (int i = 0; i < local.length; i++) {
      local[i] = p[0][i] - p[1][i];
    }
    return local;
  }

  /**
   * The same question without a logarithm, sum p(a,b,c) (p(a|b,c) - p(a|c)): of a transfer entropy,
   * the transfer information energy.
   *
   * @return no unit, 0 to 1
   * @see <a href="https://doi.org/10.3390/e20050323">Cataron and Andonie 2018</a>
   */
  public double energy() {
    double sum = 0;
    for (double one : localEnergy()) {
      sum += one;
    }
    return sum / a.samples();
  }

  /**
   * The share of what is open: I(A;B|C) / H(A|C), plug-in; of a transfer entropy, how much of the
   * target's next symbol the source tells.
   *
   * @return 0 to 1; 0 if nothing is open
   */
  public double normalized() {
    double open = Estimator.plugIn().entropy(a, given);
    return open <= 0 ? 0 : Estimator.plugIn().information(a, b, given) / open;
  }

  /** p(a|b,c) and p(a|c) of each sample. */
  private double[][] conditionals() {
    double[][] p = new double[2][];
    p[0] = conditional(a, b.and(given));
    p[1] = conditional(a, given);
    return p;
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
