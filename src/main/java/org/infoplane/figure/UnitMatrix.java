package org.infoplane.figure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.infoplane.measure.LayerTransfer;
import org.infoplane.recording.LayerInfo;
import org.infoplane.result.LayerPair;
import org.infoplane.result.Moment;
import org.infoplane.result.TransferResult;
import org.infoplane.result.UnitFlow;

/**
 * TE of every unit of one layer to every unit of another, with a slider over the moments. Of wide
 * layers a cell is the mean over neighbouring units; of many moments some are shown.
 */
public final class UnitMatrix {

  private static final int CELLS = 50; // at most, a side
  private static final int MOMENTS = 40;
  private static final int TOP = 80;
  private static final int SLIDER_BELOW = 56;
  private static final int BOTTOM = 140;

  /** What a slider's step shows. */
  private record Step(
      Moment at, List<List<Double>> millibit, List<String> aboveX, List<String> aboveY) {}

  private UnitMatrix() {}

  /**
   * Draws two layers.
   *
   * @param about null, time axis and layers; its flows are not looked at
   * @param pair the two layers
   * @param sources numbers of the source units, at least one
   * @param targets numbers of the target units, at least one
   * @param moments numbers of the moments that could be shown, at least one; of more than 40 some
   * @param measure gives the flows of a moment, of which nothing is kept
   * @return the figure
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
    LayerInfo from = about.graph().layers().get(pair.from());
    LayerInfo to = about.graph().layers().get(pair.to());
    List<String> down = labels(sources);
    List<String> across = labels(targets);
    int rows = down.size();
    boolean each = rows == sources.size() && across.size() == targets.size();
    LayerStyle looks = LayerStyle.of(about.graph());
    List<Step> steps =
        Slider.some(moments, MOMENTS).stream()
            .map(at -> step(measure.apply(at), down, across, each))
            .toList();
    int plot = Math.max(280, Math.min(520, rows * 26));
    Map<String, Object> layout =
        Style.layout(
            about.kind().title() + ", " + looks.names(from.name(), to.name()) + ", unit by unit",
            Style.subtitle(
                List.of(
                    about.measured(),
                    each
                        ? SignificanceMarks.words(
                            "dot: above the largest pair of",
                            about.surrogates(),
                            about.nullInWords())
                        : "a cell is the mean over neighbouring units")),
            about.recipe(),
            TOP + plot + BOTTOM);
    layout.put("margin", Map.of("t", TOP, "l", 70, "r", 30, "b", BOTTOM));
    layout.put("xaxis", units("unit of " + looks.name(to.name()), across, true));
    layout.put("yaxis", units("unit of " + looks.name(from.name()), down, false));
    double max =
        steps.stream()
            .flatMap(step -> step.millibit().stream())
            .flatMap(List::stream)
            .mapToDouble(Double::doubleValue)
            .filter(value -> !Double.isNaN(value)) // of a pair without a finite one
            .max()
            .orElse(1);
    layout.put("coloraxis", Style.amounts(max, about.kind().symbol() + " [millibit]"));
    layout.put("showlegend", false);
    Step last = steps.get(steps.size() - 1);
    List<Map<String, Object>> traces =
        List.of(
            cells(
                last,
                down,
                across,
                looks.name(from.name()),
                looks.name(to.name()),
                about.kind().symbol()),
            SignificanceMarks.dots(last.aboveX(), last.aboveY()));
    if (steps.size() == 1) {
      return PlotlyFigure.of(traces, layout);
    }
    Slider.add(layout, SLIDER_BELOW, plot, steps.stream().map(Step::at).toList(), true);
    return PlotlyFigure.of(
        traces,
        layout,
        steps.stream()
            .map(
                step ->
                    Slider.frame(
                        step.at(),
                        List.of(0, 1),
                        List.of(
                            Map.of("z", step.millibit()),
                            Map.of("x", step.aboveX(), "y", step.aboveY()))))
            .toList());
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

  /** Over the pairs that have a finite one. */
  private static double mean(LayerTransfer pairs, int row, int rows, int column, int columns) {
    return within(row, rows, pairs.sources())
        .boxed()
        .flatMapToDouble(
            i -> within(column, columns, pairs.targets()).mapToDouble(j -> pairs.nats(i, j)))
        .filter(nats -> !Double.isNaN(nats))
        .average()
        .orElse(Double.NaN);
  }

  /** The units that share a cell. */
  private static IntStream within(int cell, int cells, int units) {
    return IntStream.range(first(cell, cells, units), first(cell + 1, cells, units));
  }

  private static int first(int cell, int cells, int units) {
    return (int) ((long) cell * units / cells);
  }

  /** The units of each cell: one, or a range. */
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

  private static Map<String, Object> units(String title, List<String> labels, boolean across) {
    int cells = labels.size();
    Map<String, Object> axis = Style.axis(title);
    axis.putAll(Map.of("type", "category", "showgrid", false));
    axis.put("range", across ? List.of(-0.5, cells - 0.5) : List.of(cells - 0.5, -0.5));
    int step = Math.max(1, (cells + 11) / 12);
    axis.put(
        "tickvals",
        IntStream.range(0, cells).filter(i -> i % step == 0).mapToObj(labels::get).toList());
    return axis;
  }

  private static Map<String, Object> cells(
      Step step, List<String> down, List<String> across, String from, String to, String symbol) {
    Map<String, Object> trace = Style.cells(across, down, step.millibit(), "coloraxis");
    trace.put(
        "hovertemplate",
        "unit %%{y} of %s → unit %%{x} of %s<br>%s %%{z:.4g} millibit<extra></extra>"
            .formatted(from, to, symbol));
    return trace;
  }
}
