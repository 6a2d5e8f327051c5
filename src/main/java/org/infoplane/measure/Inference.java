package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.nulls.ValueSurrogates;
import org.infoplane.measure.statistics.Parallel;
import org.infoplane.symbol.Segments;
import org.jspecify.annotations.Nullable;

/** What is asked of a measure beside its value: a null, and perhaps an interval. */
record Inference(Null nullModel, Segments batches, @Nullable Resampling resampling) {

  static Inference against(Null nullModel) {
    return new Inference(nullModel, Segments.whole(), null);
  }

  /** Without batches a within-batch shuffle would be the global one. */
  Inference with(Null chosen) {
    requireNonNull(chosen, "chosen must not be null");
    if (chosen instanceof Surrogates surrogates && surrogates.needsBatches()) {
      throw new IllegalArgumentException(
          "The %s needs mini-batches. Pass them, against(null, Segments.startingAt(...)), or use globalShuffle(...)."
              .formatted(chosen));
    }
    return new Inference(chosen, Segments.whole(), resampling);
  }

  Inference with(Null chosen, Segments miniBatches) {
    requireNonNull(chosen, "chosen must not be null");
    requireNonNull(miniBatches, "miniBatches must not be null");
    return new Inference(chosen, miniBatches, resampling);
  }

  Inference with(Resampling chosen) {
    requireNonNull(chosen, "chosen must not be null");
    return new Inference(nullModel, batches, chosen);
  }

  /** Checks a null that moves labels, or one of two layers on a probe. */
  static Surrogates ofLabels(Surrogates chosen) {
    requireOrders(chosen);
    against(chosen).with(chosen);
    requireOneMoves(chosen.movesWholeSamples());
    return chosen;
  }

  /** A measure of samples in another order; the second argument: whole samples move. */
  interface Reordered {
    double value(int[] order, boolean wholeSamples);
  }

  Significance significance(
      double value, int samples, Reordered reordered, Supplier<Significance> analytic) {
    return nullModel instanceof Surrogates surrogates
        ? surrogates.test(
            value,
            batches,
            samples,
            order -> reordered.value(order, surrogates.movesWholeSamples()))
        : analytic.get();
  }

  Significance significanceOfNumbers(
      double value,
      int samples,
      ToDoubleFunction<SurrogateSeries> moved,
      Supplier<Significance> analytic) {
    if (nullModel instanceof ValueSurrogates changing) {
      return Significance.of(
          value,
          Parallel.map(
              changing.surrogates(),
              i -> moved.applyAsDouble(SurrogateSeries.changed(changing, i, batches))));
    }
    return significance(
        value,
        samples,
        (order, whole) -> moved.applyAsDouble(SurrogateSeries.inOrder(order, whole)),
        analytic);
  }

  /** Checks a null of what has no values to change, before anything is counted. */
  static <N extends Null> N requireOrders(N chosen) {
    requireNonNull(chosen, "chosen must not be null");
    if (chosen instanceof ValueSurrogates) {
      throw new IllegalArgumentException(
          "The %s changes values, but symbols, labels and kernels can only be reordered. Use a null that reorders, such as circularShift(99, seed), or measure real values: TransferEntropy.of(Values, Values, Embedding) or MutualInformation.between(Values, Values)."
              .formatted(chosen));
    }
    return chosen;
  }

  Optional<Interval> interval(int observations, double value, ToDoubleFunction<int[]> measure) {
    return Optional.ofNullable(resampling).map(r -> r.interval(observations, value, measure));
  }

  /** Refuses whole samples where their order in time means nothing. */
  static void requireOneMoves(boolean wholeSamples) {
    if (wholeSamples) {
      throw new IllegalArgumentException(
          "Moving whole samples changes nothing here, since their order does not matter. Use the null without jointly().");
    }
  }
}
