package org.infoplane.measure;

import java.util.ArrayList;
import java.util.List;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Trials;

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
  private final Inference inference;
  private final int samples;
  private final Rebuilt rebuilt;
  private final List<Warning> warnings;

  private MutualInformation(
      Partition a,
      Partition b,
      Partition given,
      Estimator estimator,
      Inference inference,
      int samples,
      Rebuilt rebuilt,
      List<Warning> warnings) {
    requireSame(a, b);
    this.a = a;
    this.b = b;
    this.given = given;
    this.estimator = estimator;
    this.inference = inference;
    this.samples = samples;
    this.rebuilt = rebuilt;
    this.warnings = warnings;
  }

  /** An information of series of so many samples, which is rebuilt from them in another order. */
  static MutualInformation of(
      Partition a,
      Partition b,
      Partition given,
      int samples,
      Rebuilt rebuilt,
      List<Warning> warnings) {
    return new MutualInformation(
        a,
        b,
        given,
        Estimator.plugIn(),
        Inference.against(Null.chiSquare()),
        samples,
        rebuilt,
        warnings);
  }

  private static MutualInformation of(
      Partition a, Partition b, Partition given, List<Warning> warnings) {
    return of(
        a,
        b,
        given,
        a.samples(),
        (order, wholeSamples) -> {
          if (wholeSamples) {
            throw Inference.noOrderInTime();
          }
          return of(a, b.reorder(order), given, warnings);
        },
        warnings);
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
    return of(a, b, Partition.trivial(a.samples()), List.of());
  }

  /**
   * I(A;B) of two layers, or of two units, the units of each taken jointly.
   *
   * @param a {@code units x samples}
   * @param b {@code units x samples}, as many samples
   * @return mutual information, which also warns of constant units and values outside the range
   * @throws IllegalArgumentException if the numbers of samples differ
   */
  public static MutualInformation between(Symbols a, Symbols b) {
    List<Warning> warnings = new ArrayList<>(Warning.ofCoding("a", a.coding()));
    warnings.addAll(Warning.ofCoding("b", b.coding()));
    return of(Partition.ofRows(a), Partition.ofRows(b), Partition.trivial(a.samples()), warnings);
  }

  private static void requireSame(Partition a, Partition b) {
    if (a.samples() != b.samples()) {
      throw new IllegalArgumentException(
          "Asked for the information between %s and %s samples. Pass states of the same samples."
              .formatted(a.samples(), b.samples()));
    }
  }

  /**
   * Takes states as known: I(A;B|C).
   *
   * @param states groups of the same samples, of a transfer entropy of the same transitions; what
   *     was given before stays given
   * @return conditional mutual information; its null moves B alone
   * @throws IllegalArgumentException if the numbers of samples differ
   */
  public MutualInformation given(Partition states) {
    requireSame(a, states);
    return new MutualInformation(
        a,
        b,
        given.and(states),
        estimator,
        inference,
        samples,
        (order, wholeSamples) -> {
          if (wholeSamples) {
            throw Inference.noOrderInTime();
          }
          return rebuilt.in(order, false).given(states);
        },
        warnings);
  }

  /**
   * Chooses the estimator.
   *
   * @param chosen plug-in by default
   * @return a new measure
   */
  public MutualInformation with(Estimator chosen) {
    return new MutualInformation(a, b, given, chosen, inference, samples, rebuilt, warnings);
  }

  private MutualInformation with(Inference asked) {
    return new MutualInformation(a, b, given, estimator, asked, samples, rebuilt, warnings);
  }

  /**
   * Chooses the null.
   *
   * @param chosen chi-square by default
   * @return a new measure
   * @throws IllegalArgumentException if the null needs mini-batches
   */
  public MutualInformation against(Null chosen) {
    return with(inference.with(chosen));
  }

  /**
   * Chooses the null, with mini-batches to shuffle in.
   *
   * @param chosen such as {@link Null#withinBatch}
   * @param miniBatches of the samples of the series
   * @return a new measure
   */
  public MutualInformation against(Null chosen, Trials miniBatches) {
    return with(inference.with(chosen, miniBatches));
  }

  /**
   * Asks for a confidence interval.
   *
   * @param chosen how to make it
   * @return a new measure
   */
  public MutualInformation interval(Resampling chosen) {
    return with(inference.with(chosen));
  }

  /**
   * Measures.
   *
   * @return value with bias, null, p-value and warnings; no chi-square if there are fewer than 5
   *     samples a state
   * @throws IllegalArgumentException if the null or the interval cannot be made of these samples
   */
  public Estimate estimate() {
    int n = a.samples();
    int states = a.and(b).and(given).groups();
    double value = value();
    boolean enough = Warning.enough(n, states);
    Significance significance =
        inference.significance(
            value,
            samples,
            (order, whole) -> rebuilt.in(order, whole).with(estimator).value(),
            () -> enough ? chiSquare() : Significance.NONE);
    List<Warning> all = new ArrayList<>(warnings);
    all.addAll(Warning.ofSampling(n, states, saturated()));
    return new Estimate(
        value,
        estimator.toString(),
        n,
        states,
        estimator.bias(
            (long) states - a.and(given).groups() - b.and(given).groups() + given.groups(), n),
        inference.nothing().toString(),
        significance,
        inference.interval(n, value, kept -> only(kept).value()),
        all);
  }

  private double value() {
    return estimator.information(a, b, given);
  }

  /** A or B, with what is given, tells every sample apart: so it would of any other series. */
  private boolean saturated() {
    int n = a.samples();
    return n > 1 && (a.and(given).groups() == n || b.and(given).groups() == n);
  }

  /** The test is one of the plug-in value, whatever the estimator. */
  private Significance chiSquare() {
    double plugIn = Estimator.plugIn().information(a, b, given);
    Significance test = ChiSquare.test(plugIn, a.samples(), degreesOfFreedom());
    return estimator instanceof PlugIn
        ? test
        : new Significance(Double.NaN, Double.NaN, test.pValue());
  }

  private MutualInformation only(int[] kept) {
    return of(a.reorder(kept), b.reorder(kept), given.reorder(kept), warnings).with(estimator);
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
