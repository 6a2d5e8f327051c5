package org.infoplane.figure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.infoplane.result.DamageByFlow;
import org.infoplane.result.KnockOutResult;

/** The damage of units against the flow out of each, a colour a layer. */
public final class DamageScatter {

  private static final int TOP = 86;
  private static final int PLOT = 400;
  private static final int LEGEND_BELOW = 56;

  private DamageScatter() {}

  /**
   * {@return a figure of all layers}
   *
   * @param damage how it was measured
   * @param flow the measure of the flow out of units, in words
   * @param layers at least one
   */
  public static PlotlyFigure of(KnockOutResult damage, String flow, List<DamageByFlow> layers) {
    requireNonNull(damage, "damage must not be null");
    requireNonNull(flow, "flow must not be null");
    requireNonNull(layers, "layers must not be null");
    LayerStyle looks = LayerStyle.of(damage.graph());
    List<Map<String, Object>> traces = new ArrayList<>();
    for (DamageByFlow layer : layers) {
      List<Double> millibit = layer.flowNats().stream().map(Coordinate::millibit).toList();
      Map<String, Object> points = Style.scatter("markers", millibit, layer.damage());
      String color = looks.color(layer.layer());
      String symbol = looks.symbol(layer.layer());
      String correlation = ", ρ = " + Text.number(layer.correlation(), 2);
      points.put("name", looks.name(layer.layer()) + correlation);
      points.put("marker", Map.of("color", color, "symbol", symbol, "size", 9, "opacity", 0.8));
      points.put("hoverinfo", "text");
      points.put(
          "text",
          IntStream.range(0, layer.units().size())
              .mapToObj(i -> hover(layer, i, flow, damage))
              .toList());
      traces.add(points);
    }
    Map<String, Object> layout =
        Style.layout(
            "Is a unit that tells more needed more?",
            Style.subtitle(
                damage.instead(), damage.at().toString(), "ρ: rank correlation in a layer"),
            damage.recipe(),
            TOP,
            PLOT,
            LEGEND_BELOW + Style.legendHeight(traces));
    layout.put("xaxis", Style.axis(Text.escape(flow) + ", out of a unit [millibit]"));
    layout.put("yaxis", Style.axis(damage.damageInWords()));
    layout.put("showlegend", true);
    layout.put("legend", Style.legend(-(double) LEGEND_BELOW / PLOT));
    return PlotlyFigure.of(traces, layout);
  }

  private static String hover(DamageByFlow layer, int i, String flow, KnockOutResult damage) {
    return "<b>%s</b>, unit %s<br>%s %s millibit<br>damage in loss %s%s"
        .formatted(
            Text.hover(layer.layer()),
            layer.units().get(i),
            Text.escape(flow),
            Text.millibit(layer.flowNats().get(i)),
            Text.number(layer.damage().get(i)),
            damage.crossEntropy() ? " nats" : "");
  }
}
