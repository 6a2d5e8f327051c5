package org.infoplane.figure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.infoplane.result.LagFlow;
import org.infoplane.result.LagResult;
import org.infoplane.result.Moment;
import org.infoplane.result.UnitLags;

/**
 * What reaches each unit of a layer (rows) at each lag (columns), with a slider over the moments.
 */
public final class LagHeatMap {

  private static final int TOP = 80;
  private static final int SLIDER_BELOW = 56;
  private static final int BOTTOM = 140;
  private static final int MOMENTS = 40;

  private LagHeatMap() {}

  /**
   * Draws one layer pair.
   *
   * @param spectra of one pair of layers
   * @return the figure; the last moment first
   */
  public static PlotlyFigure of(LagResult spectra) {
    requireNonNull(spectra, "spectra must not be null");
    List<LagFlow> flows = Slider.some(spectra.flows(), MOMENTS);
    LagFlow last = flows.get(flows.size() - 1);
    LayerStyle looks = LayerStyle.of(spectra.about().graph());
    List<String> units = last.units().stream().map(unit -> String.valueOf(unit.unit())).toList();
    List<String> lags = spectra.lags().stream().map(String::valueOf).toList();
    int plot = Math.max(160, Math.min(560, units.size() * 24));
    Map<String, Object> layout =
        Style.layout(
            "After how many steps "
                + looks.name(last.from())
                + " is seen in each unit of "
                + looks.name(last.to()),
            Style.subtitle(
                List.of(
                    spectra.about().measured(),
                    SignificanceMarks.words(
                        "dot: best lag, above",
                        spectra.about().surrogates(),
                        spectra.about().nullInWords()))),
            spectra.about().recipe(),
            TOP + plot + BOTTOM);
    layout.put("margin", Map.of("t", TOP, "l", 70, "r", 30, "b", BOTTOM));
    layout.put("xaxis", names("lag [steps]", lags, false));
    layout.put("yaxis", names("unit of " + looks.name(last.to()), units, true));
    double max =
        flows.stream()
            .flatMap(flow -> flow.units().stream())
            .flatMap(unit -> unit.nats().stream())
            .mapToDouble(Coordinate::millibit)
            .filter(value -> value > 0)
            .max()
            .orElse(1);
    layout.put("coloraxis", Style.amounts(max, "TE [millibit]"));
    layout.put("showlegend", false);
    Map<String, Object> cells = Style.cells(lags, units, amounts(last), "coloraxis");
    cells.putAll(Map.of("text", hover(spectra.lags(), last, looks), "hoverinfo", "text"));
    List<Map<String, Object>> traces =
        List.of(cells, SignificanceMarks.dots(best(last, false), best(last, true)));
    if (flows.size() == 1) {
      return PlotlyFigure.of(traces, layout);
    }
    List<Moment> moments = flows.stream().map(LagFlow::at).toList();
    Slider.add(layout, SLIDER_BELOW, plot, moments, true);
    return PlotlyFigure.of(
        traces,
        layout,
        flows.stream()
            .map(
                flow ->
                    Slider.frame(
                        flow.at(),
                        List.of(0, 1),
                        List.of(
                            Map.of("z", amounts(flow), "text", hover(spectra.lags(), flow, looks)),
                            Map.of("x", best(flow, false), "y", best(flow, true)))))
            .toList());
  }

  private static Map<String, Object> names(String title, List<String> labels, boolean down) {
    Map<String, Object> axis = Style.axis(title);
    axis.putAll(Map.of("type", "category", "showgrid", false));
    int cells = labels.size();
    axis.put("range", down ? List.of(cells - 0.5, -0.5) : List.of(-0.5, cells - 0.5));
    int step = Math.max(1, (cells + 23) / 24);
    axis.put(
        "tickvals",
        IntStream.range(0, cells).filter(i -> i % step == 0).mapToObj(labels::get).toList());
    return axis;
  }

  private static List<List<Double>> amounts(LagFlow flow) {
    return flow.units().stream()
        .map(unit -> unit.nats().stream().map(Coordinate::millibit).toList())
        .toList();
  }

  private static List<String> best(LagFlow flow, boolean down) {
    return flow.units().stream()
        .filter(unit -> SignificanceMarks.is(unit.pValueOfBest()))
        .map(unit -> String.valueOf(down ? unit.unit() : unit.bestLag()))
        .toList();
  }

  private static List<List<String>> hover(List<Integer> lags, LagFlow flow, LayerStyle looks) {
    List<List<String>> rows = new ArrayList<>();
    for (UnitLags unit : flow.units()) {
      rows.add(
          IntStream.range(0, lags.size())
              .mapToObj(
                  i ->
                      "<b>%s → unit %s of %s</b>, %s, lag %s<br>TE %s millibit, null %s%s"
                          .formatted(
                              looks.name(flow.from()),
                              unit.unit(),
                              looks.name(flow.to()),
                              flow.at(),
                              lags.get(i),
                              Text.number(Coordinate.millibit(unit.nats().get(i))),
                              Text.number(Coordinate.millibit(unit.nullNats().get(i))),
                              lags.get(i) == unit.bestLag()
                                  ? "<br>best lag, p among all lags = "
                                      + Text.number(unit.pValueOfBest())
                                  : ""))
              .toList());
    }
    return rows;
  }
}
