package org.infoplane.picture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A vertical bar that shows the colours of numbers. Immutable. */
final class ColorBar {

  private static final double PAD = 10; // Plotly's, around the bar
  private static final double STEP = 4 / 3.0; // pixels of one colour

  private final String name;
  private final ColorAxis colors;
  private final JsonNode node;
  private final double fontSize;
  private final Color ink;
  private final double length;
  private final double thickness;
  private final double x;
  private final RichText title;
  private final boolean beside;

  private ColorBar(String name, ColorAxis colors, JsonNode layout) {
    this.name = name;
    this.colors = colors;
    this.node = colors.node().path("colorbar");
    this.fontSize = Fields.size(node.path("tickfont"), layout);
    this.ink = Fields.ink(layout.path("font"), layout);
    this.length = Fields.number(node.path("len"), 1);
    this.thickness = Fields.number(node.path("thickness"), 30);
    this.x = Fields.number(node.path("x"), 1.02);
    JsonNode words = node.path("title");
    this.beside = words.path("side").asText().equals("right");
    this.title =
        RichText.of(
                words.path("text").asText(),
                Fields.number(words.path("font").path("size"), Math.rint(1.2 * fontSize)),
                ink)
            .within(beside ? 300 : 160);
  }

  /** The bars of a figure: one for each colour axis, and for each trace with its own. */
  static List<ColorBar> of(JsonNode figure, List<PictureTrace> traces) {
    Map<String, ColorAxis> found = new LinkedHashMap<>();
    for (int i = 0; i < traces.size(); i++) {
      JsonNode trace = traces.get(i).node;
      JsonNode marker = trace.path("marker");
      if (!traces.get(i).visible()) {
        continue;
      }
      if (traces.get(i) instanceof HeatmapTrace heatmap) {
        found.put(Fields.text(trace.path("coloraxis"), "trace " + i), heatmap.colors());
      } else if (marker.path("coloraxis").isTextual()) {
        found.put(marker.path("coloraxis").asText(), ColorAxis.of(marker, "color", figure));
      } else if (marker.path("showscale").asBoolean()) {
        found.put("trace " + i, ColorAxis.of(marker, "color", figure));
      }
    }
    List<ColorBar> bars = new ArrayList<>();
    found.forEach(
        (name, colors) -> {
          if (Fields.flag(colors.node().path("showscale"), true)) {
            bars.add(new ColorBar(name, colors, figure.path("layout")));
          }
        });
    return bars;
  }

  private String part(String what) {
    return "colour bar of " + name + " " + what;
  }

  private double top() {
    String anchor = Fields.text(node.path("yanchor"), "middle");
    return Fields.number(node.path("y"), 0.5) + Fields.before(anchor) * length;
  }

  private double titleHeight() {
    return beside || title.isEmpty() ? 0 : title.height() + 5;
  }

  /** The bar as an axis, for its ticks. */
  private PictureAxis axis(Rectangle2D area) {
    ObjectNode ticks = JsonNodeFactory.instance.objectNode();
    for (String field : List.of("tickvals", "ticktext", "nticks", "dtick", "tick0")) {
      if (node.has(field)) {
        ticks.set(field, node.get(field));
      }
    }
    double begin = area.getMaxY() - top() * area.getHeight() + PAD + titleHeight();
    double long1 = length * area.getHeight() - 2 * PAD - titleHeight();
    return new PictureAxis(
        "y", ticks, false, List.of(), begin, Math.max(10, long1), colors.from(), colors.to());
  }

  private List<RichText> labels(PictureAxis axis) {
    return PictureTicks.of(axis, fontSize).stream()
        .map(tick -> RichText.of(tick.label(), fontSize, ink).within(160))
        .toList();
  }

  private double labelWidth(PictureAxis axis) {
    return labels(axis).stream().mapToDouble(RichText::width).max().orElse(0);
  }

  /** Bar, labels and title. */
  private double width(PictureAxis axis) {
    double inner = thickness + 2 + labelWidth(axis);
    if (!title.isEmpty()) {
      inner =
          beside
              ? titleFoot(axis) + title.descent() + title.extra()
              : Math.max(inner, title.width());
    }
    return 2 * PAD + inner;
  }

  private double labelGap() {
    return 1 + 0.2 * fontSize;
  }

  /** From the bar's left edge to the baseline of a title beside it. */
  private double titleFoot(PictureAxis axis) {
    double apart = thickness + 10 + title.size();
    return Math.max(apart, thickness + labelGap() + labelWidth(axis) + 2 + title.ascent());
  }

  Margins.Push push(Rectangle2D area) {
    double wide = width(axis(area));
    double before = Fields.before(Fields.text(node.path("xanchor"), "left"));
    return new Margins.Push(x, before * wide, x, (1 - before) * wide, top(), 0, top() - length, 0)
        .plus(Margins.PAD);
  }

  void draw(Canvas sheet, Rectangle2D area) {
    PictureAxis axis = axis(area);
    double before = Fields.before(Fields.text(node.path("xanchor"), "left"));
    double left = area.getX() + x * area.getWidth() + PAD - before * width(axis);
    double right = left + thickness;
    double end = axis.end();
    sheet.part(part("colours"));
    for (double y = axis.offset(); y < end; y += STEP) {
      double share = (end - y - STEP / 2) / axis.length();
      sheet.block(left, y, right, Math.min(end, y + STEP), colors.scale().at(share));
    }
    sheet.part(part("frame"));
    sheet.rule(false, axis.offset(), left, right, Colors.DARK, 1);
    sheet.rule(false, end, left, right, Colors.DARK, 1);
    sheet.rule(true, left, axis.offset(), end, Colors.DARK, 1);
    sheet.rule(true, right, axis.offset(), end, Colors.DARK, 1);
    sheet.part(part("labels"));
    List<PictureTicks.Tick> ticks = PictureTicks.of(axis, fontSize);
    List<RichText> labels = labels(axis);
    for (int i = 0; i < ticks.size(); i++) {
      double foot = axis.pixel(ticks.get(i).value()) + 0.35 * fontSize;
      sheet.text(labels.get(i), right + labelGap(), foot, "left");
    }
    sheet.part(part("title"));
    if (beside) {
      double foot = left + titleFoot(axis);
      double middle = axis.offset() + axis.length() / 2;
      sheet.text(title, foot, middle, "center", -90, foot, middle);
    } else if (!title.isEmpty()) {
      sheet.text(title, left, axis.offset() - titleHeight() + title.ascent(), "left");
    }
  }
}
