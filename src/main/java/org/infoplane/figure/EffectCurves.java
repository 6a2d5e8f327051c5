package org.infoplane.figure;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.infoplane.measure.EffectiveInformation;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.Unit;
import org.infoplane.result.EffectResult;
import org.infoplane.result.LayerEffect;

/** Effective information and its parts against time: a panel for each, a line for each layer. */
public final class EffectCurves {

  private static final int TOP = 104;
  private static final int ROW = 210;
  private static final int BETWEEN = 70;
  private static final int LEGEND_BELOW = 56;
  private static final double GAP = 0.12;

  private record Panel(String title, Function<EffectiveInformation, Estimate> part) {

    Estimate of(LayerEffect effect) {
      return part.apply(effect.measured().orElseThrow());
    }
  }

  private static final List<Panel> PANELS =
      List.of(
          new Panel("EI of the parts", EffectiveInformation::parts),
          new Panel("sensitivity", EffectiveInformation::sensitivity),
          new Panel("degeneracy (of the parts)", EffectiveInformation::degeneracyOfParts),
          new Panel("EI, where it can be counted", EffectiveInformation::joint));

  private EffectCurves() {}

  /**
   * {@return a figure of all measured layers}
   *
   * @param effects of at least one layer that was not left out
   */
  public static PlotlyFigure of(EffectResult effects) {
    requireNonNull(effects, "effects must not be null");
    List<LayerEffect> known = effects.known();
    Map<String, List<LayerEffect>> layers =
        known.stream().collect(groupingBy(LayerEffect::label, LinkedHashMap::new, toList()));
    List<Panel> panels =
        PANELS.stream()
            .filter(panel -> known.stream().anyMatch(one -> !Double.isNaN(panel.of(one).nats())))
            .toList();
    LayerStyle looks = LayerStyle.of(effects.graph());
    Grid grid = new Grid(panels.size(), 2, ROW, BETWEEN, GAP);
    int plot = grid.plot();
    String unit = effects.effects().get(0).at().unit();
    List<Map<String, Object>> traces = new ArrayList<>();
    List<Map<String, Object>> notes = new ArrayList<>();
    Map<String, Object> axes = new LinkedHashMap<>();
    for (int i = 0; i < panels.size(); i++) {
      String x = Style.id("x", i);
      String y = Style.id("y", i);
      axes.put(Style.id("xaxis", i), grid.across(i, grid.isLowest(i) ? unit : ""));
      axes.put(Style.id("yaxis", i), grid.up(i, grid.isLeft(i) ? "[bits]" : ""));
      notes.add(Grid.name(i, panels.get(i).title(), 1.02));
      for (List<LayerEffect> layer : layers.values()) {
        List<Map<String, Object>> lines = lines(panels.get(i), layer, looks);
        lines.get(0).put("showlegend", i == 0);
        lines.forEach(line -> line.putAll(Map.of("xaxis", x, "yaxis", y)));
        traces.addAll(lines);
      }
    }
    Style.showOnce(traces, "null", true);
    int bottom = LEGEND_BELOW + Style.legendHeight(traces);
    int permutations = effects.permutations();
    Map<String, Object> layout =
        Style.layout(
            "What the weights can tell while the network learns",
            Style.subtitle(
                effects.measured(),
                permutations == 0 ? "no null" : "null: permuted weights × " + permutations),
            effects.recipe(),
            TOP,
            plot,
            bottom);
    layout.putAll(axes);
    layout.put("annotations", notes);
    layout.put("showlegend", true);
    layout.put("legend", Style.legend(-(double) LEGEND_BELOW / plot));
    return PlotlyFigure.of(traces, layout);
  }

  /** Returns the estimates of a layer, then their null if there is one. */
  private static List<Map<String, Object>> lines(
      Panel panel, List<LayerEffect> layer, LayerStyle looks) {
    LayerEffect first = layer.get(0);
    String color = looks.color(first.to());
    List<Integer> times = layer.stream().map(effect -> effect.at().time()).toList();
    List<Estimate> estimates = layer.stream().map(panel::of).toList();
    List<Map<String, Object>> lines = new ArrayList<>();
    List<Double> bits = estimates.stream().map(e -> e.in(Unit.BITS)).toList();
    Map<String, Object> line = Style.scatter("lines+markers", times, bits);
    line.putAll(
        Map.of("name", looks.names(first.from(), first.to()), "legendgroup", first.label()));
    line.put("line", Map.of("color", color, "width", 1.8));
    line.put("marker", Map.of("symbol", looks.symbol(first.to()), "size", 6));
    line.putAll(
        Map.of("hoverinfo", "text", "text", layer.stream().map(e -> hover(panel, e)).toList()));
    lines.add(line);
    List<Double> means = estimates.stream().map(e -> e.nullMean(Unit.BITS)).toList();
    if (means.stream().anyMatch(mean -> !Double.isNaN(mean))) {
      Map<String, Object> nullLine = Style.scatter("lines", times, means);
      nullLine.putAll(Map.of("name", "null (dotted)", "legendgroup", "null", "hoverinfo", "skip"));
      nullLine.put("line", Map.of("color", color, "width", 1.4, "dash", "dot"));
      lines.add(nullLine);
    }
    return lines;
  }

  private static String hover(Panel panel, LayerEffect effect) {
    String estimate = Coordinate.of(panel.title(), panel.of(effect)).hover();
    return Text.hover(effect.label(), effect.at(), estimate);
  }
}
