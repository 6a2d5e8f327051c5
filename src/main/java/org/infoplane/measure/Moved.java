package org.infoplane.measure;

import org.infoplane.measure.nulls.ValueSurrogates;
import org.infoplane.symbol.Trials;
import org.infoplane.symbol.Values;

/** What one surrogate makes of series of numbers. Immutable. */
abstract sealed class Moved {

  /** Samples in another order: those of the source, or of all. */
  static Moved inOrder(int[] order, boolean wholeSamples) {
    return new InOrder(order, wholeSamples);
  }

  /** A source of other values. */
  static Moved changed(ValueSurrogates surrogates, int number, Trials batches) {
    return new Changed(surrogates, number, batches);
  }

  /** The source. */
  abstract Values source(Values series);

  /** The source, {@code double[dimensions][samples]}. */
  abstract double[][] source(double[][] columns);

  /** Target, or what is given. */
  abstract Values other(Values series);

  /** Whether these move too. */
  abstract boolean wholeSamples();

  private static final class InOrder extends Moved {
    private final int[] order;
    private final boolean wholeSamples;

    private InOrder(int[] order, boolean wholeSamples) {
      this.order = order;
      this.wholeSamples = wholeSamples;
    }

    @Override
    Values source(Values series) {
      return series.reorder(order);
    }

    @Override
    double[][] source(double[][] columns) {
      return Columns.select(columns, order);
    }

    @Override
    Values other(Values series) {
      return wholeSamples ? series.reorder(order) : series;
    }

    @Override
    boolean wholeSamples() {
      return wholeSamples;
    }
  }

  private static final class Changed extends Moved {
    private final ValueSurrogates surrogates;
    private final int number;
    private final Trials batches;

    private Changed(ValueSurrogates surrogates, int number, Trials batches) {
      this.surrogates = surrogates;
      this.number = number;
      this.batches = batches;
    }

    @Override
    Values source(Values series) {
      Values changed = surrogates.values(number, batches, series);
      if (changed.samples() != series.samples() || changed.units() != series.units()) {
        throw new IllegalArgumentException(
            "Asked for a surrogate of %s samples of %s units, but %s gives %s of %s. Give as many as the source has."
                .formatted(
                    series.samples(),
                    series.units(),
                    surrogates,
                    changed.samples(),
                    changed.units()));
      }
      Columns.requireNumbers("surrogate", changed);
      return changed;
    }

    @Override
    double[][] source(double[][] columns) {
      double[][] to = new double[columns.length][columns[0].length];
      source(Values.ofSeries(columns)).columns(0, to);
      return to;
    }

    @Override
    Values other(Values series) {
      return series;
    }

    @Override
    boolean wholeSamples() {
      return false;
    }
  }
}
