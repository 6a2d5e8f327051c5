package org.infoplane.picture;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.geom.Rectangle2D;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a position refers to: values of an axis, a share of its length, or of the plot area.
 *
 * @param axis null for the plot area
 * @param share whether places are shares of the length and not values
 * @param offset of the length, in pixels
 * @param length in pixels
 */
record Place(@Nullable PictureAxis axis, boolean share, double offset, double length) {

  /**
   * Reads a reference.
   *
   * @param ref such as x2, paper, or "y domain"
   * @param horizontal whether it is one of x
   */
  static Place of(
      JsonNode ref, boolean horizontal, Map<String, PictureAxis> axes, Rectangle2D area) {
    String text = Fields.text(ref, horizontal ? "x" : "y");
    boolean share = text.endsWith(" domain");
    PictureAxis axis = axes.get(share ? text.substring(0, text.indexOf(' ')) : text);
    if (axis != null) {
      return new Place(axis, share, axis.offset(), axis.length());
    }
    return horizontal
        ? new Place(null, true, area.getX(), area.getWidth())
        : new Place(null, true, area.getY(), area.getHeight());
  }

  /** Whether it refers to values of an axis, which then has to show it. */
  boolean byValue() {
    return axis != null && !share;
  }

  double value(JsonNode value) {
    return axis == null || share ? value.asDouble() : axis.value(value);
  }

  double pixel(JsonNode value, boolean horizontal) {
    return axis == null || share
        ? offset + length * (horizontal ? value.asDouble() : 1 - value.asDouble())
        : axis.pixel(value);
  }

  boolean shows(JsonNode value) {
    return axis == null || share || axis.shows(axis.value(value));
  }
}
