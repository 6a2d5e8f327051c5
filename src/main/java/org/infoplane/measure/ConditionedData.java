package org.infoplane.measure;

import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.infoplane.symbol.Embedding;
import org.jspecify.annotations.Nullable;

/** Layers and input of transfer entropy given the rest, as symbols or values. */
record ConditionedData<L>(L from, L to, @Nullable L input, Embedding embedding, boolean inside) {

  /** Reads the value of a unit at a sample. */
  interface Reader<L> {
    double get(L layer, int unit, int sample);
  }

  void check(ToIntFunction<L> units, ToIntFunction<L> samples, Reader<L> reader) {
    int n = samples.applyAsInt(to);
    Embedding.requireSameLength(samples.applyAsInt(from), n);
    if (input != null && samples.applyAsInt(input) != n) {
      throw new IllegalArgumentException(
          "input must have %s samples like the target, got %s"
              .formatted(n, samples.applyAsInt(input)));
    }
    if (inside) {
      requireOneLayer(units.applyAsInt(from), units.applyAsInt(to), n, reader);
    }
  }

  private void requireOneLayer(int sources, int targets, int n, Reader<L> reader) {
    boolean isOne =
        sources == targets
            && IntStream.range(0, targets)
                .allMatch(
                    unit ->
                        IntStream.range(0, n)
                            .allMatch(t -> reader.get(from, unit, t) == reader.get(to, unit, t)));
    if (!isOne || targets < 2) {
      throw new IllegalArgumentException(
          "With inside = true both layers must be the same, with at least 2 units, got %s and %s units%s. Pass the same layer twice, or inside = false."
              .formatted(
                  sources, targets, isOne || sources != targets ? "" : " with different series"));
    }
  }

  /** The source changed in one way, target and input in another. */
  ConditionedData<L> changed(
      UnaryOperator<L> source, UnaryOperator<L> others, Embedding changedEmbedding) {
    return new ConditionedData<>(
        source.apply(from),
        others.apply(to),
        input == null ? null : others.apply(input),
        changedEmbedding,
        inside);
  }
}
