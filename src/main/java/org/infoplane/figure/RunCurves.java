package org.infoplane.figure;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.infoplane.measure.statistics.ConfidenceInterval;
import org.infoplane.measure.statistics.MeanInterval;
import org.infoplane.result.RunSeries;
import org.infoplane.result.RunSeries.Line;
import org.infoplane.result.RunSeries.Point;

/**
 * Several runs against time in one figure: a panel for each pair of layers, or layer, and in it a
 * line for each run, its null dotted. Panels are those that all runs have; a note names the others.
 * Runs are aligned by epoch, or by iteration if an epoch has several moments. Immutable.
 */
public final class RunCurves implements Drawable {

  private static final int TOP = 122;
  private static final int ROW = 190;
  private static final int BETWEEN = 66;
  private static final int LEGEND_BELOW = 56;
  private static final double GAP = 0.12;

  private record Panel(String quantity, String of) {

    static Panel of(Line line) {
      return new Panel(line.quantity(), line.of());
    }

    boolean ofLayers() {
      return !quantity.equals(RunSeries.ACCURACY) && !quantity.equals(RunSeries.LOSS);
    }
  }

  private final List<RunSeries> runs;
  private final Map<String, Object> recipes;
  private final String what;
  private final String band;
  private final String note;

  private RunCurves(
      List<RunSeries> runs, Map<String, Object> recipes, String what, String band, String note) {
    this.runs = runs;
    this.recipes = recipes;
    this.what = what;
    this.band = band;
    this.note = note;
  }

  /**
   * {@return runs over each other}
   *
   * @param runs of one query, with different names
   * @throws IllegalArgumentException if there is none, they have no layers in common, some are
   *     recorded epoch by epoch and others more often, or different things were measured
   */
  public static RunCurves of(List<RunSeries> runs) {
    requireNonNull(runs, "runs must not be null");
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("runs must not be empty. Pass at least one.");
    }
    requireSame("measure different things", runs, run -> "has " + run.title());
    requireSame("have different moments", runs, run -> "has one for each " + unit(run));
    Set<Panel> all = new LinkedHashSet<>();
    runs.forEach(run -> all.addAll(panels(run).keySet()));
    Set<Panel> common = new LinkedHashSet<>(all);
    runs.forEach(run -> common.retainAll(panels(run).keySet()));
    if (common.stream().noneMatch(Panel::ofLayers)) {
      throw new IllegalArgumentException(
          "The runs have no layers in common: %s. Compare runs that have layers of the same names, or look at their table()."
              .formatted(each(runs, run -> "has " + names(panels(run).keySet()))));
    }
    List<String> facts =
        runs.get(0).facts().stream()
            .filter(fact -> runs.stream().allMatch(run -> run.facts().contains(fact)))
            .toList();
    List<RunSeries> shared =
        runs.stream()
            .map(
                run ->
                    new RunSeries(
                        run.run(),
                        run.title(),
                        facts,
                        run.recipe(),
                        common.stream().map(panels(run)::get).toList()))
            .toList();
    all.removeAll(common);
    String names = names(all);
    Map<String, Object> recipes = new LinkedHashMap<>();
    runs.forEach(run -> recipes.put(run.run(), run.recipe().entries()));
    return new RunCurves(
        shared,
        recipes,
        runs.size() == 1 ? runs.get(0).run() : runs.size() + " runs",
        "",
        names.isEmpty() ? "" : "not in all runs: " + names);
  }

  private static Map<Panel, Line> panels(RunSeries run) {
    Map<Panel, Line> panels = new LinkedHashMap<>();
    run.lines().forEach(line -> panels.put(Panel.of(line), line));
    return panels;
  }

  private static String names(Set<Panel> panels) {
    return panels.stream().filter(Panel::ofLayers).map(Panel::of).distinct().collect(joining(", "));
  }

  private static String title(Line line) {
    return Panel.of(line).ofLayers() ? line.of() : line.of() + " " + line.quantity();
  }

  private static String unit(RunSeries run) {
    return run.lines().isEmpty() ? "" : run.lines().get(0).points().get(0).at().unit();
  }

  private static void requireSame(
      String differ, List<RunSeries> runs, Function<RunSeries, String> of) {
    if (runs.stream().map(of).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "The runs %s: %s. Compare those that are alike.".formatted(differ, each(runs, of)));
    }
  }

  private static String each(List<RunSeries> runs, Function<RunSeries, ?> of) {
    return runs.stream()
        .map(run -> "\"%s\" %s".formatted(run.run(), of.apply(run)))
        .collect(joining(", "));
  }

  /**
   * {@return the mean of the runs at the times that all have, with its 95 % interval by Student's t
   * at each time, and the mean of their nulls}
   *
   * @throws IllegalArgumentException if there is one run only, or no time that all have
   */
  public RunCurves mean() {
    requireSeveral(runs.size());
    return combined(
        "mean of " + what,
        "95 % interval of the mean by Student's t",
        points -> {
          MeanInterval mean = MeanInterval.of(values(points, Point::value));
          ConfidenceInterval interval = mean.interval();
          return new Point(
              points.get(0).at(),
              mean.mean(),
              interval.low(),
              interval.high(),
              MeanInterval.of(values(points, Point::bias)).mean(),
              MeanInterval.of(values(points, Point::nullMean)).mean());
        });
  }

  static void requireSeveral(int runs) {
    if (runs < 2) {
      throw new IllegalArgumentException(
          "mean() needs at least 2 runs, got %s. Pass runs of several seeds.".formatted(runs));
    }
  }

  /**
   * {@return the first run minus the second, at the times that both have; bias and null likewise}
   *
   * @throws IllegalArgumentException if there are not exactly two runs, or no time that both have
   */
  public RunCurves difference() {
    if (runs.size() != 2) {
      throw new IllegalArgumentException(
          "difference() needs exactly 2 runs, got %s. Pass the two to compare."
              .formatted(runs.size()));
    }
    return combined(
        runs.get(0).run() + " − " + runs.get(1).run(),
        "",
        points ->
            new Point(
                points.get(0).at(),
                minus(points, Point::value),
                Double.NaN,
                Double.NaN,
                minus(points, Point::bias),
                minus(points, Point::nullMean)));
  }

  private static double minus(List<Point> points, ToDoubleFunction<Point> of) {
    return of.applyAsDouble(points.get(0)) - of.applyAsDouble(points.get(1));
  }

  private static double[] values(List<Point> points, ToDoubleFunction<Point> of) {
    return points.stream().mapToDouble(of).toArray();
  }

  /** Makes one run of the points that all runs have at a time. */
  private RunCurves combined(String name, String words, Function<List<Point>, Point> combine) {
    List<Line> lines = new ArrayList<>();
    boolean leftOut = false;
    for (int i = 0; i < runs.get(0).lines().size(); i++) {
      int panel = i;
      SortedMap<Integer, List<Point>> times = new TreeMap<>();
      runs.forEach(
          run ->
              run.lines().get(panel).points().stream()
                  .filter(point -> !Double.isNaN(point.value()))
                  .forEach(
                      point ->
                          times
                              .computeIfAbsent(point.at().time(), time -> new ArrayList<>())
                              .add(point)));
      leftOut |= times.values().removeIf(points -> points.size() < runs.size());
      if (!times.isEmpty()) {
        Line line = runs.get(0).lines().get(panel);
        lines.add(
            new Line(line.quantity(), line.of(), times.values().stream().map(combine).toList()));
      }
    }
    String unit = unit(runs.get(0));
    if (lines.stream().noneMatch(line -> Panel.of(line).ofLayers())) {
      throw new IllegalArgumentException(
          "The runs have no %s in common: %s. Record them at the same %ss."
              .formatted(unit, each(runs, RunCurves::span), unit));
    }
    RunSeries first = runs.get(0);
    return new RunCurves(
        List.of(new RunSeries(name, first.title(), first.facts(), first.recipe(), lines)),
        recipes,
        name,
        words,
        leftOut
            ? "only the %ss that all runs have".formatted(unit)
                + (note.isEmpty() ? "" : "; " + note)
            : note);
  }

  private static String span(RunSeries run) {
    List<Point> points = run.lines().get(0).points();
    return "has %s to %s"
        .formatted(points.get(0).at().time(), points.get(points.size() - 1).at().time());
  }

  @Override
  public PlotlyFigure figure() {
    List<Line> panels = runs.get(0).lines();
    LayerStyle looks = new LayerStyle(runs.stream().map(RunSeries::run).toList());
    Grid grid = Grid.of(panels.size(), 2, ROW, BETWEEN, GAP);
    int plot = grid.plot();
    List<Map<String, Object>> traces = new ArrayList<>();
    List<Map<String, Object>> notes = new ArrayList<>();
    Map<String, Object> axes = new LinkedHashMap<>();
    Map<String, String> firstOfQuantity = new LinkedHashMap<>();
    for (int i = 0; i < panels.size(); i++) {
      Line panel = panels.get(i);
      int before = traces.size();
      String x = Style.id("x", i);
      String y = Style.id("y", i);
      String time = panel.points().get(0).at().unit();
      Map<String, Object> across = grid.across(i, grid.isLowest(i) ? time : "");
      Map<String, Object> up = grid.up(i, panel.quantity());
      if (i > 0) {
        across.put("matches", "x");
      }
      String first = firstOfQuantity.computeIfAbsent(panel.quantity(), quantity -> y);
      if (!first.equals(y)) {
        up.put("matches", first);
      }
      up.putAll(Map.of("zeroline", true, "zerolinecolor", "#888888"));
      axes.put(Style.id("xaxis", i), across);
      axes.put(Style.id("yaxis", i), up);
      notes.add(Grid.name(i, Text.escape(Text.shortened(title(panel), 44)), 1.02));
      for (RunSeries run : runs) {
        traces.addAll(lines(run.run(), run.lines().get(i), looks));
      }
      for (RunSeries run : runs) {
        traces.addAll(nullLine(run.lines().get(i), looks.color(run.run())));
      }
      traces.stream().skip(before).forEach(trace -> trace.putAll(Map.of("xaxis", x, "yaxis", y)));
    }
    Style.showEachOnce(traces);
    if (!note.isEmpty()) {
      String words = Text.escape(Text.shortened(note, 120));
      Map<String, Object> below =
          Style.note(words, 0, "paper", "left", 1 + 28.0 / plot, "paper", "bottom");
      below.put("font", Map.of("size", 12, "color", Style.CAUTION));
      notes.add(below);
    }
    int bottom = LEGEND_BELOW + Style.legendHeight(traces);
    Map<String, Object> layout =
        Style.layout(
            runs.get(0).title() + ", " + Text.escape(Text.shortened(what, 50)),
            Style.subtitle(runs.get(0).facts().toArray(String[]::new)),
            runs.get(0).recipe(),
            TOP,
            plot,
            bottom);
    layout.putAll(axes);
    layout.put("meta", recipes);
    layout.put("annotations", notes);
    layout.put("showlegend", true);
    layout.put("legend", Style.legend(-(double) LEGEND_BELOW / plot));
    return PlotlyFigure.of(traces, layout);
  }

  /** Returns the interval of a line if it has one, then the line. */
  private List<Map<String, Object>> lines(String run, Line line, LayerStyle looks) {
    List<Map<String, Object>> lines = new ArrayList<>();
    String color = looks.color(run);
    List<Point> known =
        line.points().stream().filter(point -> !Double.isNaN(point.high() - point.low())).toList();
    if (!known.isEmpty()) {
      List<Integer> around = new ArrayList<>();
      List<Double> edge = new ArrayList<>();
      known.forEach(point -> add(around, edge, point, point.high()));
      for (int i = known.size() - 1; i >= 0; i--) {
        add(around, edge, known.get(i), known.get(i).low());
      }
      Map<String, Object> area =
          trace("lines", around, edge, band.isEmpty() ? looks.name(run) + ", interval" : band);
      area.putAll(Map.of("fill", "toself", "fillcolor", color, "opacity", 0.18));
      area.put("line", Map.of("color", color, "width", 0));
      lines.add(area);
    }
    Map<String, Object> curve =
        trace("lines+markers", times(line), values(line, Point::value), looks.name(run));
    curve.put("line", Map.of("color", color, "width", 1.8));
    curve.put("marker", Map.of("symbol", looks.symbol(run), "size", 5, "color", color));
    curve.put("hoverinfo", "text");
    curve.put("text", line.points().stream().map(point -> hover(run, line, point)).toList());
    lines.add(curve);
    return lines;
  }

  /** Returns the null of a line, if it has one. */
  private static List<Map<String, Object>> nullLine(Line line, String color) {
    if (line.points().stream().allMatch(point -> Double.isNaN(point.nullMean()))) {
      return List.of();
    }
    Map<String, Object> dotted =
        trace("lines", times(line), values(line, Point::nullMean), "null (dotted)");
    dotted.put("line", Map.of("color", color, "width", 1.4, "dash", "dot"));
    return List.of(dotted);
  }

  private static List<Integer> times(Line line) {
    return line.points().stream().map(point -> point.at().time()).toList();
  }

  private static void add(List<Integer> times, List<Double> values, Point at, double value) {
    times.add(at.at().time());
    values.add(value);
  }

  private static List<Double> values(Line line, Function<Point, Double> of) {
    return line.points().stream().map(of).toList();
  }

  private static Map<String, Object> trace(String mode, List<?> x, List<?> y, String name) {
    Map<String, Object> trace = Style.scatter(mode, x, y);
    trace.putAll(Map.of("name", name, "legendgroup", name, "hoverinfo", "skip"));
    return trace;
  }

  private static String hover(String run, Line line, Point point) {
    String interval =
        Double.isNaN(point.low())
            ? ""
            : " (%s to %s)".formatted(Text.number(point.low()), Text.number(point.high()));
    return Text.hover(
        run,
        point.at(),
        "%s: %s %s%s"
            .formatted(
                Text.hover(line.of()), line.quantity(), Text.number(point.value()), interval),
        "bias %s, null %s".formatted(Text.number(point.bias()), Text.number(point.nullMean())));
  }

  @Override
  public String toString() {
    return "%s, %s: %s"
        .formatted(
            runs.get(0).title(),
            what,
            runs.get(0).lines().stream().map(Line::of).distinct().collect(joining(", ")));
  }
}
