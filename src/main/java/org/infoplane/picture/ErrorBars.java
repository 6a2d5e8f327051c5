package org.infoplane.picture;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.geom.Point2D;

/**
 * Error bars of a trace, in one direction.
 *
 * @param node a trace's error_x or error_y
 * @param level whether they are horizontal
 * @param otherwise their colour where none is given
 * @param opacity of the trace
 */
record ErrorBars(JsonNode node, boolean level, Color otherwise, double opacity) {

  /**
   * Where a bar ends.
   *
   * @param value of the point, on the axis
   * @param sign -1 for the lower end, 1 for the upper
   * @return NaN without a bar, or where the axis has no such value
   */
  double end(PictureAxis axis, double value, int point, int sign) {
    boolean own = sign < 0 && node.has("arrayminus") && !node.path("symmetric").asBoolean();
    JsonNode length = node.path(own ? "arrayminus" : "array").path(point);
    if (!length.isNumber() || !Fields.flag(node.path("visible"), true)) {
      return Double.NaN;
    }
    double away = sign * length.asDouble();
    return axis.log() ? Math.log10(Math.pow(10, value) + away) : value + away;
  }

  void draw(Canvas sheet, PictureAxis axis, double value, Point2D at, int point) {
    double high = end(axis, value, point, 1);
    double low = end(axis, value, point, -1);
    if (Double.isNaN(high)) {
      return;
    }
    Color ink =
        node.has("color")
            ? Colors.faded(Colors.parse(node.path("color").asText()), opacity)
            : otherwise;
    double thick = Fields.number(node.path("thickness"), 2);
    double cap = Fields.number(node.path("width"), 4);
    double to = axis.pixel(high);
    // A logarithm may have no lower end.
    double from = axis.pixel(Double.isFinite(low) ? low : Math.min(axis.from(), axis.to()));
    double middle = level ? at.getY() : at.getX();
    sheet.rule(!level, middle, from, to, ink, thick);
    sheet.rule(level, from, middle - cap, middle + cap, ink, thick);
    sheet.rule(level, to, middle - cap, middle + cap, ink, thick);
  }
}
