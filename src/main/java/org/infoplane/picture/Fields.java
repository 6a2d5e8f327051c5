package org.infoplane.picture;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;

/** Reads the JSON of a figure, where most may be left out. */
final class Fields {

  private Fields() {}

  static double number(JsonNode node, double otherwise) {
    return node.isNumber() ? node.asDouble() : otherwise;
  }

  static String text(JsonNode node, String otherwise) {
    return node.isValueNode() && !node.isNull() ? node.asText() : otherwise;
  }

  static boolean flag(JsonNode node, boolean otherwise) {
    return node.isBoolean() ? node.asBoolean() : otherwise;
  }

  /** Of letters: their own size, or that of the figure. */
  static double size(JsonNode font, JsonNode layout) {
    return number(font.path("size"), number(layout.path("font").path("size"), 12));
  }

  /** Of letters: their own colour, or that of the figure. */
  static Color ink(JsonNode font, JsonNode layout) {
    return Colors.parse(text(font.path("color"), text(layout.path("font").path("color"), "#444")));
  }

  /** One of a list, or the one value that stands for all. */
  static JsonNode each(JsonNode node, int i) {
    return node.isArray() ? node.path(i) : node;
  }

  /** How much of a size lies left of, or above, what it is anchored at. */
  static double before(String anchor) {
    return switch (anchor) {
      case "left", "top" -> 0;
      case "right", "bottom" -> 1;
      default -> 0.5;
    };
  }
}
