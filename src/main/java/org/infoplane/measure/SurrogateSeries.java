package org.infoplane.measure;

import java.util.function.UnaryOperator;
import org.infoplane.measure.nulls.ValueSurrogates;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Values;

/** Applies one surrogate to series of real values: the source, and the other variables. */
record SurrogateSeries(
    UnaryOperator<Values> ofSource, UnaryOperator<Values> ofOthers, boolean wholeSamples) {

  /** Reorders the samples of the source, or of all series. */
  static SurrogateSeries inOrder(int[] order, boolean wholeSamples) {
    UnaryOperator<Values> reordered = series -> series.reorder(order);
    return new SurrogateSeries(
        reordered, wholeSamples ? reordered : series -> series, wholeSamples);
  }

  /** Replaces the values of the source. */
  static SurrogateSeries changed(ValueSurrogates surrogates, int number, Segments batches) {
    return new SurrogateSeries(
        series -> checked(surrogates.values(number, batches, series), series, surrogates),
        series -> series,
        false);
  }

  private static Values checked(Values changed, Values series, ValueSurrogates surrogates) {
    if (changed.samples() != series.samples() || changed.units() != series.units()) {
      throw new IllegalArgumentException(
          "%s must return a surrogate of the size of the source (samples x units = %s x %s), got %s x %s"
              .formatted(
                  surrogates,
                  series.samples(),
                  series.units(),
                  changed.samples(),
                  changed.units()));
    }
    Columns.requireNumbers("surrogate", changed);
    return changed;
  }

  Values source(Values series) {
    return ofSource.apply(series);
  }

  /** The source, {@code double[dimensions][samples]}. */
  double[][] source(double[][] columns) {
    double[][] to = new double[columns.length][columns[0].length];
    source(Values.ofSeries(columns)).columns(0, to);
    return to;
  }

  /** The target, or a conditioning variable. */
  Values other(Values series) {
    return ofOthers.apply(series);
  }
}
