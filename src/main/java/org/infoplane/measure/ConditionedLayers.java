package org.infoplane.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.infoplane.symbol.Embedding;

/** Two layers whose pairs are conditioned on all other units. */
abstract class ConditionedLayers<L> implements TwoLayers {

  final ConditionedData<L> data;
  final int[] times; // of the transitions
  private final int sources;
  private final int targets;
  private final int samples;

  ConditionedLayers(ConditionedData<L> data, int sources, int targets, int samples) {
    Embedding embedding = data.embedding();
    this.data = data;
    this.sources = sources;
    this.targets = targets;
    this.samples = samples;
    this.times = embedding.times(samples, embedding.target(), embedding.source());
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
    return data.embedding();
  }

  /** Whether there is such a pair: inside a layer no unit has a pair with itself. */
  final boolean exists(int pair) {
    return !data.inside() || pair / targets != pair % targets;
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
    List<Warning> all = new ArrayList<>(warnings(data.inside() ? "layer" : "source", data.from()));
    if (!data.inside()) {
      all.addAll(warnings("target", data.to()));
    }
    L input = data.input();
    if (input != null) {
      all.addAll(warnings("input", input));
    }
    return all;
  }
}
