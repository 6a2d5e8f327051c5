package org.infoplane.figure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.infoplane.result.Moment;

/**
 * Planes of one kind side by side on the same axes: over seeds, estimators, nulls or networks.
 * Immutable; shows itself as a cell's last line.
 */
public final class SmallMultiples implements Drawable {

  private static final int COLUMNS = 3;
  private static final int TOP = 100;
  private static final int ROW = 230;
  private static final int BETWEEN = 56;
  private static final double GAP = 0.06;
  private static final int LEGEND_BELOW = 66;

  private final List<Plane.Data> planes;

  private SmallMultiples(List<Plane.Data> planes) {
    this.planes = planes;
  }

  /**
   * Puts planes side by side, at most three in a row.
   *
   * @param planes of one kind, each with a name
   * @return the figure
   * @throws IllegalArgumentException if there is none, or they are of different kinds
   */
  public static SmallMultiples of(List<Plane> planes) {
    requireNonNull(planes, "planes must not be null");
    requireOneKind(planes.stream().map(Plane::kind).toList());
    return new SmallMultiples(planes.stream().map(Plane::data).toList());
  }

  /**
   * Checks that planes can stand on the same axes.
   *
   * @param kinds of the planes
   * @throws IllegalArgumentException if there is none, or they are different
   */
  public static void requireOneKind(List<Plane.Kind> kinds) {
    requireNonNull(kinds, "kinds must not be null");
    List<String> different = kinds.stream().distinct().map(k -> "information plane, " + k).toList();
    if (different.size() != 1) {
      throw new IllegalArgumentException(
          different.isEmpty()
              ? "Asked for small multiples of no plane. Pass at least one."
              : "Asked to put %s side by side. Their axes differ: pass planes of one kind."
                  .formatted(String.join(" and ", different)));
    }
  }

  /**
   * All of them on one page, on the same axes.
   *
   * @return the figure
   * @throws IllegalArgumentException if their axes differ
   */
  @Override
  public PlotlyFigure figure() {
    requireOneKindOfAxes(planes);
    LayerStyle looks = LayerStyle.of(planes.stream().map(Plane.Data::graph).toList());
    Plane.Data first = planes.get(0);
    int columns = Math.min(COLUMNS, planes.size());
    int rows = (planes.size() - 1) / columns + 1;
    int plot = rows * ROW + (rows - 1) * BETWEEN;
    List<Map<String, Object>> traces = new ArrayList<>();
    Map<String, Object> axes = new LinkedHashMap<>();
    List<Map<String, Object>> shapes = new ArrayList<>();
    List<Map<String, Object>> notes = new ArrayList<>();
    for (int i = 0; i < planes.size(); i++) {
      String id = i == 0 ? "" : String.valueOf(i + 1);
      PlaneTraces plane = new PlaneTraces(planes.get(i), looks, "x" + id, "y" + id, true, 6);
      traces.addAll(plane.all(last(planes.get(i))));
      shapes.addAll(plane.shapes());
      int row = i / columns;
      int column = i % columns;
      double width = (1 - GAP * (columns - 1)) / columns;
      double left = column * (width + GAP);
      double top = 1 - row * (double) (ROW + BETWEEN) / plot;
      double bottom = top - (double) ROW / plot;
      axes.put("xaxis" + id, axis("", "x", "y" + id, left, left + width, i > 0));
      axes.put(
          "yaxis" + id,
          axis(column == 0 ? first.y() : "", "y", "x" + id, Math.max(0, bottom), top, i > 0));
      String name = "<b>" + Text.escape(Text.shortened(planes.get(i).name(), 20)) + "</b>";
      notes.add(
          Style.note(name, 0, "x" + id + " domain", "left", 1, "y" + id + " domain", "bottom"));
    }
    // One title for the axes of the lowest row.
    Map<String, Object> below =
        Style.note(first.x(), 0.5, "paper", "center", -32.0 / plot, "paper", "top");
    below.put("font", Map.of("size", 15));
    notes.add(below);
    showOnce(traces);
    int bottom = LEGEND_BELOW + Style.legendHeight(traces);
    Map<String, Object> layout =
        Style.layout(
            first.heading(), Style.subtitle(shared(planes)), first.recipe(), TOP + plot + bottom);
    layout.put("margin", Map.of("t", TOP, "l", 70, "r", 30, "b", bottom));
    layout.putAll(axes);
    Map<String, Object> recipes = new LinkedHashMap<>();
    for (int i = 0; i < planes.size(); i++) {
      recipes.put((i + 1) + " " + planes.get(i).name(), planes.get(i).recipe().entries());
    }
    layout.put("meta", recipes);
    List<Moment> moments =
        planes.stream().flatMap(data -> data.moments().stream()).distinct().toList();
    int start = moments.stream().mapToInt(Moment::time).min().orElse(0);
    int end = moments.stream().mapToInt(Moment::time).max().orElse(1);
    layout.put("coloraxis", Style.times(moments.get(0).unit(), start, end));
    layout.put("legend", Style.legend(-(double) LEGEND_BELOW / plot));
    layout.put("shapes", shapes);
    layout.put("annotations", notes);
    return PlotlyFigure.of(traces, layout);
  }

  private static void requireOneKindOfAxes(List<Plane.Data> all) {
    List<String> axes =
        all.stream()
            .map(data -> data.x() + ", " + data.y() + ", by " + last(data).unit())
            .distinct()
            .toList();
    if (axes.size() > 1) {
      throw new IllegalArgumentException(
          "Asked to put planes of different axes side by side: %s. Pass planes of the same ends, recorded at the same kind of moments."
              .formatted(String.join("; ", axes)));
    }
  }

  /** One entry of the legend a layer, and one for all nulls. */
  private static void showOnce(List<Map<String, Object>> traces) {
    Set<Object> seen = new HashSet<>();
    for (Map<String, Object> trace : traces) {
      if (!Boolean.FALSE.equals(trace.get("showlegend")) && !seen.add(trace.get("legendgroup"))) {
        trace.put("showlegend", false);
      }
    }
  }

  /** What is true of all planes; titles tell the rest. */
  private static List<String> shared(List<Plane.Data> all) {
    return all.get(0).facts().stream()
        .filter(fact -> all.stream().allMatch(data -> data.facts().contains(fact)))
        .toList();
  }

  private static Moment last(Plane.Data data) {
    List<Moment> moments = data.moments();
    return moments.get(moments.size() - 1);
  }

  private static Map<String, Object> axis(
      String title, String letter, String anchor, double from, double to, boolean matches) {
    Map<String, Object> axis = Style.axis(title);
    axis.putAll(Map.of("domain", List.of(from, to), "anchor", anchor, "nticks", 5));
    if (matches) {
      axis.put("matches", letter);
    }
    return axis;
  }

  @Override
  public String toString() {
    return planes.size() + " planes side by side: information plane, " + planes.get(0).kind();
  }
}
