package org.infoplane.figure;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Mutable: builds a table of records, one row each, column by column.
 *
 * @param <T> a record
 */
public final class Rows<T> {

  private final Table table;
  private final List<T> rows;

  private Rows(String name, List<T> rows) {
    this.table = Table.create(name);
    this.rows = rows;
  }

  /**
   * {@return a builder of a table, without columns yet}
   *
   * @param <T> a record
   * @param name of the table
   * @param rows the records
   */
  public static <T> Rows<T> of(String name, List<T> rows) {
    requireNonNull(name, "name must not be null");
    requireNonNull(rows, "rows must not be null");
    return new Rows<>(name, rows);
  }

  /**
   * {@return this, with another column of text}
   *
   * @param name of the column
   * @param of returns the cell of a row
   */
  public Rows<T> text(String name, Function<T, String> of) {
    return add(StringColumn::create, name, of, (column, row) -> column.append(of.apply(row)));
  }

  /**
   * {@return this, with another column of real values}
   *
   * @param name of the column, with the unit
   * @param of returns the cell of a row; NaN for a missing one
   */
  public Rows<T> number(String name, ToDoubleFunction<T> of) {
    return add(
        DoubleColumn::create, name, of, (column, row) -> column.append(of.applyAsDouble(row)));
  }

  /**
   * {@return this, with another column of integers}
   *
   * @param name of the column
   * @param of returns the cell of a row
   */
  public Rows<T> whole(String name, ToIntFunction<T> of) {
    return add(IntColumn::create, name, of, (column, row) -> column.append(of.applyAsInt(row)));
  }

  /**
   * {@return this, with another column of integers, some of them missing}
   *
   * @param name of the column
   * @param of returns the cell of a row
   */
  public Rows<T> optionalWhole(String name, Function<T, OptionalInt> of) {
    return add(
        IntColumn::create,
        name,
        of,
        (column, row) -> of.apply(row).ifPresentOrElse(column::append, column::appendMissing));
  }

  /**
   * {@return this, with another column of long integers, such as seeds}
   *
   * @param name of the column
   * @param of returns the cell of a row
   */
  public Rows<T> longs(String name, ToLongFunction<T> of) {
    return add(LongColumn::create, name, of, (column, row) -> column.append(of.applyAsLong(row)));
  }

  /**
   * {@return this, with another column of true and false}
   *
   * @param name of the column
   * @param of returns the cell of a row
   */
  public Rows<T> flag(String name, Predicate<T> of) {
    return add(BooleanColumn::create, name, of, (column, row) -> column.append(of.test(row)));
  }

  private <C extends Column<?>> Rows<T> add(
      Function<String, C> create, String name, Object of, BiConsumer<C, T> append) {
    C column = create.apply(requireNonNull(name, "name must not be null"));
    requireNonNull(of, "of must not be null");
    rows.forEach(row -> append.accept(column, row));
    table.addColumns(column);
    return this;
  }

  /** {@return the table; it prints six significant digits} */
  public Table table() {
    return TableText.readable(table);
  }
}
