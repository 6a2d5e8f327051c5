package org.infoplane.figure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.infoplane.result.Edge;
import org.infoplane.result.EffectiveNetwork;

/**
 * The significant edges between units: the units of one layer in a circle, of several layers in
 * columns. Each edge bows to its right, so that two opposite ones can be told apart; its arrow is
 * at two thirds of the way.
 */
public final class EffectiveNetworkFigure {

  private static final int TOP = 80;
  private static final int PLOT = 560;
  private static final int BOTTOM = 40;
  private static final int MOST = 400; // edges
  private static final int SHADES = 8;
  private static final int POINTS = 13;
  private static final double BOW = 0.12;
  private static final double ARROW = 0.66;
  private static final double WIDER = 1.3; // pixels of x against those of y, on a usual page

  private final EffectiveNetwork network;
  private final LayerStyle looks;
  private final Map<String, double[]> places = new LinkedHashMap<>();
  private final double most;
  private final boolean circle;

  private EffectiveNetworkFigure(EffectiveNetwork network) {
    this.network = network;
    this.looks = LayerStyle.of(network.about().graph());
    this.most =
        network.edges().stream().mapToDouble(e -> Coordinate.millibit(e.nats())).max().orElse(1);
    List<EffectiveNetwork.Units> layers = network.layers();
    this.circle = layers.size() == 1;
    for (int l = 0; l < layers.size(); l++) {
      List<Integer> units = layers.get(l).units();
      for (int i = 0; i < units.size(); i++) {
        double angle = 2 * Math.PI * i / units.size();
        places.put(
            key(layers.get(l).layer(), units.get(i)),
            circle
                ? new double[] {Math.sin(angle), Math.cos(angle)}
                : new double[] {
                  2.0 * l / (layers.size() - 1) - 1, 1 - 2 * (i + 0.5) / units.size()
                });
      }
    }
  }

  private static String key(String layer, int unit) {
    return unit + " of " + layer;
  }

  private double[] place(String layer, int unit) {
    return requireNonNull(places.get(key(layer, unit)));
  }

  /**
   * {@return a figure of a network}
   *
   * @param network of at least one layer; of more than 400 edges the largest are shown
   */
  public static PlotlyFigure of(EffectiveNetwork network) {
    requireNonNull(network, "network must not be null");
    return new EffectiveNetworkFigure(network).figure();
  }

  private PlotlyFigure figure() {
    int all = network.edges().size();
    List<Edge> edges = network.edges().subList(0, Math.min(MOST, all));
    Map<String, Object> layout =
        Style.layout(
            "Effective network, " + network.at(),
            Style.subtitle(
                network.about().measured(),
                "lag " + network.lag(),
                "%s of %s pairs, FDR 5 %%".formatted(all, network.tested()),
                edges.size() < all ? "the largest %s are shown".formatted(edges.size()) : ""),
            network.about().recipe(),
            TOP + PLOT + BOTTOM);
    layout.put("margin", Map.of("t", TOP, "l", 30, "r", 30, "b", BOTTOM));
    Map<String, Object> xaxis = Style.hiddenAxis(-1.25, 1.25);
    if (circle) {
      xaxis.put("scaleanchor", "y");
    }
    layout.put("xaxis", xaxis);
    layout.put("yaxis", Style.hiddenAxis(-1.15, 1.2));
    layout.put("coloraxis", Style.amounts(most, network.about().kind().symbol() + " [millibit]"));
    layout.put("showlegend", false);
    List<Map<String, Object>> traces = new ArrayList<>();
    for (int shade = 0; shade < SHADES; shade++) {
      int of = shade;
      List<Edge> some = edges.stream().filter(edge -> shade(edge) == of).toList();
      if (!some.isEmpty()) {
        traces.add(lines(some, (shade + 0.5) / SHADES));
      }
    }
    traces.add(arrows(edges));
    traces.add(nodes());
    layout.put("annotations", circle ? List.of() : names());
    return PlotlyFigure.of(traces, layout);
  }

  private int shade(Edge edge) {
    return (int) Math.min(SHADES - 1.0, SHADES * Coordinate.millibit(edge.nats()) / most);
  }

  /** Draws edges of one width and colour as one trace, with gaps between them. */
  private Map<String, Object> lines(List<Edge> edges, double share) {
    List<double[]> points = new ArrayList<>();
    for (Edge edge : edges) {
      for (int i = 0; i < POINTS; i++) {
        points.add(point(edge, i / (POINTS - 1.0)));
      }
      points.add(new double[] {Double.NaN, Double.NaN});
    }
    Map<String, Object> trace = Style.scatter("lines", points);
    trace.put("hoverinfo", "skip");
    trace.put("line", Map.of("color", Viridis.reversed(share), "width", 0.8 + 3.2 * share));
    return trace;
  }

  /** Returns a point of an edge's parabola; way goes from 0 to 1. */
  private double[] point(Edge edge, double way) {
    double[] a = place(edge.from(), edge.source());
    double[] b = place(edge.to(), edge.target());
    double dx = b[0] - a[0];
    double dy = b[1] - a[1];
    double bow = 4 * way * (1 - way) * BOW;
    return new double[] {a[0] + way * dx + bow * dy, a[1] + way * dy - bow * dx};
  }

  private Map<String, Object> arrows(List<Edge> edges) {
    Map<String, Object> trace =
        Style.scatter("markers", edges.stream().map(edge -> point(edge, ARROW)).toList());
    trace.put("hoverinfo", "text");
    trace.put("hovertext", edges.stream().map(this::hover).toList());
    Map<String, Object> marker = new LinkedHashMap<>();
    marker.putAll(Map.of("symbol", "triangle-up", "size", 9, "coloraxis", "coloraxis"));
    marker.put("angle", edges.stream().map(this::angle).toList());
    marker.put("color", edges.stream().map(edge -> Coordinate.millibit(edge.nats())).toList());
    marker.put("line", Map.of("color", Style.INK, "width", 0.6));
    trace.put("marker", marker);
    return trace;
  }

  private String hover(Edge edge) {
    return "<b>unit %s of %s → unit %s of %s</b><br>%s %s millibit, lag %s, p = %s"
        .formatted(
            edge.source(),
            looks.name(edge.from()),
            edge.target(),
            looks.name(edge.to()),
            network.about().kind().symbol(),
            Text.millibit(edge.nats()),
            network.lag(),
            Text.number(edge.pValue()));
  }

  /** Returns degrees clockwise from upwards, as Plotly turns markers. */
  private double angle(Edge edge) {
    double[] before = point(edge, ARROW - 0.02);
    double[] after = point(edge, ARROW + 0.02);
    double dx = (circle ? 1 : WIDER) * (after[0] - before[0]);
    return Math.toDegrees(Math.atan2(dx, after[1] - before[1]));
  }

  private Map<String, Object> nodes() {
    Map<String, Object> trace = Style.scatter("markers+text", places.values());
    List<String> colors = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    for (EffectiveNetwork.Units of : network.layers()) {
      of.units().forEach(unit -> colors.add(looks.color(of.layer())));
      of.units().forEach(unit -> numbers.add(String.valueOf(unit)));
    }
    trace.putAll(Map.of("text", numbers, "hoverinfo", "text"));
    trace.put("textfont", Map.of("size", 9, "color", "#ffffff"));
    trace.put("hovertext", places.keySet().stream().map(this::hover).toList());
    Map<String, Object> rim = Map.of("color", "#ffffff", "width", 1);
    trace.put("marker", Map.of("size", 17, "color", colors, "line", rim));
    return trace;
  }

  private String hover(String unit) {
    List<Edge> edges = network.edges();
    return "unit %s: %s in, %s out"
        .formatted(
            Text.hover(unit),
            edges.stream().filter(e -> key(e.to(), e.target()).equals(unit)).count(),
            edges.stream().filter(e -> key(e.from(), e.source()).equals(unit)).count());
  }

  private List<Map<String, Object>> names() {
    List<Map<String, Object>> names = new ArrayList<>();
    for (EffectiveNetwork.Units of : network.layers()) {
      String name = "<b>%s</b>".formatted(looks.name(of.layer()));
      double x = place(of.layer(), of.units().get(0))[0];
      names.add(Style.note(name, x, "x", "center", 1.12, "y", "middle"));
    }
    return names;
  }
}
