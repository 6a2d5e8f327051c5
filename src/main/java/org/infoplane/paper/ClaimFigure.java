package org.infoplane.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.figure.Style;
import org.infoplane.figure.Text;
import org.infoplane.recording.Recipe;
import org.infoplane.result.RunSummary;

/** Effects of all seeds, a row per claim and network, with the verdict on the right. */
final class ClaimFigure {

  private static final int TOP = 86;
  private static final int BOTTOM = 100;
  private static final int ROW = 44;
  private static final int LEFT = 290;
  private static final int RIGHT = 190;
  private static final double ABOVE = -0.17;
  private static final double BELOW = 0.17;
  private static final String OBSERVED = "#0072B2";

  private final List<NetworkClaims> networks;
  private final List<Map<String, Object>> traces = new ArrayList<>();

  private ClaimFigure(List<NetworkClaims> networks) {
    this.networks = networks;
  }

  static PlotlyFigure of(List<NetworkClaims> networks) {
    return new ClaimFigure(networks).figure();
  }

  private PlotlyFigure figure() {
    List<ClaimResult> rows = rows();
    int plot = rows.size() * ROW;
    dots("a seed, observed", OBSERVED, ABOVE, SeedEffect::observed);
    dots("the same seed, null", Style.NULL_COLOR, BELOW, SeedEffect::onNull);
    means("all seeds, observed (95 %)", OBSERVED, "diamond", ABOVE, ClaimResult::effect, true);
    means("all seeds, null", "#666666", "diamond-open", BELOW, ClaimResult::nullEffect, false);
    Map<String, Object> layout =
        Style.layout(
            networks.size() == 1
                ? "Claims: " + Text.escape(Text.shortened(networks.get(0).network(), 60))
                : "Claims: " + networks.size() + " networks",
            Text.escape(Text.shortened(subtitle(), 120)),
            recipe(),
            TOP + plot + BOTTOM);
    layout.put("margin", Map.of("t", TOP, "l", LEFT, "r", RIGHT, "b", BOTTOM));
    layout.put("xaxis", Style.axis("effect (share, or rank correlation)"));
    Map<String, Object> names = Style.axis("");
    names.putAll(Map.of("showticklabels", false, "ticks", "", "showgrid", false));
    names.put("range", List.of(rows.size() - 0.5, -0.5));
    layout.put("yaxis", names);
    layout.put("shapes", List.of(zero()));
    List<Map<String, Object>> notes = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      notes.add(beside(label(rows.get(row)), row, "right", "#222222"));
      Verdict verdict = rows.get(row).verdict();
      notes.add(beside(verdict.toString().replace(", ", ",<br>"), row, "left", ink(verdict)));
    }
    layout.put("annotations", notes);
    layout.put("legend", Map.of("orientation", "h", "x", 0, "y", -56.0 / plot, "yanchor", "top"));
    return PlotlyFigure.of(traces, layout);
  }

  /** Claim by claim, so that networks are side by side. */
  private List<ClaimResult> rows() {
    return Stream.of(Claim.values())
        .flatMap(claim -> networks.stream().map(network -> network.result(claim)))
        .toList();
  }

  private int row(Claim claim, int network) {
    return List.of(Claim.values()).indexOf(claim) * networks.size() + network;
  }

  private String label(ClaimResult row) {
    String what = "<b>" + row.claim().id() + "</b> " + Text.escape(row.claim().measuredAs());
    return networks.size() == 1
        ? what
        : what + "<br>" + Text.escape(Text.shortened(row.network(), 34));
  }

  private String subtitle() {
    int[] seeds = networks.stream().mapToInt(network -> network.runs().size()).distinct().toArray();
    String count = seeds.length == 1 ? seeds[0] + " seeds" : "several seeds";
    List<String> nulls =
        networks.stream().map(n -> n.runs().get(0).nullInWords()).distinct().toList();
    return count + "; null: " + (nulls.size() == 1 ? nulls.get(0) : nulls.size() + " kinds");
  }

  private Recipe recipe() {
    Recipe recipe = networks.get(0).runs().get(0).recipe();
    for (NetworkClaims network : networks) {
      recipe =
          recipe.with(
              "seeds of " + network.network(),
              network.runs().stream().map(RunSummary::seed).toList());
    }
    return recipe;
  }

  private void dots(String name, String color, double shift, ToDoubleFunction<SeedEffect> of) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    List<String> text = new ArrayList<>();
    for (int n = 0; n < networks.size(); n++) {
      for (Map.Entry<Claim, List<SeedEffect>> entry : networks.get(n).effects().entrySet()) {
        for (SeedEffect effect : entry.getValue()) {
          if (!Double.isNaN(of.applyAsDouble(effect))) {
            x.add(of.applyAsDouble(effect));
            y.add(row(entry.getKey(), n) + shift);
            text.add(
                "<b>%s</b>, seed %s of %s<br>effect %s, on the null %s, beyond the null %s"
                    .formatted(
                        entry.getKey().id(),
                        effect.seed(),
                        Text.escape(Text.shortened(networks.get(n).network(), 40)),
                        Text.number(effect.observed()),
                        Text.number(effect.onNull()),
                        Text.number(effect.excess())));
          }
        }
      }
    }
    Map<String, Object> trace = Style.scatter("markers", x, y);
    trace.putAll(Map.of("name", name, "hoverinfo", "text", "text", text));
    trace.put("marker", Map.of("color", color, "size", 7, "opacity", 0.45));
    traces.add(trace);
  }

  private void means(
      String name,
      String color,
      String symbol,
      double shift,
      ToDoubleFunction<ClaimResult> of,
      boolean interval) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    List<Double> plus = new ArrayList<>();
    List<Double> minus = new ArrayList<>();
    List<String> text = new ArrayList<>();
    List<ClaimResult> rows = rows();
    for (int row = 0; row < rows.size(); row++) {
      ClaimResult result = rows.get(row);
      if (!Double.isNaN(of.applyAsDouble(result))) {
        x.add(of.applyAsDouble(result));
        y.add(row + shift);
        plus.add(result.interval().high() - result.effect());
        minus.add(result.effect() - result.interval().low());
        text.add(hover(result));
      }
    }
    Map<String, Object> trace = Style.scatter("markers", x, y);
    trace.putAll(Map.of("name", name, "hoverinfo", "text", "text", text));
    Map<String, Object> line = Map.of("width", 1.5, "color", color);
    trace.put("marker", Map.of("color", color, "size", 11, "symbol", symbol, "line", line));
    if (interval) {
      Map<String, Object> bars = new LinkedHashMap<>();
      bars.putAll(Map.of("type", "data", "symmetric", false, "array", plus, "arrayminus", minus));
      bars.putAll(Map.of("color", color, "thickness", 2.5, "width", 5));
      trace.put("error_x", bars);
    }
    traces.add(trace);
  }

  private static String hover(ClaimResult result) {
    return "<b>%s</b>, %s, %s seeds<br>effect %s (%s to %s), on the null %s, beyond the null %s<br>p %s, beyond the null %s: %s<br>%s"
        .formatted(
            result.claim().id(),
            Text.escape(Text.shortened(result.network(), 40)),
            result.seeds(),
            Text.number(result.effect()),
            Text.number(result.interval().low()),
            Text.number(result.interval().high()),
            Text.number(result.nullEffect()),
            Text.number(result.excessEffect()),
            Text.number(result.pPattern()),
            Text.number(result.pBeyondNull()),
            result.verdict(),
            Text.escape(Text.shortened(result.note(), 90)));
  }

  private static Map<String, Object> zero() {
    Map<String, Object> line = new LinkedHashMap<>(Map.of("type", "line", "layer", "below"));
    line.putAll(Map.of("x0", 0, "x1", 0, "xref", "x", "y0", 0, "y1", 1, "yref", "paper"));
    line.put("line", Map.of("color", "#888888", "width", 1));
    return line;
  }

  /** Text beside a row: its name on the left, its verdict on the right. */
  private static Map<String, Object> beside(String text, int row, String side, String color) {
    Map<String, Object> note = new LinkedHashMap<>();
    note.putAll(Map.of("text", text, "showarrow", false, "align", side));
    note.putAll(
        Map.of("x", side.equals("right") ? -0.012 : 1.012, "xref", "paper", "xanchor", side));
    note.putAll(Map.of("y", row, "yref", "y", "yanchor", "middle"));
    note.put("font", Map.of("size", 12, "color", color));
    return note;
  }

  private static String ink(Verdict verdict) {
    return switch (verdict) {
      case REPRODUCED -> "#00664B";
      case EXPLAINED_BY_DRIFT -> "#A84A00";
      case NOT_REPRODUCED -> "#222222";
      case INCONCLUSIVE -> "#666666";
    };
  }
}
