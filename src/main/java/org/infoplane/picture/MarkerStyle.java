package org.infoplane.picture;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The markers of a trace: one style, or one for each point. Immutable. */
final class MarkerStyle {

  private final JsonNode node;
  private final String color; // the default
  private final @Nullable ColorAxis colors;
  private final double opacity;

  /**
   * Reads it.
   *
   * @param trace the trace's marker, its opacity
   * @param color of the trace
   */
  MarkerStyle(JsonNode figure, JsonNode trace, String color) {
    this.node = trace.path("marker");
    this.color = color;
    this.colors =
        node.path("color").isArray() && node.path("color").path(0).isNumber()
            ? ColorAxis.of(node, "color", figure)
            : null;
    this.opacity =
        Fields.number(trace.path("opacity"), 1)
            * Fields.number(node.path("opacity"), bubbles() ? 0.7 : 1);
  }

  private boolean bubbles() {
    return node.path("size").isArray();
  }

  double radius(int point) {
    return Fields.number(Fields.each(node.path("size"), point), 6) / 2;
  }

  Marker at(int point) {
    JsonNode own = Fields.each(node.path("color"), point);
    Color fill =
        colors != null
            ? own.isNumber() ? colors.color(own.asDouble()) : new Color(0, 0, 0, 0)
            : Colors.parse(Fields.text(own, color));
    return marker(point, fill, radius(point));
  }

  /** The marker in the legend; Plotly draws those with a colour scale in black. */
  Marker sign() {
    Color fill =
        colors != null
            ? Color.BLACK
            : Colors.parse(Fields.text(Fields.each(node.path("color"), 0), color));
    JsonNode sizes = node.path("size");
    double mean =
        IntStream.range(0, sizes.size()).mapToDouble(this::radius).average().orElse(radius(0));
    return marker(0, fill, Math.max(1, Math.min(8, mean)));
  }

  private Marker marker(int point, Color fill, double radius) {
    JsonNode line = node.path("line");
    Color edge =
        Colors.parse(
            Fields.text(Fields.each(line.path("color"), point), bubbles() ? "#fff" : "#444"));
    double width = Fields.number(Fields.each(line.path("width"), point), bubbles() ? 1 : 0);
    String symbol = Fields.text(Fields.each(node.path("symbol"), point), "circle");
    double angle = Fields.number(Fields.each(node.path("angle"), point), 0);
    return new Marker(symbol, radius, angle, fill, edge, width).faded(opacity);
  }
}
