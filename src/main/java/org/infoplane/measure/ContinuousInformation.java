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
import org.infoplane.symbol.Values;
import org.jspecify.annotations.Nullable;

/**
 * I(A;B|C) of real values in any dimensions, by 4 nearest neighbours by default.
 *
 * @param <M> the measure itself
 * @see MutualInformation#between(Values, Values)
 * @see TransferEntropy#of(Values, Values, Embedding)
 */
public abstract sealed class ContinuousInformation<M extends ContinuousInformation<M>>
    extends InformationMeasure<ContinuousEstimator, M>
    permits ContinuousMutualInformation, ContinuousTransferEntropy {

  /** The same measure of a surrogate. */
  interface Rebuilt<M> {
    M of(SurrogateSeries moved);
  }

  /**
   * Observations, {@code double[dimensions][n]}, and how they were made of a series.
   *
   * @param times when each was observed, {@code int[n]}
   * @param samples of the series
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Points<M>(
      double[][] a,
      double[][] b,
      double[][] given,
      int[] times,
      int samples,
      Rebuilt<M> rebuilt,
      Supplier<List<Warning>> memory) {}

  static final ContinuousEstimator DEFAULT = ContinuousEstimator.kraskov(4);
  private static final int SURROGATES = 20;
  private static final long SEED = 42;

  private final Points<M> points;
  private final double[][] a;
  private final double[][] b;
  private final double[][] given;
  private final int[] times;
  private final @Nullable Inference asked;

  ContinuousInformation(
      Points<M> points, ContinuousEstimator estimator, @Nullable Inference asked) {
    super(estimator);
    this.points = points;
    this.a = points.a;
    this.b = points.b;
    this.given = points.given;
    this.times = points.times;
    this.asked = asked;
  }

  abstract M of(Points<M> observed, ContinuousEstimator chosen, @Nullable Inference inference);

  @Override
  M with(ContinuousEstimator chosen, Inference inference) {
    return of(points, chosen, inference);
  }

  /** Another estimator may have another default null. */
  @Override
  public M with(ContinuousEstimator chosen) {
    return of(points, requireNonNull(chosen, "chosen must not be null"), asked);
  }

  /** Analytic where there is one, else shuffles: no value without its null. */
  @Override
  Inference inference() {
    if (asked != null) {
      return asked;
    }
    return Inference.against(
        estimator.degreesOfFreedom(a, b, given).isPresent()
            ? Null.chiSquare()
            : Null.globalShuffle(SURROGATES, SEED));
  }

  static double[][] points(String role, Values values) {
    Columns.requireNumbers(role, values);
    return Embedding.points(values, History.present(), Draws.identity(values.samples()));
  }

  /**
   * {@return conditional mutual information, I(A;B|C); its null moves B alone}
   *
   * @param values {@code samples x units}, as many samples as observations; added to what is
   *     conditioned on already
   * @throws IllegalArgumentException if the numbers of samples differ, or a value is NaN or
   *     infinite
   */
  public M given(Values values) {
    requireNonNull(values, "values must not be null");
    requireSame(times.length, values.samples());
    return of(
        new Points<>(
            a,
            b,
            Columns.join(given, points("given", values)),
            times,
            points.samples,
            moved -> {
              Inference.requireOneMoves(moved.wholeSamples());
              return points.rebuilt.of(moved).given(values);
            },
            points.memory),
        estimator,
        asked);
  }

  @Override
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
            points.samples,
            moved -> points.rebuilt.of(moved).with(estimator).value(),
            () -> {
              long df = freedom.orElseThrow(this::noChiSquare);
              return ChiSquare.of(estimator.pValue(value, a, b, given), times.length, df);
            });
    Optional<Interval> interval =
        inference.interval(times.length, value, kept -> only(kept).value());
    List<Warning> all =
        Memory.matters(inference.nullModel())
            ? MutualInformation.plus(warnings(), points.memory.get())
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
        "%s has no chi-square null. Use surrogates, such as globalShuffle(99, seed)."
            .formatted(estimator));
  }

  double value() {
    return estimator.information(a, b, given, times);
  }

  private M only(int[] kept) {
    int[] clock = Arrays.stream(kept).map(i -> times[i]).toArray();
    return of(
        new Points<>(
            Columns.select(a, kept),
            Columns.select(b, kept),
            Columns.select(given, kept),
            clock,
            kept.length,
            points.rebuilt,
            points.memory),
        estimator,
        asked);
  }
}
