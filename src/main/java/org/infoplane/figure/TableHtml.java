package org.infoplane.figure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Tablesaw tables as compact HTML in pages, with rounded numbers and escaped names. Constant
 * columns are given once, in the caption.
 */
public final class TableHtml {

  private static final int PAGE = 15;
  private static final int MOST = 3000;
  private static final int FEW = 4; // rows from which on constant columns are left out
  private static final int LONG = 28;
  private static final int LONGEST = 400;

  private static final String TABLE =
      """
      <div style="overflow-x: auto"><table id="%1$s" style="font-variant-numeric: tabular-nums">\
      <caption style="text-align: left; caption-side: top"><b>%2$s</b>%3$s</caption>\
      <thead><tr>%4$s</tr></thead><tbody>%5$s</tbody></table></div>\
      <script type="application/json" class="infoplane-table" id="%1$s-data">%6$s</script>\
      """;

  private static final String PAGES =
      """
      <p id="%1$s-pages">Rows 1 to %2$s of %3$s.</p>
      <script>
      (function () {
        const body = document.getElementById("%1$s").tBodies[0];
        const line = document.getElementById("%1$s-pages");
        const rows = JSON.parse(document.getElementById("%1$s-data").textContent).rows;
        const size = %2$s, all = %3$s;
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
              if (text.length > %4$s) td.style = "%5$s";
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
   * Renders a table. Without scripts it shows the first page.
   *
   * @param table any table
   * @return HTML with pages of 15 rows; rows after the first 3,000 and words after 400 characters
   *     are cut off
   */
  public static String of(Table table) {
    Objects.requireNonNull(table, "table must not be null");
    List<Column<?>> columns = new ArrayList<>();
    List<String> constants = new ArrayList<>();
    for (Column<?> column : table.columns()) {
      if (isConstant(column)) {
        constants.add(column.name() + ": " + cell(column, 0));
      } else {
        columns.add(column);
      }
    }
    if (columns.isEmpty()) { // all rows are equal
      columns.addAll(table.columns());
      constants.clear();
    }
    List<List<String>> rows =
        IntStream.range(0, Math.min(MOST, table.rowCount()))
            .mapToObj(row -> columns.stream().map(column -> cell(column, row)).toList())
            .toList();
    String id = "infoplane_" + UUID.randomUUID().toString().replace("-", "");
    String html =
        TABLE.formatted(
            id,
            Text.escape(table.name() == null ? "" : table.name()),
            constants.isEmpty() ? "" : "<br>" + Text.escape(String.join("; ", constants)),
            columns.stream()
                .map(column -> "<th>" + Text.escape(column.name()) + "</th>")
                .collect(Collectors.joining()),
            rows.stream().limit(PAGE).map(TableHtml::row).collect(Collectors.joining()),
            json(table, constants, columns, rows));
    return rows.size() > PAGE
        ? html + PAGES.formatted(id, PAGE, table.rowCount(), LONG, WRAPPED)
        : html;
  }

  private static boolean isConstant(Column<?> column) {
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

  /** All rows for programs: the script that pages through them, and environment/results_page.py. */
  private static String json(
      Table table, List<String> constants, List<Column<?>> columns, List<List<String>> rows) {
    List<String> notes = new ArrayList<>();
    if (!constants.isEmpty()) {
      notes.add(String.join("; ", constants));
    }
    if (rows.size() < table.rowCount()) {
      notes.add("the first %s of %s rows".formatted(rows.size(), table.rowCount()));
    }
    Map<String, Object> data =
        Map.of(
            "title",
            table.name() == null ? "" : table.name(),
            "notes",
            notes,
            "columns",
            columns.stream().map(Column::name).toList(),
            "rows",
            rows);
    try {
      return new ObjectMapper()
          .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
          .writeValueAsString(data)
          .replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String cell(Column<?> column, int row) {
    if (column.isMissing(row)) {
      return "–";
    }
    // Not by column.type(): Tablesaw's types may exist twice, depending on class loading order.
    Object value = column.get(row);
    return value instanceof Double || value instanceof Float
        ? Text.number(((Number) value).doubleValue())
        : Text.shortened(String.format(Locale.ROOT, "%s", value), LONGEST);
  }
}
