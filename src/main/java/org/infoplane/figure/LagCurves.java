package org.infoplane.figure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.infoplane.result.LagFlow;
import org.infoplane.result.LagResult;
import org.infoplane.result.LayerFlow;
import org.infoplane.result.Moment;

/** Transfer entropy against lag, a line a layer pair, with a slider over the moments. */
public final class LagCurves {

  private static final int TOP = 86;
  private static final int PLOT = 380;
  private static final int SLIDER_BELOW = 56;
  private static final int SLIDER = 84;

  private LagCurves() {}

  /**
   * Draws all layer pairs.
   *
   * @param spectra of at least one pair
   * @return the figure; the last moment first
   */
  public static PlotlyFigure of(LagResult spectra) {
    requireNonNull(spectra, "spectra must not be null");
    LayerStyle looks = LayerStyle.of(spectra.about().graph());
    List<Moment> moments =
        Slider.some(spectra.flows().stream().map(LagFlow::at).distinct().toList());
    List<Map<String, Object>> traces = traces(spectra, looks, moments.get(moments.size() - 1));
    boolean slides = moments.size() > 1;
    int legendBelow = slides ? SLIDER_BELOW + SLIDER : SLIDER_BELOW;
    int bottom = legendBelow + Style.legendHeight(traces);
    Map<String, Object> layout =
        Style.layout(
            "After how many steps information arrives",
            Style.subtitle(
                List.of(
                    spectra.about().measured(),
                    SignificanceMarks.words(
                        "filled: best lag, above",
                        spectra.about().surrogates(),
                        spectra.about().nullInWords()))),
            spectra.about().recipe(),
            TOP + PLOT + bottom);
    Map<String, Object> lag = Style.axis("lag [steps]");
    lag.put("dtick", Math.max(1, (spectra.lags().size() + 19) / 20));
    layout.put("xaxis", lag);
    Map<String, Object> amount = Style.axis(spectra.about().amount() + " [millibit]");
    amount.put("rangemode", "tozero");
    amount.put("range", List.of(0, 1.06 * largest(spectra)));
    layout.put("yaxis", amount);
    layout.put("margin", Map.of("t", TOP, "l", 70, "r", 30, "b", bottom));
    layout.put("legend", Style.legend(-(double) legendBelow / PLOT));
    if (!slides) {
      return PlotlyFigure.of(traces, layout);
    }
    Slider.add(layout, SLIDER_BELOW, PLOT, moments, false);
    List<Integer> all = IntStream.range(0, traces.size()).boxed().toList();
    return PlotlyFigure.of(
        traces,
        layout,
        moments.stream()
            .map(
                at ->
                    Slider.frame(
                        at,
                        all,
                        traces(spectra, looks, at).stream().map(LagCurves::moving).toList()))
            .toList());
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

  private static Map<String, Object> moving(Map<String, Object> trace) {
    Map<String, Object> some = new LinkedHashMap<>();
    for (String key : List.of("y", "text", "marker")) {
      if (trace.containsKey(key)) {
        some.put(key, trace.get(key));
      }
    }
    return some;
  }

  private static List<Map<String, Object>> traces(LagResult spectra, LayerStyle looks, Moment at) {
    List<Map<String, Object>> traces = new ArrayList<>();
    boolean named = false;
    for (LagFlow flow : spectra.flows()) {
      if (!flow.at().equals(at)) {
        continue;
      }
      traces.add(line(spectra.lags(), flow, looks));
      if (!Double.isNaN(flow.lags().get(0).significance().nullMean())) {
        Map<String, Object> nullTrace =
            Style.scatter(
                "lines",
                spectra.lags(),
                flow.lags().stream()
                    .map(lag -> Coordinate.millibit(lag.significance().nullMean()))
                    .toList());
        nullTrace.putAll(Map.of("name", "null (dotted)", "legendgroup", "null (dotted)"));
        nullTrace.putAll(Map.of("hoverinfo", "skip", "showlegend", !named));
        nullTrace.put("line", Map.of("color", looks.color(flow.to()), "width", 1.6, "dash", "dot"));
        named = true;
        traces.add(nullTrace);
      }
    }
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
    boolean believed = SignificanceMarks.is(flow.ofBest().pValue());
    trace.put(
        "marker",
        Map.of(
            "symbol",
            looks.symbol(flow.from()),
            "size",
            lags.stream().map(lag -> believed && lag == flow.bestLag() ? 11 : 7).toList(),
            "color",
            lags.stream()
                .map(lag -> believed && lag == flow.bestLag() ? color : "#ffffff")
                .toList(),
            "line",
            Map.of("color", color, "width", 1.6)));
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
            Text.escape(Text.shortened(at.label(), 60)),
            at.at(),
            lag,
            Coordinate.of(at, "TE").hover(),
            lag == flow.bestLag() && !Double.isNaN(flow.ofBest().pValue())
                ? "<br>best lag, p among all lags = " + Text.number(flow.ofBest().pValue())
                : "");
  }
}
