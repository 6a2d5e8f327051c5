package org.infoplane.figure;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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

  private final AlignedRuns aligned;

  private RunCurves(AlignedRuns aligned) {
    this.aligned = aligned;
  }

  /**
   * {@return runs over each other}
   *
   * @param runs of one query, with different names
   * @throws IllegalArgumentException if there is none, they have no layers in common, some are
   *     recorded epoch by epoch and others more often, or different things were measured
   */
  public static RunCurves of(List<RunSeries> runs) {
    return new RunCurves(AlignedRuns.of(requireNonNull(runs, "runs must not be null")));
  }

  /**
   * {@return the mean of the runs at the times that all have, with its 95 % interval by Student's t
   * at each time, and the mean of their nulls}
   *
   * @throws IllegalArgumentException if there is one run only, or no time that all have
   */
  public RunCurves mean() {
    return new RunCurves(aligned.mean());
  }

  /**
   * {@return the first run minus the second, at the times that both have; bias and null likewise}
   *
   * @throws IllegalArgumentException if there are not exactly two runs, or no time that both have
   */
  public RunCurves difference() {
    return new RunCurves(aligned.difference());
  }

  @Override
  public PlotlyFigure figure() {
    List<RunSeries> runs = aligned.runs();
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
      notes.add(Grid.name(i, Text.escape(Text.shortened(AlignedRuns.title(panel), 44)), 1.02));
      for (RunSeries run : runs) {
        traces.addAll(lines(run.run(), run.lines().get(i), looks));
      }
      for (RunSeries run : runs) {
        traces.addAll(nullLine(run.lines().get(i), looks.color(run.run())));
      }
      traces.stream().skip(before).forEach(trace -> trace.putAll(Map.of("xaxis", x, "yaxis", y)));
    }
    Style.showEachOnce(traces);
    if (!aligned.note().isEmpty()) {
      String words = Text.escape(Text.shortened(aligned.note(), 120));
      Map<String, Object> below =
          Style.note(words, 0, "paper", "left", 1 + 28.0 / plot, "paper", "bottom");
      below.put("font", Map.of("size", 12, "color", Style.CAUTION));
      notes.add(below);
    }
    int bottom = LEGEND_BELOW + Style.legendHeight(traces);
    Map<String, Object> layout =
        Style.layout(
            runs.get(0).title() + ", " + Text.escape(Text.shortened(aligned.what(), 50)),
            Style.subtitle(runs.get(0).facts().toArray(String[]::new)),
            runs.get(0).recipe(),
            TOP,
            plot,
            bottom);
    layout.putAll(axes);
    layout.put("meta", aligned.recipes());
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
          trace(
              "lines",
              around,
              edge,
              aligned.band().isEmpty() ? looks.name(run) + ", interval" : aligned.band());
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
    RunSeries first = aligned.runs().get(0);
    return "%s, %s: %s"
        .formatted(
            first.title(),
            aligned.what(),
            first.lines().stream().map(Line::of).distinct().collect(joining(", ")));
  }
}
