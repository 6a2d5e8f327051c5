package org.infoplane.figure;

import java.util.Locale;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A Tablesaw table as a small HTML table: rounded numbers, names shown as text, long ones cut. */
public final class TableHtml {

  private static final int ROWS = 20;
  private static final int LONG = 28;
  private static final String WRAPPED = "white-space: normal; text-align: left; min-width: 14em";

  private TableHtml() {}

  /**
   * Renders the first rows.
   *
   * @param table any table
   * @return HTML with at most 20 rows, and a line that says how many there are
   */
  public static String of(Table table) {
    StringBuilder html = new StringBuilder("<table><caption style='text-align:left'>");
    html.append(Text.escape(table.name() == null ? "" : table.name()));
    html.append("</caption><thead><tr>");
    for (Column<?> column : table.columns()) {
      html.append("<th>").append(Text.escape(column.name())).append("</th>");
    }
    html.append("</tr></thead><tbody>");
    int shown = Math.min(ROWS, table.rowCount());
    for (int row = 0; row < shown; row++) {
      html.append("<tr>");
      for (Column<?> column : table.columns()) {
        String text = cell(column, row);
        html.append(text.length() > LONG ? "<td style='" + WRAPPED + "'>" : "<td>");
        html.append(Text.escape(text)).append("</td>");
      }
      html.append("</tr>");
    }
    html.append("</tbody></table>");
    if (shown < table.rowCount()) {
      html.append("<p>First %d of %d rows.</p>".formatted(shown, table.rowCount()));
    }
    return html.toString();
  }

  private static String cell(Column<?> column, int row) {
    if (column.isMissing(row)) {
      return "–";
    }
    // Not by column.type(): Tablesaw's types may exist twice, by the order its classes load in.
    return column.get(row) instanceof Double number
        ? Text.number(number)
        : String.format(Locale.ROOT, "%s", column.get(row));
  }
}
