package org.infoplane.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.infoplane.symbol.Embedding;
import org.jspecify.annotations.Nullable;

/** Two layers, of symbols or values, whose pairs are conditioned on all other units. */
abstract class ConditionedLayers<L> implements TwoLayers {

  final L from;
  final L to;
  final @Nullable L input;
  final Embedding embedding;
  final boolean inside; // one layer: no unit has a pair with itself
  final int[] times; // of the transitions
  private final int sources;
  private final int targets;
  private final int samples;

  ConditionedLayers(
      L from,
      L to,
      @Nullable L input,
      Embedding embedding,
      boolean inside,
      int sources,
      int targets,
      int samples) {
    this.from = from;
    this.to = to;
    this.input = input;
    this.embedding = embedding;
    this.inside = inside;
    this.sources = sources;
    this.targets = targets;
    this.samples = samples;
    this.times = embedding.times(samples, embedding.target(), embedding.source());
  }

  /** Whether a unit has the same value in both layers at a sample. */
  interface Same {
    boolean at(int unit, int sample);
  }

  static void requireInput(int input, int samples) {
    if (input != samples) {
      throw new IllegalArgumentException(
          "input must have %s samples like the target, got %s".formatted(samples, input));
    }
  }

  static void requireOneLayer(int from, int to, int samples, Same same) {
    boolean isOne = from == to;
    for (int unit = 0; isOne && unit < to; unit++) {
      for (int t = 0; isOne && t < samples; t++) {
        isOne = same.at(unit, t);
      }
    }
    if (!isOne || to < 2) {
      throw new IllegalArgumentException(
          "With inside = true both layers must be the same, with at least 2 units, got %s and %s units%s. Pass the same layer twice, or inside = false."
              .formatted(from, to, isOne || from != to ? "" : " with different series"));
    }
  }

  @Override
  public final int sources() {
    return sources;
  }

  @Override
  public final int targets() {
    return targets;
  }

  @Override
  public final int samples() {
    return samples;
  }

  @Override
  public final int transitions() {
    return times.length;
  }

  @Override
  public final Embedding embedding() {
    return embedding;
  }

  final boolean exists(int pair) {
    return !inside || pair / targets != pair % targets;
  }

  /** The value of each pair, NaN where there is none. */
  final double[] ofPairs(IntToDoubleFunction value) {
    double[] values = new double[sources * targets];
    Arrays.setAll(values, pair -> exists(pair) ? value.applyAsDouble(pair) : Double.NaN);
    return values;
  }

  abstract List<Warning> warnings(String role, L layer);

  @Override
  public List<Warning> warnings() {
    List<Warning> all = new ArrayList<>(warnings(inside ? "layer" : "source", from));
    if (!inside) {
      all.addAll(warnings("target", to));
    }
    if (input != null) {
      all.addAll(warnings("input", input));
    }
    return all;
  }
}
