package org.infoplane.figure;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.infoplane.result.LagFlow;
import org.infoplane.result.LagResult;
import org.infoplane.result.UnitLags;

/** The flow into each unit of a layer (rows) at each lag (columns), with a slider over moments. */
public final class LagHeatMap {

  private static final int TOP = 80;
  private static final int SLIDER_BELOW = 56;
  private static final int BOTTOM = 140;
  private static final int MOMENTS = 40;

  private LagHeatMap() {}

  /**
   * {@return a figure of one layer pair, which shows the last moment first}
   *
   * @param spectra of one pair of layers
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
            "After how many steps %s is seen in each unit of %s"
                .formatted(looks.name(last.from()), looks.name(last.to())),
            SignificanceMarks.subtitle("dot: best lag, above", spectra.about()),
            spectra.about().recipe(),
            TOP,
            plot,
            BOTTOM);
    layout.put("xaxis", Style.categories("lag [steps]", lags, false, 24));
    layout.put("yaxis", Style.categories("unit of " + looks.name(last.to()), units, true, 24));
    DoubleStream all =
        flows.stream()
            .flatMap(flow -> flow.units().stream())
            .flatMap(unit -> unit.nats().stream())
            .mapToDouble(Coordinate::millibit);
    layout.put("coloraxis", Style.amounts(all, "TE [millibit]"));
    layout.put("showlegend", false);
    Map<String, Object> cells = Style.cells(lags, units, amounts(last), "coloraxis");
    cells.putAll(Map.of("text", hover(spectra.lags(), last, looks), "hoverinfo", "text"));
    Map<String, Object> dots = SignificanceMarks.dots(best(last, false), best(last, true));
    return new Slider(flows.stream().map(LagFlow::at).toList(), SLIDER_BELOW, plot, true)
        .figure(
            List.of(cells, dots),
            layout,
            List.of(0, 1),
            i -> {
              LagFlow flow = flows.get(i);
              return List.of(
                  Map.of("z", amounts(flow), "text", hover(spectra.lags(), flow, looks)),
                  Map.of("x", best(flow, false), "y", best(flow, true)));
            });
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
    return flow.units().stream()
        .map(
            unit ->
                IntStream.range(0, lags.size())
                    .mapToObj(i -> hover(lags.get(i), i, unit, flow, looks))
                    .toList())
        .toList();
  }

  private static String hover(int lag, int i, UnitLags unit, LagFlow flow, LayerStyle looks) {
    return "<b>%s → unit %s of %s</b>, %s, lag %s<br>TE %s millibit, null %s%s"
        .formatted(
            looks.name(flow.from()),
            unit.unit(),
            looks.name(flow.to()),
            flow.at(),
            lag,
            Text.millibit(unit.nats().get(i)),
            Text.millibit(unit.nullNats().get(i)),
            lag == unit.bestLag()
                ? "<br>best lag, p among all lags = " + Text.number(unit.pValueOfBest())
                : "");
  }
}
