package org.infoplane.figure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.infoplane.result.KnockOutResult;
import org.infoplane.result.KnockedOut;

/** The damage of units, a bar each, by layer; that of whole layers beside it. */
public final class DamageBars {

  private static final int TOP = 86;
  private static final int PLOT = 380;
  private static final int LEGEND_BELOW = 56;
  private static final int BETWEEN = 2; // bars left out between layers
  private static final int TICKS = 24;
  private static final double UNITS_END = 0.7;
  private static final double LAYERS_START = 0.8;

  private DamageBars() {}

  /**
   * Draws all units and layers.
   *
   * @param damage of at least one layer
   * @return the figure
   */
  public static PlotlyFigure of(KnockOutResult damage) {
    requireNonNull(damage, "damage must not be null");
    LayerStyle looks = LayerStyle.of(damage.graph());
    List<Map<String, Object>> traces = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    int every = Math.max(1, (damage.units().size() + TICKS - 1) / TICKS);
    int place = 0;
    for (KnockedOut layer : damage.layers()) {
      List<KnockedOut> units =
          damage.units().stream().filter(unit -> unit.layer().equals(layer.layer())).toList();
      List<Object> at = new ArrayList<>();
      for (int i = 0; i < units.size(); i++) {
        at.add(place);
        if (i % every == 0) {
          places.add(place);
          numbers.add(String.valueOf(units.get(i).unit().orElseThrow()));
        }
        place++;
      }
      place += BETWEEN;
      Map<String, Object> bars = bars(at, units, damage, looks);
      bars.putAll(Map.of("name", looks.name(layer.layer()), "xaxis", "x", "yaxis", "y"));
      traces.add(bars);
    }
    for (KnockedOut layer : damage.layers()) {
      Map<String, Object> bar =
          bars(List.of(looks.name(layer.layer())), List.of(layer), damage, looks);
      bar.putAll(Map.of("name", looks.name(layer.layer()), "showlegend", false));
      bar.putAll(Map.of("xaxis", "x2", "yaxis", "y2"));
      traces.add(bar);
    }
    int bottom = LEGEND_BELOW + Math.max(50, Style.legendHeight(traces));
    Map<String, Object> layout =
        Style.layout(
            "What is lost without a unit, and without a layer",
            Style.subtitle(
                List.of(
                    damage.instead(),
                    damage.at().toString(),
                    damage.examples() + " examples",
                    "intact: loss " + Text.number(damage.loss()),
                    Double.isNaN(damage.accuracy())
                        ? ""
                        : "accuracy " + Text.number(damage.accuracy(), 3))),
            damage.recipe(),
            TOP + PLOT + bottom);
    Map<String, Object> units = Style.axis("unit, layer by layer");
    units.putAll(Map.of("domain", List.of(0, UNITS_END), "showgrid", false, "anchor", "y"));
    units.putAll(Map.of("tickvals", places, "ticktext", numbers, "tickangle", 0));
    units.put("range", List.of(-1.5, place - BETWEEN + 0.5));
    layout.put("xaxis", units);
    layout.put("yaxis", amounts(damage, "of a unit: ", "x"));
    Map<String, Object> layers = Style.axis("whole layer");
    layers.putAll(Map.of("domain", List.of(LAYERS_START, 1), "showgrid", false, "anchor", "y2"));
    layers.putAll(Map.of("type", "category", "showticklabels", false)); // colours are in the legend
    layout.put("xaxis2", layers);
    layout.put("yaxis2", amounts(damage, "of a layer: ", "x2"));
    layout.putAll(Map.of("barmode", "overlay", "bargap", 0.15));
    layout.put("margin", Map.of("t", TOP, "l", 70, "r", 30, "b", bottom));
    layout.put("legend", Style.legend(-(double) LEGEND_BELOW / PLOT));
    return PlotlyFigure.of(traces, layout);
  }

  private static Map<String, Object> amounts(KnockOutResult damage, String of, String anchor) {
    Map<String, Object> axis = Style.axis(of + damage.damageInWords());
    axis.putAll(Map.of("anchor", anchor, "zeroline", true, "zerolinecolor", "#888888"));
    return axis;
  }

  private static Map<String, Object> bars(
      List<?> at, List<KnockedOut> what, KnockOutResult damage, LayerStyle looks) {
    Map<String, Object> trace = new LinkedHashMap<>(Map.of("type", "bar", "x", at));
    trace.put("y", what.stream().map(KnockedOut::lossDamage).toList());
    trace.put("hoverinfo", "text");
    trace.put("hovertext", what.stream().map(one -> hover(one, damage)).toList());
    String layer = what.isEmpty() ? "" : what.get(0).layer();
    trace.put("legendgroup", "layer " + layer);
    trace.put("marker", Map.of("color", looks.color(layer)));
    return trace;
  }

  static String hover(KnockedOut one, KnockOutResult damage) {
    String unit = damage.crossEntropy() ? " nats" : "";
    return "<b>%s</b>, %s, %s<br>loss %s%s, damage %s%s%s"
        .formatted(
            Text.escape(Text.shortened(one.layer(), 60)),
            one.unit().isPresent() ? "unit " + one.unit().getAsInt() : "the whole layer",
            damage.at(),
            Text.number(one.loss()),
            unit,
            Text.number(one.lossDamage()),
            unit,
            Double.isNaN(one.accuracy())
                ? ""
                : "<br>accuracy %s, damage %s"
                    .formatted(Text.number(one.accuracy()), Text.number(one.accuracyDamage())));
  }
}
