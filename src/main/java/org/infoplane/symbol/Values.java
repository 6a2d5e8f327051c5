package org.infoplane.symbol;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A read-only matrix of real values, {@code samples x units}. */
public interface Values {

  /** {@return the number of rows, one per sample} */
  int samples();

  /** {@return the number of columns, one per unit} */
  int units();

  /**
   * {@return the value of a unit for a sample}
   *
   * @param sample row, from 0
   * @param unit column, from 0
   * @throws IllegalArgumentException if there is no such sample or unit
   */
  double get(int sample, int unit);

  /**
   * Copies contiguous columns.
   *
   * @param first unit of the first column
   * @param to {@code double[columns][samples]}, overwritten
   */
  default void columns(int first, double[][] to) {
    requireNonNull(to, "to must not be null");
    for (int j = 0; j < to.length; j++) {
      for (int sample = 0; sample < samples(); sample++) {
        to[j][sample] = get(sample, first + j);
      }
    }
  }

  /** {@return whether all values are finite} */
  default boolean isFinite() {
    for (int sample = 0; sample < samples(); sample++) {
      for (int unit = 0; unit < units(); unit++) {
        if (!Double.isFinite(get(sample, unit))) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * {@return a view of a row-major array, one row per sample; not copied}
   *
   * @param rows {@code float[samples * units]}
   * @param units values per row, at least 1
   * @throws IllegalArgumentException if the length is not a multiple of {@code units}
   */
  static Values ofRows(float[] rows, int units) {
    requireNonNull(rows, "rows must not be null");
    if (units < 1 || rows.length % units != 0) {
      throw new IllegalArgumentException(
          "rows must have samples x units values, got %s values for units = %s"
              .formatted(rows.length, units));
    }
    return new FloatRows(rows, units);
  }

  /**
   * {@return a view of rows, one per sample; not copied}
   *
   * @param rows {@code double[samples][units]}, at least one row
   * @throws IllegalArgumentException if there is no row, or rows differ in length
   */
  static Values ofRows(double[][] rows) {
    requireNonNull(rows, "rows must not be null");
    Require.atLeast(1, "number of rows", rows.length);
    int units = rows[0].length;
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != units) {
        throw new IllegalArgumentException(
            "Row %s has length %s, row 0 has %s. Pass rows of equal length."
                .formatted(i, rows[i].length, units));
      }
    }
    return view(rows.length, units, (sample, unit) -> rows[sample][unit]);
  }

  /**
   * {@return a view of series, one per unit; not copied}
   *
   * @param series {@code double[units][samples]}, at least one series
   * @throws IllegalArgumentException if there is no series, or series differ in length
   */
  static Values ofSeries(double[]... series) {
    requireNonNull(series, "series must not be null");
    int samples = ofRows(series).units(); // checks the lengths
    return view(samples, series.length, (sample, unit) -> series[unit][sample]);
  }

  /** Computes or looks up a value. */
  @FunctionalInterface
  interface Lookup {

    /**
     * {@return the value of a unit for a sample}
     *
     * @param sample row, from 0
     * @param unit column, from 0
     */
    double get(int sample, int unit);
  }

  /**
   * {@return values that are computed on access}
   *
   * @param samples number of rows
   * @param units number of columns
   * @param lookup computes a value
   */
  static Values view(int samples, int units, Lookup lookup) {
    requireNonNull(lookup, "lookup must not be null");
    return new View(samples, units, false, lookup);
  }

  /**
   * {@return a view of contiguous samples}
   *
   * @param start first sample
   * @param end exclusive
   * @throws IllegalArgumentException if the range is empty or out of bounds
   */
  default Values slice(int start, int end) {
    if (start < 0 || start >= end || end > samples()) {
      throw new IllegalArgumentException(
          "samples must be from 0 to %s, at least one, got %s to %s"
              .formatted(samples(), start, end));
    }
    return start == 0 && end == samples()
        ? this
        : new View(end - start, units(), isSingle(), (sample, unit) -> get(start + sample, unit));
  }

  /**
   * {@return a view of some units}
   *
   * @param chosen {@code int[n]}: unit {@code i} of the result is unit {@code chosen[i]}
   */
  default Values units(int[] chosen) {
    requireNonNull(chosen, "chosen must not be null");
    return new View(samples(), chosen.length, isSingle(), (sample, i) -> get(sample, chosen[i]));
  }

  /**
   * {@return a copy in single precision, independent of any array that this is a view of; or this
   * itself if it is immutable}
   */
  default Values kept() {
    float[] rows = new float[Math.multiplyExact(samples(), units())];
    for (int sample = 0, at = 0; sample < samples(); sample++) {
      for (int unit = 0; unit < units(); unit++) {
        rows[at++] = (float) get(sample, unit);
      }
    }
    return new FloatRows(rows, units());
  }

  /** {@return the heap size of the values, in bytes; 0 if they are mapped from a file} */
  default long heapBytes() {
    return (long) Float.BYTES * samples() * units();
  }

  /** {@return whether all values have single precision} */
  default boolean isSingle() {
    return false;
  }

  /**
   * {@return the concatenated samples of mini-batches: a copy of single-precision arrays, a view of
   * others}
   *
   * @param parts at least one, each {@code samples x units} of the same units
   */
  static Values join(List<Values> parts) {
    requireNonNull(parts, "parts must not be null");
    return parts.size() == 1 ? parts.get(0) : JoinedValues.of(parts);
  }

  /**
   * {@return a view with samples reordered, repeated or dropped}
   *
   * @param order {@code int[n]}: sample {@code i} of the result is sample {@code order[i]}
   */
  default Values reorder(int[] order) {
    requireNonNull(order, "order must not be null");
    return new View(order.length, units(), isSingle(), (sample, unit) -> get(order[sample], unit));
  }
}
