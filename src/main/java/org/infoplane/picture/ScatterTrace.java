package org.infoplane.picture;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/** Points with lines, areas, error bars and text. Immutable. */
final class ScatterTrace extends PictureTrace {

  private static final int MANY = 20; // Plotly draws no markers by itself on longer lines

  private final JsonNode font;
  private final String mode;
  private final Color color;
  private final double width;
  private final MarkerStyle markers;
  private final ErrorBars errorsX;
  private final ErrorBars errorsY;

  ScatterTrace(JsonNode figure, int number) {
    super(figure, number, 2);
    this.font = figure.path("layout").path("font");
    this.mode =
        Fields.text(node.path("mode"), node.path("y").size() < MANY ? "lines+markers" : "lines");
    JsonNode marker = node.path("marker").path("color");
    String other = marker.isTextual() ? marker.asText() : Colors.ofTrace(number);
    String lineColor = Fields.text(node.path("line").path("color"), other);
    this.color = Colors.faded(Colors.parse(lineColor), opacity());
    this.width = Fields.number(node.path("line").path("width"), 2);
    this.markers = new MarkerStyle(figure, node, lineColor);
    this.errorsX = new ErrorBars(node.path("error_x"), true, color, opacity());
    this.errorsY = new ErrorBars(node.path("error_y"), false, color, opacity());
  }

  private boolean has(String part) {
    return mode.contains(part);
  }

  private int size() {
    return node.path("y").size();
  }

  private @Nullable Point2D point(PictureAxis x, PictureAxis y, int i) {
    double across = x(x, i);
    double up = y.value(node.path("y").path(i));
    return Double.isNaN(across + up) ? null : new Point2D.Double(x.pixel(across), y.pixel(up));
  }

  @Override
  void extend(PictureAxis x, PictureAxis y, AutoRange xs, AutoRange ys) {
    String fill = node.path("fill").asText();
    boolean tight =
        !node.has("error_y")
            && (fill.equals("tonexty")
                || fill.equals("tozeroy")
                || (!has("markers") && !has("text")));
    for (int i = 0; i < size(); i++) {
      double across = x(x, i);
      double up = y.value(node.path("y").path(i));
      if (Double.isNaN(across + up)) {
        continue;
      }
      double pad = has("markers") ? Math.max(3, markers.radius(i) / 0.8) : 0;
      xs.add(across, tight ? 0 : pad, !tight);
      if (fill.equals("tozeroy") && !y.log()) {
        ys.addFromZero(up, pad, true);
      } else {
        ys.add(up, pad, true);
      }
      for (int sign : new int[] {-1, 1}) {
        xs.add(errorsX.end(x, across, i, sign), 0, !tight);
        ys.add(errorsY.end(y, up, i, sign), 0, true);
      }
    }
  }

  @Override
  void draw(Canvas sheet, PictureAxis x, PictureAxis y, List<PictureTrace> below) {
    Path2D area = area(x, y, below);
    if (area != null) {
      sheet.part(part("area"));
      sheet.fill(area, fillColor());
    }
    sheet.part(part("errors"));
    each(
        x,
        y,
        (at, i) -> {
          errorsX.draw(sheet, x, x(x, i), at, i);
          errorsY.draw(sheet, y, y.value(node.path("y").path(i)), at, i);
        });
    if (has("lines")) {
      sheet.part(part("line"));
      sheet.stroke(line(x, y), color, width, dash());
    }
    if (has("markers")) {
      sheet.part(part("markers"));
      each(x, y, (at, i) -> markers.at(i).draw(sheet, at.getX(), at.getY()));
    }
    if (has("text")) {
      sheet.part(part("words"));
      each(x, y, (at, i) -> write(sheet, at, i));
    }
  }

  /** Visits the points that are not gaps, with their indices. */
  private void each(PictureAxis x, PictureAxis y, ObjIntConsumer<Point2D> drawing) {
    for (int i = 0; i < size(); i++) {
      Point2D at = point(x, y, i);
      if (at != null) {
        drawing.accept(at, i);
      }
    }
  }

  private String dash() {
    return Fields.text(node.path("line").path("dash"), "solid");
  }

  private Path2D line(PictureAxis x, PictureAxis y) {
    Path2D path = new Path2D.Double();
    boolean gap = true;
    for (int i = 0; i < size(); i++) {
      Point2D at = point(x, y, i);
      if (at == null) {
        gap = gap || !node.path("connectgaps").asBoolean();
      } else if (gap) {
        path.moveTo(at.getX(), at.getY());
        gap = false;
      } else {
        path.lineTo(at.getX(), at.getY());
      }
    }
    return path;
  }

  private List<Point2D> points(PictureAxis x, PictureAxis y) {
    List<Point2D> points = new ArrayList<>();
    each(x, y, (at, i) -> points.add(at));
    return points;
  }

  private @Nullable Path2D area(PictureAxis x, PictureAxis y, List<PictureTrace> below) {
    List<Point2D> points = points(x, y);
    switch (Fields.text(node.path("fill"), "none")) {
      case "toself" -> {}
      case "tozeroy" -> toZero(points, y);
      case "tonexty" -> {
        ScatterTrace before = null;
        for (PictureTrace trace : below) {
          before = trace instanceof ScatterTrace scatter ? scatter : before;
        }
        if (before == null) {
          toZero(points, y);
        } else {
          List<Point2D> back = before.points(x, y);
          for (int i = back.size() - 1; i >= 0; i--) {
            points.add(back.get(i));
          }
        }
      }
      default -> {
        return null; // none
      }
    }
    Path2D area = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    for (Point2D at : points) {
      if (area.getCurrentPoint() == null) {
        area.moveTo(at.getX(), at.getY());
      } else {
        area.lineTo(at.getX(), at.getY());
      }
    }
    return points.isEmpty() ? null : area;
  }

  private static void toZero(List<Point2D> points, PictureAxis y) {
    if (!points.isEmpty()) {
      double zero = y.log() ? y.end() : y.pixel(0);
      points.add(new Point2D.Double(points.get(points.size() - 1).getX(), zero));
      points.add(new Point2D.Double(points.get(0).getX(), zero));
    }
  }

  private Color fillColor() {
    return node.has("fillcolor")
        ? Colors.faded(Colors.parse(node.path("fillcolor").asText()), opacity())
        : Colors.faded(color, 0.5);
  }

  private void write(Canvas sheet, Point2D at, int i) {
    JsonNode own = node.path("textfont");
    double size =
        Fields.number(Fields.each(own.path("size"), i), Fields.number(font.path("size"), 12));
    String ink =
        Fields.text(Fields.each(own.path("color"), i), Fields.text(font.path("color"), "#444"));
    RichText text =
        RichText.of(
            Fields.text(Fields.each(node.path("text"), i), ""),
            size,
            Colors.faded(Colors.parse(ink), opacity()));
    String where = Fields.text(Fields.each(node.path("textposition"), i), "middle center");
    double away = has("markers") ? markers.radius(i) / 0.8 + 1 : 1;
    int right = where.endsWith("right") ? 1 : where.endsWith("left") ? -1 : 0;
    int down = where.startsWith("bottom") ? 1 : where.startsWith("top") ? -1 : 0;
    double foot = 0.75 * size + down * away + (down - 1) * (text.extra() + size) / 2;
    String anchor = right > 0 ? "left" : right < 0 ? "right" : "center";
    sheet.text(text, at.getX() + right * away, at.getY() + foot, anchor);
  }

  @Override
  void swatch(Canvas sheet, double x, double y) {
    if (node.has("fill") && !node.path("fill").asText().equals("none")) {
      double top = has("markers") ? y : y - 3;
      sheet.fill(new Rectangle2D.Double(x, top, 30, 6), fillColor());
    }
    if (has("lines")) {
      Path2D path = new Path2D.Double();
      path.moveTo(x, y);
      path.lineTo(x + 30, y);
      sheet.stroke(path, color, Math.min(10, width), dash());
    }
    if (has("markers")) {
      markers.sign().draw(sheet, x + 15, y);
    }
    if (mode.equals("text")) {
      sheet.text(RichText.of("Aa", 12, color), x + 15, y + 4, "center");
    }
  }
}
