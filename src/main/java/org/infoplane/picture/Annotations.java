package org.infoplane.picture;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.Map;

/** The annotations of a layout, without arrows. */
final class Annotations {

  private static final double BORDER = 2; // around the words, as in Plotly

  private Annotations() {}

  private static RichText text(JsonNode note, JsonNode layout) {
    return RichText.of(
        note.path("text").asText(),
        Fields.size(note.path("font"), layout),
        Colors.faded(
            Fields.ink(note.path("font"), layout), Fields.number(note.path("opacity"), 1)));
  }

  /** Width or height of the rotated text. */
  private static double size(JsonNode note, RichText text, boolean horizontal) {
    double turn = Math.toRadians(note.path("textangle").asDouble());
    double wide = text.width() + 2 * BORDER;
    double high = text.height() + 2 * BORDER;
    return horizontal
        ? Math.abs(wide * Math.cos(turn)) + Math.abs(high * Math.sin(turn))
        : Math.abs(wide * Math.sin(turn)) + Math.abs(high * Math.cos(turn));
  }

  /** Distance of the centre of the text from its point. */
  private static double shift(JsonNode note, Place place, double size, boolean horizontal) {
    String letter = horizontal ? "x" : "y";
    String anchor = Fields.text(note.path(letter + "anchor"), "auto");
    double before = Fields.before(anchor);
    if (anchor.equals("auto") && !place.byValue()) {
      double at = note.path(letter).asDouble();
      double along = horizontal ? at : 1 - at;
      before = along < 1 / 3.0 ? 0 : along > 2 / 3.0 ? 1 : 0.5;
    }
    double moved = Fields.number(note.path(letter + "shift"), 0);
    return size * (0.5 - before) + (horizontal ? moved : -moved);
  }

  /** Extends the ranges by the points and their text. */
  static void extend(
      JsonNode layout, Map<String, PictureAxis> axes, Map<String, AutoRange> ranges) {
    Rectangle2D none = new Rectangle2D.Double();
    for (JsonNode note : layout.path("annotations")) {
      RichText text = text(note, layout);
      for (String letter : new String[] {"x", "y"}) {
        boolean horizontal = letter.equals("x");
        Place place = Place.of(note.path(letter + "ref"), horizontal, axes, none);
        PictureAxis axis = place.axis();
        AutoRange range = axis == null ? null : ranges.get(axis.id());
        if (range != null && place.byValue()) {
          double size = size(note, text, horizontal);
          double shift = shift(note, place, size, horizontal);
          double towardsEnd = Math.max(0, size / 2 + shift);
          double towardsBegin = Math.max(0, size / 2 - shift);
          range.add(
              place.value(note.path(letter)),
              horizontal ? towardsBegin : towardsEnd,
              horizontal ? towardsEnd : towardsBegin,
              false);
        }
      }
    }
  }

  static void draw(Canvas sheet, JsonNode layout, Map<String, PictureAxis> axes, Rectangle2D area) {
    JsonNode notes = layout.path("annotations");
    for (int i = 0; i < notes.size(); i++) {
      JsonNode note = notes.path(i);
      Place xs = Place.of(note.path("xref"), true, axes, area);
      Place ys = Place.of(note.path("yref"), false, axes, area);
      if (Fields.flag(note.path("visible"), true)
          && xs.shows(note.path("x"))
          && ys.shows(note.path("y"))) {
        RichText text = text(note, layout);
        double x = xs.pixel(note.path("x"), true) + shift(note, xs, size(note, text, true), true);
        double y =
            ys.pixel(note.path("y"), false) + shift(note, ys, size(note, text, false), false);
        draw(sheet, "note " + i, note, text, x, y);
      }
    }
  }

  /** Draws text around its centre. */
  private static void draw(
      Canvas sheet, String name, JsonNode note, RichText text, double x, double y) {
    double degrees = note.path("textangle").asDouble();
    if (note.has("bgcolor")) {
      Color paper =
          Colors.faded(
              Colors.parse(note.path("bgcolor").asText()), Fields.number(note.path("opacity"), 1));
      Rectangle2D box =
          new Rectangle2D.Double(
              x - text.width() / 2 - BORDER,
              y - text.height() / 2 - BORDER,
              text.width() + 2 * BORDER,
              text.height() + 2 * BORDER);
      sheet.part(name + " ground");
      sheet.fill(
          AffineTransform.getRotateInstance(Math.toRadians(degrees), x, y)
              .createTransformedShape(box),
          paper);
    }
    sheet.part(name + " words");
    String align = Fields.text(note.path("align"), "center");
    double edge = x + (Fields.before(align) - 0.5) * text.width();
    double foot = y - text.height() / 2 + text.ascent();
    sheet.text(text, edge, foot, align, degrees, x, y);
  }
}
