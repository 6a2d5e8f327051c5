package org.infoplane.result;

import static org.infoplane.result.ResultFile.MAPPER;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A table as JSON, column by column, each with its type; null for a missing cell. */
record TableJson(String name, List<Cells> columns) {

  static final String KIND = "infoplane table";

  private record Cells(String name, String type, List<@Nullable Object> values) {}

  /** The types of columns, by their names in a file. */
  private enum Type {
    INT(ColumnType.INTEGER, Integer.class),
    LONG(ColumnType.LONG, Long.class),
    DOUBLE(ColumnType.DOUBLE, Double.class),
    BOOLEAN(ColumnType.BOOLEAN, Boolean.class),
    STRING(ColumnType.STRING, String.class);

    @SuppressWarnings("ImmutableEnumChecker") // a constant of Tablesaw
    private final ColumnType column;

    private final Class<?> cell;

    Type(ColumnType column, Class<?> cell) {
      this.column = column;
      this.cell = cell;
    }

    static Type of(Predicate<Type> which, String name, String type) {
      return Stream.of(values())
          .filter(which)
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "Column \"%s\" of the table is of type %s, and a result can have int, long, double, boolean and string columns only."
                          .formatted(name, type)));
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static JsonNode json(Table table) {
    return MAPPER.valueToTree(
        new TableJson(table.name(), table.columns().stream().map(TableJson::cells).toList()));
  }

  private static Cells cells(Column<?> from) {
    Type type = Type.of(t -> t.column.equals(from.type()), from.name(), from.type().name());
    return new Cells(
        from.name(),
        type.toString(),
        IntStream.range(0, from.size())
            .<@Nullable Object>mapToObj(row -> from.isMissing(row) ? null : from.get(row))
            .toList());
  }

  static Table table(JsonNode from) {
    TableJson table = MAPPER.convertValue(from, TableJson.class);
    return Table.create(
        table.name, table.columns.stream().<Column<?>>map(TableJson::column).toList());
  }

  private static Column<?> column(Cells from) {
    Type type = Type.of(t -> t.toString().equals(from.type), from.name, from.type);
    Column<?> column = type.column.create(from.name);
    from.values.forEach(value -> column.appendObj(MAPPER.convertValue(value, type.cell)));
    return column;
  }
}
