package org.infoplane.figure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.infoplane.result.KnockOutResult;
import org.infoplane.result.KnockedOut;

/** The damage of each unit as a bar, grouped by layer, beside the damage of whole layers. */
public final class DamageBars {

  private static final int TOP = 86;
  private static final int PLOT = 380;
  private static final int LEGEND_BELOW = 56;
  private static final int BETWEEN = 2; // bars left out between layers
  private static final int TICKS = 24;

  private DamageBars() {}

  /**
   * {@return a figure of all units and layers}
   *
   * @param damage of at least one layer
   */
  public static PlotlyFigure of(KnockOutResult damage) {
    requireNonNull(damage, "damage must not be null");
    LayerStyle looks = LayerStyle.of(damage.graph());
    List<Map<String, Object>> traces = new ArrayList<>();
    List<Integer> ticks = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    int every = Math.max(1, (damage.units().size() + TICKS - 1) / TICKS);
    int place = 0;
    for (KnockedOut layer : damage.layers()) {
      List<KnockedOut> units =
          damage.units().stream().filter(unit -> unit.layer().equals(layer.layer())).toList();
      List<Object> at = new ArrayList<>();
      for (int i = 0; i < units.size(); i++) {
        at.add(place);
        if (i % every == 0) {
          ticks.add(place);
          labels.add(String.valueOf(units.get(i).unit().orElseThrow()));
        }
        place++;
      }
      place += BETWEEN;
      Map<String, Object> bars = bars(at, units, damage, looks);
      bars.putAll(Map.of("name", looks.name(layer.layer()), "xaxis", "x", "yaxis", "y"));
      traces.add(bars);
    }
    for (KnockedOut layer : damage.layers()) {
      String name = looks.name(layer.layer());
      Map<String, Object> bar = bars(List.of(name), List.of(layer), damage, looks);
      bar.putAll(Map.of("name", name, "showlegend", false, "xaxis", "x2", "yaxis", "y2"));
      traces.add(bar);
    }
    int bottom = LEGEND_BELOW + Math.max(50, Style.legendHeight(traces));
    double accuracy = damage.accuracy();
    Map<String, Object> layout =
        Style.layout(
            "What is lost without a unit, and without a layer",
            Style.subtitle(
                damage.instead(),
                damage.at().toString(),
                damage.examples() + " examples",
                "intact: loss " + Text.number(damage.loss()),
                Double.isNaN(accuracy) ? "" : "accuracy " + Text.number(accuracy, 3)),
            damage.recipe(),
            TOP,
            PLOT,
            bottom);
    Map<String, Object> units = Style.axis("unit, layer by layer", "y", 0, 0.7);
    units.putAll(Map.of("tickvals", ticks, "ticktext", labels, "tickangle", 0));
    units.putAll(Map.of("range", List.of(-1.5, place - BETWEEN + 0.5), "showgrid", false));
    layout.put("xaxis", units);
    layout.put("yaxis", amounts(damage, "of a unit: ", "x"));
    Map<String, Object> layers = Style.axis("whole layer", "y2", 0.8, 1);
    // The legend tells layers by their colours.
    layers.putAll(Map.of("type", "category", "showticklabels", false, "showgrid", false));
    layout.put("xaxis2", layers);
    layout.put("yaxis2", amounts(damage, "of a layer: ", "x2"));
    layout.putAll(Map.of("barmode", "overlay", "bargap", 0.15));
    layout.put("legend", Style.legend(-(double) LEGEND_BELOW / PLOT));
    return PlotlyFigure.of(traces, layout);
  }

  private static Map<String, Object> amounts(KnockOutResult damage, String of, String anchor) {
    Map<String, Object> axis = Style.axis(of + damage.damageInWords());
    axis.putAll(Map.of("anchor", anchor, "zeroline", true, "zerolinecolor", "#888888"));
    return axis;
  }

  private static Map<String, Object> bars(
      List<?> at, List<KnockedOut> ablated, KnockOutResult damage, LayerStyle looks) {
    Map<String, Object> trace = new LinkedHashMap<>(Map.of("type", "bar", "x", at));
    trace.put("y", ablated.stream().map(KnockedOut::lossDamage).toList());
    trace.put("hoverinfo", "text");
    trace.put("hovertext", ablated.stream().map(one -> hover(one, damage)).toList());
    String layer = ablated.isEmpty() ? "" : ablated.get(0).layer();
    trace.put("legendgroup", "layer " + layer);
    trace.put("marker", Map.of("color", looks.color(layer)));
    return trace;
  }

  private static String hover(KnockedOut one, KnockOutResult damage) {
    String unit = damage.crossEntropy() ? " nats" : "";
    return "<b>%s</b>, %s, %s<br>loss %s%s, damage %s%s%s"
        .formatted(
            Text.hover(one.layer()),
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
