package org.infoplane.figure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A Tablesaw table as a small HTML table, a page at a time: rounded numbers, names shown as text.
 * Columns that say the same in every row are said once, above.
 */
public final class TableHtml {

  private static final int PAGE = 15;
  private static final int MOST = 3000;
  private static final int FEW = 4; // rows that repeat nothing worth saving
  private static final int LONG = 28;
  private static final int LONGEST = 400;

  private static final String PAGES =
      """
      <p id="%1$s-pages">Rows 1 to %2$s of %3$s.</p>
      <script>
      (function () {
        const body = document.getElementById("%1$s").tBodies[0];
        const line = document.getElementById("%1$s-pages");
        const rows = %4$s, size = %2$s, all = %3$s;
        let first = 0;
        function button(text, label, to) {
          const b = document.createElement("button");
          b.textContent = text;
          b.setAttribute("aria-label", label);
          b.disabled = to < 0 || to >= rows.length;
          b.onclick = function () { first = to; show(); };
          return b;
        }
        function show() {
          body.replaceChildren();
          for (const row of rows.slice(first, first + size)) {
            const tr = body.insertRow();
            for (const text of row) {
              const td = tr.insertCell();
              td.textContent = text;
              if (text.length > %5$s) td.style = "%6$s";
            }
          }
          const last = Math.min(first + size, rows.length);
          const end = Math.floor((rows.length - 1) / size) * size;
          line.replaceChildren(
              button("|<", "first rows", first > 0 ? 0 : -1), button("<", "rows before", first - size),
              " Rows " + (first + 1) + " to " + last + " of " + all
                  + (all > rows.length ? " (the first " + rows.length + " are here) " : " "),
              button(">", "rows after", first + size), button(">|", "last rows", first < end ? end : -1));
        }
        show();
      })();
      </script>
      """;

  private static final String WRAPPED = "white-space: normal; text-align: left; min-width: 14em";

  private TableHtml() {}

  /**
   * Renders a table. Where no script runs, the first rows are there.
   *
   * @param table any table
   * @return HTML with pages of 15 rows; of more than 3,000 rows the first, of long words 400
   *     characters
   */
  public static String of(Table table) {
    Objects.requireNonNull(table, "table must not be null");
    List<Column<?>> columns = new ArrayList<>();
    List<String> said = new ArrayList<>();
    for (Column<?> column : table.columns()) {
      if (isTheSame(column)) {
        said.add(column.name() + ": " + cell(column, 0));
      } else {
        columns.add(column);
      }
    }
    if (columns.isEmpty()) { // all rows are alike
      columns.addAll(table.columns());
      said.clear();
    }
    List<List<String>> rows =
        IntStream.range(0, Math.min(MOST, table.rowCount()))
            .mapToObj(row -> columns.stream().map(column -> cell(column, row)).toList())
            .toList();
    String id = "infoplane_" + UUID.randomUUID().toString().replace("-", "");
    StringBuilder html = new StringBuilder();
    html.append("<div style=\"overflow-x: auto\"><table id=\"").append(id);
    html.append("\" style=\"font-variant-numeric: tabular-nums\">");
    html.append("<caption style=\"text-align: left; caption-side: top\"><b>");
    html.append(Text.escape(table.name() == null ? "" : table.name())).append("</b>");
    if (!said.isEmpty()) {
      html.append("<br>").append(Text.escape(String.join("; ", said)));
    }
    html.append("</caption><thead><tr>");
    for (Column<?> column : columns) {
      html.append("<th>").append(Text.escape(column.name())).append("</th>");
    }
    html.append("</tr></thead><tbody>");
    rows.stream().limit(PAGE).forEach(row -> html.append(row(row)));
    html.append("</tbody></table></div>");
    if (rows.size() > PAGE) {
      html.append(PAGES.formatted(id, PAGE, table.rowCount(), json(rows), LONG, WRAPPED));
    }
    return html.toString();
  }

  private static boolean isTheSame(Column<?> column) {
    return column.size() >= FEW
        && IntStream.range(1, column.size())
            .allMatch(row -> Objects.equals(value(column, row), value(column, 0)));
  }

  private static @Nullable Object value(Column<?> column, int row) {
    return column.isMissing(row) ? null : column.get(row);
  }

  private static String row(List<String> row) {
    return row.stream()
        .map(
            text ->
                (text.length() > LONG ? "<td style=\"" + WRAPPED + "\">" : "<td>")
                    + Text.escape(text)
                    + "</td>")
        .collect(Collectors.joining("", "<tr>", "</tr>"));
  }

  private static String json(List<List<String>> rows) {
    try {
      return new ObjectMapper().writeValueAsString(rows).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String cell(Column<?> column, int row) {
    if (column.isMissing(row)) {
      return "–";
    }
    // Not by column.type(): Tablesaw's types may exist twice, by the order its classes load in.
    Object value = column.get(row);
    return value instanceof Double || value instanceof Float
        ? Text.number(((Number) value).doubleValue())
        : Text.shortened(String.format(Locale.ROOT, "%s", value), LONGEST);
  }
}
