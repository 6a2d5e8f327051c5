package org.infoplane.figure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.infoplane.result.LagFlow;
import org.infoplane.result.LagResult;
import org.infoplane.result.LayerFlow;
import org.infoplane.result.Moment;

/** Transfer entropy against lag, a line for each layer pair, with a slider over the moments. */
public final class LagCurves {

  private static final int TOP = 86;
  private static final int PLOT = 380;
  private static final int SLIDER_BELOW = 56;
  private static final int SLIDER = 84;

  private LagCurves() {}

  /**
   * {@return a figure of all layer pairs, which shows the last moment first}
   *
   * @param spectra of at least one pair
   */
  public static PlotlyFigure of(LagResult spectra) {
    requireNonNull(spectra, "spectra must not be null");
    List<Moment> moments =
        Slider.some(spectra.flows().stream().map(LagFlow::at).distinct().toList());
    List<Map<String, Object>> traces = traces(spectra, moments.get(moments.size() - 1));
    int legendBelow = moments.size() > 1 ? SLIDER_BELOW + SLIDER : SLIDER_BELOW;
    Map<String, Object> layout =
        Style.layout(
            "After how many steps information arrives",
            SignificanceMarks.subtitle("filled: best lag, above", spectra.about()),
            spectra.about().recipe(),
            TOP,
            PLOT,
            legendBelow + Style.legendHeight(traces));
    Map<String, Object> lag = Style.axis("lag [steps]");
    lag.put("dtick", Math.max(1, (spectra.lags().size() + 19) / 20));
    layout.put("xaxis", lag);
    Map<String, Object> amount = Style.axis(spectra.about().amount() + " [millibit]");
    amount.put("rangemode", "tozero");
    amount.put("range", List.of(0, 1.06 * largest(spectra)));
    layout.put("yaxis", amount);
    layout.put("legend", Style.legend(-(double) legendBelow / PLOT));
    List<Integer> all = IntStream.range(0, traces.size()).boxed().toList();
    return new Slider(moments, SLIDER_BELOW, PLOT, false)
        .figure(traces, layout, all, at -> changes(traces(spectra, moments.get(at))));
  }

  private static double largest(LagResult spectra) {
    double largest =
        spectra.flows().stream()
            .flatMap(flow -> flow.lags().stream())
            .flatMapToDouble(lag -> DoubleStream.of(lag.meanNats(), lag.significance().nullMean()))
            .filter(nats -> nats > 0)
            .max()
            .orElse(1);
    return Coordinate.millibit(largest);
  }

  private static List<Map<String, Object>> changes(List<Map<String, Object>> traces) {
    traces.forEach(trace -> trace.keySet().retainAll(List.of("y", "text", "marker")));
    return traces;
  }

  private static List<Map<String, Object>> traces(LagResult spectra, Moment at) {
    LayerStyle looks = LayerStyle.of(spectra.about().graph());
    List<Map<String, Object>> traces = new ArrayList<>();
    for (LagFlow flow : spectra.flows()) {
      if (!flow.at().equals(at)) {
        continue;
      }
      traces.add(line(spectra.lags(), flow, looks));
      List<Double> means =
          flow.lags().stream()
              .map(lag -> Coordinate.millibit(lag.significance().nullMean()))
              .toList();
      if (!Double.isNaN(means.get(0))) {
        Map<String, Object> nullLine = Style.scatter("lines", spectra.lags(), means);
        nullLine.putAll(Map.of("name", "null (dotted)", "legendgroup", "null (dotted)"));
        nullLine.put("hoverinfo", "skip");
        nullLine.put("line", Map.of("color", looks.color(flow.to()), "width", 1.6, "dash", "dot"));
        traces.add(nullLine);
      }
    }
    Style.showOnce(traces, "null (dotted)", true);
    return traces;
  }

  private static Map<String, Object> line(List<Integer> lags, LagFlow flow, LayerStyle looks) {
    String color = looks.color(flow.to());
    Map<String, Object> trace =
        Style.scatter(
            "lines+markers",
            lags,
            flow.lags().stream().map(lag -> Coordinate.millibit(lag.meanNats())).toList());
    trace.put("name", looks.names(flow.from(), flow.to()));
    trace.put("line", Map.of("color", color, "width", 1.8));
    int best = SignificanceMarks.is(flow.ofBest().pValue()) ? flow.bestLag() : -1;
    trace.put(
        "marker",
        Map.of(
            "symbol", looks.symbol(flow.from()),
            "size", lags.stream().map(lag -> lag == best ? 11 : 7).toList(),
            "color", lags.stream().map(lag -> lag == best ? color : "#ffffff").toList(),
            "line", Map.of("color", color, "width", 1.6)));
    trace.put("hoverinfo", "text");
    trace.put(
        "text",
        IntStream.range(0, lags.size())
            .mapToObj(i -> hover(lags.get(i), flow, flow.lags().get(i)))
            .toList());
    return trace;
  }

  private static String hover(int lag, LagFlow flow, LayerFlow at) {
    return "<b>%s</b>, %s, lag %s<br>%s%s"
        .formatted(
            Text.hover(at.label()),
            at.at(),
            lag,
            Coordinate.of(at, "TE").hover(),
            lag == flow.bestLag() && !Double.isNaN(flow.ofBest().pValue())
                ? "<br>best lag, p among all lags = " + Text.number(flow.ofBest().pValue())
                : "");
  }
}
