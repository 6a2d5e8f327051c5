package org.infoplane.measure;

import java.util.function.UnaryOperator;
import org.infoplane.measure.nulls.ValueSurrogates;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Values;

/**
 * What one surrogate makes of series of numbers.
 *
 * @param ofSource what becomes of the source
 * @param ofOthers what becomes of the target and of what is given
 * @param wholeSamples whether these move too
 */
record SurrogateSeries(
    UnaryOperator<Values> ofSource, UnaryOperator<Values> ofOthers, boolean wholeSamples) {

  /** Samples in another order: those of the source, or of all. */
  static SurrogateSeries inOrder(int[] order, boolean wholeSamples) {
    UnaryOperator<Values> reordered = series -> series.reorder(order);
    return new SurrogateSeries(
        reordered, wholeSamples ? reordered : series -> series, wholeSamples);
  }

  /** A source of other values. */
  static SurrogateSeries changed(ValueSurrogates surrogates, int number, Segments batches) {
    return new SurrogateSeries(
        series -> checked(surrogates.values(number, batches, series), series, surrogates),
        series -> series,
        false);
  }

  private static Values checked(Values changed, Values series, ValueSurrogates surrogates) {
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

  Values source(Values series) {
    return ofSource.apply(series);
  }

  /** The source, {@code double[dimensions][samples]}. */
  double[][] source(double[][] columns) {
    double[][] to = new double[columns.length][columns[0].length];
    source(Values.ofSeries(columns)).columns(0, to);
    return to;
  }

  /** Target, or what is given. */
  Values other(Values series) {
    return ofOthers.apply(series);
  }
}
