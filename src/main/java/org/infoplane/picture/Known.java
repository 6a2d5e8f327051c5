package org.infoplane.picture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The part of a figure that a picture can draw, and what was left out. {@code known.json} lists the
 * attributes, each with a type, its possible values or attributes of its own; {@code @name} refers
 * to another entry, and an attribute with {@code !} must be given, since its default cannot be
 * drawn. "any" is for attributes that a still picture ignores.
 *
 * @param figure a copy
 * @param leftOut attributes with their values, such as {@code scatter.line.shape "spline"}
 */
record Known(JsonNode figure, List<String> leftOut) {

  private static final int LONGEST = 40;
  private static final JsonNode ALL = read();

  /** Mutable: removes unknown attributes and collects them. */
  private record Walk(Set<String> leftOut) {

    void walk(ObjectNode node, JsonNode known, String path) {
      for (Map.Entry<String, JsonNode> field : List.copyOf(node.properties())) {
        String name = path + field.getKey();
        if (!fits(field.getValue(), attribute(known, field.getKey()), name)) {
          String value = field.getValue().toString();
          leftOut.add(name + " " + value.substring(0, Math.min(LONGEST, value.length())));
          node.remove(field.getKey());
        }
      }
      for (Map.Entry<String, JsonNode> attribute : known.properties()) {
        String name = attribute.getKey().replace("!", "");
        if (attribute.getKey().endsWith("!") && !node.has(name)) {
          leftOut.add(path + name);
        }
      }
      boolean numbers = node.has("z") || node.path("color").path(0).isNumber();
      if (numbers && !node.has("coloraxis") && !node.has("colorscale")) {
        leftOut.add(path + "colorscale");
      }
    }

    private static JsonNode attribute(JsonNode known, String name) {
      if (name.startsWith("hover")) {
        return ALL.at("/figure/data"); // any
      }
      JsonNode exact = known.path(known.has(name + "!") ? name + "!" : name);
      return exact.isMissingNode() && name.matches("[a-z]+axis\\d+")
          ? known.path(name.replaceAll("\\d", ""))
          : exact;
    }

    private boolean fits(JsonNode value, JsonNode known, String path) {
      if (known.isObject()) {
        if (value instanceof ObjectNode node) {
          walk(node, known, path + ".");
        }
        return value.isObject() || value.isNull() || (value.isTextual() && known.has("text"));
      }
      if (known.path(0).isObject()) {
        value.forEach(each -> fits(each, known.path(0), path));
        return value.isArray();
      }
      if (known.isArray()) {
        return all(value, each -> among(known, each.asText()));
      }
      String kind = known.asText();
      return switch (kind) {
        case "any" -> true;
        case "text" -> all(value, JsonNode::isValueNode);
        case "number" -> all(value, JsonNode::isNumber);
        case "flag" -> value.isBoolean();
        case "color" -> all(value, each -> Colors.knows(each.asText()));
        case "color or number" ->
            all(value, each -> each.isNumber() || Colors.knows(each.asText()));
        case "scale" -> ColorScale.knows(value);
        case "list" -> value.isArray();
        case "axis" -> value.asText().matches("[xy]\\d*");
        default -> kind.startsWith("@") && fits(value, ALL.path(kind.substring(1)), path);
      };
    }

    private static boolean among(JsonNode words, String word) {
      for (JsonNode one : words) {
        if (one.asText().equals(word)) {
          return true;
        }
      }
      return false;
    }

    /** Tests every element of a list; null is a gap. */
    private static boolean all(JsonNode value, Predicate<JsonNode> test) {
      if (!value.isArray()) {
        return value.isNull() || test.test(value);
      }
      for (JsonNode each : value) {
        if (!all(each, test)) {
          return false;
        }
      }
      return true;
    }
  }

  static Known of(JsonNode figure) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode(); // without frames, which are many
    copy.set("data", figure.path("data").deepCopy());
    copy.set("layout", figure.path("layout").deepCopy());
    Walk walk = new Walk(new LinkedHashSet<>());
    walk.walk(copy, ALL.path("figure"), "");
    for (JsonNode trace : copy.path("data")) {
      if (trace instanceof ObjectNode node) {
        String type = Fields.text(node.path("type"), "scatter");
        if (List.of("scatter", "bar", "heatmap").contains(type)) {
          walk.walk(node, ALL.path(type), type + ".");
        } else {
          walk.leftOut().add("trace of type " + type);
          node.removeAll().put("visible", false);
        }
      }
    }
    return new Known(copy, new ArrayList<>(walk.leftOut()));
  }

  private static JsonNode read() {
    try (InputStream known = Known.class.getResourceAsStream("known.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(known, "no known.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
