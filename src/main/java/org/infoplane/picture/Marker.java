package org.infoplane.picture;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.Arrays;

/**
 * The marker at one point.
 *
 * @param symbol such as circle or star-open
 * @param radius half its size, in pixels
 * @param angle clockwise, in degrees
 * @param fill of its inside, or its line if it is open
 * @param line around it
 * @param width of that line, 0 for none
 */
record Marker(String symbol, double radius, double angle, Color fill, Color line, double width) {

  private static final double[] CIRCLE = {};

  void draw(Canvas sheet, double x, double y) {
    boolean open = symbol.endsWith("-open");
    Shape shape = shape(open ? symbol.substring(0, symbol.length() - 5) : symbol);
    AffineTransform to = AffineTransform.getTranslateInstance(x, y);
    to.rotate(Math.toRadians(angle));
    Shape placed = to.createTransformedShape(shape);
    if (open) {
      sheet.stroke(placed, fill, width > 0 ? width : 1, "solid");
    } else {
      sheet.outlined(placed, fill, line, width, "solid");
    }
  }

  Marker faded(double opacity) {
    return new Marker(
        symbol, radius, angle, Colors.faded(fill, opacity), Colors.faded(line, opacity), width);
  }

  /** Plotly's corners, in radii. */
  private Shape shape(String name) {
    double slant = 0.8 / Math.sqrt(2);
    double side = 2 / Math.sqrt(3);
    double half = Math.sqrt(3) / 2;
    double[] corners =
        switch (name) {
          case "square" -> new double[] {1, 1, -1, 1, -1, -1, 1, -1};
          case "diamond" -> new double[] {1.3, 0, 0, 1.3, -1.3, 0, 0, -1.3};
          case "triangle-up" -> new double[] {-side, .5, side, .5, 0, -1};
          case "triangle-down" -> new double[] {-side, -.5, side, -.5, 0, 1};
          case "cross" ->
              new double[] {
                1.2, .4, .4, .4, .4, 1.2, -.4, 1.2, -.4, .4, -1.2, .4, -1.2, -.4, -.4, -.4, -.4,
                -1.2, .4, -1.2, .4, -.4, 1.2, -.4
              };
          case "x" -> // in diagonal steps
              Arrays.stream(
                      new double[] {
                        0, 1, 1, 2, 2, 1, 1, 0, 2, -1, 1, -2, 0, -1, -1, -2, -2, -1, -1, 0, -2, 1,
                        -1, 2
                      })
                  .map(corner -> slant * corner)
                  .toArray();
          case "star" ->
              new double[] {
                .315, -.4326, 1.3314, -.4326, .5082, .1652, .8232, 1.1326, 0, .5348, -.8232, 1.1326,
                -.5082, .1652, -1.3314, -.4326, -.315, -.4326, 0, -1.4
              };
          case "hexagon" -> new double[] {half, -.5, half, .5, 0, 1, -half, .5, -half, -.5, 0, -1};
          default -> CIRCLE;
        };
    if (corners.length == 0) {
      return new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius);
    }
    Path2D path = new Path2D.Double();
    path.moveTo(radius * corners[0], radius * corners[1]);
    for (int i = 2; i < corners.length; i += 2) {
      path.lineTo(radius * corners[i], radius * corners[i + 1]);
    }
    path.closePath();
    return path;
  }
}
