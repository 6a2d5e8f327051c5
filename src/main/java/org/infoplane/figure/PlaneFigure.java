package org.infoplane.figure;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.infoplane.result.Moment;

/** One plane, with a slider that rings each layer's point at a moment. */
final class PlaneFigure {

  private static final int TOP = 86;
  private static final int PLOT = 420;
  private static final int SLIDER_BELOW = 52;
  private static final int LEGEND_BELOW = 138;
  private static final int BELOW_SLIDER = 62; // at least

  private PlaneFigure() {}

  static PlotlyFigure of(PlaneData data) {
    PlaneTraces plane = new PlaneTraces(data, LayerStyle.of(data.graph()), "x", "y", true, 9);
    List<Moment> moments = data.moments();
    Moment last = moments.get(moments.size() - 1);
    List<Map<String, Object>> traces = plane.all(last);
    int legendBelow = moments.size() > 1 ? LEGEND_BELOW : SLIDER_BELOW;
    int bottom = legendBelow + Math.max(BELOW_SLIDER, Style.legendHeight(traces));
    Map<String, Object> layout =
        Style.layout(data.title(), data.subtitle(), data.recipe(), TOP, PLOT, bottom);
    List<Map<String, Object>> regions =
        moments.stream().flatMap(at -> plane.nullRegions(at).stream()).toList();
    layout.put("xaxis", axis(data.x(), "x", regions));
    layout.put("yaxis", axis(data.y(), "y", regions));
    layout.put("coloraxis", Style.times(last.unit(), moments.get(0).time(), last.time()));
    layout.put("legend", Style.legend(-(double) legendBelow / PLOT));
    layout.put("shapes", plane.shapes());
    layout.put("annotations", plane.notes());
    if (moments.size() > 1) {
      traces.add(rings(data, last));
    }
    List<Moment> shown = Slider.some(moments);
    IntStream regionsFirst = IntStream.range(0, plane.nullRegions(last).size());
    List<Integer> moving =
        IntStream.concat(regionsFirst, IntStream.of(traces.size() - 1)).boxed().toList();
    return new Slider(shown, SLIDER_BELOW, PLOT, false)
        .figure(
            traces,
            layout,
            moving,
            i -> {
              Map<String, Object> rings = rings(data, shown.get(i));
              return Stream.concat(plane.nullRegions(shown.get(i)).stream(), Stream.of(rings))
                  .map(trace -> Map.of("x", trace.get("x"), "y", trace.get("y")))
                  .toList();
            });
  }

  /** Returns an axis with room for the null at every moment, not only at the one shown first. */
  private static Map<String, Object> axis(
      String title, String letter, List<Map<String, Object>> regions) {
    Map<String, Object> axis = Style.axis(title);
    DoubleSummaryStatistics all =
        regions.stream()
            .flatMap(region -> region.get(letter) instanceof List<?> ends ? ends.stream() : null)
            .mapToDouble(end -> ((Number) end).doubleValue())
            .summaryStatistics();
    if (all.getCount() > 0) {
      axis.put("autorangeoptions", Map.of("include", List.of(all.getMin(), all.getMax())));
    }
    return axis;
  }

  /** Draws a ring for each layer; a layer without a point at this moment has a gap. */
  private static Map<String, Object> rings(PlaneData data, Moment at) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (List<PlaneData.Point> points : data.layers().values()) {
      Optional<PlaneData.Point> point = points.stream().filter(p -> p.at().equals(at)).findFirst();
      x.add(point.map(p -> p.x().value()).orElse(Double.NaN));
      y.add(point.map(p -> p.y().value()).orElse(Double.NaN));
    }
    Map<String, Object> trace = Style.scatter("markers", x, y);
    trace.putAll(Map.of("name", "the moment of the slider", "showlegend", false));
    trace.put("hoverinfo", "skip"); // the point inside has the text
    LayerStyle looks = LayerStyle.of(data.graph());
    List<String> colors = data.layers().keySet().stream().map(looks::color).toList();
    Map<String, Object> line = Map.of("width", 2.5);
    trace.put("marker", Map.of("symbol", "circle-open", "size", 17, "color", colors, "line", line));
    return trace;
  }
}
