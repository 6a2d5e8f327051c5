package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.infoplane.measure.nulls.ChiSquare;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.History;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Values;
import org.jspecify.annotations.Nullable;

/**
 * I(A;B|C) of numbers, in any dimensions; {@linkplain TransferEntropy transfer entropy} of numbers
 * is one. By 4 nearest neighbours by default. Immutable: each step returns a new one.
 */
public final class ContinuousInformation {

  /** How the same information is made of a surrogate. */
  interface Rebuilt {
    ContinuousInformation of(SurrogateSeries moved);
  }

  private static final int NEIGHBOURS = 4;
  private static final int SURROGATES = 20;
  private static final long SEED = 42;

  private final double[][] a;
  private final double[][] b;
  private final double[][] given;
  private final int[] times;
  private final ContinuousEstimator estimator;
  private final @Nullable Inference asked;
  private final int samples;
  private final Rebuilt rebuilt;
  private final Supplier<List<Warning>> memory;

  private ContinuousInformation(
      double[][] a,
      double[][] b,
      double[][] given,
      int[] times,
      ContinuousEstimator estimator,
      @Nullable Inference asked,
      int samples,
      Rebuilt rebuilt,
      Supplier<List<Warning>> memory) {
    this.a = a;
    this.b = b;
    this.given = given;
    this.times = times;
    this.estimator = estimator;
    this.asked = asked;
    this.samples = samples;
    this.rebuilt = rebuilt;
    this.memory = memory;
  }

  /** An information of series of so many samples, which is rebuilt from them in another order. */
  static ContinuousInformation of(
      double[][] a,
      double[][] b,
      double[][] given,
      int[] times,
      int samples,
      Rebuilt rebuilt,
      Supplier<List<Warning>> memory) {
    return new ContinuousInformation(
        a,
        b,
        given,
        times,
        ContinuousEstimator.kraskov(NEIGHBOURS),
        null,
        samples,
        rebuilt,
        memory);
  }

  private static ContinuousInformation of(
      double[][] a, double[][] b, double[][] given, int[] times, Supplier<List<Warning>> memory) {
    return of(
        a,
        b,
        given,
        times,
        times.length,
        moved -> {
          Inference.requireOneMoves(moved.wholeSamples());
          return of(a, moved.source(b), given, times, memory);
        },
        memory);
  }

  /**
   * {@return mutual information, I(A;B)}
   *
   * @param a {@code samples x units}; units are taken jointly
   * @param b {@code samples x units}, as many samples
   * @throws IllegalArgumentException if the numbers of samples differ, or a value is NaN or
   *     infinite
   */
  public static ContinuousInformation between(Values a, Values b) {
    requireNonNull(a, "a must not be null");
    requireNonNull(b, "b must not be null");
    requireSame(a.samples(), b.samples());
    int[] times = Draws.identity(a.samples());
    return of(
        points("first", a, times),
        points("second", b, times),
        new double[0][],
        times,
        () -> Memory.ofBoth(a, b));
  }

  private static double[][] points(String role, Values values, int[] times) {
    Columns.requireNumbers(role, values);
    return Embedding.points(values, History.present(), times);
  }

  private static void requireSame(int a, int b) {
    if (a != b) {
      throw new IllegalArgumentException(
          "Asked for the information between %s and %s samples. Pass values of the same samples."
              .formatted(a, b));
    }
  }

  /**
   * {@return conditional mutual information, I(A;B|C): the values are taken as known; its null
   * moves B alone}
   *
   * @param values {@code samples x units}, as many samples as observations; what was given before
   *     stays given
   * @throws IllegalArgumentException if the numbers of samples differ, or a value is NaN or
   *     infinite
   */
  public ContinuousInformation given(Values values) {
    requireNonNull(values, "values must not be null");
    requireSame(times.length, values.samples());
    double[][] more = points("given", values, Draws.identity(values.samples()));
    return new ContinuousInformation(
        a,
        b,
        Columns.join(given, more),
        times,
        estimator,
        asked,
        samples,
        moved -> {
          Inference.requireOneMoves(moved.wholeSamples());
          return rebuilt.of(moved).given(values);
        },
        memory);
  }

  /**
   * {@return the measure with another estimator}
   *
   * @param chosen 4 nearest neighbours by default
   */
  public ContinuousInformation with(ContinuousEstimator chosen) {
    requireNonNull(chosen, "chosen must not be null");
    return new ContinuousInformation(a, b, given, times, chosen, asked, samples, rebuilt, memory);
  }

  private ContinuousInformation with(Inference inference) {
    return new ContinuousInformation(
        a, b, given, times, estimator, inference, samples, rebuilt, memory);
  }

  /** Analytic where there is one, else shuffles: no number without its null. */
  private Inference inference() {
    if (asked != null) {
      return asked;
    }
    return Inference.against(
        estimator.degreesOfFreedom(a, b, given).isPresent()
            ? Null.chiSquare()
            : Null.globalShuffle(SURROGATES, SEED));
  }

  /**
   * {@return the measure with another null}
   *
   * @param chosen by default chi-square for Gaussian estimators, 20 global shuffles for nearest
   *     neighbours; a null that {@linkplain org.infoplane.measure.nulls.ValueSurrogates changes
   *     values} changes those of the source, or of B
   * @throws IllegalArgumentException if the null needs mini-batches
   */
  public ContinuousInformation against(Null chosen) {
    return with(inference().with(chosen));
  }

  /**
   * {@return the measure with another null, and mini-batches to shuffle in}
   *
   * @param chosen such as {@link Null#withinBatch}
   * @param miniBatches of the samples of the series
   */
  public ContinuousInformation against(Null chosen, Segments miniBatches) {
    return with(inference().with(chosen, miniBatches));
  }

  /**
   * {@return the measure with a confidence interval}
   *
   * @param chosen how to make it; Gaussian estimators only
   */
  public ContinuousInformation interval(Resampling chosen) {
    return with(inference().with(chosen));
  }

  /**
   * {@return the value with bias where it is known, null, p-value and warnings}
   *
   * @throws IllegalArgumentException if estimator, null or interval cannot be made of these samples
   */
  public Estimate estimate() {
    if (estimator instanceof Kraskov kraskov && kraskov.needsScaling(a, b, given)) {
      Warning scales = Warning.ofScales(Columns.ratioOfDeviations(Columns.join(a, b, given)));
      return with(kraskov.standardized()).estimate().with(List.of(scales));
    }
    Inference inference = inference();
    if (estimator instanceof Kraskov && inference.resampling() != null) {
      throw Coverage.ofNeighbours(inference.resampling(), estimator);
    }
    OptionalLong freedom = estimator.degreesOfFreedom(a, b, given);
    double value = value();
    Significance significance =
        inference.significanceOfNumbers(
            value,
            samples,
            moved -> rebuilt.of(moved).with(estimator).value(),
            () -> {
              long df = freedom.orElseThrow(this::noChiSquare);
              return ChiSquare.of(estimator.pValue(value, a, b, given), times.length, df);
            });
    Optional<Interval> interval =
        inference.interval(times.length, value, kept -> only(kept).value());
    List<Warning> all =
        Memory.matters(inference.nullModel())
            ? MutualInformation.plus(warnings(), memory.get())
            : warnings();
    if (interval.isPresent() && Coverage.isWeak(value, times.length, freedom.orElse(0))) {
      all.add(Warning.ofWeak());
    }
    return new Estimate(
        value,
        estimator.toString(),
        times.length,
        0,
        freedom.isPresent() ? freedom.getAsLong() / (2.0 * times.length) : Double.NaN,
        inference.nullModel() instanceof ChiSquare ? "F-test" : inference.nullModel().toString(),
        significance,
        interval,
        all);
  }

  /** What makes the observations hard to believe, whatever they are found to share. */
  List<Warning> warnings() {
    List<Warning> warnings = new ArrayList<>(Warning.ofColumns("first", a));
    warnings.addAll(Warning.ofColumns("second", b));
    if (estimator instanceof Kraskov kraskov && kraskov.noise() == 0) {
      warnings.addAll(Warning.ofTies(Columns.join(a, b, given)));
      if (kraskov.needsScaling(a, b, given)) {
        warnings.add(Warning.ofScales(Columns.ratioOfDeviations(Columns.join(a, b, given))));
      }
    }
    return warnings;
  }

  private IllegalArgumentException noChiSquare() {
    return new IllegalArgumentException(
        "Asked for the chi-square null of %s, which has none. Use surrogates, such as globalShuffle(99, seed)."
            .formatted(estimator));
  }

  private double value() {
    return estimator.information(a, b, given, times);
  }

  private ContinuousInformation only(int[] kept) {
    int[] clock = Arrays.stream(kept).map(i -> times[i]).toArray();
    return of(
            Columns.select(a, kept),
            Columns.select(b, kept),
            Columns.select(given, kept),
            clock,
            memory)
        .with(estimator);
  }

  @Override
  public String toString() {
    return "information of numbers, not measured yet: call estimate()";
  }
}
