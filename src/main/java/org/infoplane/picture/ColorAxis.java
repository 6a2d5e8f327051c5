package org.infoplane.picture;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/**
 * Maps numbers to colours, for one trace or several. Immutable.
 *
 * @param scale its colours
 * @param from value of the first colour
 * @param to value of the last colour
 * @param node its attributes, for the colour bar
 */
record ColorAxis(ColorScale scale, double from, double to, JsonNode node) {

  /**
   * The axis of a trace or of its markers.
   *
   * @param node names a colour axis of the layout, or is one itself
   * @param values which of a trace's fields has the numbers: color or z
   */
  static ColorAxis of(JsonNode node, String values, JsonNode figure) {
    JsonNode shared = node.path("coloraxis");
    List<Double> numbers = new ArrayList<>();
    if (!shared.isTextual()) {
      collect(node.path(values), numbers);
      return of(node, numbers);
    }
    for (JsonNode trace : figure.path("data")) {
      if (trace.path("coloraxis").equals(shared)) {
        collect(trace.path("z"), numbers);
      }
      if (trace.path("marker").path("coloraxis").equals(shared)) {
        collect(trace.path("marker").path("color"), numbers);
      }
    }
    return of(figure.path("layout").path(shared.asText()), numbers);
  }

  private static ColorAxis of(JsonNode node, List<Double> numbers) {
    double least = numbers.stream().mapToDouble(v -> v).min().orElse(0);
    double most = numbers.stream().mapToDouble(v -> v).max().orElse(1);
    if (least == most) { // as Plotly does
      least -= 0.5;
      most += 0.5;
    }
    return new ColorAxis(
        ColorScale.of(node.path("colorscale"), Fields.flag(node.path("reversescale"), false)),
        Fields.number(node.has("zmin") ? node.path("zmin") : node.path("cmin"), least),
        Fields.number(node.has("zmax") ? node.path("zmax") : node.path("cmax"), most),
        node);
  }

  private static void collect(JsonNode node, List<Double> to) {
    if (node.isNumber()) {
      to.add(node.asDouble());
    }
    node.forEach(inner -> collect(inner, to));
  }

  Color color(double value) {
    return scale.at((value - from) / (to - from));
  }
}
