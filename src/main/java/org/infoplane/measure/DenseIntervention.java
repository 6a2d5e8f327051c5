package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.function.ObjIntConsumer;
import org.infoplane.symbol.Encoding;
import org.infoplane.symbol.Values;

/** A dense layer under interventions, by rank-one updates of its pre-activations. Immutable. */
final class DenseIntervention implements Intervention {

  private final Values source;
  private final double[][] columns; // of the source, [unit][sample]
  private final double[][] preActivations; // [sample][output]
  private final LayerWeights layer;
  private final Values target;

  DenseIntervention(Values source, LayerWeights layer) {
    if (source.samples() == 0) {
      throw new IllegalArgumentException("samples of the source must be at least 1, got 0");
    }
    this.layer = layer;
    this.preActivations = layer.preActivations(source);
    this.columns = new double[source.units()][source.samples()];
    source.columns(0, columns);
    this.source = Values.ofSeries(columns);
    Columns.requireNumbers("source", this.source);
    this.target = activated((row, sample) -> {});
  }

  /** The activations once each row of pre-activations is changed. */
  private Values activated(ObjIntConsumer<double[]> change) {
    double[][] rows = new double[preActivations.length][];
    for (int sample = 0; sample < rows.length; sample++) {
      rows[sample] = preActivations[sample].clone();
      change.accept(rows[sample], sample);
      layer.activation().apply(rows[sample]);
    }
    return Values.ofRows(rows);
  }

  @Override
  public Values source() {
    return source;
  }

  @Override
  public Values target() {
    return target;
  }

  @Override
  public Values target(int unit, int[] draw) {
    requireNonNull(draw, "draw must not be null");
    if (unit < 0 || unit >= columns.length) {
      throw new IllegalArgumentException(
          "unit must be from 0 to %s, got %s".formatted(columns.length - 1, unit));
    }
    InformationFlow.requireDraw(draw, preActivations.length);
    double[] values = columns[unit];
    double[] weights = layer.weightsOf(unit);
    return activated(
        (row, sample) -> LayerWeights.add(values[draw[sample]] - values[sample], weights, row));
  }

  boolean isMonotone() {
    return layer.activation().isMonotone();
  }

  /** Receives the lengths of the runs of equal symbols over a unit's sorted values. */
  interface Runs {
    void of(int target, int length);
  }

  /** One unit takes all its values in order: each target's symbol changes in one direction. */
  final class Sweep {
    private final Encoding.Coder coder;
    private final double[] values;
    private final double[] sorted;
    private final double[] weights;
    private final double[] one = new double[1];
    private final int[] targets; // outputs of the layer

    Sweep(int unit, int[] targets, Encoding.Coder coder) {
      this.targets = targets;
      this.coder = coder;
      this.values = columns[unit];
      this.sorted = values.clone();
      Arrays.sort(sorted);
      this.weights = layer.weightsOf(unit);
    }

    /** Finds the runs by bisection: between two equal symbols all are equal. */
    void of(int sample, Runs runs) {
      for (int target = 0; target < targets.length; target++) {
        int last = symbol(sample, target, sorted.length - 1);
        int start = 0;
        for (int here = symbol(sample, target, 0); here != last; ) {
          int same = start;
          int other = sorted.length - 1;
          while (other - same > 1) {
            int middle = (same + other) >>> 1;
            if (symbol(sample, target, middle) == here) {
              same = middle;
            } else {
              other = middle;
            }
          }
          runs.of(target, other - start);
          start = other;
          here = symbol(sample, target, start);
        }
        runs.of(target, sorted.length - start);
      }
    }

    /** The symbol from the same sums as {@link #target}. */
    private int symbol(int sample, int target, int rank) {
      int output = targets[target];
      double pre = preActivations[sample][output];
      one[0] = pre + weights[output] * (sorted[rank] - values[sample]);
      layer.activation().apply(one);
      if (!Double.isFinite(one[0])) {
        throw new IllegalArgumentException(
            "Target %s is %s when a unit is %s in sample %s. Use an activation with finite values."
                .formatted(output, one[0], sorted[rank], sample));
      }
      return coder.symbol(target, one[0]);
    }
  }
}
