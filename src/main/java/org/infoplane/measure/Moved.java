package org.infoplane.measure;

import org.infoplane.measure.nulls.ValueSurrogates;
import org.infoplane.symbol.Trials;
import org.infoplane.symbol.Values;

/** What one surrogate makes of series of numbers. */
interface Moved {

  /** The source. */
  Values source(Values series);

  /** The source, {@code double[dimensions][samples]}. */
  double[][] source(double[][] columns);

  /** Target, and what is given. */
  Values others(Values series);

  /** Whether these move too. */
  boolean wholeSamples();

  /** Samples in another order. */
  final class InOrder implements Moved {
    private final int[] order;
    private final boolean wholeSamples;

    InOrder(int[] order, boolean wholeSamples) {
      this.order = order;
      this.wholeSamples = wholeSamples;
    }

    @Override
    public Values source(Values series) {
      return series.reorder(order);
    }

    @Override
    public double[][] source(double[][] columns) {
      return Columns.select(columns, order);
    }

    @Override
    public Values others(Values series) {
      return wholeSamples ? series.reorder(order) : series;
    }

    @Override
    public boolean wholeSamples() {
      return wholeSamples;
    }
  }

  /** A source of other values. */
  record Changed(ValueSurrogates surrogates, int number, Trials batches) implements Moved {
    @Override
    public Values source(Values series) {
      Values changed = surrogates.values(number, batches, series);
      if (changed.samples() != series.samples() || changed.units() != series.units()) {
        throw new IllegalArgumentException(
            "Asked for surrogate %s of %s samples of %s units, but %s gives %s of %s. Give as many as the source has."
                .formatted(
                    number,
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
    public double[][] source(double[][] columns) {
      Values changed = source(Values.ofSeries(columns));
      double[][] to = new double[columns.length][columns[0].length];
      changed.columns(0, to);
      return to;
    }

    @Override
    public Values others(Values series) {
      return series;
    }

    @Override
    public boolean wholeSamples() {
      return false;
    }
  }
}
