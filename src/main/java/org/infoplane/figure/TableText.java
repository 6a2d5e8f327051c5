package org.infoplane.figure;

import static java.util.Objects.requireNonNull;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/** Numbers in tables that are printed as text, the same in every locale. */
public final class TableText {

  private static final int SIGNIFICANT = 6;

  private TableText() {}

  /**
   * Makes a table print six significant digits; its values are not changed.
   *
   * @param table whose print format is changed
   * @return the same table
   */
  public static Table readable(Table table) {
    requireNonNull(table, "table must not be null");
    for (Column<?> column : table.columns()) {
      if (column instanceof DoubleColumn numbers) {
        numbers.setPrintFormatter(
            new NumberColumnFormatter() {
              @Override
              public String format(double value) {
                return Double.isNaN(value) ? "" : Text.number(value, SIGNIFICANT);
              }
            });
      }
    }
    return table;
  }
}
