package org.infoplane.plane;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recording;

/** One visual language for all figures: a layer has the same colour and symbol everywhere. */
final class Style {

  // Okabe and Ito 2008, safe for colour-blind readers; yellow left out, too pale on white.
  private static final List<String> COLORS =
      List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000");
  private static final List<String> SYMBOLS =
      List.of("circle", "square", "diamond", "triangle-up", "cross", "star", "hexagon");
  static final String NULL_COLOR = "#999999";

  private Style() {}

  static String color(Recording run, String layer) {
    return COLORS.get(index(run, layer) % COLORS.size());
  }

  static String symbol(Recording run, String layer) {
    return SYMBOLS.get(index(run, layer) % SYMBOLS.size());
  }

  private static int index(Recording run, String layer) {
    List<String> names = run.layers().stream().map(LayerInfo::name).toList();
    return Math.max(0, names.indexOf(layer));
  }

  static Map<String, Object> axis(String title) {
    Map<String, Object> axis = new LinkedHashMap<>();
    axis.put("title", Map.of("text", title, "standoff", 12));
    axis.put("zeroline", false);
    axis.put("showline", true);
    axis.put("mirror", true);
    axis.put("linecolor", "#888888");
    axis.put("gridcolor", "#e5e5e5");
    axis.put("ticks", "outside");
    axis.put("automargin", true);
    return axis;
  }

  static Map<String, Object> layout(String title, String subtitle, int height) {
    Map<String, Object> layout = new LinkedHashMap<>();
    layout.put(
        "title",
        Map.of(
            "text",
            title,
            "subtitle",
            Map.of("text", subtitle, "font", Map.of("size", 12, "color", "#666666")),
            "x",
            0.02,
            "xanchor",
            "left"));
    layout.put("font", Map.of("family", "sans-serif", "size", 13, "color", "#222222"));
    layout.put("paper_bgcolor", "#ffffff");
    layout.put("plot_bgcolor", "#ffffff");
    layout.put("height", height);
    layout.put("margin", Map.of("t", 80, "l", 70, "r", 30, "b", 60));
    layout.put("hovermode", "closest");
    layout.put("hoverlabel", Map.of("align", "left"));
    return layout;
  }

  /** Colour is the epoch: one bar for all trajectories. */
  static Map<String, Object> times(String unit, int first, int last) {
    return Map.of(
        "colorscale",
        "Viridis",
        "cmin",
        first,
        "cmax",
        Math.max(last, first + 1),
        "colorbar",
        Map.of("title", Map.of("text", unit, "side", "right"), "thickness", 14, "len", 0.9));
  }
}
