package org.infoplane.picture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An axis: maps values of a figure to numbers, and numbers to pixels. Immutable.
 *
 * @param id such as x or y2
 * @param node its attributes
 * @param log whether its numbers are logarithms to the base 10
 * @param categories words in order, whose numbers are 0, 1, 2 ...; empty if it has numbers
 * @param offset where it begins: its left or its upper end, in pixels
 * @param length in pixels
 * @param from the number at its left or lower end
 * @param to the number at its right or upper end
 */
record PictureAxis(
    String id,
    JsonNode node,
    boolean log,
    List<String> categories,
    double offset,
    double length,
    double from,
    double to) {

  PictureAxis {
    categories = List.copyOf(categories);
  }

  /** An axis without a place yet, with Plotly's defaults and the categories of its traces. */
  static PictureAxis of(String id, JsonNode figure) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (figure.path("layout").path(name(id)) instanceof ObjectNode given) {
      node.setAll(given);
    }
    Set<String> words = new LinkedHashSet<>();
    boolean category = node.path("type").asText().equals("category");
    for (JsonNode trace : figure.path("data")) {
      String letter = id.substring(0, 1);
      if (Fields.text(trace.path(letter + "axis"), letter).equals(id)) {
        String type = trace.path("type").asText();
        if (type.equals("heatmap") && !node.has("ticks")) {
          node.put("ticks", "outside");
        }
        if (type.equals("bar") && letter.equals("x") && !node.has("showgrid")) {
          node.put("showgrid", false);
        }
        for (JsonNode value : trace.path(letter)) {
          category |= value.isTextual() && Double.isNaN(numeric(value));
          if (!value.isNull()) {
            words.add(value.asText());
          }
        }
      }
    }
    return new PictureAxis(
        id,
        node,
        node.path("type").asText().equals("log"),
        category ? List.copyOf(words) : List.of(),
        0,
        1,
        0,
        1);
  }

  /** Such as xaxis2 for x2. */
  static String name(String id) {
    return id.charAt(0) + "axis" + id.substring(1);
  }

  boolean horizontal() {
    return id.startsWith("x");
  }

  boolean isCategory() {
    return !categories.isEmpty();
  }

  boolean visible() {
    return Fields.flag(node.path("visible"), true);
  }

  PictureAxis placed(double newOffset, double newLength) {
    return new PictureAxis(id, node, log, categories, newOffset, newLength, from, to);
  }

  PictureAxis ranging(double newFrom, double newTo) {
    return new PictureAxis(id, node, log, categories, offset, length, newFrom, newTo);
  }

  /** The number of a value: itself, its logarithm, or its category's index; NaN for a gap. */
  double value(JsonNode value) {
    if (isCategory()) {
      int index = categories.indexOf(value.asText());
      return index >= 0 ? index : Fields.number(value, Double.NaN);
    }
    double number = numeric(value);
    if (!log) {
      return number;
    }
    return number > 0 ? Math.log10(number) : Double.NaN;
  }

  private static double numeric(JsonNode value) {
    if (value.isNumber()) {
      return value.asDouble();
    }
    try {
      return value.isTextual() ? Double.parseDouble(value.asText()) : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** The position of a number, in pixels. */
  double pixel(double value) {
    double share = (value - from) / (to - from);
    return offset + length * (horizontal() ? share : 1 - share);
  }

  double pixel(JsonNode value) {
    return pixel(value(value));
  }

  double end() {
    return offset + length;
  }

  boolean shows(double value) {
    double pixel = pixel(value);
    return pixel >= offset - 0.5 && pixel <= end() + 0.5;
  }
}
