package org.infoplane.plane;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.figure.Text;
import org.infoplane.recording.Recording;

/** Mutable: collects points of layers over epochs, then draws one trajectory a layer. */
final class TrajectoryPlot {

  /**
   * One number of a point, with what is needed to believe it.
   *
   * @param name such as {@code TE(dense1 → dense2)}
   * @param unit as on the axis
   * @param value where the point is
   * @param bias expected without information
   * @param nullMean mean over surrogates, NaN if none
   * @param pValue under the null, NaN if none
   */
  record Coordinate(
      String name, String unit, double value, double bias, double nullMean, double pValue) {

    String hover() {
      String line =
          "%s: %s %s, bias %s"
              .formatted(Text.escape(name), Text.number(value), unit, Text.number(bias));
      return Double.isNaN(nullMean)
          ? line
          : line + ", null %s, p = %s".formatted(Text.number(nullMean), Text.number(pValue));
    }
  }

  private record Point(Moment at, Coordinate x, Coordinate y) {}

  private final Recording run;
  private final Map<String, List<Point>> layers = new LinkedHashMap<>();
  private final Map<String, Object> layout;
  private final List<Map<String, Object>> shapes = new ArrayList<>();
  private final List<Map<String, Object>> notes = new ArrayList<>();

  TrajectoryPlot(Recording run, String title, String subtitle, String x, String y) {
    this.run = run;
    this.layout = Style.layout(title, Text.escape(subtitle), 520);
    layout.put("xaxis", Style.axis(x));
    layout.put("yaxis", Style.axis(y));
  }

  void add(String layer, Moment at, Coordinate x, Coordinate y) {
    layers.computeIfAbsent(layer, k -> new ArrayList<>()).add(new Point(at, x, y));
  }

  /** Draws a vertical and a horizontal line that no point can pass. */
  void ceilings(String xName, double x, String yName, double y) {
    lines("dash", xName, x, yName, y);
  }

  /** Draws the values expected of units that share nothing. */
  void bias(double x, double y) {
    lines("dot", "bias", x, "bias", y);
  }

  private void lines(String dash, String xName, double x, String yName, double y) {
    Map<String, Object> line = Map.of("color", "#666666", "width", 1, "dash", dash);
    shapes.add(
        Map.of("type", "line", "x0", x, "x1", x, "yref", "paper", "y0", 0, "y1", 1, "line", line));
    shapes.add(
        Map.of("type", "line", "y0", y, "y1", y, "xref", "paper", "x0", 0, "x1", 1, "line", line));
    note(Map.of("x", x, "yref", "paper", "y", 0.02, "xanchor", "right", "text", xName));
    note(
        Map.of(
            "y", y, "xref", "paper", "x", 0.02, "xanchor", "left", "yanchor", "bottom", "text",
            yName));
  }

  private void note(Map<String, Object> where) {
    Map<String, Object> note = new LinkedHashMap<>(where);
    note.put("showarrow", false);
    note.put("font", Map.of("color", "#666666"));
    notes.add(note);
  }

  PlotlyFigure figure() {
    List<Map<String, Object>> traces = new ArrayList<>();
    int first = Integer.MAX_VALUE;
    int last = 0;
    String unit = "epoch";
    for (Map.Entry<String, List<Point>> entry : layers.entrySet()) {
      List<Point> points = entry.getValue();
      if (points.stream().noneMatch(p -> Double.isNaN(p.y().nullMean()))) {
        traces.add(nothing(entry.getKey(), points, traces.isEmpty()));
      }
      first = Math.min(first, points.get(0).at().time());
      unit = points.get(0).at().unit();
      last = Math.max(last, points.get(points.size() - 1).at().time());
    }
    layers.forEach((layer, points) -> traces.add(trajectory(layer, points)));
    layout.put("coloraxis", Style.times(unit, first, last));
    layout.put("legend", Map.of("orientation", "h", "y", -0.2, "yanchor", "top", "x", 0));
    layout.put("shapes", shapes);
    layout.put("annotations", notes);
    return PlotlyFigure.of(traces, layout);
  }

  private Map<String, Object> trajectory(String layer, List<Point> points) {
    Map<String, Object> trace = base(layer, points);
    trace.put("name", Text.escape(layer));
    trace.put("x", points.stream().map(p -> p.x().value()).toList());
    trace.put("y", points.stream().map(p -> p.y().value()).toList());
    trace.put("opacity", 0.85);
    trace.put("line", Map.of("color", Style.color(run, layer), "width", 1.2));
    trace.put(
        "marker",
        Map.of(
            "color",
            points.stream().map(p -> p.at().time()).toList(),
            "coloraxis",
            "coloraxis",
            "size",
            9,
            "symbol",
            Style.symbol(run, layer),
            "line",
            Map.of("color", Style.color(run, layer), "width", 1.2)));
    return trace;
  }

  private Map<String, Object> nothing(String layer, List<Point> points, boolean legend) {
    Map<String, Object> trace = base(layer, points);
    trace.put("name", "null");
    trace.put("legendgroup", "null");
    trace.put("showlegend", legend);
    trace.put("x", points.stream().map(p -> p.x().nullMean()).toList());
    trace.put("y", points.stream().map(p -> p.y().nullMean()).toList());
    trace.put("line", Map.of("color", Style.NULL_COLOR, "width", 1, "dash", "dot"));
    trace.put(
        "marker",
        Map.of("color", Style.NULL_COLOR, "size", 5, "symbol", Style.symbol(run, layer) + "-open"));
    return trace;
  }

  private Map<String, Object> base(String layer, List<Point> points) {
    Map<String, Object> trace = new LinkedHashMap<>();
    trace.put("type", "scatter");
    trace.put("mode", "lines+markers");
    trace.put("hoverinfo", "text");
    trace.put(
        "text",
        points.stream()
            .map(
                p ->
                    "<b>%s</b>, %s<br>%s<br>%s"
                        .formatted(Text.escape(layer), p.at(), p.x().hover(), p.y().hover()))
            .toList());
    return trace;
  }
}
