package org.infoplane.picture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A figure drawn without a browser, as Plotly draws it: the same colours, symbols, ranges and
 * places. It shows the traces, marks and layouts that the project's figures use; of anything else a
 * note below says that it is not drawn. Frames, sliders and what only a mouse sees are left out.
 *
 * <p>Labels need room, so panels shrink, so there are fewer labels: the layout is done several
 * times, as in Plotly, and then painted.
 */
public final class Picture {

  private static final int ROUNDS = 4;
  private static final double NOTE = 18; // pixels below, of what is not drawn
  private static final Color WARNING = new Color(0xb00020);

  /** A pair of axes that traces are drawn on. */
  private record Panel(String x, String y) {}

  private final JsonNode layout;
  private final double width;
  private final double height;
  private final List<PictureTrace> traces;
  private final Legend legend;
  private final List<ColorBar> bars;
  private final List<Panel> panels;
  private final Map<String, PictureAxis> axes = new LinkedHashMap<>();
  private Rectangle2D area;

  private Picture(JsonNode figure) {
    this.layout = figure.path("layout");
    this.width = Fields.number(layout.path("width"), 960);
    this.height = Fields.number(layout.path("height"), 450);
    this.traces =
        IntStream.range(0, figure.path("data").size())
            .mapToObj(i -> PictureTrace.of(figure, i))
            .toList();
    this.legend = Legend.of(layout, traces, width, height);
    this.bars = ColorBar.of(figure, traces);
    this.panels =
        traces.stream()
            .filter(PictureTrace::visible)
            .map(trace -> new Panel(trace.xAxis(), trace.yAxis()))
            .distinct()
            .sorted(Comparator.comparing((Panel panel) -> overlays(panel)))
            .toList();
    for (Panel panel : panels) {
      axes.computeIfAbsent(panel.x(), id -> PictureAxis.of(id, figure));
      axes.computeIfAbsent(panel.y(), id -> PictureAxis.of(id, figure));
    }
    List<Margins.Push> needs = new ArrayList<>();
    area = Margins.area(layout, width, height, needs);
    for (int round = 0; round < ROUNDS; round++) {
      placeAxes();
      needs.clear();
      for (PictureAxis axis : axes.values()) {
        PictureAxis anchor = anchor(axis);
        needs.add(new AxisFrame(axis, anchor, layout).push(domain(anchor), domain(axis)));
      }
      bars.forEach(bar -> needs.add(bar.push(area)));
      needs.addAll(legend.push(area));
      area = Margins.area(layout, width, height, needs);
    }
    placeAxes();
  }

  /**
   * Whether Java can draw text. A machine without fontconfig, or a JDK without its libraries, says
   * so by one of these errors when the first font is asked for, and by NoClassDefFoundError ever
   * after. Nothing else is tried here, so that no mistake of ours is taken for it.
   *
   * @return whether {@link #png} can draw
   */
  public static boolean canWrite() {
    try {
      return new Font(Font.SANS_SERIF, Font.PLAIN, 12)
              .getStringBounds("x", new FontRenderContext(null, true, true))
              .getWidth()
          > 0;
    } catch (LinkageError | InternalError | NullPointerException e) {
      return false;
    }
  }

  /**
   * Draws a figure.
   *
   * @param figure Plotly's JSON: data and layout
   * @return the bytes of a PNG
   */
  public static byte[] png(JsonNode figure) {
    return png(figure, piece -> {});
  }

  /** Draws a figure and reports every piece of it. */
  static byte[] png(JsonNode figure, Consumer<Piece> seen) {
    Known known = Known.of(figure);
    try {
      return png(new Picture(known.figure()), known.leftOut(), seen);
    } catch (RuntimeException e) { // a note is better than no picture
      JsonNode empty = JsonNodeFactory.instance.objectNode();
      return png(new Picture(empty), List.of("this figure: " + e), seen);
    }
  }

  private static byte[] png(Picture picture, List<String> leftOut, Consumer<Piece> seen) {
    double below = leftOut.isEmpty() ? 0 : NOTE;
    try (Canvas sheet = new Canvas(picture.width, picture.height + below, seen)) {
      picture.draw(sheet);
      if (!leftOut.isEmpty()) {
        sheet.part("not drawn");
        String words = String.join("; ", leftOut).replace("&", "&amp;").replace("<", "&lt;");
        RichText note = RichText.of("not drawn: " + words, 11, WARNING);
        sheet.text(note.within(picture.width - 10), 5, picture.height + 12, "left");
      }
      return IndexedPng.of(sheet.image());
    }
  }

  private boolean overlays(Panel panel) {
    return axisNode(panel.x()).has("overlaying") || axisNode(panel.y()).has("overlaying");
  }

  private JsonNode axisNode(String id) {
    return layout.path(PictureAxis.name(id));
  }

  private PictureAxis axis(String id) {
    PictureAxis axis = axes.get(id);
    if (axis == null) {
      throw new IllegalStateException("No axis " + id + " among " + axes.keySet());
    }
    return axis;
  }

  /**
   * The axis that another is anchored to: the one it names, or the first it shares a panel with.
   */
  private PictureAxis anchor(PictureAxis axis) {
    PictureAxis named = axes.get(axis.node().path("anchor").asText());
    if (named != null) {
      return named;
    }
    return panels.stream()
        .filter(panel -> panel.x().equals(axis.id()) || panel.y().equals(axis.id()))
        .map(panel -> axis(axis.horizontal() ? panel.y() : panel.x()))
        .findFirst()
        .orElseThrow();
  }

  private double[] domain(PictureAxis axis) {
    JsonNode over = axis.node().path("overlaying");
    JsonNode domain = (over.isTextual() ? axisNode(over.asText()) : axis.node()).path("domain");
    return new double[] {Fields.number(domain.path(0), 0), Fields.number(domain.path(1), 1)};
  }

  /** Places every axis in the area, then computes its range, which depends on its length. */
  private void placeAxes() {
    axes.replaceAll(
        (id, axis) -> {
          double[] domain = domain(axis);
          double share = domain[1] - domain[0];
          return axis.horizontal()
              ? axis.placed(area.getX() + domain[0] * area.getWidth(), share * area.getWidth())
              : axis.placed(
                  area.getMaxY() - domain[1] * area.getHeight(), share * area.getHeight());
        });
    Map<String, AutoRange> ranges = new LinkedHashMap<>();
    axes.keySet().forEach(id -> ranges.put(id, new AutoRange()));
    for (PictureTrace trace : traces) {
      if (trace.visible()) {
        AutoRange xs = ranges.getOrDefault(trace.xAxis(), new AutoRange());
        AutoRange ys = ranges.getOrDefault(trace.yAxis(), new AutoRange());
        trace.extend(axis(trace.xAxis()), axis(trace.yAxis()), xs, ys);
      }
    }
    Shapes.extend(layout.path("shapes"), axes, ranges);
    Annotations.extend(layout, axes, ranges);
    Map<String, AutoRange> shared = new LinkedHashMap<>();
    ranges.forEach(
        (id, range) -> shared.computeIfAbsent(leader(id), k -> new AutoRange()).addAll(range));
    axes.replaceAll(
        (id, axis) -> ranging(axis, range(axis, shared.getOrDefault(leader(id), new AutoRange()))));
  }

  /** The axis that a matching axis takes its range from, or itself. */
  private String leader(String id) {
    String other = axisNode(id).path("matches").asText();
    return other.isEmpty() || other.equals(id) ? id : leader(other);
  }

  private static double[] range(PictureAxis axis, AutoRange range) {
    if (range.isEmpty()) { // Plotly's
      return new double[] {-1, axis.horizontal() ? 6 : 4};
    }
    double[] ends =
        range.over(axis.length(), axis.node().path("rangemode").asText().equals("tozero"));
    for (JsonNode value : axis.node().at("/autorangeoptions/include")) {
      ends[0] = Math.min(ends[0], axis.value(value));
      ends[1] = Math.max(ends[1], axis.value(value));
    }
    return ends;
  }

  private PictureAxis ranging(PictureAxis axis, double[] automatic) {
    JsonNode given = axisNode(leader(axis.id()));
    given = axis.node().has("range") ? axis.node() : given;
    double from = Fields.number(given.path("range").path(0), automatic[0]);
    double to = Fields.number(given.path("range").path(1), automatic[1]);
    boolean reversed = given.path("autorange").asText().equals("reversed") && from < to;
    return reversed ? axis.ranging(to, from) : axis.ranging(from, to);
  }

  private Rectangle2D area(Panel panel) {
    PictureAxis x = axis(panel.x());
    PictureAxis y = axis(panel.y());
    return new Rectangle2D.Double(x.offset(), y.offset(), x.length(), y.length());
  }

  private void draw(Canvas sheet) {
    sheet.block(0, 0, width, height, color("paper_bgcolor"));
    Color ground = color("plot_bgcolor");
    for (Panel panel : panels) {
      if (!overlays(panel)) {
        Rectangle2D box = area(panel);
        sheet.part(panel.x() + panel.y() + " panel");
        sheet.block(box.getX(), box.getY(), box.getMaxX(), box.getMaxY(), ground);
      }
    }
    Map<String, AxisFrame> frames = new LinkedHashMap<>();
    axes.forEach((id, axis) -> frames.put(id, new AxisFrame(axis, anchor(axis), layout)));
    Shapes.draw(sheet, layout.path("shapes"), "below", axes, area);
    for (Panel panel : panels) {
      List<AxisFrame> both =
          Stream.of(panel.x(), panel.y())
              .filter(id -> !overlays(panel) || axisNode(id).has("overlaying"))
              .map(frames::get)
              .toList();
      both.forEach(frame -> frame.grid(sheet, area(panel)));
      both.forEach(frame -> frame.zeroLine(sheet, area(panel)));
    }
    panels.forEach(panel -> traces(sheet, panel));
    frames.values().forEach(frame -> frame.draw(sheet));
    Shapes.draw(sheet, layout.path("shapes"), "above", axes, area);
    bars.forEach(bar -> bar.draw(sheet, area));
    legend.draw(sheet, area, width);
    Heading.draw(sheet, layout, width, height, area.getY());
    Annotations.draw(sheet, layout, axes, area);
  }

  private Color color(String name) {
    return Colors.parse(Fields.text(layout.path(name), "#fff"));
  }

  private void traces(Canvas sheet, Panel panel) {
    List<PictureTrace> inside =
        traces.stream()
            .filter(PictureTrace::visible)
            .filter(t -> t.xAxis().equals(panel.x()) && t.yAxis().equals(panel.y()))
            .sorted(Comparator.comparingInt(PictureTrace::layer))
            .toList();
    PictureAxis x = axis(panel.x());
    PictureAxis y = axis(panel.y());
    sheet.within(
        area(panel),
        () -> {
          for (int i = 0; i < inside.size(); i++) {
            inside.get(i).draw(sheet, x, y, inside.subList(0, i));
          }
        });
  }
}
