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
 * Mutable: a table of records, one row each, built column by column.
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
   * Starts without columns.
   *
   * @param <T> a record
   * @param name of the table
   * @param rows one record each
   * @return the table to be
   */
  public static <T> Rows<T> of(String name, List<T> rows) {
    requireNonNull(name, "name must not be null");
    requireNonNull(rows, "rows must not be null");
    return new Rows<>(name, rows);
  }

  /**
   * Adds a column of words.
   *
   * @param name of the column
   * @param of gives the cell of a row
   * @return this
   */
  public Rows<T> text(String name, Function<T, String> of) {
    requireNonNull(of, "of must not be null");
    return add(StringColumn::create, name, (column, row) -> column.append(of.apply(row)));
  }

  /**
   * Adds a column of numbers.
   *
   * @param name of the column, with the unit
   * @param of gives the cell of a row; NaN is a missing one
   * @return this
   */
  public Rows<T> number(String name, ToDoubleFunction<T> of) {
    requireNonNull(of, "of must not be null");
    return add(DoubleColumn::create, name, (column, row) -> column.append(of.applyAsDouble(row)));
  }

  /**
   * Adds a column of whole numbers.
   *
   * @param name of the column
   * @param of gives the cell of a row
   * @return this
   */
  public Rows<T> whole(String name, ToIntFunction<T> of) {
    requireNonNull(of, "of must not be null");
    return optionalWhole(name, row -> OptionalInt.of(of.applyAsInt(row)));
  }

  /**
   * Adds a column of whole numbers, some of which are missing.
   *
   * @param name of the column
   * @param of gives the cell of a row
   * @return this
   */
  public Rows<T> optionalWhole(String name, Function<T, OptionalInt> of) {
    requireNonNull(of, "of must not be null");
    return add(
        IntColumn::create,
        name,
        (column, row) -> of.apply(row).ifPresentOrElse(column::append, column::appendMissing));
  }

  /**
   * Adds a column of long whole numbers, such as seeds.
   *
   * @param name of the column
   * @param of gives the cell of a row
   * @return this
   */
  public Rows<T> longs(String name, ToLongFunction<T> of) {
    requireNonNull(of, "of must not be null");
    return add(LongColumn::create, name, (column, row) -> column.append(of.applyAsLong(row)));
  }

  /**
   * Adds a column of yes and no.
   *
   * @param name of the column
   * @param of gives the cell of a row
   * @return this
   */
  public Rows<T> flag(String name, Predicate<T> of) {
    requireNonNull(of, "of must not be null");
    return add(BooleanColumn::create, name, (column, row) -> column.append(of.test(row)));
  }

  private <C extends Column<?>> Rows<T> add(
      Function<String, C> create, String name, BiConsumer<C, T> append) {
    C column = create.apply(requireNonNull(name, "name must not be null"));
    rows.forEach(row -> append.accept(column, row));
    table.addColumns(column);
    return this;
  }

  /** {@return the table; it prints numbers with as many digits as people read} */
  public Table table() {
    return TableText.readable(table);
  }
}
