package org.infoplane.figure;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.infoplane.recording.Recipe;
import org.infoplane.result.Moment;

/**
 * Planes of several runs over each other: a panel for each layer, and in it the trajectory of each
 * run, its null dotted. Panels are those that all runs have. Immutable.
 */
public final class RunPlanes implements Drawable {

  private static final int COLUMNS = 3;
  private static final int TOP = 104;
  private static final int ROW = 260;
  private static final int BETWEEN = 60;
  private static final int LEGEND_BELOW = 66;
  private static final double GAP = 0.06;
  private static final double SMALLEST = 3;
  private static final double LARGEST = 10;

  private final List<PlaneData> runs;
  private final List<String> layers;
  private final List<String> facts;

  private RunPlanes(List<PlaneData> runs, List<String> layers, List<String> facts) {
    this.runs = runs;
    this.layers = layers;
    this.facts = facts;
  }

  /**
   * {@return planes over each other}
   *
   * @param planes of one kind, each with a name of its own
   * @throws IllegalArgumentException if empty or of different kinds or axes, or they have no layer
   *     in common
   */
  public static RunPlanes of(List<Plane> planes) {
    requireNonNull(planes, "planes must not be null");
    SmallMultiples.requireOneKind(planes.stream().map(Plane::kind).toList());
    List<PlaneData> runs = planes.stream().map(Plane::data).toList();
    SmallMultiples.requireSameAxes(runs);
    Set<String> all = new LinkedHashSet<>();
    runs.forEach(run -> all.addAll(run.layers().keySet()));
    Set<String> common = new LinkedHashSet<>(all);
    runs.forEach(run -> common.retainAll(run.layers().keySet()));
    if (common.isEmpty()) {
      throw new IllegalArgumentException(
          "The planes have no layer in common: %s. Compare runs that have layers of the same names."
              .formatted(
                  runs.stream()
                      .map(
                          run ->
                              "\"%s\" has %s"
                                  .formatted(run.name(), String.join(", ", run.layers().keySet())))
                      .collect(joining(", "))));
    }
    all.removeAll(common);
    Stream<String> left =
        all.isEmpty() ? Stream.of() : Stream.of("not in all runs: " + String.join(", ", all));
    return new RunPlanes(
        runs,
        List.copyOf(common),
        Stream.concat(left, Stream.of(SmallMultiples.shared(runs))).toList());
  }

  /**
   * {@return the plane of the mean of the runs at the moments that all have, with bars: its 95 %
   * interval by Student's t in each direction}
   *
   * @throws IllegalArgumentException if there is one run only, or no moment that all have
   */
  public Plane mean() {
    AlignedRuns.requireSeveral(runs.size());
    Map<String, List<PlaneData.Point>> means = new LinkedHashMap<>();
    boolean leftOut = false;
    for (String layer : layers) {
      SharedMoments<PlaneData.Point> shared =
          SharedMoments.of(
              runs.stream().map(run -> run.layers().getOrDefault(layer, List.of())).toList(),
              point -> point.at().time(),
              point -> point.x().value() + point.y().value());
      leftOut |= shared.leftOut();
      if (!shared.points().isEmpty()) {
        means.put(layer, shared.points().stream().map(RunPlanes::mean).toList());
      }
    }
    PlaneData first = runs.get(0);
    if (means.isEmpty()) {
      throw new IllegalArgumentException(
          "The planes have no %1$s in common. Record the runs at the same %1$ss."
              .formatted(unit()));
    }
    List<String> words = new ArrayList<>();
    words.add("bars: 95 % interval of the mean by Student's t");
    if (leftOut) {
      words.add("only the %ss that all runs have".formatted(unit()));
    }
    words.addAll(facts);
    return new Plane(
        new PlaneData(
            first.graph(),
            recipe(),
            first.kind(),
            first.heading(),
            "mean of %s runs".formatted(runs.size()),
            words,
            first.x(),
            first.y(),
            means,
            guides()));
  }

  /** The recipes of all runs: what they share once, what differs for each of them. */
  private Recipe recipe() {
    Set<String> names = new LinkedHashSet<>();
    runs.forEach(run -> names.addAll(run.recipe().entries().keySet()));
    Recipe recipe = Recipe.empty();
    for (String name : names) {
      List<String> words =
          runs.stream().map(run -> run.recipe().entries().getOrDefault(name, "-")).toList();
      recipe =
          recipe.with(
              name,
              new LinkedHashSet<>(words).size() == 1
                  ? words.get(0)
                  : IntStream.range(0, runs.size())
                      .mapToObj(i -> runs.get(i).name() + ": " + words.get(i))
                      .collect(joining("; ")));
    }
    return recipe;
  }

  private static PlaneData.Point mean(List<PlaneData.Point> runs) {
    return new PlaneData.Point(
        runs.get(0).at(),
        Coordinate.mean(runs.stream().map(PlaneData.Point::x).toList()),
        Coordinate.mean(runs.stream().map(PlaneData.Point::y).toList()));
  }

  /** Those that all runs have at the same place. */
  private List<PlaneData.Guide> guides() {
    return runs.get(0).guides().stream()
        .filter(guide -> runs.stream().allMatch(run -> run.guides().contains(guide)))
        .toList();
  }

  @Override
  public PlotlyFigure figure() {
    PlaneData first = runs.get(0);
    LayerStyle looks = new LayerStyle(runs.stream().map(PlaneData::name).toList());
    Grid grid = Grid.of(layers.size(), COLUMNS, ROW, BETWEEN, GAP);
    int plot = grid.plot();
    List<Map<String, Object>> traces = new ArrayList<>();
    List<Map<String, Object>> shapes = new ArrayList<>();
    List<Map<String, Object>> notes = new ArrayList<>();
    Map<String, Object> axes = new LinkedHashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      String x = Style.id("x", i);
      String y = Style.id("y", i);
      Map<String, Object> across = grid.across(i, "");
      Map<String, Object> up = grid.up(i, grid.isLeft(i) ? first.y() : "");
      across.put("nticks", 5);
      up.put("nticks", 5);
      if (i > 0) {
        across.put("matches", "x");
        up.put("matches", "y");
      }
      axes.putAll(Map.of(Style.id("xaxis", i), across, Style.id("yaxis", i), up));
      notes.add(Grid.name(i, Text.escape(Text.shortened(layers.get(i), 30)), 1));
      shapes.addAll(new PlaneTraces(first.with(guides()), looks, x, y, false, 0).shapes());
      for (PlaneData run : runs) {
        for (Map<String, Object> trace : trajectory(run, layers.get(i), looks)) {
          trace.putAll(Map.of("xaxis", x, "yaxis", y));
          traces.add(trace);
        }
      }
    }
    notes.add(grid.title(first.x()));
    Style.showEachOnce(traces);
    Stream<String> sizes = Stream.of("larger: later %ss".formatted(unit()));
    String[] words =
        Stream.concat(sizes, facts.stream())
            .map(fact -> fact.replace("grey: ", "null: "))
            .toArray(String[]::new);
    Map<String, Object> layout =
        Style.layout(
            "%s, %s runs".formatted(first.heading(), runs.size()),
            Style.subtitle(words),
            first.recipe(),
            TOP,
            plot,
            LEGEND_BELOW + Style.legendHeight(traces));
    layout.putAll(axes);
    Map<String, Object> recipes = new LinkedHashMap<>();
    runs.forEach(run -> recipes.put(run.name(), run.recipe().entries()));
    layout.put("meta", recipes);
    layout.put("showlegend", true);
    layout.put("legend", Style.legend(-(double) LEGEND_BELOW / plot));
    layout.put("shapes", shapes);
    layout.put("annotations", notes);
    return PlotlyFigure.of(traces, layout);
  }

  private String unit() {
    return runs.get(0).moments().get(0).unit();
  }

  /** Returns the null of a layer if it has one, then the layer. */
  private List<Map<String, Object>> trajectory(PlaneData run, String layer, LayerStyle looks) {
    List<PlaneData.Point> points = run.layers().getOrDefault(layer, List.of());
    String color = looks.color(run.name());
    List<Map<String, Object>> traces = new ArrayList<>();
    if (points.stream().allMatch(p -> p.x().hasNull() && p.y().hasNull())) {
      Map<String, Object> dotted = trace("lines", points, Coordinate::nullMean, "null (dotted)");
      dotted.put("line", Map.of("color", color, "width", 1.2, "dash", "dot"));
      traces.add(dotted);
    }
    Map<String, Object> shown =
        trace("lines+markers", points, Coordinate::value, looks.name(run.name()));
    shown.put("line", Map.of("color", color, "width", 1.4));
    List<Double> sizes = points.stream().map(this::size).toList();
    String symbol = looks.symbol(run.name());
    shown.put("marker", Map.of("color", color, "size", sizes, "symbol", symbol));
    shown.put("hoverinfo", "text");
    shown.put(
        "text",
        points.stream()
            .map(p -> Text.hover(run.name(), p.at(), p.x().hover(), p.y().hover()))
            .toList());
    traces.add(shown);
    return traces;
  }

  /** Returns the size of a marker, pixels: the later, the larger. */
  private double size(PlaneData.Point point) {
    IntSummaryStatistics times =
        runs.stream()
            .flatMap(run -> run.moments().stream())
            .mapToInt(Moment::time)
            .summaryStatistics();
    double passed = point.at().time() - times.getMin();
    return SMALLEST + (LARGEST - SMALLEST) * passed / Math.max(1, times.getMax() - times.getMin());
  }

  private static Map<String, Object> trace(
      String mode, List<PlaneData.Point> points, Function<Coordinate, Double> value, String name) {
    Map<String, Object> trace =
        Style.scatter(
            mode,
            points.stream().map(p -> value.apply(p.x())).toList(),
            points.stream().map(p -> value.apply(p.y())).toList());
    trace.putAll(Map.of("name", name, "legendgroup", name, "hoverinfo", "skip"));
    return trace;
  }

  @Override
  public String toString() {
    return "%s runs over each other: information plane, %s"
        .formatted(runs.size(), runs.get(0).kind());
  }
}
