package org.infoplane.picture;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Map;

/** Lines and rectangles of a layout. */
final class Shapes {

  private Shapes() {}

  /** Extends the ranges by the shapes. */
  static void extend(
      JsonNode shapes, Map<String, PictureAxis> axes, Map<String, AutoRange> ranges) {
    Rectangle2D none = new Rectangle2D.Double();
    for (JsonNode shape : shapes) {
      double half = lineWidth(shape) / 2;
      for (String letter : new String[] {"x", "y"}) {
        Place place = Place.of(shape.path(letter + "ref"), letter.equals("x"), axes, none);
        PictureAxis axis = place.axis();
        if (axis != null && place.byValue()) {
          AutoRange range = ranges.get(axis.id());
          if (range != null) {
            range.add(place.value(shape.path(letter + "0")), half, false);
            range.add(place.value(shape.path(letter + "1")), half, false);
          }
        }
      }
    }
  }

  private static double lineWidth(JsonNode shape) {
    return Fields.number(shape.path("line").path("width"), 2);
  }

  /** Draws those of a layer: above or below. */
  static void draw(
      Canvas sheet,
      JsonNode shapes,
      String layer,
      Map<String, PictureAxis> axes,
      Rectangle2D area) {
    for (int i = 0; i < shapes.size(); i++) {
      JsonNode shape = shapes.path(i);
      if (Fields.text(shape.path("layer"), "above").equals(layer)
          && Fields.flag(shape.path("visible"), true)) {
        Place x = Place.of(shape.path("xref"), true, axes, area);
        Place y = Place.of(shape.path("yref"), false, axes, area);
        sheet.part("shape " + i);
        sheet.within(seen(x, y, sheet), () -> draw(sheet, shape, x, y));
      }
    }
  }

  /** The visible area: shapes at values of an axis are clipped to its panel. */
  private static Rectangle2D seen(Place x, Place y, Canvas sheet) {
    double left = x.axis() == null ? 0 : x.offset();
    double top = y.axis() == null ? 0 : y.offset();
    double wide = x.axis() == null ? sheet.width() : x.length();
    double high = y.axis() == null ? sheet.height() : y.length();
    return new Rectangle2D.Double(left, top, wide, high);
  }

  private static void draw(Canvas sheet, JsonNode shape, Place x, Place y) {
    double x0 = x.pixel(shape.path("x0"), true);
    double x1 = x.pixel(shape.path("x1"), true);
    double y0 = y.pixel(shape.path("y0"), false);
    double y1 = y.pixel(shape.path("y1"), false);
    double opacity = Fields.number(shape.path("opacity"), 1);
    JsonNode line = shape.path("line");
    Color ink = Colors.faded(Colors.parse(Fields.text(line.path("color"), "black")), opacity);
    String dash = Fields.text(line.path("dash"), "solid");
    if (shape.path("type").asText().equals("line")) {
      sheet.stroke(new Line2D.Double(x0, y0, x1, y1), ink, lineWidth(shape), dash);
    } else {
      Rectangle2D box =
          new Rectangle2D.Double(
              Math.min(x0, x1), Math.min(y0, y1), Math.abs(x1 - x0), Math.abs(y1 - y0));
      String fill = Fields.text(shape.path("fillcolor"), "transparent");
      Color inside = Colors.faded(Colors.parse(fill), opacity);
      sheet.outlined(box, inside, ink, lineWidth(shape), dash);
    }
  }
}
