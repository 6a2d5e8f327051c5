package org.infoplane.picture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A trace of a figure.
 *
 * <table>
 *   <caption>The cases</caption>
 *   <tr><th>type</th><th>drawn by</th></tr>
 *   <tr><td>scatter</td><td>{@link ScatterTrace}</td></tr>
 *   <tr><td>bar</td><td>{@link BarTrace}</td></tr>
 *   <tr><td>heatmap</td><td>{@link HeatmapTrace}</td></tr>
 * </table>
 */
abstract sealed class PictureTrace permits BarTrace, HeatmapTrace, ScatterTrace {

  /** What the figure says of it. */
  final JsonNode node;

  private final int number;
  private final int layer;

  /**
   * Reads what is common.
   *
   * @param layer what lies lower is drawn first: cells, bars, points
   */
  PictureTrace(JsonNode figure, int number, int layer) {
    this.node = figure.path("data").path(number);
    this.number = number;
    this.layer = layer;
  }

  /**
   * Chooses what draws a trace.
   *
   * @param figure all of it, since colours and rows of bars are shared
   * @param number of the trace in it
   */
  static PictureTrace of(JsonNode figure, int number) {
    JsonNode node = figure.path("data").path(number);
    String type = Fields.text(node.path("type"), "scatter");
    return switch (type) {
      case "bar" -> new BarTrace(figure, number);
      case "heatmap" -> new HeatmapTrace(figure, number);
      default -> new ScatterTrace(figure, number);
    };
  }

  /** What a canvas calls something of it, such as its markers. */
  String part(String name) {
    return "trace " + number + " " + name;
  }

  int layer() {
    return layer;
  }

  /** Tells what its axes have to show. */
  abstract void extend(PictureAxis x, PictureAxis y, AutoRange xs, AutoRange ys);

  /**
   * Draws it.
   *
   * @param below the traces drawn before it in its panel
   */
  abstract void draw(Canvas sheet, PictureAxis x, PictureAxis y, List<PictureTrace> below);

  /** Draws its sign in the legend; x is where 30 pixels for it begin, y their middle. */
  abstract void swatch(Canvas sheet, double x, double y);

  /** Of a point; they are numbered where nothing is said. */
  double x(PictureAxis axis, int i) {
    return node.has("x") ? axis.value(node.path("x").path(i)) : i;
  }

  String xAxis() {
    return Fields.text(node.path("xaxis"), "x");
  }

  String yAxis() {
    return Fields.text(node.path("yaxis"), "y");
  }

  /** Less of a trace that only the legend has. */
  double opacity() {
    return Fields.number(node.path("opacity"), 1) * (visible() ? 1 : 0.5);
  }

  /** Whether it is drawn; a trace that is not may still be in the legend. */
  boolean visible() {
    return Fields.text(node.path("visible"), "true").equals("true");
  }

  boolean inLegend() {
    return !Fields.text(node.path("visible"), "true").equals("false")
        && Fields.flag(node.path("showlegend"), layer > 0);
  }
}
