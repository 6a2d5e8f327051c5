package org.infoplane.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.infoplane.symbol.Embedding;

/** Two layers whose pairs are conditioned on all other units. */
abstract class ConditionedLayers<L> extends TwoLayers {

  final ConditionedData<L> data;
  final int[] times; // of the transitions

  ConditionedLayers(ConditionedData<L> data, int sources, int targets, int samples) {
    super(sources, targets, samples);
    Embedding embedding = data.embedding();
    this.data = data;
    this.times = embedding.times(samples, embedding.target(), embedding.source());
  }

  @Override
  final int transitions() {
    return times.length;
  }

  final Embedding embedding() {
    return data.embedding();
  }

  /** Whether there is such a pair: inside a layer no unit has a pair with itself. */
  final boolean exists(int pair) {
    return !data.inside() || pair / targets() != pair % targets();
  }

  /** The value of each pair, NaN where there is none. */
  final double[] ofPairs(IntToDoubleFunction value) {
    double[] values = new double[sources() * targets()];
    Arrays.setAll(values, pair -> exists(pair) ? value.applyAsDouble(pair) : Double.NaN);
    return values;
  }

  abstract List<Warning> warnings(String role, L layer);

  @Override
  List<Warning> warnings() {
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
