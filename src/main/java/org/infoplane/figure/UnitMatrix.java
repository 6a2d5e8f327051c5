package org.infoplane.figure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.infoplane.measure.LayerTransfer;
import org.infoplane.result.LayerPair;
import org.infoplane.result.Moment;
import org.infoplane.result.TransferResult;
import org.infoplane.result.UnitFlow;

/**
 * TE from each unit of one layer to each unit of another, with a slider over the moments. In wide
 * layers a cell is the mean over neighbouring units.
 */
public final class UnitMatrix {

  private static final int CELLS = 50; // at most, on a side
  private static final int MOMENTS = 40;
  private static final int TOP = 80;
  private static final int SLIDER_BELOW = 56;
  private static final int BOTTOM = 140;

  /** A position of the slider. */
  private record Step(
      Moment at, List<List<Double>> millibit, List<String> aboveX, List<String> aboveY) {}

  private UnitMatrix() {}

  /**
   * {@return a figure of the pairs of units of two layers}
   *
   * @param about null, time axis and layers; its flows are ignored
   * @param pair the two layers
   * @param sources indices of the source units, at least one
   * @param targets indices of the target units, at least one
   * @param moments indices of the moments, at least one; at most 40 of them are shown
   * @param measure computes the flows of a moment; they are not kept
   */
  public static PlotlyFigure of(
      TransferResult about,
      LayerPair pair,
      List<Integer> sources,
      List<Integer> targets,
      List<Integer> moments,
      IntFunction<UnitFlow> measure) {
    requireNonNull(about, "about must not be null");
    requireNonNull(pair, "pair must not be null");
    requireNonNull(sources, "sources must not be null");
    requireNonNull(targets, "targets must not be null");
    requireNonNull(moments, "moments must not be null");
    requireNonNull(measure, "measure must not be null");
    LayerStyle looks = LayerStyle.of(about.graph());
    String from = looks.name(about.graph().layers().get(pair.from()).name());
    String to = looks.name(about.graph().layers().get(pair.to()).name());
    List<String> down = labels(sources);
    List<String> across = labels(targets);
    boolean each = down.size() == sources.size() && across.size() == targets.size();
    List<Step> steps =
        Slider.some(moments, MOMENTS).stream()
            .map(at -> step(measure.apply(at), down, across, each))
            .toList();
    int plot = Math.max(280, Math.min(520, down.size() * 26));
    Map<String, Object> layout =
        Style.layout(
            about.kind().title() + ", " + from + " → " + to + ", unit by unit",
            each
                ? SignificanceMarks.subtitle("dot: above the largest pair of", about)
                : Style.subtitle(about.measured(), "a cell is the mean over neighbouring units"),
            about.recipe(),
            TOP,
            plot,
            BOTTOM);
    layout.put("xaxis", Style.categories("unit of " + to, across, false, 12));
    layout.put("yaxis", Style.categories("unit of " + from, down, true, 12));
    DoubleStream all =
        steps.stream()
            .flatMap(step -> step.millibit().stream())
            .flatMapToDouble(row -> row.stream().mapToDouble(Double::doubleValue));
    String symbol = about.kind().symbol();
    layout.put("coloraxis", Style.amounts(all, symbol + " [millibit]"));
    layout.put("showlegend", false);
    Step last = steps.get(steps.size() - 1);
    Map<String, Object> cells = Style.cells(across, down, last.millibit(), "coloraxis");
    cells.put(
        "hovertemplate",
        "unit %%{y} of %s → unit %%{x} of %s<br>%s %%{z:.4g} millibit<extra></extra>"
            .formatted(from, to, symbol));
    return new Slider(steps.stream().map(Step::at).toList(), SLIDER_BELOW, plot, true)
        .figure(
            List.of(cells, SignificanceMarks.dots(last.aboveX(), last.aboveY())),
            layout,
            List.of(0, 1),
            i -> {
              Step step = steps.get(i);
              return List.of(
                  Map.of("z", step.millibit()), Map.of("x", step.aboveX(), "y", step.aboveY()));
            });
  }

  private static Step step(
      UnitFlow measured, List<String> down, List<String> across, boolean each) {
    LayerTransfer pairs = measured.te();
    int rows = down.size();
    int columns = across.size();
    List<List<Double>> millibit = new ArrayList<>();
    List<String> aboveX = new ArrayList<>();
    List<String> aboveY = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      List<Double> line = new ArrayList<>();
      for (int column = 0; column < columns; column++) {
        line.add(Coordinate.millibit(mean(pairs, row, rows, column, columns)));
        if (each && SignificanceMarks.is(measured.significance().pValueOfMax(row, column))) {
          aboveX.add(across.get(column));
          aboveY.add(down.get(row));
        }
      }
      millibit.add(line);
    }
    return new Step(measured.at(), millibit, aboveX, aboveY);
  }

  /** Returns the mean of a cell over its pairs with a finite value. */
  private static double mean(LayerTransfer pairs, int row, int rows, int column, int columns) {
    return within(row, rows, pairs.sources())
        .boxed()
        .flatMapToDouble(
            i -> within(column, columns, pairs.targets()).mapToDouble(j -> pairs.nats(i, j)))
        .filter(nats -> !Double.isNaN(nats))
        .average()
        .orElse(Double.NaN);
  }

  private static IntStream within(int cell, int cells, int units) {
    return IntStream.range(first(cell, cells, units), first(cell + 1, cells, units));
  }

  private static int first(int cell, int cells, int units) {
    return (int) ((long) cell * units / cells);
  }

  /** Returns the unit of each cell, or their range. */
  private static List<String> labels(List<Integer> units) {
    int cells = Math.min(CELLS, units.size());
    return IntStream.range(0, cells)
        .mapToObj(
            cell -> {
              int first = units.get(first(cell, cells, units.size()));
              int last = units.get(first(cell + 1, cells, units.size()) - 1);
              return first == last ? String.valueOf(first) : first + "–" + last;
            })
        .toList();
  }
}
