package org.infoplane.figure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.infoplane.measure.EffectiveInformation;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.Unit;
import org.infoplane.result.EffectResult;
import org.infoplane.result.LayerEffect;

/** Effective information and what it is made of against time, a panel each, a line a layer. */
public final class EffectCurves {

  private static final int TOP = 104;
  private static final int ROW = 210;
  private static final int BETWEEN = 70;
  private static final int LEGEND_BELOW = 56;
  private static final double GAP = 0.12;

  private record Panel(String title, Function<EffectiveInformation, Estimate> of) {}

  private static final List<Panel> PANELS =
      List.of(
          new Panel("EI of the parts", EffectiveInformation::parts),
          new Panel("sensitivity", EffectiveInformation::sensitivity),
          new Panel("degeneracy (of the parts)", EffectiveInformation::degeneracyOfParts),
          new Panel("EI, where it can be counted", EffectiveInformation::joint));

  private EffectCurves() {}

  /**
   * Draws all layers that were not left out.
   *
   * @param effects at least one
   * @return the figure
   */
  public static PlotlyFigure of(EffectResult effects) {
    requireNonNull(effects, "effects must not be null");
    Map<String, List<LayerEffect>> layers =
        effects.known().stream()
            .collect(
                Collectors.groupingBy(LayerEffect::label, LinkedHashMap::new, Collectors.toList()));
    List<Panel> panels =
        PANELS.stream()
            .filter(
                panel -> effects.known().stream().anyMatch(one -> !Double.isNaN(bits(panel, one))))
            .toList();
    LayerStyle looks = LayerStyle.of(effects.graph());
    int rows = (panels.size() + 1) / 2;
    int plot = rows * ROW + (rows - 1) * BETWEEN;
    List<Map<String, Object>> traces = new ArrayList<>();
    List<Map<String, Object>> notes = new ArrayList<>();
    Map<String, Object> axes = new LinkedHashMap<>();
    for (int i = 0; i < panels.size(); i++) {
      String id = i == 0 ? "" : String.valueOf(i + 1);
      double left = i % 2 * (1 + GAP) / 2;
      int row = i / 2;
      double top = 1 - row * (double) (ROW + BETWEEN) / plot;
      boolean lowest = i + 2 >= panels.size();
      String unit = effects.effects().get(0).at().unit();
      axes.put("xaxis" + id, axis(lowest ? unit : "", left, left + (1 - GAP) / 2, "y" + id));
      axes.put(
          "yaxis" + id,
          axis(i % 2 == 0 ? "[bits]" : "", Math.max(0, top - (double) ROW / plot), top, "x" + id));
      Map<String, Object> note =
          Style.note(
              "<b>" + panels.get(i).title() + "</b>",
              0,
              "x" + id + " domain",
              "left",
              1.02,
              "y" + id + " domain",
              "bottom");
      notes.add(note);
      for (List<LayerEffect> layer : layers.values()) {
        traces.addAll(lines(panels.get(i), layer, looks, id, i == 0));
      }
    }
    boolean shown = false;
    for (Map<String, Object> trace : traces) {
      if ("null".equals(trace.get("legendgroup"))) {
        trace.put("showlegend", !shown);
        shown = true;
      }
    }
    int bottom = LEGEND_BELOW + Style.legendHeight(traces);
    Map<String, Object> layout =
        Style.layout(
            "What the weights can tell while the network learns",
            Style.subtitle(
                List.of(
                    effects.measured(),
                    effects.permutations() == 0
                        ? "no null"
                        : "null: permuted weights × " + effects.permutations())),
            effects.recipe(),
            TOP + plot + bottom);
    layout.putAll(axes);
    layout.put("annotations", notes);
    layout.put("showlegend", true);
    layout.put("margin", Map.of("t", TOP, "l", 70, "r", 30, "b", bottom));
    layout.put("legend", Style.legend(-(double) LEGEND_BELOW / plot));
    return PlotlyFigure.of(traces, layout);
  }

  private static Map<String, Object> axis(String title, double from, double to, String anchor) {
    Map<String, Object> axis = Style.axis(title);
    axis.putAll(Map.of("domain", List.of(from, to), "anchor", anchor));
    return axis;
  }

  private static double bits(Panel panel, LayerEffect effect) {
    return panel.of().apply(effect.measured().orElseThrow()).in(Unit.BITS);
  }

  private static List<Map<String, Object>> lines(
      Panel panel, List<LayerEffect> layer, LayerStyle looks, String id, boolean legend) {
    LayerEffect first = layer.get(0);
    String color = looks.color(first.to());
    List<Integer> times = layer.stream().map(effect -> effect.at().time()).toList();
    List<Estimate> estimates =
        layer.stream().map(effect -> panel.of().apply(effect.measured().orElseThrow())).toList();
    List<Map<String, Object>> lines = new ArrayList<>();
    Map<String, Object> line =
        Style.scatter(
            "lines+markers", times, estimates.stream().map(e -> e.in(Unit.BITS)).toList());
    line.putAll(Map.of("xaxis", "x" + id, "yaxis", "y" + id, "showlegend", legend));
    line.putAll(
        Map.of("name", looks.names(first.from(), first.to()), "legendgroup", first.label()));
    line.put("line", Map.of("color", color, "width", 1.8));
    line.put("marker", Map.of("symbol", looks.symbol(first.to()), "size", 6));
    line.put("hoverinfo", "text");
    line.put(
        "text",
        layer.stream()
            .map(
                effect ->
                    "<b>%s</b>, %s<br>%s"
                        .formatted(
                            Text.escape(Text.shortened(effect.label(), 60)),
                            effect.at(),
                            Coordinate.of(
                                    panel.title(),
                                    panel.of().apply(effect.measured().orElseThrow()))
                                .hover()))
            .toList());
    lines.add(line);
    if (estimates.stream().anyMatch(e -> !Double.isNaN(e.nullMean(Unit.BITS)))) {
      Map<String, Object> nullTrace =
          Style.scatter(
              "lines", times, estimates.stream().map(e -> e.nullMean(Unit.BITS)).toList());
      nullTrace.putAll(Map.of("xaxis", "x" + id, "yaxis", "y" + id, "hoverinfo", "skip"));
      nullTrace.putAll(Map.of("name", "null (dotted)", "legendgroup", "null"));
      nullTrace.put("line", Map.of("color", color, "width", 1.4, "dash", "dot"));
      lines.add(nullTrace);
    }
    return lines;
  }
}
