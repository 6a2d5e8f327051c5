package org.infoplane.picture;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;

/** Reads attributes of a figure, with defaults. */
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

  /** The size of a font, or that of the figure's. */
  static double size(JsonNode font, JsonNode layout) {
    return number(font.path("size"), number(layout.path("font").path("size"), 12));
  }

  /** The colour of a font, or that of the figure's. */
  static Color ink(JsonNode font, JsonNode layout) {
    return Colors.parse(text(font.path("color"), text(layout.path("font").path("color"), "#444")));
  }

  /** An element of a list, or the one value of all. */
  static JsonNode each(JsonNode node, int i) {
    return node.isArray() ? node.path(i) : node;
  }

  /** The share of a width left of its anchor, or of a height above it. */
  static double before(String anchor) {
    return switch (anchor) {
      case "left", "top" -> 0;
      case "right", "bottom" -> 1;
      default -> 0.5;
    };
  }
}
