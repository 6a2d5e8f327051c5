package org.infoplane.figure;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.result.LayerFlow;
import org.infoplane.result.TransferResult;

/**
 * Transfer entropy against time above, accuracy and loss below, on a common time axis. A single
 * pair of layers whose null has a closed form gets three bands: drift, bias and rest.
 */
public final class Curves {

  private static final int TOP = 86;
  private static final int PLOT = 484;
  private static final int LEGEND_BELOW = 56;
  private static final String ACCURACY = "#333333";
  private static final String LOSS = "#8c564b";

  private Curves() {}

  /**
   * {@return a figure of all flows}
   *
   * @param te with accuracy or loss
   * @throws IllegalArgumentException if neither was measured
   */
  public static PlotlyFigure of(TransferResult te) {
    requireNonNull(te, "te must not be null");
    requireMetrics(te.metrics());
    Map<String, List<LayerFlow>> byPair =
        te.flows().stream().collect(groupingBy(LayerFlow::label, LinkedHashMap::new, toList()));
    LayerStyle looks = LayerStyle.of(te.graph());
    List<Map<String, Object>> traces = new ArrayList<>();
    boolean bands =
        byPair.size() == 1 && te.flows().stream().allMatch(flow -> flow.split().isPresent());
    for (List<LayerFlow> flows : byPair.values()) {
      Map<String, Object> curve = curve(flows, looks, te.kind().symbol());
      if (bands) {
        traces.addAll(bands(flows));
        curve.putAll(Map.of("fill", "tonexty", "fillcolor", Style.REST_AREA));
      }
      traces.add(curve);
      if (!Double.isNaN(flows.get(0).significance().nullMean())) {
        List<Double> means =
            flows.stream().map(f -> Coordinate.millibit(f.significance().nullMean())).toList();
        String color = looks.color(flows.get(0).to());
        Map<String, Object> nullCurve =
            line("null (dotted)", "y", color, "dot", times(flows), means);
        nullCurve.put("hoverinfo", "skip");
        traces.add(nullCurve);
      }
    }
    boolean accuracy =
        te.metrics().stream()
            .anyMatch(m -> !Double.isNaN(m.trainAccuracy()) || !Double.isNaN(m.testAccuracy()));
    if (accuracy) {
      traces.add(metric(te, "train accuracy", "y2", ACCURACY, "dot", EpochMetrics::trainAccuracy));
      traces.add(metric(te, "test accuracy", "y2", ACCURACY, "solid", EpochMetrics::testAccuracy));
    }
    String y = accuracy ? "y3" : "y2";
    traces.add(metric(te, "train loss", y, LOSS, "dot", EpochMetrics::trainLoss));
    traces.add(metric(te, "test loss", y, LOSS, "solid", EpochMetrics::testLoss));

    Style.showOnce(traces, "null (dotted)", true);
    int bottom = LEGEND_BELOW + Style.legendHeight(traces);
    String parts = bands ? "; bands from below: drift, bias, rest" : "";
    Map<String, Object> layout =
        Style.layout(
            te.kind().title() + " while the network learns",
            Text.escape(te.measured() + "; null: " + te.nullInWords() + parts),
            te.recipe(),
            TOP + PLOT + bottom);
    Map<String, Object> time = Style.axis(te.moments().get(0).unit());
    time.put("anchor", "y2");
    layout.put("xaxis", time);
    Map<String, Object> above = Style.axis("");
    above.putAll(Map.of("anchor", "y", "matches", "x", "showticklabels", false));
    layout.put("xaxis2", above);
    layout.put("yaxis", Style.axis(te.amount() + " [millibit]", "x2", 0.47, 1));
    layout.put("yaxis2", Style.axis(accuracy ? "accuracy" : "loss", "x", 0, 0.38));
    if (accuracy) {
      Map<String, Object> loss = Style.axis("loss");
      loss.putAll(Map.of("overlaying", "y2", "side", "right", "showgrid", false, "anchor", "x"));
      layout.put("yaxis3", loss);
    }
    layout.put("margin", Map.of("t", TOP, "l", 70, "r", 70, "b", bottom));
    layout.put("legend", Style.legend(-(double) LEGEND_BELOW / PLOT));
    return PlotlyFigure.of(traces, layout);
  }

  /**
   * Checks that there is something to draw below.
   *
   * @param metrics accuracy and loss
   * @throws IllegalArgumentException if empty
   */
  public static void requireMetrics(List<EpochMetrics> metrics) {
    requireNonNull(metrics, "metrics must not be null");
    if (metrics.isEmpty()) {
      throw new IllegalArgumentException(
          "Curves need accuracy or loss, but none was recorded. Add evaluating(train, test) to captureLayers(...).");
    }
  }

  private static List<Integer> times(List<LayerFlow> flows) {
    return flows.stream().map(f -> f.at().time()).toList();
  }

  private static Map<String, Object> curve(List<LayerFlow> flows, LayerStyle looks, String symbol) {
    LayerFlow first = flows.get(0);
    Map<String, Object> trace =
        line(
            looks.names(first.from(), first.to()),
            "y",
            looks.color(first.to()),
            "solid",
            times(flows),
            flows.stream().map(f -> Coordinate.millibit(f.meanNats())).toList());
    trace.put("mode", "lines+markers");
    trace.put("marker", Map.of("symbol", looks.symbol(first.from()), "size", 7));
    if (first.interval().isPresent()) {
      List<Double> margins =
          flows.stream().map(f -> Coordinate.of(f, "")).map(te -> te.to() - te.value()).toList();
      trace.put("error_y", Map.of("type", "data", "array", margins, "thickness", 1, "width", 3));
    }
    trace.put("hoverinfo", "text");
    trace.put("text", flows.stream().map(f -> hover(f, symbol)).toList());
    return trace;
  }

  private static String hover(LayerFlow flow, String symbol) {
    return "<b>%s</b>, %s<br>%s %s millibit, bias %s, null %s, p = %s%s"
        .formatted(
            Text.hover(flow.label()),
            flow.at(),
            symbol,
            Text.millibit(flow.meanNats()),
            Text.millibit(flow.biasNats()),
            Text.millibit(flow.significance().nullMean()),
            Text.number(flow.significance().pValue()),
            Coordinate.of(flow, symbol).parts());
  }

  private static List<Map<String, Object>> bands(List<LayerFlow> flows) {
    List<LayerFlow.Split> splits = flows.stream().map(f -> f.split().orElseThrow()).toList();
    List<Double> toDrift = splits.stream().map(s -> Coordinate.millibit(s.driftNats())).toList();
    List<Double> toBias =
        splits.stream().map(s -> Coordinate.millibit(s.driftNats() + s.biasNats())).toList();
    Map<String, Object> drift =
        line("drift", "y", Style.NULL_COLOR, "solid", times(flows), toDrift);
    drift.putAll(Map.of("fill", "tozeroy", "fillcolor", Style.DRIFT_AREA, "hoverinfo", "skip"));
    Map<String, Object> bias =
        line("drift + bias", "y", Style.BIAS_COLOR, "solid", times(flows), toBias);
    bias.putAll(Map.of("fill", "tonexty", "fillcolor", Style.BIAS_BAND, "hoverinfo", "skip"));
    return List.of(drift, bias);
  }

  private static Map<String, Object> metric(
      TransferResult te,
      String name,
      String axis,
      String color,
      String dash,
      ToDoubleFunction<EpochMetrics> value) {
    List<Double> values = te.metrics().stream().map(value::applyAsDouble).toList();
    List<Double> times =
        te.momentsOfMetrics().stream()
            .map(at -> at.map(moment -> (double) moment.time()).orElse(Double.NaN)) // not drawn
            .toList();
    return line(name, axis, color, dash, times, values);
  }

  private static Map<String, Object> line(
      String name, String axis, String color, String dash, List<?> x, List<?> y) {
    Map<String, Object> trace = Style.scatter("lines", x, y);
    trace.putAll(Map.of("name", name, "legendgroup", name));
    trace.putAll(Map.of("xaxis", axis.equals("y") ? "x2" : "x", "yaxis", axis));
    trace.put("line", Map.of("color", color, "width", 1.8, "dash", dash));
    return trace;
  }
}
