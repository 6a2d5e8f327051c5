package org.infoplane.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Past;
import org.infoplane.symbol.Trials;
import org.infoplane.symbol.Values;
import org.jspecify.annotations.Nullable;

/**
 * I(A;B|C) of numbers, in any dimensions; {@linkplain TransferEntropy transfer entropy} of numbers
 * is one. By 4 nearest neighbours by default, with the chi-square null where there is one (Gaussian
 * estimators). Immutable: each step returns a new one.
 */
public final class ContinuousInformation {

  /** How the same information is made of samples in another order. */
  interface Rebuilt {
    ContinuousInformation in(int[] order, boolean wholeSamples);
  }

  private static final int NEIGHBOURS = 4;

  private final double[][] a;
  private final double[][] b;
  private final double[][] given;
  private final int[] times;
  private final ContinuousEstimator estimator;
  private final Null nothing;
  private final Trials batches;
  private final @Nullable Resampling resampling;
  private final int samples;
  private final @Nullable Rebuilt rebuilt;

  private ContinuousInformation(
      double[][] a,
      double[][] b,
      double[][] given,
      int[] times,
      ContinuousEstimator estimator,
      Null nothing,
      Trials batches,
      @Nullable Resampling resampling,
      int samples,
      @Nullable Rebuilt rebuilt) {
    this.a = a;
    this.b = b;
    this.given = given;
    this.times = times;
    this.estimator = estimator;
    this.nothing = nothing;
    this.batches = batches;
    this.resampling = resampling;
    this.samples = samples;
    this.rebuilt = rebuilt;
  }

  static ContinuousInformation of(
      double[][] a,
      double[][] b,
      double[][] given,
      int[] times,
      int samples,
      @Nullable Rebuilt rebuilt) {
    return new ContinuousInformation(
        a,
        b,
        given,
        times,
        ContinuousEstimator.kraskov(NEIGHBOURS),
        Null.chiSquare(),
        Trials.whole(),
        null,
        samples,
        rebuilt);
  }

  /**
   * I(A;B).
   *
   * @param a {@code samples x units}; units are taken jointly
   * @param b {@code samples x units}, as many samples
   * @return mutual information
   * @throws IllegalArgumentException if the numbers of samples differ
   */
  public static ContinuousInformation between(Values a, Values b) {
    requireSame(a.samples(), b.samples());
    int[] times = Orders.identity(a.samples());
    return of(
        Embedding.points(a, Past.present(), times),
        Embedding.points(b, Past.present(), times),
        new double[0][],
        times,
        times.length,
        null);
  }

  private static void requireSame(int a, int b) {
    if (a != b) {
      throw new IllegalArgumentException(
          "Asked for the information between %d and %d samples. Pass values of the same samples."
              .formatted(a, b));
    }
  }

  /**
   * Takes values as known: I(A;B|C).
   *
   * @param values {@code samples x units}, as many samples as observations; what was given before
   *     stays given
   * @return conditional mutual information
   * @throws IllegalArgumentException if the numbers of samples differ
   */
  public ContinuousInformation given(Values values) {
    requireSame(times.length, values.samples());
    double[][] more = Embedding.points(values, Past.present(), Orders.identity(values.samples()));
    return new ContinuousInformation(
        a,
        b,
        join(given, more),
        times,
        estimator,
        nothing,
        batches,
        resampling,
        times.length,
        null);
  }

  static double[][] join(double[][] first, double[][] second) {
    double[][] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  /**
   * Chooses the estimator.
   *
   * @param chosen 4 nearest neighbours by default
   * @return a new measure
   */
  public ContinuousInformation with(ContinuousEstimator chosen) {
    return new ContinuousInformation(
        a, b, given, times, chosen, nothing, batches, resampling, samples, rebuilt);
  }

  /**
   * Chooses the null.
   *
   * @param chosen chi-square by default, which nearest neighbours have not
   * @return a new measure
   */
  public ContinuousInformation against(Null chosen) {
    return against(chosen, Trials.whole());
  }

  /**
   * Chooses the null, with mini-batches to shuffle in.
   *
   * @param chosen such as {@link Null#withinBatch}
   * @param miniBatches of the samples
   * @return a new measure
   */
  public ContinuousInformation against(Null chosen, Trials miniBatches) {
    return new ContinuousInformation(
        a, b, given, times, estimator, chosen, miniBatches, resampling, samples, rebuilt);
  }

  /**
   * Asks for a confidence interval.
   *
   * @param chosen the jackknife; the bootstrap for Gaussian estimators only
   * @return a new measure
   */
  public ContinuousInformation interval(Resampling chosen) {
    return new ContinuousInformation(
        a, b, given, times, estimator, nothing, batches, chosen, samples, rebuilt);
  }

  /**
   * Measures.
   *
   * @return value with bias, null and p-value where they are known, and warnings
   * @throws IllegalArgumentException if a value is NaN or infinite, or estimator, null or interval
   *     cannot be made of these samples
   */
  public Estimate estimate() {
    boolean neighbours = estimator instanceof Kraskov;
    if (neighbours && resampling != null) {
      NeighbourInformation.requireNoRepeats(resampling);
    }
    double value = value();
    Significance significance = significance(value);
    double ties = neighbours ? Ties.tiedShare(join(join(a, b), given)) : 0;
    return new Estimate(
        value,
        estimator.toString(),
        times.length,
        0,
        neighbours ? Double.NaN : degreesOfFreedom() / (2.0 * times.length),
        significance.nullMean(),
        significance.pValue(),
        Optional.ofNullable(resampling)
            .map(r -> r.interval(times.length, value, kept -> only(kept).value())),
        ties > 0 ? List.of(Warning.ofTies(ties)) : List.of());
  }

  private double value() {
    return estimator.information(a, b, given, times);
  }

  private long degreesOfFreedom() {
    return estimator.degreesOfFreedom(a, b);
  }

  private Significance significance(double value) {
    if (nothing instanceof Surrogates surrogates) {
      return surrogates.test(
          value,
          batches,
          samples,
          order -> reordered(order, surrogates.movesWholeSamples()).value());
    }
    return estimator instanceof Kraskov
        ? new Significance(Double.NaN, Double.NaN)
        : ChiSquare.test(value, times.length, degreesOfFreedom());
  }

  private ContinuousInformation reordered(int[] order, boolean wholeSamples) {
    if (rebuilt != null) {
      return rebuilt.in(order, wholeSamples).with(estimator);
    }
    if (wholeSamples) {
      throw new IllegalArgumentException(
          "Asked to shuffle whole samples of a mutual information, which has no order in time. Use the null without ofWholeSamples().");
    }
    return of(a, select(b, order), given, times, samples, null).with(estimator);
  }

  private ContinuousInformation only(int[] kept) {
    int[] clock = Arrays.stream(kept).map(i -> times[i]).toArray();
    return of(select(a, kept), select(b, kept), select(given, kept), clock, kept.length, null)
        .with(estimator);
  }

  private static double[][] select(double[][] columns, int[] kept) {
    double[][] selected = new double[columns.length][];
    Arrays.setAll(selected, c -> Arrays.stream(kept).mapToDouble(i -> columns[c][i]).toArray());
    return selected;
  }
}
