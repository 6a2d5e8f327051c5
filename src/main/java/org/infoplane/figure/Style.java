package org.infoplane.figure;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.infoplane.recording.Recipe;

/** The style of all figures; {@link LayerStyle} has that of layers. */
public final class Style {

  /** The colour of nulls. */
  public static final String NULL_COLOR = "#999999";

  static final String NULL_AREA = "rgba(153,153,153,0.16)";
  static final String BIAS_AREA = "rgba(86,180,233,0.09)";
  static final String BIAS_COLOR = "#56b4e9";
  static final String DRIFT_AREA = "rgba(153,153,153,0.35)";
  static final String BIAS_BAND = "rgba(86,180,233,0.35)";
  static final String REST_AREA = "rgba(213,94,0,0.22)";
  static final String INK = "#222222";
  static final String FAINT_INK = "#666666";

  /** The colour of what a reader must know before comparing. */
  static final String CAUTION = "#A84A00";

  /** Pixels of a legend's row on a page of 800. */
  private static final int LEGEND = 620;

  private Style() {}

  /** Joins facts to one line that fits the page; empty ones are left out. */
  static String subtitle(String... facts) {
    String words =
        Stream.of(facts).filter(fact -> !fact.isEmpty()).collect(Collectors.joining("; "));
    return Text.escape(Text.shortened(words, 120));
  }

  /**
   * {@return a numeric axis as Plotly describes it, in a mutable map}
   *
   * @param title with the unit
   */
  public static Map<String, Object> axis(String title) {
    requireNonNull(title, "title must not be null");
    Map<String, Object> axis = new LinkedHashMap<>();
    axis.put("title", Map.of("text", title, "standoff", 12));
    axis.putAll(Map.of("zeroline", false, "showline", true, "mirror", true, "automargin", true));
    axis.putAll(Map.of("linecolor", "#888888", "gridcolor", "#e5e5e5", "ticks", "outside"));
    return axis;
  }

  /** Returns the axis of a panel that takes part of the plot, from 0 to 1. */
  static Map<String, Object> axis(String title, String anchor, double from, double to) {
    Map<String, Object> axis = axis(title);
    axis.putAll(Map.of("anchor", anchor, "domain", List.of(from, to)));
    return axis;
  }

  /** Returns an axis of labels, of which at most so many are shown. */
  static Map<String, Object> categories(
      String title, List<String> labels, boolean down, int ticks) {
    Map<String, Object> axis = axis(title);
    int cells = labels.size();
    axis.putAll(Map.of("type", "category", "showgrid", false, "range", cells(cells, down)));
    int step = Math.max(1, (cells + ticks - 1) / ticks);
    axis.put(
        "tickvals",
        IntStream.range(0, cells).filter(i -> i % step == 0).mapToObj(labels::get).toList());
    return axis;
  }

  /** Returns the range of so many cells: Plotly's own would leave a margin beside dots. */
  static List<Double> cells(int cells, boolean down) {
    return down ? List.of(cells - 0.5, -0.5) : List.of(-0.5, cells - 0.5);
  }

  static Map<String, Object> hiddenAxis(double from, double to) {
    return new LinkedHashMap<>(
        Map.of("visible", false, "range", List.of(from, to), "fixedrange", true));
  }

  /** Returns the id of the axis of a panel, counted from 0: {@code x}, {@code x2} ... */
  static String id(String axis, int panel) {
    return panel == 0 ? axis : axis + (panel + 1);
  }

  static Map<String, Object> layout(
      String title, String subtitle, Recipe recipe, int top, int plot, int bottom) {
    Map<String, Object> layout = layout(title, subtitle, recipe, top + plot + bottom);
    layout.put("margin", Map.of("t", top, "l", 70, "r", 30, "b", bottom));
    return layout;
  }

  /**
   * {@return a layout as Plotly describes it, in a mutable map, with the recipe in {@code meta}}
   *
   * @param title escaped, as all labels
   * @param subtitle one line, escaped
   * @param recipe how the figure was made
   * @param height pixels
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

  /** Returns a colour axis from 0, with light colours for small values. */
  static Map<String, Object> amounts(double max, String title) {
    return amounts(max, title, 0.5, 1);
  }

  static Map<String, Object> amounts(DoubleStream values, String title) {
    return amounts(values.filter(value -> value > 0).max().orElse(1), title);
  }

  /** Returns one whose bar is beside a panel; middle and length are fractions of the plot. */
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

  static Map<String, Object> note(
      String text, double x, String xref, String xanchor, double y, String yref, String yanchor) {
    Map<String, Object> note = new LinkedHashMap<>(Map.of("text", text, "showarrow", false));
    note.putAll(Map.of("x", x, "xref", xref, "xanchor", xanchor));
    note.putAll(Map.of("y", y, "yref", yref, "yanchor", yanchor));
    return note;
  }

  static Map<String, Object> legend(double y) {
    return Map.of("orientation", "h", "x", 0, "y", y, "yanchor", "top");
  }

  /** Shows only the first trace of a group in the legend. Traces that say so themselves stay. */
  static void showOnce(List<Map<String, Object>> traces, String group, boolean first) {
    boolean show = first;
    for (Map<String, Object> trace : traces) {
      if (group.equals(trace.get("legendgroup")) && !trace.containsKey("showlegend")) {
        trace.put("showlegend", show);
        show = false;
      }
    }
  }

  /** Leaves one entry of the legend for each group. */
  static void showEachOnce(List<Map<String, Object>> traces) {
    Set<Object> seen = new HashSet<>();
    for (Map<String, Object> trace : traces) {
      if (!Boolean.FALSE.equals(trace.get("showlegend")) && !seen.add(trace.get("legendgroup"))) {
        trace.put("showlegend", false);
      }
    }
  }

  /** Returns the height in pixels of a legend below its plot, on a page of 800 pixels. */
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
   * {@return a trace of points or lines as Plotly describes it, in a mutable map}
   *
   * @param mode such as {@code markers}
   * @param x values
   * @param y values
   */
  public static Map<String, Object> scatter(String mode, List<?> x, List<?> y) {
    requireNonNull(mode, "mode must not be null");
    requireNonNull(x, "x must not be null");
    requireNonNull(y, "y must not be null");
    return new LinkedHashMap<>(Map.of("type", "scatter", "mode", mode, "x", x, "y", y));
  }

  /** Returns a trace of points, each with x and y. */
  static Map<String, Object> scatter(String mode, Collection<double[]> points) {
    return scatter(
        mode,
        points.stream().map(point -> point[0]).toList(),
        points.stream().map(point -> point[1]).toList());
  }

  /** Returns a heat map whose cells are a pixel apart. */
  static Map<String, Object> cells(List<?> x, List<?> y, Object z, String colors) {
    Map<String, Object> trace = new LinkedHashMap<>(Map.of("type", "heatmap"));
    trace.putAll(Map.of("x", x, "y", y, "z", z, "coloraxis", colors, "xgap", 1, "ygap", 1));
    return trace;
  }
}
