package org.infoplane.picture;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Vertical bars from zero, those of several traces side by side. Immutable. */
final class BarTrace extends PictureTrace {

  private final String color;
  private final JsonNode layout;
  private final List<JsonNode> row; // the traces whose bars stand side by side
  private final int place; // among them

  BarTrace(JsonNode figure, int number) {
    super(figure, number, 1);
    this.layout = figure.path("layout");
    this.color = Colors.ofTrace(number);
    String mode = Fields.text(layout.path("barmode"), "group");
    this.row = new ArrayList<>();
    int mine = 0;
    for (int i = 0; i < figure.path("data").size(); i++) {
      if (i == number) {
        mine = row.size();
        row.add(node);
      } else if (mode.equals("group") && beside(figure.path("data").path(i))) {
        row.add(figure.path("data").path(i));
      }
    }
    this.place = mine;
  }

  private boolean beside(JsonNode other) {
    return other.path("type").asText().equals("bar")
        && Fields.text(other.path("visible"), "true").equals("true")
        && Fields.text(other.path("xaxis"), "x").equals(xAxis())
        && Fields.text(other.path("yaxis"), "y").equals(yAxis());
  }

  /** The distance between neighbouring bars. */
  private double slot(PictureAxis axis) {
    double[] places =
        row.stream()
            .map(trace -> trace.path("x"))
            .flatMapToDouble(
                x -> IntStream.range(0, x.size()).mapToDouble(i -> axis.value(x.path(i))))
            .sorted()
            .distinct()
            .toArray();
    double least = Double.POSITIVE_INFINITY;
    for (int i = 1; i < places.length; i++) {
      least = Math.min(least, places[i] - places[i - 1]);
    }
    return Double.isFinite(least) ? least : 1;
  }

  @Override
  void extend(PictureAxis x, PictureAxis y, AutoRange xs, AutoRange ys) {
    double half = slot(x) / 2;
    for (int i = 0; i < node.path("y").size(); i++) {
      xs.add(x(x, i) - half, 0, false);
      xs.add(x(x, i) + half, 0, false);
      double end = y.value(node.path("y").path(i));
      if (y.log()) {
        ys.add(end, 0, true);
      } else {
        ys.addFromZero(end, 0, true);
      }
    }
  }

  @Override
  void draw(Canvas sheet, PictureAxis x, PictureAxis y, List<PictureTrace> below) {
    double wide = slot(x) * (1 - Fields.number(layout.path("bargap"), 0.2));
    double left = wide * (place / (double) row.size() - 0.5);
    sheet.part(part("bars"));
    for (int i = 0; i < node.path("y").size(); i++) {
      double middle = x(x, i);
      double height = y.value(node.path("y").path(i));
      if (!Double.isNaN(middle + height)) {
        double from = x.pixel(middle + left);
        double to = x.pixel(middle + left + wide / row.size());
        double foot = y.log() ? y.end() : y.pixel(0);
        sheet.block(from, foot, to, y.pixel(height), color(i));
      }
    }
  }

  private Color color(int i) {
    JsonNode marker = node.path("marker");
    Color fill = Colors.parse(Fields.text(Fields.each(marker.path("color"), i), color));
    return Colors.faded(fill, opacity() * Fields.number(marker.path("opacity"), 1));
  }

  @Override
  void swatch(Canvas sheet, double x, double y) {
    sheet.fill(new Rectangle2D.Double(x + 9, y - 6, 12, 12), color(0));
  }
}
