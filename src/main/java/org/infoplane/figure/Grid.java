package org.infoplane.figure;

import java.util.Map;

/**
 * Panels in rows, each with axes of its own.
 *
 * @param panels number of them
 * @param columns of a full row
 * @param row height of a panel, pixels
 * @param between pixels between rows
 * @param gap between columns, share of the plot
 */
record Grid(int panels, int columns, int row, int between, double gap) {

  static Grid of(int panels, int columns, int row, int between, double gap) {
    return new Grid(panels, Math.min(columns, panels), row, between, gap);
  }

  /** Returns the height of all panels, pixels. */
  int plot() {
    int rows = (panels - 1) / columns + 1;
    return rows * row + (rows - 1) * between;
  }

  boolean isLeft(int panel) {
    return panel % columns == 0;
  }

  boolean isLowest(int panel) {
    return panel + columns >= panels;
  }

  Map<String, Object> across(int panel, String title) {
    double width = (1 - gap * (columns - 1)) / columns;
    double left = panel % columns * (width + gap);
    return Style.axis(title, Style.id("y", panel), left, left + width);
  }

  Map<String, Object> up(int panel, String title) {
    int above = panel / columns * (row + between);
    double top = 1 - (double) above / plot();
    double bottom = Math.max(0, top - (double) row / plot());
    return Style.axis(title, Style.id("x", panel), bottom, top);
  }

  /** Returns the name of a panel, above it. */
  static Map<String, Object> name(int panel, String name, double above) {
    return Style.note(
        "<b>" + name + "</b>",
        0,
        Style.id("x", panel) + " domain",
        "left",
        above,
        Style.id("y", panel) + " domain",
        "bottom");
  }

  /** Returns one title for all x axes, below the panels. */
  Map<String, Object> title(String x) {
    Map<String, Object> below =
        Style.note(x, 0.5, "paper", "center", -32.0 / plot(), "paper", "top");
    below.put("font", Map.of("size", 15));
    return below;
  }
}
