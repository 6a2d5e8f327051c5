package org.infoplane.plane;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.figure.Text;
import org.infoplane.measure.PairwiseTransferEntropy;
import org.infoplane.recording.LayerInfo;

/**
 * TE of every unit of one layer to every unit of another, with a slider over the moments. Of wide
 * layers a cell is the mean over neighbouring units; of many moments some are shown.
 */
final class UnitMatrix {

  private static final int CELLS = 50; // at most, a side
  private static final int MOMENTS = 40;
  private static final int TOP = 80;
  private static final int SLIDER_BELOW = 56;
  private static final int BOTTOM = 140;

  /** What a slider's step shows. */
  private record Step(Moment at, Double[][] millibit, List<int[]> above) {}

  private UnitMatrix() {}

  static PlotlyFigure of(TransferEntropyQuery te, LayerPair pair) {
    LayerInfo from = te.run().layers().get(pair.from());
    LayerInfo to = te.run().layers().get(pair.to());
    int rows = Math.min(CELLS, from.units());
    int columns = Math.min(CELLS, to.units());
    boolean each = rows == from.units() && columns == to.units();
    List<Step> steps = new ArrayList<>();
    te.someMoments(
        pair, MOMENTS, (at, measured) -> steps.add(step(at, measured, rows, columns, each)));
    int plot = Math.max(280, Math.min(520, rows * 26));
    Map<String, Object> layout =
        Style.layout(
            "Transfer entropy, " + Style.names(from.name(), to.name()) + ", unit by unit",
            Text.escape(
                te.axis()
                    + (each
                        ? "; dot: above the largest pair of the null, p ≤ 0.05"
                        : "; a cell is the mean over neighbouring units")),
            te.recipe(),
            TOP + plot + BOTTOM);
    layout.put("margin", Map.of("t", TOP, "l", 70, "r", 30, "b", BOTTOM));
    layout.put("xaxis", units("unit of " + Style.name(to.name()), to.units(), columns, true));
    layout.put("yaxis", units("unit of " + Style.name(from.name()), from.units(), rows, false));
    double max =
        steps.stream()
            .flatMap(step -> Arrays.stream(step.millibit()))
            .flatMap(Arrays::stream)
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(1);
    layout.put("coloraxis", Style.amounts(max, "TE [millibit]"));
    layout.put("showlegend", false);
    Step last = steps.get(steps.size() - 1);
    List<Map<String, Object>> traces =
        List.of(cells(last, from, to, true), dots(last, from, to, true));
    if (steps.size() == 1) {
      return PlotlyFigure.of(traces, layout);
    }
    Slider.add(layout, SLIDER_BELOW, plot, steps.stream().map(Step::at).toList(), true);
    List<Map<String, Object>> frames = new ArrayList<>();
    for (Step step : steps) {
      frames.add(
          Slider.frame(
              step.at(),
              List.of(0, 1),
              List.of(cells(step, from, to, false), dots(step, from, to, false))));
    }
    return PlotlyFigure.of(traces, layout, frames);
  }

  private static Step step(
      Moment at, TransferSettings.Measured measured, int rows, int columns, boolean each) {
    PairwiseTransferEntropy pairs = measured.pairs();
    Double[][] millibit = new Double[rows][columns];
    List<int[]> above = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int left = column;
        millibit[row][column] =
            within(row, rows, pairs.sources())
                .mapToDouble(
                    i ->
                        within(left, columns, pairs.targets())
                            .mapToDouble(j -> pairs.nats(i, j))
                            .average()
                            .orElseThrow())
                .map(LayerFlow::millibit)
                .average()
                .orElseThrow();
        if (each && measured.significance().pValueOfMax(row, column) <= 0.05) {
          above.add(new int[] {row, column});
        }
      }
    }
    return new Step(at, millibit, above);
  }

  /** The units that share a cell. */
  private static IntStream within(int cell, int cells, int units) {
    return IntStream.range(first(cell, cells, units), first(cell + 1, cells, units));
  }

  private static int first(int cell, int cells, int units) {
    return (int) ((long) cell * units / cells);
  }

  private static List<Integer> labels(int cells, int units) {
    return IntStream.range(0, cells).mapToObj(cell -> first(cell, cells, units)).toList();
  }

  private static Map<String, Object> units(String title, int units, int cells, boolean across) {
    Map<String, Object> axis = Style.axis(title);
    axis.put("showgrid", false);
    axis.put("range", across ? List.of(-0.5, cells - 0.5) : List.of(cells - 0.5, -0.5));
    int step = Math.max(1, (cells + 11) / 12);
    List<Integer> labels = labels(cells, units);
    List<Integer> at = IntStream.range(0, cells).filter(i -> i % step == 0).boxed().toList();
    axis.put("tickvals", at);
    axis.put("ticktext", at.stream().map(i -> String.valueOf(labels.get(i))).toList());
    return axis;
  }

  private static Map<String, Object> cells(Step step, LayerInfo from, LayerInfo to, boolean whole) {
    Map<String, Object> trace = new LinkedHashMap<>();
    trace.put("z", step.millibit());
    if (whole) {
      trace.put("type", "heatmap");
      trace.put("coloraxis", "coloraxis");
      trace.put("xgap", 1);
      trace.put("ygap", 1);
      trace.put(
          "hovertemplate",
          "unit %%{y} of %s → unit %%{x} of %s<br>TE %%{z:.4g} millibit<extra></extra>"
              .formatted(Style.name(from.name()), Style.name(to.name())));
    }
    return trace;
  }

  private static Map<String, Object> dots(Step step, LayerInfo from, LayerInfo to, boolean whole) {
    List<Integer> x = step.above().stream().map(cell -> cell[1]).toList();
    List<Integer> y = step.above().stream().map(cell -> cell[0]).toList();
    if (!whole) {
      return Map.of("x", x, "y", y);
    }
    Map<String, Object> trace = Style.scatter("markers", x, y);
    trace.put("name", "above the null");
    trace.put("hoverinfo", "skip");
    trace.put(
        "marker",
        Map.of("size", 6, "color", "#ffffff", "line", Map.of("color", Style.INK, "width", 1.2)));
    return trace;
  }
}
