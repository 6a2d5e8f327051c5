package org.infoplane.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
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

  private TableJson() {}

  static JsonNode json(Table table) {
    ObjectNode to = ResultFile.MAPPER.createObjectNode();
    to.put("name", table.name());
    ArrayNode columns = to.putArray("columns");
    for (Column<?> column : table.columns()) {
      ObjectNode object = columns.addObject();
      object.put("name", column.name());
      object.put("type", type(column));
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

  private static String type(Column<?> column) {
    if (column instanceof IntColumn) {
      return "int";
    }
    if (column instanceof LongColumn) {
      return "long";
    }
    if (column instanceof DoubleColumn) {
      return "double";
    }
    if (column instanceof BooleanColumn) {
      return "boolean";
    }
    if (column instanceof StringColumn) {
      return "string";
    }
    throw new IllegalArgumentException(
        "Asked to keep a table whose column \"%s\" is of type %s. Keep int, long, double, boolean and string columns."
            .formatted(column.name(), column.type().name()));
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
    JsonNode values = from.path("values");
    String type = from.path("type").asText();
    Column<?> column =
        switch (type) {
          case "int" -> IntColumn.create(name);
          case "long" -> LongColumn.create(name);
          case "double" -> DoubleColumn.create(name);
          case "boolean" -> BooleanColumn.create(name);
          case "string" -> StringColumn.create(name);
          default ->
              throw new IllegalArgumentException(
                  "Asked to read the column \"%s\" of type \"%s\". Read it with the infoplane that wrote it."
                      .formatted(name, type));
        };
    for (JsonNode value : values) {
      append(column, value);
    }
    return column;
  }

  private static void append(Column<?> to, JsonNode value) {
    if (value.isNull()) {
      to.appendMissing();
    } else if (to instanceof IntColumn ints) {
      ints.append(value.asInt());
    } else if (to instanceof LongColumn longs) {
      longs.append(value.asLong());
    } else if (to instanceof DoubleColumn doubles) {
      doubles.append(SeedRunJson.number(value));
    } else if (to instanceof BooleanColumn booleans) {
      booleans.append(value.asBoolean());
    } else if (to instanceof StringColumn strings) {
      strings.append(value.asText());
    }
  }
}
