package org.infoplane.figure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.infoplane.result.DamageByFlow;
import org.infoplane.result.KnockOutResult;

/** The damage of units against what flows out of each, a colour a layer. */
public final class DamageScatter {

  private static final int TOP = 86;
  private static final int PLOT = 400;
  private static final int LEGEND_BELOW = 56;

  private DamageScatter() {}

  /**
   * Draws all layers.
   *
   * @param damage how it was measured
   * @param flow what flows out of units, in words
   * @param layers at least one
   * @return the figure
   */
  public static PlotlyFigure of(KnockOutResult damage, String flow, List<DamageByFlow> layers) {
    requireNonNull(damage, "damage must not be null");
    requireNonNull(flow, "flow must not be null");
    requireNonNull(layers, "layers must not be null");
    LayerStyle looks = LayerStyle.of(damage.graph());
    List<Map<String, Object>> traces = new ArrayList<>();
    for (DamageByFlow layer : layers) {
      Map<String, Object> points =
          Style.scatter(
              "markers",
              layer.flowNats().stream().map(Coordinate::millibit).toList(),
              layer.damage());
      points.put(
          "name", looks.name(layer.layer()) + ", ρ = " + Text.number(layer.correlation(), 2));
      points.put(
          "marker",
          Map.of(
              "color",
              looks.color(layer.layer()),
              "symbol",
              looks.symbol(layer.layer()),
              "size",
              9,
              "opacity",
              0.8));
      points.put("hoverinfo", "text");
      points.put(
          "text",
          IntStream.range(0, layer.units().size())
              .mapToObj(i -> hover(layer, i, flow, damage))
              .toList());
      traces.add(points);
    }
    int bottom = LEGEND_BELOW + Style.legendHeight(traces);
    Map<String, Object> layout =
        Style.layout(
            "Is a unit that tells more needed more?",
            Style.subtitle(
                List.of(
                    damage.instead(), damage.at().toString(), "ρ: rank correlation in a layer")),
            damage.recipe(),
            TOP + PLOT + bottom);
    layout.put("xaxis", Style.axis(Text.escape(flow) + ", out of a unit [millibit]"));
    layout.put("yaxis", Style.axis(damage.damageInWords()));
    layout.put("showlegend", true);
    layout.put("margin", Map.of("t", TOP, "l", 70, "r", 30, "b", bottom));
    layout.put("legend", Style.legend(-(double) LEGEND_BELOW / PLOT));
    return PlotlyFigure.of(traces, layout);
  }

  private static String hover(DamageByFlow layer, int i, String flow, KnockOutResult damage) {
    return "<b>%s</b>, unit %s<br>%s %s millibit<br>damage in loss %s%s"
        .formatted(
            Text.escape(Text.shortened(layer.layer(), 60)),
            layer.units().get(i),
            Text.escape(flow),
            Text.number(Coordinate.millibit(layer.flowNats().get(i))),
            Text.number(layer.damage().get(i)),
            damage.crossEntropy() ? " nats" : "");
  }
}
