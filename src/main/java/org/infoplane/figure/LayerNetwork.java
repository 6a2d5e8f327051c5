package org.infoplane.figure;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.infoplane.recording.LayerGraph;
import org.infoplane.recording.LayerInfo;
import org.infoplane.result.LayerFlow;
import org.infoplane.result.Moment;
import org.infoplane.result.TransferResult;

/**
 * The network from top to bottom with the flows along its edges: feed-forward edges bow to the
 * left, feedback to the right. Large flows are wide and dark; grey ones are not above the null.
 */
public final class LayerNetwork {

  private static final int TOP = 96;
  private static final int ROW = 78;
  private static final int SLIDER_BELOW = 10;
  private static final int BOTTOM = 96;
  private static final double BOW = 0.20;
  private static final int POINTS = 17;
  private static final double WIDEST = 10;

  private final TransferResult te;
  private final LayerGraph graph;
  private final LayerStyle looks;
  private final int[] depth;
  private final double[] x;
  private final double most;

  private LayerNetwork(TransferResult te) {
    this.te = te;
    this.graph = te.graph();
    this.looks = LayerStyle.of(graph);
    this.depth = depths(graph);
    this.x = spread(depth);
    double largest =
        te.flows().stream().mapToDouble(f -> Coordinate.millibit(f.meanNats())).max().orElse(1);
    this.most = largest > 0 ? largest : 1;
  }

  /**
   * {@return a figure of all flows, with a slider over the moments}
   *
   * @param te of at least one pair
   */
  public static PlotlyFigure of(TransferResult te) {
    requireNonNull(te, "te must not be null");
    return new LayerNetwork(te).figure();
  }

  private PlotlyFigure figure() {
    int deepest = IntStream.of(depth).max().orElse(0);
    int plot = ROW * (deepest + 1);
    Map<String, Object> layout =
        Style.layout(
            te.kind().title() + " on the edges of the network",
            SignificanceMarks.subtitle("grey: not above", te),
            te.recipe(),
            TOP + plot + BOTTOM);
    layout.put("margin", Map.of("t", TOP, "l", 30, "r", 30, "b", BOTTOM));
    double widest = DoubleStream.of(x).max().orElse(0);
    layout.put("xaxis", Style.hiddenAxis(-1.1 - widest, 1.1 + widest));
    layout.put("yaxis", Style.hiddenAxis(deepest + 0.5, -0.5));
    layout.put("coloraxis", Style.amounts(most, te.amount() + " [millibit]"));
    layout.put("showlegend", false);
    layout.put("annotations", names());
    Map<Moment, List<LayerFlow>> byMoment =
        te.flows().stream().collect(groupingBy(LayerFlow::at, LinkedHashMap::new, toList()));
    List<Moment> moments = Slider.some(List.copyOf(byMoment.keySet()));
    List<Map<String, Object>> traces = new ArrayList<>();
    List<LayerFlow> shown = byMoment.getOrDefault(moments.get(moments.size() - 1), List.of());
    shown.forEach(flow -> traces.add(edge(flow)));
    traces.add(middles(shown, true));
    traces.add(nodes());
    traces.add(colors());
    return new Slider(moments, SLIDER_BELOW, plot, false)
        .figure(
            traces,
            layout,
            IntStream.rangeClosed(0, shown.size()).boxed().toList(),
            i -> changes(byMoment.getOrDefault(moments.get(i), List.of())));
  }

  private List<Map<String, Object>> changes(List<LayerFlow> flows) {
    List<Map<String, Object>> changes = new ArrayList<>();
    flows.forEach(flow -> changes.add(Map.of("line", line(flow))));
    changes.add(middles(flows, false));
    return changes;
  }

  /** Returns the length of the longest path from an input to each layer. */
  private static int[] depths(LayerGraph graph) {
    int[] depth = new int[graph.layers().size()];
    for (int layer = 0; layer < depth.length; layer++) {
      for (int input : graph.inputs(layer)) {
        depth[layer] = Math.max(depth[layer], depth[input] + 1);
      }
    }
    return depth;
  }

  /** Returns the place of each layer among those of its depth, side by side. */
  private static double[] spread(int[] depth) {
    double[] x = new double[depth.length];
    for (int layer = 0; layer < x.length; layer++) {
      int at = depth[layer];
      long row = IntStream.of(depth).filter(d -> d == at).count();
      long before = IntStream.range(0, layer).filter(l -> depth[l] == at).count();
      x[layer] = 1.2 * (before - (row - 1) / 2.0);
    }
    return x;
  }

  private Map<String, Object> edge(LayerFlow flow) {
    Map<String, Object> trace =
        Style.scatter(
            "lines",
            IntStream.range(0, POINTS).mapToObj(i -> point(flow, i / (POINTS - 1.0))).toList());
    trace.putAll(Map.of("name", Text.hover(flow.label()), "line", line(flow)));
    trace.put("hoverinfo", "skip");
    return trace;
  }

  /** Returns a point of a parabola between layers; long ones bow around the layers in between. */
  private double[] point(LayerFlow flow, double way) {
    int from = graph.index(flow.from());
    int to = graph.index(flow.to());
    int span = Math.abs(depth[to] - depth[from]);
    double bow = (flow.forward() ? -1 : 1) * BOW * (1 + 1.4 * (span - 1));
    return new double[] {
      x[from] + way * (x[to] - x[from]) + 4 * way * (1 - way) * bow,
      depth[from] + way * (depth[to] - depth[from])
    };
  }

  private Map<String, Object> line(LayerFlow flow) {
    double share = Coordinate.millibit(flow.meanNats()) / most;
    boolean grey =
        SignificanceMarks.canBe(te.surrogates())
            && !SignificanceMarks.is(flow.significance().pValue());
    String color = grey ? "#c8c8c8" : Viridis.reversed(share);
    return Map.of("color", color, "width", Math.max(1, WIDEST * share));
  }

  /** Draws an arrow head in the middle of each edge, with its value beside it. */
  private Map<String, Object> middles(List<LayerFlow> flows, boolean whole) {
    List<String> numbers =
        flows.stream().map(flow -> Text.number(Coordinate.millibit(flow.meanNats()), 3)).toList();
    List<String> hover =
        flows.stream()
            .map(f -> Text.hover(f.label(), f.at(), Coordinate.of(f, te.kind().symbol()).hover()))
            .toList();
    if (!whole) {
      return Map.of("text", numbers, "hovertext", hover);
    }
    Map<String, Object> trace =
        Style.scatter("markers+text", flows.stream().map(flow -> point(flow, 0.5)).toList());
    trace.putAll(Map.of("text", numbers, "hovertext", hover, "hoverinfo", "text"));
    trace.put(
        "textposition",
        flows.stream().map(flow -> flow.forward() ? "middle left" : "middle right").toList());
    trace.put("textfont", Map.of("size", 12, "color", Style.INK));
    List<String> heads =
        flows.stream().map(f -> f.forward() ? "triangle-down" : "triangle-up").toList();
    trace.put("marker", Map.of("size", 11, "color", Style.INK, "symbol", heads));
    return trace;
  }

  private Map<String, Object> nodes() {
    List<LayerInfo> layers = graph.layers();
    List<Double> across = IntStream.range(0, x.length).mapToObj(i -> x[i]).toList();
    List<Integer> down = IntStream.of(depth).boxed().toList();
    Map<String, Object> trace = Style.scatter("markers", across, down);
    trace.put("hoverinfo", "text");
    trace.put(
        "hovertext",
        layers.stream()
            .map(l -> "%s, %s, %s units".formatted(Text.hover(l.name()), l.type(), l.units()))
            .toList());
    trace.put(
        "marker",
        Map.of(
            "size", 20,
            "color", layers.stream().map(l -> looks.color(l.name())).toList(),
            "symbol", layers.stream().map(l -> looks.symbol(l.name())).toList(),
            "line", Map.of("color", "#ffffff", "width", 2)));
    return trace;
  }

  /** Names with a background, since edges pass below them. */
  private List<Map<String, Object>> names() {
    List<Map<String, Object>> names = new ArrayList<>();
    for (int layer = 0; layer < x.length; layer++) {
      LayerInfo info = graph.layers().get(layer);
      Map<String, Object> name = new LinkedHashMap<>();
      name.put("text", "<b>%s</b> (%s)".formatted(looks.name(info.name()), info.units()));
      name.put("showarrow", false);
      name.putAll(Map.of("x", x[layer], "xref", "x", "y", depth[layer], "yref", "y"));
      name.putAll(Map.of("yshift", 22, "bgcolor", "rgba(255,255,255,0.85)"));
      names.add(name);
    }
    return names;
  }

  /** Returns a trace without points, for the colour bar only. */
  private static Map<String, Object> colors() {
    Map<String, Object> trace = Style.scatter("markers", List.of(Double.NaN), List.of(Double.NaN));
    trace.put("marker", Map.of("color", List.of(0), "coloraxis", "coloraxis"));
    trace.put("hoverinfo", "skip");
    return trace;
  }
}
