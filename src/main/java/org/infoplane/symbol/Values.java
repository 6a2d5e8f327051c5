package org.infoplane.symbol;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A read-only matrix of numbers, {@code samples x units}, before it becomes {@link Symbols}. */
public interface Values {

  /** {@return the number of rows, one a sample} */
  int samples();

  /** {@return the number of columns, one a unit} */
  int units();

  /**
   * {@return the value of the unit for the sample}
   *
   * @param sample row, from 0
   * @param unit column, from 0
   * @throws IllegalArgumentException if there is no such sample or unit
   */
  double get(int sample, int unit);

  /**
   * Copies some columns.
   *
   * @param first unit of the first one
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

  /** {@return whether no value is NaN or infinite} */
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
   * {@return a view of a row-major array, one row a sample; the array is not copied}
   *
   * @param rows {@code float[samples * units]}, one sample after the other
   * @param units numbers in a row, at least 1
   * @throws IllegalArgumentException if the length is not a multiple of {@code units}
   */
  static Values ofRows(float[] rows, int units) {
    requireNonNull(rows, "rows must not be null");
    if (units < 1 || rows.length % units != 0) {
      throw new IllegalArgumentException(
          "Asked for rows of %s units, but the array has %s values. Pass samples x units values."
              .formatted(units, rows.length));
    }
    return new FloatRows(rows, units);
  }

  /**
   * {@return a view of rows of numbers, one row a sample; the arrays are not copied}
   *
   * @param rows {@code double[samples][units]}, at least one row
   * @throws IllegalArgumentException if there is no row, or rows differ in length
   */
  static Values ofRows(double[][] rows) {
    requireNonNull(rows, "rows must not be null");
    if (rows.length == 0) {
      throw new IllegalArgumentException("Asked for values of 0 samples. Pass at least one row.");
    }
    int units = rows[0].length;
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != units) {
        throw new IllegalArgumentException(
            "Row %s has %s values, row 0 has %s. Pass rows of one length."
                .formatted(i, rows[i].length, units));
      }
    }
    return view(rows.length, units, (sample, unit) -> rows[sample][unit]);
  }

  /**
   * {@return a view of series of numbers, one array a unit; the arrays are not copied}
   *
   * @param series {@code double[units][samples]}, at least one series
   * @throws IllegalArgumentException if there is no series, or series differ in length
   */
  static Values ofSeries(double[]... series) {
    requireNonNull(series, "series must not be null");
    int samples = ofRows(series).units(); // checks that there is one, and that lengths agree
    return view(samples, series.length, (sample, unit) -> series[unit][sample]);
  }

  /** How a number is looked up. */
  @FunctionalInterface
  interface Lookup {

    /**
     * {@return the value of the unit for the sample}
     *
     * @param sample row, from 0
     * @param unit column, from 0
     */
    double get(int sample, int unit);
  }

  /**
   * {@return a view of any numbers}
   *
   * @param samples number of rows
   * @param units number of columns
   * @param lookup gives each number
   */
  static Values view(int samples, int units, Lookup lookup) {
    requireNonNull(lookup, "lookup must not be null");
    return new View(samples, units, false, lookup);
  }

  /**
   * Some successive samples; nothing is copied.
   *
   * @param start first sample
   * @param end sample after the last one
   * @return the view
   * @throws IllegalArgumentException if there are no such samples
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
   * Some units; nothing is copied.
   *
   * @param chosen {@code int[n]}: unit {@code i} of the result is unit {@code chosen[i]}
   * @return the view
   */
  default Values units(int[] chosen) {
    requireNonNull(chosen, "chosen must not be null");
    return new View(samples(), chosen.length, isSingle(), (sample, i) -> get(sample, chosen[i]));
  }

  /**
   * {@return the same numbers, safe from what happens to an array that this is a view of: a copy in
   * single precision, as networks give them, or this itself if it never changes}
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

  /** {@return how much heap the numbers take, in bytes; 0 if they are mapped from a file} */
  default long heapBytes() {
    return (long) Float.BYTES * samples() * units();
  }

  /** {@return whether all numbers have single precision, so that 4 bytes hold each} */
  default boolean isSingle() {
    return false;
  }

  /**
   * Joins mini-batches, one after the other.
   *
   * @param parts at least one, each {@code samples x units} of the same units
   * @return all samples: a copy of arrays in single precision, a view of others
   */
  static Values join(List<Values> parts) {
    requireNonNull(parts, "parts must not be null");
    return parts.size() == 1 ? parts.get(0) : JoinedValues.of(parts);
  }

  /**
   * {@return a view of the samples reordered, repeated or dropped; nothing is copied}
   *
   * @param order {@code int[n]}: sample {@code i} of the result is sample {@code order[i]}
   */
  default Values reorder(int[] order) {
    requireNonNull(order, "order must not be null");
    return new View(order.length, units(), isSingle(), (sample, unit) -> get(order[sample], unit));
  }
}
