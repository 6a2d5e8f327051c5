package org.infoplane.figure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.infoplane.result.Moment;

/**
 * Planes of one kind side by side on the same axes, such as of several seeds, estimators, nulls or
 * networks. Immutable.
 */
public final class SmallMultiples implements Drawable {

  private static final int COLUMNS = 3;
  private static final int TOP = 100;
  private static final int ROW = 230;
  private static final int BETWEEN = 56;
  private static final double GAP = 0.06;
  private static final int LEGEND_BELOW = 66;

  private final List<PlaneData> planes;

  private SmallMultiples(List<PlaneData> planes) {
    this.planes = planes;
  }

  /**
   * {@return planes side by side, at most three in a row}
   *
   * @param planes of one kind, each with a name
   * @throws IllegalArgumentException if empty or of different kinds
   */
  public static SmallMultiples of(List<Plane> planes) {
    requireNonNull(planes, "planes must not be null");
    requireOneKind(planes.stream().map(Plane::kind).toList());
    return new SmallMultiples(planes.stream().map(Plane::data).toList());
  }

  /**
   * Checks that planes can share their axes.
   *
   * @param kinds of the planes
   * @throws IllegalArgumentException if empty or different
   */
  public static void requireOneKind(List<Plane.Kind> kinds) {
    requireNonNull(kinds, "kinds must not be null");
    List<String> different = kinds.stream().distinct().map(k -> "information plane, " + k).toList();
    if (different.size() != 1) {
      throw new IllegalArgumentException(
          different.isEmpty()
              ? "planes must not be empty. Pass at least one."
              : "planes must be of one kind to share their axes, got %s."
                  .formatted(String.join(" and ", different)));
    }
  }

  /**
   * {@return all planes as one figure}
   *
   * @throws IllegalArgumentException if their axes differ
   */
  @Override
  public PlotlyFigure figure() {
    requireSameAxes(planes);
    LayerStyle looks = LayerStyle.of(planes.stream().map(PlaneData::graph).toList());
    PlaneData first = planes.get(0);
    Grid grid = Grid.of(planes.size(), COLUMNS, ROW, BETWEEN, GAP);
    int plot = grid.plot();
    List<Map<String, Object>> traces = new ArrayList<>();
    Map<String, Object> axes = new LinkedHashMap<>();
    List<Map<String, Object>> shapes = new ArrayList<>();
    List<Map<String, Object>> notes = new ArrayList<>();
    Map<String, Object> recipes = new LinkedHashMap<>();
    for (int i = 0; i < planes.size(); i++) {
      PlaneData data = planes.get(i);
      String x = Style.id("x", i);
      String y = Style.id("y", i);
      PlaneTraces plane = new PlaneTraces(data, looks, x, y, true, 6);
      traces.addAll(plane.all(last(data)));
      shapes.addAll(plane.shapes());
      Map<String, Object> across = grid.across(i, "");
      Map<String, Object> up = grid.up(i, grid.isLeft(i) ? first.y() : "");
      across.put("nticks", 5);
      up.put("nticks", 5);
      if (i > 0) {
        across.put("matches", "x");
        up.put("matches", "y");
      }
      axes.putAll(Map.of(Style.id("xaxis", i), across, Style.id("yaxis", i), up));
      notes.add(Grid.name(i, Text.escape(Text.shortened(data.name(), 20)), 1));
      recipes.put((i + 1) + " " + data.name(), data.recipe().entries());
    }
    notes.add(grid.title(first.x()));
    Style.showEachOnce(traces);
    int bottom = LEGEND_BELOW + Style.legendHeight(traces);
    Map<String, Object> layout =
        Style.layout(
            first.heading(), Style.subtitle(shared(planes)), first.recipe(), TOP, plot, bottom);
    layout.putAll(axes);
    layout.put("meta", recipes);
    List<Moment> moments =
        planes.stream().flatMap(data -> data.moments().stream()).distinct().toList();
    IntSummaryStatistics times = moments.stream().mapToInt(Moment::time).summaryStatistics();
    layout.put("coloraxis", Style.times(moments.get(0).unit(), times.getMin(), times.getMax()));
    layout.put("legend", Style.legend(-(double) LEGEND_BELOW / plot));
    layout.put("shapes", shapes);
    layout.put("annotations", notes);
    return PlotlyFigure.of(traces, layout);
  }

  static void requireSameAxes(List<PlaneData> all) {
    List<String> axes =
        all.stream()
            .map(data -> data.x() + ", " + data.y() + ", by " + last(data).unit())
            .distinct()
            .toList();
    if (axes.size() > 1) {
      throw new IllegalArgumentException(
          "planes must have the same axes, got %s. Pass planes with the same first and last layer, recorded at the same kind of moments."
              .formatted(String.join("; ", axes)));
    }
  }

  /** Returns the facts that are true of all planes. */
  static String[] shared(List<PlaneData> all) {
    return all.get(0).facts().stream()
        .filter(fact -> all.stream().allMatch(data -> data.facts().contains(fact)))
        .toArray(String[]::new);
  }

  static Moment last(PlaneData data) {
    List<Moment> moments = data.moments();
    return moments.get(moments.size() - 1);
  }

  @Override
  public String toString() {
    return planes.size() + " planes side by side: information plane, " + planes.get(0).kind();
  }
}
