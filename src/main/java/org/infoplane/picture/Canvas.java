package org.infoplane.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;

/** Mutable: an image to draw on, in pixels of the figure's layout. */
final class Canvas implements AutoCloseable {

  /** Pixels of the image for each pixel of the layout. */
  private static final double SCALE = 1.5;

  private final BufferedImage image;
  private final Graphics2D graphics;
  private final Consumer<Piece> seen;
  private String part = "page";

  /**
   * A white canvas.
   *
   * @param seen receives every piece as it is drawn
   */
  Canvas(double width, double height, Consumer<Piece> seen) {
    this.seen = seen;
    image =
        new BufferedImage(
            (int) Math.round(SCALE * width),
            (int) Math.round(SCALE * height),
            BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.scale(SCALE, SCALE);
    fill(new Rectangle2D.Double(0, 0, width, height), Color.WHITE);
  }

  /** Sets the part that the following pieces belong to. */
  void part(String name) {
    part = name;
  }

  void fill(Shape shape, Color color) {
    seen.accept(new Piece(part, "", shape, color));
    graphics.setColor(color);
    graphics.fill(shape);
  }

  /** Fills a rectangle whose edges are rounded to whole pixels. */
  void block(double x0, double y0, double x1, double y1, Color color) {
    double left = snap(Math.min(x0, x1));
    double top = snap(Math.min(y0, y1));
    fill(
        new Rectangle2D.Double(
            left, top, snap(Math.max(x0, x1)) - left, snap(Math.max(y0, y1)) - top),
        color);
  }

  private static double snap(double at) {
    return Math.round(at * SCALE) / SCALE;
  }

  /** Draws a vertical line at x, or a horizontal one at y, from a whole pixel. */
  void rule(boolean upright, double at, double from, double to, Color color, double width) {
    double thick = Math.max(1, width * SCALE) / SCALE;
    double edge = snap(at - thick / 2);
    double begin = snap(Math.min(from, to));
    double length = snap(Math.abs(to - from));
    fill(
        upright
            ? new Rectangle2D.Double(edge, begin, thick, length)
            : new Rectangle2D.Double(begin, edge, length, thick),
        color);
  }

  /** Draws a line, unless its width or its opacity is 0. */
  void stroke(Shape shape, Color color, double width, String dash) {
    if (width > 0 && color.getAlpha() > 0) {
      seen.accept(new Piece(part, "", shape, color));
      line(shape, color, width, dash);
    }
  }

  /** Fills a shape and draws a line around it. */
  void outlined(Shape shape, Color fill, Color color, double width, String dash) {
    if (fill.getAlpha() == 0) {
      stroke(shape, color, width, dash);
    } else {
      fill(shape, fill);
      if (width > 0 && color.getAlpha() > 0) {
        line(shape, color, width, dash);
      }
    }
  }

  private void line(Shape shape, Color color, double width, String dash) {
    graphics.setColor(color);
    graphics.setStroke(stroke((float) width, dash));
    graphics.draw(shape);
  }

  private static BasicStroke stroke(float width, String dash) {
    float unit = Math.max(width, 3);
    float[] pattern =
        switch (dash) {
          case "dot" -> new float[] {unit, unit};
          case "dash" -> new float[] {3 * unit, 3 * unit};
          case "longdash" -> new float[] {5 * unit, 5 * unit};
          case "dashdot" -> new float[] {3 * unit, unit, unit, unit};
          default -> new float[0]; // solid
        };
    return pattern.length == 0
        ? new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 2)
        : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 2, pattern, 0);
  }

  /** Draws text: x is the position of the anchor, y the first baseline. */
  void text(RichText text, double x, double y, String anchor) {
    text(text, x, y, anchor, 0, x, y);
  }

  /** Draws text, rotated around a point. */
  void text(
      RichText text,
      double x,
      double y,
      String anchor,
      double degrees,
      double aroundX,
      double aroundY) {
    AffineTransform turn =
        AffineTransform.getRotateInstance(Math.toRadians(degrees), aroundX, aroundY);
    Shape box = turn.createTransformedShape(text.box(x, y, anchor));
    seen.accept(new Piece(part, text.words(), box, text.color()));
    AffineTransform before = graphics.getTransform();
    graphics.transform(turn);
    text.draw(graphics, x, y, anchor);
    graphics.setTransform(before);
  }

  /** Draws, clipped to the area. */
  void within(Rectangle2D area, Runnable drawing) {
    Shape before = graphics.getClip();
    graphics.clip(area);
    drawing.run();
    graphics.setClip(before);
  }

  double width() {
    return image.getWidth() / SCALE;
  }

  double height() {
    return image.getHeight() / SCALE;
  }

  BufferedImage image() {
    return image;
  }

  @Override
  public void close() {
    graphics.dispose();
  }
}
