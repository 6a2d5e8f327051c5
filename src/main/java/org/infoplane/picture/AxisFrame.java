package org.infoplane.picture;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Line, ticks, labels, title and grid of an axis. Immutable. */
final class AxisFrame {

  private static final double TICK = 5;

  private final PictureAxis axis;
  private final JsonNode node;
  private final boolean far; // right or below: towards larger pixels
  private final double position;
  private final double opposite;
  private final double fontSize;
  private final double lineWidth; // 0 without a line
  private final double tickLength;
  private final Color tickColor;
  private final List<PictureTicks.Tick> ticks;
  private final AxisLabels labels;
  private final RichText title;
  private final JsonNode standoff;
  private final double depth;

  /**
   * The frame of a placed axis with a range.
   *
   * @param anchor the placed axis that it is anchored to
   */
  AxisFrame(PictureAxis axis, PictureAxis anchor, JsonNode layout) {
    this.axis = axis;
    this.node = axis.node();
    boolean horizontal = axis.horizontal();
    String side = Fields.text(node.path("side"), horizontal ? "bottom" : "left");
    this.far = side.equals("bottom") || side.equals("right");
    this.position = far ? anchor.end() : anchor.offset();
    this.opposite = far ? anchor.offset() : anchor.end();
    JsonNode tickFont = node.path("tickfont");
    this.fontSize = Fields.size(tickFont, layout);
    boolean line =
        Fields.flag(node.path("showline"), node.has("linecolor") || node.has("linewidth"));
    this.lineWidth = line ? Fields.number(node.path("linewidth"), 1) : 0;
    boolean outside = node.path("ticks").asText().equals("outside");
    this.tickLength = outside ? Fields.number(node.path("ticklen"), TICK) : 0;
    this.tickColor = Colors.parse(Fields.text(node.path("tickcolor"), "#444"));
    this.ticks = axis.visible() ? PictureTicks.of(axis, fontSize) : List.of();
    boolean written = Fields.flag(node.path("showticklabels"), true);
    this.labels =
        new AxisLabels(
            axis, written ? ticks : List.of(), far, fontSize, Fields.ink(tickFont, layout));
    JsonNode words = node.path("title");
    JsonNode titleFont = words.path("font");
    this.title =
        RichText.of(
                axis.visible() ? words.path("text").asText() : "",
                Fields.number(
                    titleFont.path("size"),
                    Math.rint(1.2 * Fields.size(layout.path("font"), layout))),
                Fields.ink(titleFont, layout))
            .within(Math.max(1.25 * axis.length(), 160));
    this.standoff = words.path("standoff");
    this.depth = Math.max(tickLength, labels.isEmpty() ? 0 : labelGap() + labels.depth());
  }

  private double labelGap() {
    return tickLength
        + (tickLength > 0 || lineWidth > 0 ? 0.2 * fontSize : 0)
        + Math.max(1, lineWidth) / 2;
  }

  /** Distance of the title's first baseline from the axis, as in Plotly. */
  private double titleFoot() {
    double size = title.size();
    double near = far ? title.ascent() : title.descent() + title.extra();
    if (standoff.isNumber()) {
      double gap = depth + standoff.asDouble();
      return gap + (far ? 0.7 * size : 0.35 * size + title.extra());
    }
    double labelled = labels.isEmpty() ? 0 : 1;
    double more =
        axis.horizontal()
            ? far ? 0.5 + labelled : labelled
            : far ? 0.5 + labelled / 2 : labelled / 2;
    double foot = 10 + (1.5 + more) * size + Math.max(0, lineWidth - 1);
    return Math.max(foot, depth + 2 + near);
  }

  /** The room that the axis needs outside the plot area. */
  Margins.Push push(double[] anchorDomain, double[] domain) {
    boolean automatic = node.path("automargin").asBoolean() || node.path("automargin").isTextual();
    double pad = automatic ? Margins.PAD : 0;
    double room = depth;
    if (automatic && node.path("title").has("text")) { // Plotly makes room for an empty one too
      room += 0.7 * title.size() + title.extra() + Fields.number(standoff, 0);
    }
    if (!title.isEmpty()) {
      double edge = titleFoot() + (far ? title.extra() + title.descent() : title.ascent());
      room = Math.max(room, edge - pad);
    }
    double before = labels.beyond(false);
    double after = labels.beyond(true);
    double at = anchorDomain[axis.horizontal() == far ? 0 : 1];
    Margins.Push push =
        axis.horizontal()
            ? new Margins.Push(
                domain[0], before, domain[1], after, at, far ? 0 : room, at, far ? room : 0)
            : new Margins.Push(
                at, far ? 0 : room, at, far ? room : 0, domain[1], before, domain[0], after);
    return push.plus(pad);
  }

  void grid(Canvas sheet, Rectangle2D panel) {
    if (!axis.visible() || !Fields.flag(node.path("showgrid"), true)) {
      return;
    }
    sheet.part(axis.id() + " grid");
    Color color = Colors.parse(Fields.text(node.path("gridcolor"), "#eee"));
    double width = Fields.number(node.path("gridwidth"), 1);
    for (PictureTicks.Tick tick : ticks) {
      double at = axis.pixel(tick.value());
      boolean framed = at <= axis.offset() + 1 || at >= axis.end() - 1;
      if (!framed && !(tick.value() == 0 && hasZeroLine())) {
        across(sheet, panel, at, color, width);
      }
    }
  }

  void zeroLine(Canvas sheet, Rectangle2D panel) {
    if (axis.visible() && hasZeroLine()) {
      sheet.part(axis.id() + " zero line");
      Color color = Colors.parse(Fields.text(node.path("zerolinecolor"), "#444"));
      across(sheet, panel, axis.pixel(0), color, Fields.number(node.path("zerolinewidth"), 1));
    }
  }

  private boolean hasZeroLine() {
    return !axis.log()
        && !axis.isCategory()
        && axis.shows(0)
        && Fields.flag(node.path("zeroline"), true);
  }

  private void across(Canvas sheet, Rectangle2D panel, double at, Color color, double width) {
    boolean upright = axis.horizontal();
    double from = upright ? panel.getMinY() : panel.getMinX();
    double to = upright ? panel.getMaxY() : panel.getMaxX();
    sheet.rule(upright, at, from, to, color, width);
  }

  void draw(Canvas sheet) {
    if (!axis.visible()) {
      return;
    }
    double sign = far ? 1 : -1;
    double shift = sign * lineWidth / 2;
    if (lineWidth > 0) {
      sheet.part(axis.id() + " line");
      Color color = Colors.parse(Fields.text(node.path("linecolor"), "#444"));
      along(sheet, position + shift, color);
      if (node.path("mirror").asBoolean() || node.path("mirror").isTextual()) {
        along(sheet, opposite - shift, color);
      }
    }
    if (tickLength > 0) {
      sheet.part(axis.id() + " ticks");
      for (PictureTicks.Tick tick : ticks) {
        double begin = position + sign * lineWidth;
        double end = begin + sign * tickLength;
        sheet.rule(axis.horizontal(), axis.pixel(tick.value()), begin, end, tickColor, 1);
      }
    }
    sheet.part(axis.id() + " labels");
    labels.draw(sheet, position + sign * labelGap());
    if (!title.isEmpty()) {
      sheet.part(axis.id() + " title");
      double foot = position + sign * titleFoot();
      double middle = axis.offset() + axis.length() / 2;
      if (axis.horizontal()) {
        sheet.text(title, middle, foot, "center");
      } else {
        sheet.text(title, foot, middle, "center", -90, foot, middle);
      }
    }
  }

  private void along(Canvas sheet, double at, Color color) {
    double from = axis.offset() - lineWidth; // so that corners are closed
    sheet.rule(!axis.horizontal(), at, from, axis.end() + lineWidth, color, lineWidth);
  }
}
