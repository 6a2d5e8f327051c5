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
import org.infoplane.result.Moment;
import org.infoplane.result.TransferResult;

/**
 * Transfer entropy against epoch above, accuracy and loss below, on one time axis. Of one pair of
 * layers whose null has a closed form three bands show what is drift, bias and rest.
 */
public final class Curves {

  private static final int TOP = 86;
  private static final int PLOT = 484;
  private static final int LEGEND_BELOW = 56;
  private static final String ACCURACY = "#333333";
  private static final String LOSS = "#8c564b";

  private Curves() {}

  /**
   * Draws all flows.
   *
   * @param te with accuracy or loss
   * @return the figure
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
    byPair.forEach(
        (label, flows) -> {
          String color = looks.color(flows.get(0).to());
          Map<String, Object> flow = flowTrace(label, flows, looks, te.kind().symbol());
          if (bands) {
            traces.addAll(bands(flows));
            flow.putAll(Map.of("fill", "tonexty", "fillcolor", Style.REST_AREA));
          }
          traces.add(flow);
          if (!Double.isNaN(flows.get(0).significance().nullMean())) {
            traces.add(nullTrace(flows, color));
          }
        });
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

    showOnce(traces, "null (dotted)");
    int bottom = LEGEND_BELOW + Style.legendHeight(traces);
    Map<String, Object> layout =
        Style.layout(
            te.kind().title() + " while the network learns",
            Text.escape(
                te.measured()
                    + "; null: "
                    + te.nullInWords()
                    + (bands ? "; bands from below: drift, bias, rest" : "")),
            te.recipe(),
            TOP + PLOT + bottom);
    Map<String, Object> time = Style.axis(te.moments().get(0).unit());
    time.put("anchor", "y2");
    layout.put("xaxis", time);
    Map<String, Object> above = Style.axis("");
    above.putAll(Map.of("anchor", "y", "matches", "x", "showticklabels", false));
    layout.put("xaxis2", above);
    layout.put("yaxis", panel("x2", te.amount() + " [millibit]", 0.47, 1));
    layout.put("yaxis2", panel("x", accuracy ? "accuracy" : "loss", 0, 0.38));
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
   * @throws IllegalArgumentException if there are none
   */
  public static void requireMetrics(List<EpochMetrics> metrics) {
    requireNonNull(metrics, "metrics must not be null");
    if (metrics.isEmpty()) {
      throw new IllegalArgumentException(
          "Asked for TE beside accuracy and loss, but none were recorded. Add evaluating(train, test) to captureLayers(...).");
    }
  }

  private static void showOnce(List<Map<String, Object>> traces, String name) {
    boolean first = true;
    for (Map<String, Object> trace : traces) {
      if (name.equals(trace.get("name"))) {
        trace.put("showlegend", first);
        trace.put("legendgroup", name);
        first = false;
      }
    }
  }

  private static Map<String, Object> panel(String anchor, String title, double from, double to) {
    Map<String, Object> axis = Style.axis(title);
    axis.putAll(Map.of("anchor", anchor, "domain", List.of(from, to)));
    return axis;
  }

  private static Map<String, Object> flowTrace(
      String label, List<LayerFlow> flows, LayerStyle looks, String symbol) {
    LayerFlow first = flows.get(0);
    String name = looks.names(first.from(), first.to());
    Map<String, Object> trace = trace(name, "lines+markers", "y", looks.color(first.to()), "solid");
    trace.put("marker", Map.of("symbol", looks.symbol(first.from()), "size", 7));
    if (first.interval().isPresent()) {
      trace.put("error_y", margins(flows));
    }
    trace.put("x", flows.stream().map(f -> f.at().time()).toList());
    trace.put("y", flows.stream().map(f -> Coordinate.millibit(f.meanNats())).toList());
    trace.put("hoverinfo", "text");
    trace.put(
        "text",
        flows.stream()
            .map(
                f ->
                    "<b>%s</b>, %s<br>%s %s millibit, bias %s, null %s, p = %s%s"
                        .formatted(
                            Text.escape(Text.shortened(label, 60)),
                            f.at(),
                            symbol,
                            Text.number(Coordinate.millibit(f.meanNats())),
                            Text.number(Coordinate.millibit(f.biasNats())),
                            Text.number(Coordinate.millibit(f.significance().nullMean())),
                            Text.number(f.significance().pValue()),
                            Coordinate.of(f, symbol).parts()))
            .toList());
    return trace;
  }

  private static Map<String, Object> margins(List<LayerFlow> flows) {
    List<Double> margins =
        flows.stream().map(f -> Coordinate.of(f, "")).map(te -> te.to() - te.value()).toList();
    return Map.of("type", "data", "array", margins, "thickness", 1, "width", 3);
  }

  private static List<Map<String, Object>> bands(List<LayerFlow> flows) {
    Map<String, Object> drift = trace("drift", "lines", "y", Style.NULL_COLOR, "solid");
    drift.putAll(Map.of("fill", "tozeroy", "fillcolor", Style.DRIFT_AREA));
    Map<String, Object> bias = trace("drift + bias", "lines", "y", Style.BIAS_COLOR, "solid");
    bias.putAll(Map.of("fill", "tonexty", "fillcolor", Style.BIAS_BAND));
    List<LayerFlow.Split> splits = flows.stream().map(f -> f.split().orElseThrow()).toList();
    drift.put("y", splits.stream().map(s -> Coordinate.millibit(s.driftNats())).toList());
    bias.put(
        "y", splits.stream().map(s -> Coordinate.millibit(s.driftNats() + s.biasNats())).toList());
    for (Map<String, Object> band : List.of(drift, bias)) {
      band.put("x", flows.stream().map(f -> f.at().time()).toList());
      band.put("hoverinfo", "skip");
    }
    return List.of(drift, bias);
  }

  private static Map<String, Object> nullTrace(List<LayerFlow> flows, String color) {
    Map<String, Object> trace = trace("null (dotted)", "lines", "y", color, "dot");
    trace.put("x", flows.stream().map(f -> f.at().time()).toList());
    trace.put(
        "y", flows.stream().map(f -> Coordinate.millibit(f.significance().nullMean())).toList());
    trace.put("hoverinfo", "skip");
    return trace;
  }

  /**
   * When each number was taken: at the moment of its epoch, the second of an epoch at the second
   * moment of it. What has no moment is left out.
   */
  private static List<Double> times(List<EpochMetrics> metrics, List<Moment> moments) {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < metrics.size(); i++) {
      int epoch = metrics.get(i).epoch();
      long before = metrics.subList(0, i).stream().filter(m -> m.epoch() == epoch).count();
      times.add(
          moments.get(0).byEpoch()
              ? epoch
              : moments.stream()
                  .filter(at -> at.epoch() == epoch)
                  .skip(before)
                  .mapToDouble(Moment::time)
                  .findFirst()
                  .orElse(Double.NaN));
    }
    return times;
  }

  private static Map<String, Object> metric(
      TransferResult te,
      String name,
      String axis,
      String color,
      String dash,
      ToDoubleFunction<EpochMetrics> value) {
    Map<String, Object> trace = trace(name, "lines", axis, color, dash);
    trace.put("x", times(te.metrics(), te.moments()));
    trace.put("y", te.metrics().stream().map(value::applyAsDouble).toList());
    return trace;
  }

  private static Map<String, Object> trace(
      String name, String mode, String axis, String color, String dash) {
    Map<String, Object> trace = new LinkedHashMap<>(Map.of("type", "scatter", "mode", mode));
    trace.putAll(Map.of("name", name, "legendgroup", name));
    trace.putAll(Map.of("xaxis", axis.equals("y") ? "x2" : "x", "yaxis", axis));
    trace.put("line", Map.of("color", color, "width", 1.8, "dash", dash));
    return trace;
  }
}
