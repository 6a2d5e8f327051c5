package org.infoplane.figure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.infoplane.result.Edge;
import org.infoplane.result.EffectiveNetwork;

/**
 * The edges between units that are there beyond chance: the units of one layer in a circle, of
 * several layers in columns. Each edge is bowed to its right, so that two opposite ones are seen;
 * its arrow stands at two thirds of the way.
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

  private EffectiveNetworkFigure(EffectiveNetwork network) {
    this.network = network;
    this.looks = LayerStyle.of(network.about().graph());
    this.most =
        network.edges().stream().mapToDouble(e -> Coordinate.millibit(e.nats())).max().orElse(1);
    List<EffectiveNetwork.Units> layers = network.layers();
    for (int l = 0; l < layers.size(); l++) {
      List<Integer> units = layers.get(l).units();
      for (int i = 0; i < units.size(); i++) {
        double angle = 2 * Math.PI * i / units.size();
        places.put(
            key(layers.get(l).layer(), units.get(i)),
            layers.size() == 1
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
   * Draws a network.
   *
   * @param network of at least one layer; of more than 400 edges the largest are shown
   * @return the figure
   */
  public static PlotlyFigure of(EffectiveNetwork network) {
    requireNonNull(network, "network must not be null");
    return new EffectiveNetworkFigure(network).figure();
  }

  private PlotlyFigure figure() {
    List<Edge> edges = network.edges().subList(0, Math.min(MOST, network.edges().size()));
    Map<String, Object> layout =
        Style.layout(
            "Effective network, " + network.at(),
            Style.subtitle(
                List.of(
                    network.about().measured(),
                    "lag " + network.lag(),
                    "%s of %s pairs, FDR 5 %%".formatted(network.edges().size(), network.tested()),
                    edges.size() < network.edges().size()
                        ? "the largest %s are shown".formatted(edges.size())
                        : "")),
            network.about().recipe(),
            TOP + PLOT + BOTTOM);
    layout.put("margin", Map.of("t", TOP, "l", 30, "r", 30, "b", BOTTOM));
    boolean circle = network.layers().size() == 1;
    layout.put("xaxis", hidden(List.of(-1.25, 1.25), circle));
    layout.put("yaxis", hidden(List.of(-1.15, 1.2), false));
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

  private static Map<String, Object> hidden(List<Double> range, boolean square) {
    Map<String, Object> axis = new LinkedHashMap<>();
    axis.putAll(Map.of("visible", false, "range", range, "fixedrange", true));
    if (square) {
      axis.put("scaleanchor", "y");
    }
    return axis;
  }

  private int shade(Edge edge) {
    return (int) Math.min(SHADES - 1.0, SHADES * Coordinate.millibit(edge.nats()) / most);
  }

  private static Map<String, Object> trace(String mode) {
    return Style.scatter(mode, List.of(), List.of());
  }

  /** Edges of one width and colour, with gaps between them. */
  private Map<String, Object> lines(List<Edge> edges, double share) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (Edge edge : edges) {
      for (int i = 0; i < POINTS; i++) {
        double[] point = point(edge, i / (POINTS - 1.0));
        x.add(point[0]);
        y.add(point[1]);
      }
      x.add(null);
      y.add(null);
    }
    Map<String, Object> trace = trace("lines");
    trace.putAll(Map.of("x", x, "y", y, "hoverinfo", "skip"));
    trace.put("line", Map.of("color", Viridis.reversed(share), "width", 0.8 + 3.2 * share));
    return trace;
  }

  /** Of a parabola, bowed to the right of its way. */
  private double[] point(Edge edge, double way) {
    double[] a = place(edge.from(), edge.source());
    double[] b = place(edge.to(), edge.target());
    double dx = b[0] - a[0];
    double dy = b[1] - a[1];
    double bow = 4 * way * (1 - way) * BOW;
    return new double[] {a[0] + way * dx + bow * dy, a[1] + way * dy - bow * dx};
  }

  private Map<String, Object> arrows(List<Edge> edges) {
    Map<String, Object> trace = trace("markers");
    List<double[]> at = edges.stream().map(edge -> point(edge, ARROW)).toList();
    trace.put("x", at.stream().map(point -> point[0]).toList());
    trace.put("y", at.stream().map(point -> point[1]).toList());
    trace.put("hoverinfo", "text");
    trace.put(
        "hovertext",
        edges.stream()
            .map(
                edge ->
                    "<b>unit %s of %s → unit %s of %s</b><br>%s %s millibit, lag %s, p = %s"
                        .formatted(
                            edge.source(),
                            looks.name(edge.from()),
                            edge.target(),
                            looks.name(edge.to()),
                            network.about().kind().symbol(),
                            Text.number(Coordinate.millibit(edge.nats())),
                            network.lag(),
                            Text.number(edge.pValue())))
            .toList());
    trace.put(
        "marker",
        new LinkedHashMap<>(
            Map.of(
                "symbol",
                "triangle-up",
                "size",
                9,
                "angle",
                edges.stream().map(this::angle).toList(),
                "color",
                edges.stream().map(edge -> Coordinate.millibit(edge.nats())).toList(),
                "coloraxis",
                "coloraxis",
                "line",
                Map.of("color", Style.INK, "width", 0.6))));
    return trace;
  }

  /** Degrees from upwards, clockwise, as Plotly turns markers; columns are wider than high. */
  private double angle(Edge edge) {
    double[] before = point(edge, ARROW - 0.02);
    double[] after = point(edge, ARROW + 0.02);
    double wider = network.layers().size() == 1 ? 1 : WIDER;
    return Math.toDegrees(Math.atan2(wider * (after[0] - before[0]), after[1] - before[1]));
  }

  private Map<String, Object> nodes() {
    Map<String, Object> trace = trace("markers+text");
    List<String> layers = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    for (EffectiveNetwork.Units of : network.layers()) {
      of.units().forEach(unit -> layers.add(of.layer()));
      of.units().forEach(unit -> numbers.add(String.valueOf(unit)));
    }
    trace.put("x", places.values().stream().map(place -> place[0]).toList());
    trace.put("y", places.values().stream().map(place -> place[1]).toList());
    trace.putAll(Map.of("text", numbers, "hoverinfo", "text"));
    trace.put("textfont", Map.of("size", 9, "color", "#ffffff"));
    trace.put(
        "hovertext",
        places.keySet().stream()
            .map(
                name ->
                    "unit %s: %s in, %s out"
                        .formatted(
                            Text.escape(Text.shortened(name, 60)),
                            network.edges().stream()
                                .filter(e -> key(e.to(), e.target()).equals(name))
                                .count(),
                            network.edges().stream()
                                .filter(e -> key(e.from(), e.source()).equals(name))
                                .count()))
            .toList());
    trace.put(
        "marker",
        Map.of(
            "size",
            17,
            "color",
            layers.stream().map(looks::color).toList(),
            "line",
            Map.of("color", "#ffffff", "width", 1)));
    return trace;
  }

  /** Above each column. */
  private List<Map<String, Object>> names() {
    return network.layers().stream()
        .map(
            of ->
                Style.note(
                    "<b>%s</b>".formatted(looks.name(of.layer())),
                    place(of.layer(), of.units().get(0))[0],
                    "x",
                    "center",
                    1.12,
                    "y",
                    "middle"))
        .toList();
  }
}
