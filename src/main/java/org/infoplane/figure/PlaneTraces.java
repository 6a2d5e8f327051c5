package org.infoplane.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.infoplane.result.Moment;

/**
 * The traces and shapes of a plane: the null's region at one moment, the null's points, intervals,
 * then a trajectory for each layer.
 *
 * @param x id of the axis, such as {@code x2}
 * @param y id of the axis
 * @param legend whether these traces are in the legend
 * @param size of a marker, pixels
 */
record PlaneTraces(
    PlaneData data, LayerStyle looks, String x, String y, boolean legend, double size) {

  private static final double DEVIATIONS = 2;

  private static final String NULL = "null"; // groups of layers begin with "layer"

  List<Map<String, Object>> all(Moment at) {
    List<Map<String, Object>> traces = new ArrayList<>(nullRegions(at));
    traces.addAll(each(PlaneTraces::hasNull, this::nullPoints));
    traces.addAll(each(PlaneTraces::hasInterval, this::intervals));
    traces.addAll(each(points -> true, this::trajectory));
    Style.showOnce(traces, NULL, legend);
    return traces;
  }

  /** Returns a box for each layer that has a null: where that is at a moment. */
  List<Map<String, Object>> nullRegions(Moment at) {
    return each(PlaneTraces::hasNull, (layer, points) -> nullRegion(layer, points, at));
  }

  private List<Map<String, Object>> each(
      Predicate<List<PlaneData.Point>> has,
      BiFunction<String, List<PlaneData.Point>, Map<String, Object>> trace) {
    return data.layers().entrySet().stream()
        .filter(layer -> has.test(layer.getValue()))
        .map(layer -> trace.apply(layer.getKey(), layer.getValue()))
        .toList();
  }

  private static boolean hasInterval(List<PlaneData.Point> points) {
    return points.stream().anyMatch(p -> p.x().hasInterval() || p.y().hasInterval());
  }

  private static boolean hasNull(List<PlaneData.Point> points) {
    return points.stream().allMatch(p -> p.x().hasNull() && p.y().hasNull());
  }

  private Map<String, Object> trajectory(String layer, List<PlaneData.Point> points) {
    String color = looks.color(layer);
    Map<String, Object> trace =
        points(layer, points, Coordinate::value, looks.name(layer), "layer " + layer);
    trace.putAll(Map.of("showlegend", legend, "opacity", 0.85));
    trace.put("line", Map.of("color", color, "width", 1.2));
    trace.put(
        "marker",
        Map.of(
            "color", points.stream().map(p -> p.at().time()).toList(),
            "coloraxis", "coloraxis",
            "size", size,
            "symbol", looks.symbol(layer),
            "line", Map.of("color", color, "width", 1.2)));
    return trace;
  }

  private Map<String, Object> nullPoints(String layer, List<PlaneData.Point> points) {
    Map<String, Object> trace = points(layer, points, Coordinate::nullMean, "null", NULL);
    trace.put("line", Map.of("color", Style.NULL_COLOR, "width", 1, "dash", "dot"));
    trace.put(
        "marker",
        Map.of(
            "color", Style.NULL_COLOR, "size", size / 2, "symbol", looks.symbol(layer) + "-open"));
    return trace;
  }

  private Map<String, Object> points(
      String layer,
      List<PlaneData.Point> points,
      Function<Coordinate, Double> value,
      String name,
      String group) {
    Map<String, Object> trace =
        trace(
            "lines+markers",
            points.stream().map(p -> value.apply(p.x())).toList(),
            points.stream().map(p -> value.apply(p.y())).toList(),
            name,
            group);
    trace.put("hoverinfo", "text");
    trace.put(
        "text",
        points.stream().map(p -> Text.hover(layer, p.at(), p.x().hover(), p.y().hover())).toList());
    return trace;
  }

  private Map<String, Object> trace(
      String mode, List<Double> across, List<Double> up, String name, String group) {
    Map<String, Object> trace = Style.scatter(mode, across, up);
    trace.putAll(Map.of("xaxis", x, "yaxis", y, "name", name, "legendgroup", group));
    return trace;
  }

  /** The mean of the null, plus and minus two standard deviations. */
  private Map<String, Object> nullRegion(String layer, List<PlaneData.Point> points, Moment at) {
    List<Double> across = new ArrayList<>();
    List<Double> up = new ArrayList<>();
    points.stream()
        .filter(p -> p.at().equals(at))
        .findFirst()
        .ifPresent(
            p -> {
              double dx = spread(p.x());
              double dy = spread(p.y());
              for (int[] corner : new int[][] {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}, {-1, -1}}) {
                across.add(p.x().nullMean() + corner[0] * dx);
                up.add(p.y().nullMean() + corner[1] * dy);
              }
            });
    Map<String, Object> trace = trace("lines", across, up, "null region", NULL);
    trace.putAll(Map.of("fill", "toself", "fillcolor", Style.NULL_AREA, "opacity", 0.7));
    trace.put("line", Map.of("width", 1, "color", looks.color(layer), "dash", "dot"));
    trace.putAll(Map.of("showlegend", false, "hoverinfo", "skip"));
    return trace;
  }

  private static double spread(Coordinate coordinate) {
    double deviation = coordinate.nullDeviation();
    return Double.isNaN(deviation) ? 0 : DEVIATIONS * deviation;
  }

  /** Draws a cross through each point: its bounds, or its interval centred on the point. */
  private Map<String, Object> intervals(String layer, List<PlaneData.Point> points) {
    List<Double> across = new ArrayList<>();
    List<Double> up = new ArrayList<>();
    for (PlaneData.Point p : points) {
      double px = p.x().value();
      double py = p.y().value();
      across.addAll(List.of(p.x().from(), p.x().to(), Double.NaN, px, px, Double.NaN));
      up.addAll(List.of(py, py, Double.NaN, p.y().from(), p.y().to(), Double.NaN));
    }
    Map<String, Object> trace =
        trace("lines", across, up, looks.name(layer) + ", 95 %", "layer " + layer);
    trace.put("line", Map.of("color", looks.color(layer), "width", 1));
    trace.putAll(Map.of("opacity", 0.45, "showlegend", false, "hoverinfo", "skip"));
    return trace;
  }

  List<Map<String, Object>> shapes() {
    List<Map<String, Object>> shapes = new ArrayList<>();
    for (PlaneData.Guide guide : data.guides()) {
      if (guide.bias()) {
        Map<String, Object> band = across(guide, "rect");
        band.put(guide.vertical() ? "x0" : "y0", 0);
        band.putAll(Map.of("fillcolor", Style.BIAS_AREA, "layer", "below"));
        band.put("line", Map.of("width", 0));
        shapes.add(band);
      }
      Map<String, Object> line = across(guide, "line");
      String dash = guide.bias() ? "dot" : "dash";
      line.put("line", Map.of("color", Style.FAINT_INK, "width", 1, "dash", dash));
      shapes.add(line);
    }
    return shapes;
  }

  private Map<String, Object> across(PlaneData.Guide guide, String type) {
    String at = guide.vertical() ? "x" : "y";
    String along = guide.vertical() ? "y" : "x";
    Map<String, Object> shape = new LinkedHashMap<>(Map.of("type", type));
    shape.put(at + "ref", guide.vertical() ? x : y);
    shape.putAll(Map.of(at + "0", guide.at(), at + "1", guide.at()));
    shape.put(along + "ref", (guide.vertical() ? y : x) + " domain");
    shape.putAll(Map.of(along + "0", 0, along + "1", 1));
    return shape;
  }

  List<Map<String, Object>> notes() {
    List<Map<String, Object>> notes = new ArrayList<>();
    int vertical = 0; // each a line higher: two ceilings may be close
    for (PlaneData.Guide guide : data.guides()) {
      double at = guide.at();
      Map<String, Object> note =
          guide.vertical()
              ? Style.note(
                  guide.text(), at, x, "right", 0.01 + 0.06 * vertical++, y + " domain", "bottom")
              : Style.note(guide.text(), 0.01, x + " domain", "left", at, y, "bottom");
      note.put("font", Map.of("color", Style.FAINT_INK, "size", 11));
      notes.add(note);
    }
    return notes;
  }
}
