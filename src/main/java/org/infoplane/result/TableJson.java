package org.infoplane.result;

import static org.infoplane.result.ResultFile.MAPPER;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A table as JSON, column by column, each with its type; null where a cell is missing. */
final class TableJson {

  static final String KIND = "infoplane table";

  /** What a column is called in a file, and what its cells are. */
  private record Kind(
      String name,
      Class<? extends Column<?>> column,
      Class<?> cell,
      Function<String, Column<?>> create) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("int", IntColumn.class, Integer.class, IntColumn::create),
          new Kind("long", LongColumn.class, Long.class, LongColumn::create),
          new Kind("double", DoubleColumn.class, Double.class, DoubleColumn::create),
          new Kind("boolean", BooleanColumn.class, Boolean.class, BooleanColumn::create),
          new Kind("string", StringColumn.class, String.class, StringColumn::create));

  private TableJson() {}

  static JsonNode json(Table table) {
    ObjectNode to = MAPPER.createObjectNode();
    to.put("name", table.name());
    ArrayNode columns = to.putArray("columns");
    for (Column<?> column : table.columns()) {
      ObjectNode object = columns.addObject();
      object.put("name", column.name());
      object.put("type", kind(column).name());
      ArrayNode values = object.putArray("values");
      for (int row = 0; row < column.size(); row++) {
        if (column.isMissing(row)) {
          values.addNull();
        } else {
          values.addPOJO(column.get(row));
        }
      }
    }
    return to;
  }

  private static Kind kind(Column<?> column) {
    return KINDS.stream()
        .filter(kind -> kind.column().isInstance(column))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Asked to keep a table whose column \"%s\" is of type %s. Keep int, long, double, boolean and string columns."
                        .formatted(column.name(), column.type().name())));
  }

  static Table table(JsonNode from) {
    List<Column<?>> columns = new ArrayList<>();
    for (JsonNode column : from.path("columns")) {
      columns.add(column(column));
    }
    return Table.create(from.path("name").asText(), columns);
  }

  private static Column<?> column(JsonNode from) {
    String name = from.path("name").asText();
    String type = from.path("type").asText();
    Kind kind =
        KINDS.stream()
            .filter(known -> known.name().equals(type))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Asked to read the column \"%s\" of type \"%s\". Read it with the infoplane that wrote it."
                            .formatted(name, type)));
    Column<?> column = kind.create().apply(name);
    for (JsonNode value : from.path("values")) {
      column.appendObj(MAPPER.convertValue(value, kind.cell())); // null is a missing one
    }
    return column;
  }
}
