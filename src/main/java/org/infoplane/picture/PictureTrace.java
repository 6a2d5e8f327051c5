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

  /** Its attributes. */
  final JsonNode node;

  private final int number;
  private final int layer;

  /**
   * Reads the common attributes.
   *
   * @param layer lower ones are drawn first: cells, bars, points
   */
  PictureTrace(JsonNode figure, int number, int layer) {
    this.node = figure.path("data").path(number);
    this.number = number;
    this.layer = layer;
  }

  /**
   * Reads a trace.
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

  /** The name of a part, such as its markers, for the canvas. */
  String part(String name) {
    return "trace " + number + " " + name;
  }

  int layer() {
    return layer;
  }

  /** Extends the ranges of its axes. */
  abstract void extend(PictureAxis x, PictureAxis y, AutoRange xs, AutoRange ys);

  /**
   * Draws it.
   *
   * @param below the traces drawn before it in its panel
   */
  abstract void draw(Canvas sheet, PictureAxis x, PictureAxis y, List<PictureTrace> below);

  /** Draws its symbol in the legend: 30 pixels from x, centred at y. */
  abstract void swatch(Canvas sheet, double x, double y);

  /** The x of a point; by default its index. */
  double x(PictureAxis axis, int i) {
    return node.has("x") ? axis.value(node.path("x").path(i)) : i;
  }

  String xAxis() {
    return Fields.text(node.path("xaxis"), "x");
  }

  String yAxis() {
    return Fields.text(node.path("yaxis"), "y");
  }

  /** Opacity, halved for a trace that only the legend shows. */
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
