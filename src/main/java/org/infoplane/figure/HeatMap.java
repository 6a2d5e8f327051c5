package org.infoplane.figure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.infoplane.recording.Recipe;
import org.infoplane.result.InformationResult;
import org.infoplane.result.LayerFlow;
import org.infoplane.result.LayerInformation;
import org.infoplane.result.Moment;
import org.infoplane.result.TransferResult;

/** Values over time as coloured cells, in panels of rows, with dots where above the null. */
public final class HeatMap {

  private static final int TOP = 100;
  private static final int CELL = 26;
  private static final int BETWEEN = 50;
  private static final int BOTTOM = 70;

  /** A cell; its value sets the colour. */
  private record Cell(String row, String layer, Moment at, Coordinate number, double value) {

    Cell(String row, String layer, Moment at, Coordinate number) {
      this(row, layer, at, number, number.value());
    }

    /** Returns this cell coloured by the rest without drift and bias. */
    Cell rest() {
      return new Cell(row, layer, at, number, number.rest());
    }
  }

  /**
   * Rows of cells that share a colour scale, given by its title; cells without value are dropped.
   */
  private record Panel(String title, String scale, List<Cell> cells) {

    Panel {
      cells = cells.stream().filter(cell -> !Double.isNaN(cell.value())).toList();
    }

    Map<String, String> names() {
      Map<String, String> names = new LinkedHashMap<>();
      cells.forEach(cell -> names.put(cell.layer(), cell.row()));
      return names;
    }

    List<String> rows() {
      return List.copyOf(names().keySet());
    }

    List<String> times() {
      return cells.stream()
          .map(cell -> cell.at().time())
          .distinct()
          .sorted()
          .map(String::valueOf)
          .toList();
    }
  }

  private HeatMap() {}

  /**
   * Draws transfer entropy, a row for each pair of layers: feed-forward above feedback, and below
   * the rest without drift and bias, where known; a rest below 0 has the colour of 0.
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
    String marks = SignificanceMarks.words("dot: above", te.surrogates(), te.nullInWords());
    String scale = te.amount() + " [millibit]";
    List<Cell> rest =
        Stream.of(forward, back, inside).flatMap(List::stream).map(Cell::rest).toList();
    return of(
        te.kind().title() + ", layer pair by epoch",
        Text.escape(te.measured() + "; " + marks),
        te.recipe(),
        new Panel("feed-forward", scale, forward),
        new Panel("feedback", scale, back),
        new Panel("inside the layer", scale, inside),
        new Panel("rest: without drift and bias", scale, rest));
  }

  /**
   * Draws mutual information, a row for each layer: with the input above, with the label below.
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
    String marks = SignificanceMarks.words("dot: above", mi.surrogates(), mi.nullInWords());
    String noLabels = mi.noLabels().map(why -> "; " + why).orElse("");
    boolean untestable = input.stream().allMatch(cell -> cell.number().pValue() == 1);
    return of(
        "What the layers know, epoch by epoch",
        Text.escape(mi.axis() + "; " + marks + noLabels),
        mi.recipe(),
        new Panel(
            untestable
                ? "of the input (no two are alike, so no shuffle can test it)"
                : "of the input",
            "I(X;T) [bits]",
            input),
        new Panel("of the label", "I(T;Y) [bits]", label));
  }

  private static PlotlyFigure of(String title, String subtitle, Recipe recipe, Panel... all) {
    List<Panel> panels = Stream.of(all).filter(panel -> !panel.cells().isEmpty()).toList();
    int cells = panels.stream().mapToInt(panel -> CELL * panel.rows().size()).sum();
    int plot = Math.max(90, cells) + BETWEEN * (panels.size() - 1);
    Map<String, Object> layout = Style.layout(title, subtitle, recipe, TOP, plot, BOTTOM);
    List<Map<String, Object>> traces = new ArrayList<>();
    List<Map<String, Object>> notes = new ArrayList<>();
    boolean oneScale = panels.stream().map(Panel::scale).distinct().count() == 1;
    double top = 1;
    for (int i = 0; i < panels.size(); i++) {
      Panel panel = panels.get(i);
      List<String> rows = panel.rows();
      String x = Style.id("x", i);
      String y = Style.id("y", i);
      boolean last = i == panels.size() - 1;
      double bottom = last ? 0 : Math.max(0, top - CELL * rows.size() / (double) plot);
      Map<String, Object> time = Style.axis(last ? panel.cells().get(0).at().unit() : "");
      time.putAll(Map.of("type", "category", "showgrid", false, "nticks", 20, "anchor", y));
      time.putAll(
          Map.of("range", Style.cells(panel.times().size(), false), "showticklabels", last));
      if (i > 0) {
        time.put("matches", "x");
      }
      layout.put(Style.id("xaxis", i), time);
      Map<String, Object> names = Style.axis("", x, bottom, top);
      names.putAll(Map.of("type", "category", "showgrid", false));
      names.putAll(Map.of("tickvals", rows, "ticktext", List.copyOf(panel.names().values())));
      names.put("range", Style.cells(rows.size(), true));
      layout.put(Style.id("yaxis", i), names);
      String colors = oneScale ? "coloraxis" : Style.id("coloraxis", i);
      for (Map<String, Object> trace : List.of(cells(panel, colors), dots(panel))) {
        trace.putAll(Map.of("xaxis", x, "yaxis", y));
        traces.add(trace);
      }
      if (oneScale) {
        layout.put(colors, Style.amounts(max(panels), panel.scale()));
      } else {
        double middle = (bottom + top) / 2;
        double max = max(List.of(panel));
        layout.put(colors, Style.amounts(max, panel.scale(), middle, top - bottom));
      }
      String heading = "<b>" + panel.title() + "</b>";
      notes.add(Style.note(heading, 0, "paper", "left", 1, y + " domain", "bottom"));
      top = bottom - BETWEEN / (double) plot;
    }
    layout.put("annotations", notes);
    layout.put("showlegend", false);
    return PlotlyFigure.of(traces, layout);
  }

  private static double max(List<Panel> panels) {
    return panels.stream()
        .flatMap(panel -> panel.cells().stream())
        .mapToDouble(Cell::value)
        .max()
        .orElse(1);
  }

  private static Map<String, Object> cells(Panel panel, String colors) {
    List<String> rows = panel.rows();
    List<String> times = panel.times();
    Double[][] z = new Double[rows.size()][times.size()];
    String[][] text = new String[rows.size()][times.size()];
    for (Cell cell : panel.cells()) {
      int row = rows.indexOf(cell.layer());
      int column = times.indexOf(String.valueOf(cell.at().time()));
      z[row][column] = cell.value();
      text[row][column] = Text.hover(cell.layer(), cell.at(), cell.number().hover());
    }
    Map<String, Object> trace = Style.cells(times, rows, z, colors);
    trace.putAll(Map.of("text", text, "hoverinfo", "text"));
    return trace;
  }

  private static Map<String, Object> dots(Panel panel) {
    List<Cell> above =
        panel.cells().stream()
            .filter(cell -> SignificanceMarks.is(cell.number().pValue()))
            .toList();
    return SignificanceMarks.dots(
        above.stream().map(cell -> String.valueOf(cell.at().time())).toList(),
        above.stream().map(Cell::layer).toList());
  }
}
