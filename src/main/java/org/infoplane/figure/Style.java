package org.infoplane.figure;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.infoplane.recording.Recipe;

/** One visual language for all figures; {@link LayerStyle} are those of the layers. */
public final class Style {

  /** Of what a null gives. */
  public static final String NULL_COLOR = "#999999";

  static final String NULL_AREA = "rgba(153,153,153,0.16)";
  static final String BIAS_AREA = "rgba(86,180,233,0.09)";
  static final String BIAS_COLOR = "#56b4e9";
  static final String DRIFT_AREA = "rgba(153,153,153,0.35)";
  static final String BIAS_BAND = "rgba(86,180,233,0.35)";
  static final String REST_AREA = "rgba(213,94,0,0.22)";
  static final String INK = "#222222";
  static final String FAINT_INK = "#666666";

  /** Pixels of a row of a legend, where a page has 800. */
  private static final int LEGEND = 620;

  private Style() {}

  /** Facts in one line that fits. */
  static String subtitle(List<String> facts) {
    String words = facts.stream().filter(fact -> !fact.isEmpty()).collect(Collectors.joining("; "));
    return Text.escape(Text.shortened(words, 120));
  }

  /**
   * An axis of numbers.
   *
   * @param title with the unit
   * @return as Plotly describes axes; may be added to
   */
  public static Map<String, Object> axis(String title) {
    requireNonNull(title, "title must not be null");
    Map<String, Object> axis = new LinkedHashMap<>();
    axis.put("title", Map.of("text", title, "standoff", 12));
    axis.putAll(Map.of("zeroline", false, "showline", true, "mirror", true, "automargin", true));
    axis.putAll(Map.of("linecolor", "#888888", "gridcolor", "#e5e5e5", "ticks", "outside"));
    return axis;
  }

  /** An axis of names; the first one on top. */
  static Map<String, Object> names() {
    Map<String, Object> axis = axis("");
    axis.putAll(Map.of("type", "category", "autorange", "reversed", "showgrid", false));
    return axis;
  }

  /**
   * A layout that says what made the figure: the recipe travels in {@code meta}.
   *
   * @param title escaped, as all labels
   * @param subtitle one line
   * @param recipe what made it
   * @param height in pixels
   * @return as Plotly describes layouts; may be added to
   */
  public static Map<String, Object> layout(
      String title, String subtitle, Recipe recipe, int height) {
    requireNonNull(title, "title must not be null");
    requireNonNull(subtitle, "subtitle must not be null");
    requireNonNull(recipe, "recipe must not be null");
    Map<String, Object> layout = new LinkedHashMap<>();
    Map<String, Object> heading = new LinkedHashMap<>(Map.of("text", title));
    heading.put(
        "subtitle", Map.of("text", subtitle, "font", Map.of("size", 12, "color", FAINT_INK)));
    heading.putAll(Map.of("x", 0.02, "xanchor", "left"));
    heading.putAll(Map.of("y", 1 - 28.0 / height, "yref", "container", "yanchor", "top"));
    layout.put("title", heading);
    layout.put("meta", recipe.entries());
    layout.put("font", Map.of("family", "sans-serif", "size", 13, "color", INK));
    layout.putAll(Map.of("paper_bgcolor", "#ffffff", "plot_bgcolor", "#ffffff"));
    layout.put("height", height);
    layout.put("margin", Map.of("t", 80, "l", 70, "r", 30, "b", 60));
    layout.put("hovermode", "closest");
    layout.put("hoverlabel", Map.of("align", "left"));
    return layout;
  }

  /** Colour is the time: one bar for all trajectories. */
  static Map<String, Object> times(String unit, int first, int last) {
    int end = Math.max(last, first + 1);
    Map<String, Object> scale = colors(first, end, unit, 0.5, 1);
    if (end - first < 6 && scale.get("colorbar") instanceof Map<?, ?> bar) {
      Map<Object, Object> whole = new LinkedHashMap<>(bar);
      whole.put("dtick", 1); // no half epochs
      scale.put("colorbar", whole);
    }
    return scale;
  }

  /** A bar of colours that starts at 0: light is little, on the screen and in print. */
  static Map<String, Object> amounts(double max, String title) {
    return amounts(max, title, 0.5, 1);
  }

  /** The same beside one panel of several: its middle and its length, in shares of the plot. */
  static Map<String, Object> amounts(double max, String title, double middle, double length) {
    Map<String, Object> scale = colors(0, max > 0 ? max : 1, title, middle, length);
    scale.put("reversescale", true);
    return scale;
  }

  private static Map<String, Object> colors(
      double min, double max, String title, double middle, double length) {
    Map<String, Object> bar = new LinkedHashMap<>();
    bar.put("title", Map.of("text", title, "side", "right"));
    bar.putAll(Map.of("thickness", 14, "len", length, "y", middle));
    Map<String, Object> scale = new LinkedHashMap<>();
    scale.putAll(Map.of("cmin", min, "cmax", max, "colorscale", "Viridis", "colorbar", bar));
    return scale;
  }

  /**
   * Words beside points and panels.
   *
   * @param xref what x counts: an axis, the length of one, or the paper; yref of y
   * @param xanchor which side of the words is at x; yanchor at y
   */
  static Map<String, Object> note(
      String text, double x, String xref, String xanchor, double y, String yref, String yanchor) {
    Map<String, Object> note = new LinkedHashMap<>(Map.of("text", text, "showarrow", false));
    note.putAll(Map.of("x", x, "xref", xref, "xanchor", xanchor));
    note.putAll(Map.of("y", y, "yref", yref, "yanchor", yanchor));
    return note;
  }

  /** A legend below the plot, in rows. */
  static Map<String, Object> legend(double y) {
    return Map.of("orientation", "h", "x", 0, "y", y, "yanchor", "top");
  }

  /** Pixels that a legend below its plot needs on a page of 800 pixels. */
  static int legendHeight(List<Map<String, Object>> traces) {
    int rows = 1;
    int used = 0;
    for (Map<String, Object> trace : traces) {
      if (!Boolean.FALSE.equals(trace.get("showlegend"))) {
        String name = String.valueOf(trace.get("name")).replaceAll("&[a-z]+;", "x");
        int width = 46 + 8 * name.length();
        rows += used > 0 && used + width > LEGEND ? 1 : 0;
        used = used + width > LEGEND ? width : used + width;
      }
    }
    return 14 + 30 * rows;
  }

  /**
   * A trace of points or lines.
   *
   * @param mode such as {@code markers}
   * @param x values
   * @param y values
   * @return as Plotly describes traces; may be added to
   */
  public static Map<String, Object> scatter(String mode, List<?> x, List<?> y) {
    requireNonNull(mode, "mode must not be null");
    requireNonNull(x, "x must not be null");
    requireNonNull(y, "y must not be null");
    return new LinkedHashMap<>(Map.of("type", "scatter", "mode", mode, "x", x, "y", y));
  }

  /** A trace of cells, a pixel apart; colors names their axis. */
  static Map<String, Object> cells(List<?> x, List<?> y, Object z, String colors) {
    Map<String, Object> trace = new LinkedHashMap<>(Map.of("type", "heatmap"));
    trace.putAll(Map.of("x", x, "y", y, "z", z, "coloraxis", colors, "xgap", 1, "ygap", 1));
    return trace;
  }
}
