package org.infoplane.figure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.infoplane.recording.Recipe;
import org.infoplane.result.InformationResult;
import org.infoplane.result.LayerFlow;
import org.infoplane.result.LayerInformation;
import org.infoplane.result.Moment;
import org.infoplane.result.TransferResult;

/**
 * Rows of cells over time, in panels one above the other: a number each, and whether it is more
 * than its null.
 */
public final class HeatMap {

  private static final int TOP = 100;
  private static final int CELL = 26;
  private static final int BETWEEN = 50;
  private static final int BOTTOM = 70;

  /** What one cell says, and the value that gives it its colour. */
  private record Cell(String row, String layer, Moment at, Coordinate number, double value) {

    Cell(String row, String layer, Moment at, Coordinate number) {
      this(row, layer, at, number, number.value());
    }

    /** The same, coloured by what drift and bias leave; NaN if that is not known. */
    Cell rest() {
      return new Cell(row, layer, at, number, number.rest());
    }
  }

  /**
   * Rows that share a scale of colours.
   *
   * @param title above it
   * @param scale of its colours
   * @param cells row by row or moment by moment
   */
  private record Panel(String title, String scale, List<Cell> cells) {

    /** Without cells that have no value. */
    Panel measured() {
      return new Panel(
          title, scale, cells.stream().filter(cell -> !Double.isNaN(cell.value())).toList());
    }
  }

  private HeatMap() {}

  /**
   * Draws transfer entropy: a row a pair of layers, feed-forward above feedback, and below both
   * what drift and bias leave of it, where they are known; a rest below 0 has the colour of 0.
   *
   * @param te of at least one pair
   * @return the figure
   */
  public static PlotlyFigure of(TransferResult te) {
    requireNonNull(te, "te must not be null");
    List<Cell> forward = new ArrayList<>();
    List<Cell> back = new ArrayList<>();
    List<Cell> inside = new ArrayList<>();
    LayerStyle looks = LayerStyle.of(te.graph());
    for (LayerFlow flow : te.flows()) {
      String names = looks.names(flow.from(), flow.to());
      Coordinate number = Coordinate.of(flow, te.kind().symbol());
      (flow.from().equals(flow.to()) ? inside : flow.forward() ? forward : back)
          .add(new Cell(names, flow.label(), flow.at(), number));
    }
    return of(
        te.kind().title() + ", layer pair by epoch",
        Text.escape(
            te.measured()
                + "; "
                + SignificanceMarks.words("dot: above", te.surrogates(), te.nullInWords())),
        te.recipe(),
        List.of(
            new Panel("feed-forward", te.amount() + " [millibit]", forward),
            new Panel("feedback", te.amount() + " [millibit]", back),
            new Panel("inside the layer", te.amount() + " [millibit]", inside),
            new Panel(
                "rest: without drift and bias",
                te.amount() + " [millibit]",
                Stream.of(forward, back, inside).flatMap(List::stream).map(Cell::rest).toList())));
  }

  /**
   * Draws what layers know: a row a layer, of the input above of the label.
   *
   * @param mi of at least one layer
   * @return the figure
   */
  public static PlotlyFigure of(InformationResult mi) {
    requireNonNull(mi, "mi must not be null");
    List<Cell> input = new ArrayList<>();
    List<Cell> label = new ArrayList<>();
    LayerStyle looks = LayerStyle.of(mi.graph());
    for (LayerInformation point : mi.points()) {
      String row = looks.name(point.layer());
      input.add(new Cell(row, point.layer(), point.at(), Coordinate.of("I(X;T)", point.input())));
      if (mi.hasLabels()) {
        label.add(new Cell(row, point.layer(), point.at(), Coordinate.of("I(T;Y)", point.label())));
      }
    }
    return of(
        "What the layers know, epoch by epoch",
        Text.escape(
            mi.axis()
                + "; "
                + SignificanceMarks.words("dot: above", mi.surrogates(), mi.nullInWords())
                + mi.noLabels().map(why -> "; " + why).orElse("")),
        mi.recipe(),
        List.of(
            new Panel(
                input.stream().allMatch(cell -> cell.number().pValue() == 1)
                    ? "of the input (no two are alike, so no shuffle can test it)"
                    : "of the input",
                "I(X;T) [bits]",
                input),
            new Panel("of the label", "I(T;Y) [bits]", label)));
  }

  private static PlotlyFigure of(String title, String subtitle, Recipe recipe, List<Panel> asked) {
    List<Panel> panels =
        asked.stream().map(Panel::measured).filter(panel -> !panel.cells().isEmpty()).toList();
    List<Integer> heights = panels.stream().map(panel -> CELL * rows(panel).size()).toList();
    int plot =
        Math.max(90, heights.stream().mapToInt(Integer::intValue).sum())
            + BETWEEN * (panels.size() - 1);
    Map<String, Object> layout = Style.layout(title, subtitle, recipe, TOP + plot + BOTTOM);
    layout.put("margin", Map.of("t", TOP, "l", 70, "r", 30, "b", BOTTOM));
    List<Map<String, Object>> traces = new ArrayList<>();
    List<Map<String, Object>> notes = new ArrayList<>();
    boolean oneScale = panels.stream().map(Panel::scale).distinct().count() == 1;
    double top = 1;
    for (int i = 0; i < panels.size(); i++) {
      Panel panel = panels.get(i);
      String id = i == 0 ? "" : String.valueOf(i + 1);
      boolean last = i == panels.size() - 1;
      double bottom = last ? 0 : Math.max(0, top - heights.get(i) / (double) plot);
      Map<String, Object> time = Style.axis(last ? panel.cells().get(0).at().unit() : "");
      time.putAll(Map.of("type", "category", "showgrid", false, "nticks", 20));
      time.put("range", List.of(-0.5, times(panel).size() - 0.5)); // else dots make a margin
      time.putAll(Map.of("showticklabels", last, "anchor", "y" + id));
      if (i > 0) {
        time.put("matches", "x");
      }
      layout.put("xaxis" + id, time);
      Map<String, Object> names = Style.names();
      names.putAll(Map.of("tickvals", rows(panel), "ticktext", names(panel)));
      names.remove("autorange"); // which leaves a margin beside dots
      names.put("range", List.of(rows(panel).size() - 0.5, -0.5));
      names.putAll(Map.of("domain", List.of(bottom, top), "anchor", "x" + id));
      layout.put("yaxis" + id, names);
      String colors = "coloraxis" + (oneScale ? "" : id);
      traces.add(cells(panel, "x" + id, "y" + id, colors));
      traces.add(dots(panel, "x" + id, "y" + id));
      if (!layout.containsKey(colors)) {
        layout.put(colors, colors(oneScale ? panels : List.of(panel), bottom, top, oneScale));
      }
      notes.add(
          Style.note(
              "<b>" + panel.title() + "</b>",
              0,
              "paper",
              "left",
              1,
              "y" + id + " domain",
              "bottom"));
      top = bottom - BETWEEN / (double) plot;
    }
    layout.put("annotations", notes);
    layout.put("showlegend", false);
    return PlotlyFigure.of(traces, layout);
  }

  private static Map<String, Object> colors(
      List<Panel> panels, double bottom, double top, boolean whole) {
    double max =
        panels.stream()
            .flatMap(panel -> panel.cells().stream())
            .mapToDouble(Cell::value)
            .max()
            .orElse(1);
    String title = panels.get(0).scale();
    return whole
        ? Style.amounts(max, title)
        : Style.amounts(max, title, (bottom + top) / 2, top - bottom);
  }

  /** Names as they are shown, a row each: two long ones may look the same. */
  private static List<String> names(Panel panel) {
    Map<String, String> names = new LinkedHashMap<>();
    panel.cells().forEach(cell -> names.put(cell.layer(), cell.row()));
    return List.copyOf(names.values());
  }

  private static List<String> rows(Panel panel) {
    return panel.cells().stream().map(Cell::layer).distinct().toList();
  }

  private static List<String> times(Panel panel) {
    return new TreeSet<>(panel.cells().stream().map(cell -> cell.at().time()).toList())
        .stream().map(String::valueOf).toList();
  }

  private static Map<String, Object> cells(Panel panel, String x, String y, String colors) {
    List<String> rows = rows(panel);
    List<String> times = times(panel);
    Double[][] z = new Double[rows.size()][times.size()];
    String[][] text = new String[rows.size()][times.size()];
    for (Cell cell : panel.cells()) {
      int row = rows.indexOf(cell.layer());
      int column = times.indexOf(String.valueOf(cell.at().time()));
      z[row][column] = cell.value();
      text[row][column] =
          "<b>%s</b>, %s<br>%s"
              .formatted(
                  Text.escape(Text.shortened(cell.layer(), 60)), cell.at(), cell.number().hover());
    }
    Map<String, Object> trace = Style.cells(times, rows, z, colors);
    trace.putAll(Map.of("text", text, "hoverinfo", "text", "xaxis", x, "yaxis", y));
    return trace;
  }

  private static Map<String, Object> dots(Panel panel, String x, String y) {
    List<Cell> above =
        panel.cells().stream()
            .filter(cell -> SignificanceMarks.is(cell.number().pValue()))
            .toList();
    Map<String, Object> trace =
        SignificanceMarks.dots(
            above.stream().map(cell -> String.valueOf(cell.at().time())).toList(),
            above.stream().map(Cell::layer).toList());
    trace.putAll(Map.of("xaxis", x, "yaxis", y));
    return trace;
  }
}
