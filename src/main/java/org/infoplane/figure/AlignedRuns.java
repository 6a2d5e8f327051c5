package org.infoplane.figure;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.infoplane.measure.statistics.ConfidenceInterval;
import org.infoplane.measure.statistics.MeanInterval;
import org.infoplane.result.RunSeries;
import org.infoplane.result.RunSeries.Line;
import org.infoplane.result.RunSeries.Point;

/**
 * Runs with the lines that all of them have, aligned by epoch or iteration; their mean and
 * difference.
 *
 * @param runs with the same quantities and layers, in the same order
 * @param recipes of the runs, by name
 * @param what in titles
 * @param band what the intervals are; empty if they are those of the runs
 * @param note what was left out; empty if nothing was
 */
record AlignedRuns(
    List<RunSeries> runs, Map<String, Object> recipes, String what, String band, String note) {

  private record Panel(String quantity, String of) {

    static Panel of(Line line) {
      return new Panel(line.quantity(), line.of());
    }

    String title() {
      return ofLayers() ? of : of + " " + quantity;
    }

    boolean ofLayers() {
      return !quantity.equals(RunSeries.ACCURACY) && !quantity.equals(RunSeries.LOSS);
    }
  }

  static AlignedRuns of(List<RunSeries> runs) {
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
    String names = all.stream().map(Panel::title).distinct().collect(joining(", "));
    Map<String, Object> recipes = new LinkedHashMap<>();
    runs.forEach(run -> recipes.put(run.run(), run.recipe().entries()));
    return new AlignedRuns(
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

  static String title(Line line) {
    return Panel.of(line).title();
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

  AlignedRuns mean() {
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

  AlignedRuns difference() {
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
  private AlignedRuns combined(String name, String words, Function<List<Point>, Point> combine) {
    List<Line> lines = new ArrayList<>();
    boolean leftOut = false;
    for (int i = 0; i < runs.get(0).lines().size(); i++) {
      int panel = i;
      SharedMoments<Point> shared =
          SharedMoments.of(
              runs.stream().map(run -> run.lines().get(panel).points()).toList(),
              point -> point.at().time(),
              Point::value);
      leftOut |= shared.leftOut();
      if (!shared.points().isEmpty()) {
        Line line = runs.get(0).lines().get(panel);
        lines.add(
            new Line(line.quantity(), line.of(), shared.points().stream().map(combine).toList()));
      }
    }
    String unit = unit(runs.get(0));
    if (lines.stream().noneMatch(line -> Panel.of(line).ofLayers())) {
      throw new IllegalArgumentException(
          "The runs have no %s in common: %s. Record them at the same %ss."
              .formatted(unit, each(runs, AlignedRuns::span), unit));
    }
    RunSeries first = runs.get(0);
    return new AlignedRuns(
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
}
