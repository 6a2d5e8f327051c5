package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import org.infoplane.measure.nulls.Null;
import org.infoplane.symbol.Segments;

/**
 * I(A;B|C) with its estimator, null and interval. Immutable: each step returns a new one.
 *
 * @param <E> the kind of estimator
 * @param <M> the measure itself
 */
abstract sealed class InformationMeasure<E, M extends InformationMeasure<E, M>>
    permits DiscreteInformation, ContinuousInformation {

  final E estimator;

  InformationMeasure(E estimator) {
    this.estimator = estimator;
  }

  static void requireSame(int a, int b) {
    if (a != b) {
      throw new IllegalArgumentException(
          "Both sides must have the same samples, got %s and %s.".formatted(a, b));
    }
  }

  abstract Inference inference();

  abstract M with(E chosen, Inference inference);

  /**
   * {@return the measure with another estimator}
   *
   * @param chosen by default plug-in for symbols, 4 nearest neighbours for real values
   */
  public M with(E chosen) {
    return with(requireNonNull(chosen, "chosen must not be null"), inference());
  }

  /**
   * {@return the measure with another null}
   *
   * @param chosen by default chi-square where there is one (symbols, Gaussian estimators), else 20
   *     global shuffles; a null that {@linkplain org.infoplane.measure.nulls.ValueSurrogates
   *     changes values} changes those of the source, or of B
   * @throws IllegalArgumentException if the null needs mini-batches, or changes values of symbols
   */
  public M against(Null chosen) {
    return with(estimator, inference().with(chosen));
  }

  /**
   * {@return the measure with another null, and mini-batches to shuffle within}
   *
   * @param chosen such as {@link Null#withinBatch}
   * @param miniBatches of the samples of the series
   * @throws IllegalArgumentException if the null changes values of symbols
   */
  public M against(Null chosen, Segments miniBatches) {
    return with(estimator, inference().with(chosen, miniBatches));
  }

  /**
   * {@return the measure with a confidence interval}
   *
   * @param chosen the method; not for nearest neighbours
   */
  public M interval(Resampling chosen) {
    return with(estimator, inference().with(chosen));
  }

  /**
   * {@return the value with bias, null, p-value and warnings; of symbols a chi-square p-value only
   * if there are 12 samples a state and every expected count is at least 5; of real values the bias
   * only where it is known}
   *
   * @throws IllegalArgumentException if estimator, null or interval do not suit these samples
   */
  public abstract Estimate estimate();
}
