package org.infoplane.plane;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.figure.Text;

/** One plane, with a slider that rings each layer's point at a moment. */
final class PlaneFigure {

  private static final int TOP = 86;
  private static final int PLOT = 420;
  private static final int SLIDER_BELOW = 52;
  private static final int LEGEND_BELOW = 138;
  private static final int BOTTOM = 200;

  private PlaneFigure() {}

  static PlotlyFigure of(PlaneData data) {
    PlaneTraces plane = new PlaneTraces(data, "x", "y", true, 9);
    List<Moment> moments = data.moments();
    boolean slides = moments.size() > 1;
    int bottom = slides ? BOTTOM : BOTTOM - LEGEND_BELOW + SLIDER_BELOW;
    Map<String, Object> layout =
        Style.layout(
            data.title(), Style.subtitle(data.facts()), data.recipe(), TOP + PLOT + bottom);
    layout.put("margin", Map.of("t", TOP, "l", 70, "r", 30, "b", bottom));
    layout.put("xaxis", Style.axis(data.x()));
    layout.put("yaxis", Style.axis(data.y()));
    Moment last = moments.get(moments.size() - 1);
    layout.put("coloraxis", Style.times(last.unit(), moments.get(0).time(), last.time()));
    layout.put(
        "legend",
        Map.of(
            "orientation",
            "h",
            "y",
            -(double) (slides ? LEGEND_BELOW : SLIDER_BELOW) / PLOT,
            "yanchor",
            "top",
            "x",
            0));
    layout.put("shapes", plane.shapes());
    layout.put("annotations", plane.notes());
    List<Map<String, Object>> traces = plane.all(last);
    if (!slides) {
      return PlotlyFigure.of(traces, layout);
    }
    Slider.add(layout, SLIDER_BELOW, PLOT, moments, false);
    traces.add(rings(data, last, true));
    List<Integer> moving = new ArrayList<>();
    for (int i = 0; i < plane.nullRegions(last).size(); i++) {
      moving.add(i);
    }
    moving.add(traces.size() - 1);
    List<Map<String, Object>> frames = new ArrayList<>();
    for (Moment at : moments) {
      List<Map<String, Object>> changes = new ArrayList<>();
      plane.nullRegions(at).forEach(region -> changes.add(Style.points(region)));
      changes.add(rings(data, at, false));
      frames.add(Slider.frame(at, moving, changes));
    }
    return PlotlyFigure.of(traces, layout, frames);
  }

  /** One ring a layer; a layer without a point at this moment has a gap. */
  private static Map<String, Object> rings(PlaneData data, Moment at, boolean whole) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    List<String> text = new ArrayList<>();
    data.layers()
        .forEach(
            (layer, points) -> {
              var point = points.stream().filter(p -> p.at().equals(at)).findFirst();
              x.add(point.map(p -> p.x().value()).orElse(Double.NaN));
              y.add(point.map(p -> p.y().value()).orElse(Double.NaN));
              text.add(point.map(p -> PlaneTraces.hover(layer, p)).orElse(""));
            });
    if (!whole) {
      Map<String, Object> change = new LinkedHashMap<>();
      change.put("x", x);
      change.put("y", y);
      change.put("text", text);
      return change;
    }
    Map<String, Object> trace = Style.scatter("markers", x, y);
    trace.put("name", Text.escape("the moment of the slider"));
    trace.put("showlegend", false);
    trace.put("hoverinfo", "text");
    trace.put("text", text);
    trace.put(
        "marker",
        Map.of(
            "symbol",
            "circle-open",
            "size",
            17,
            "color",
            data.layers().keySet().stream().map(l -> Style.color(data.run(), l)).toList(),
            "line",
            Map.of("width", 2.5)));
    return trace;
  }
}
