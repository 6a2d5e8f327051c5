package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.infoplane.symbol.Encoding;
import org.infoplane.symbol.Values;

/** A dense layer under interventions, by rank-one updates of its pre-activations. Immutable. */
final class DenseIntervention implements Intervention {

  private final Values source;
  private final double[][] columns; // of the source, one a unit
  private final double[][] preActivations; // one row a sample
  private final LayerWeights layer;
  private final Values target;

  DenseIntervention(Values source, LayerWeights layer) {
    if (source.samples() == 0) {
      throw new IllegalArgumentException(
          "Asked for interventions on 0 samples. Pass at least one.");
    }
    this.layer = layer;
    this.preActivations = layer.preActivations(source);
    this.columns = new double[source.units()][source.samples()];
    source.columns(0, columns);
    requireFinite();
    this.source = Values.ofSeries(columns);
    this.target = activated((sample, row) -> {});
  }

  private void requireFinite() {
    for (int unit = 0; unit < columns.length; unit++) {
      for (int sample = 0; sample < columns[unit].length; sample++) {
        if (!Double.isFinite(columns[unit][sample])) {
          throw new IllegalArgumentException(
              "Unit %s is %s in sample %s. Pass finite numbers."
                  .formatted(unit, columns[unit][sample], sample));
        }
      }
    }
  }

  /** Changes the pre-activations of a sample. */
  private interface Change {
    void on(int sample, double[] row);
  }

  private Values activated(Change change) {
    double[][] rows = new double[preActivations.length][];
    for (int sample = 0; sample < rows.length; sample++) {
      rows[sample] = preActivations[sample].clone();
      change.on(sample, rows[sample]);
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
          "Asked to intervene on unit %s of %s. Pass 0 to %s."
              .formatted(unit, columns.length, columns.length - 1));
    }
    InformationFlow.requireDraw(draw, preActivations.length);
    double[] values = columns[unit];
    double[] weights = layer.weightsOf(unit);
    return activated(
        (sample, row) -> LayerWeights.add(values[draw[sample]] - values[sample], weights, row));
  }

  boolean isMonotone() {
    return layer.activation().isMonotone();
  }

  /** Told how many values in a row of a sorted unit give one symbol. */
  interface Runs {
    void of(int target, int length);
  }

  /** One unit through all its values: the symbol of each target moves one way only. */
  final class Sweep {
    private final Encoding.Coder coder;
    private final double[] values;
    private final double[] sorted;
    private final double[] weights;
    private final double[] one = new double[1];
    private final int[] targets; // that are looked at

    Sweep(int unit, int[] targets, Encoding.Coder coder) {
      this.targets = targets;
      this.coder = coder;
      this.values = columns[unit];
      this.sorted = values.clone();
      Arrays.sort(sorted);
      this.weights = layer.weightsOf(unit);
    }

    /** Finds the switches by halving: equal symbols at both ends are equal in between. */
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

    /** By the same sums as {@link #target}. */
    private int symbol(int sample, int target, int rank) {
      int output = targets[target];
      double pre = preActivations[sample][output];
      one[0] = pre + weights[output] * (sorted[rank] - values[sample]);
      layer.activation().apply(one);
      if (!Double.isFinite(one[0])) {
        throw new IllegalArgumentException(
            "Target %s is %s when a unit is %s in sample %s. Use an activation that gives finite numbers."
                .formatted(output, one[0], sorted[rank], sample));
      }
      return coder.symbol(target, one[0]);
    }
  }
}
