package org.infoplane.picture;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** The plot area that labels, legend and colour bars leave. */
final class Margins {

  /**
   * Something that needs room: pixels to each side of a place, which is a share of the panels'
   * area, 0 at its left and lower end.
   *
   * @param left pixels needed left of xLeft, and so on
   */
  record Push(
      double xLeft,
      double left,
      double xRight,
      double right,
      double yTop,
      double top,
      double yBottom,
      double bottom) {

    Push plus(double pad) {
      return new Push(
          xLeft, left + pad, xRight, right + pad, yTop, top + pad, yBottom, bottom + pad);
    }
  }

  /** Pixels left between a figure's edge and what pushed a margin. */
  static final double PAD = 12;

  private static final double LEAST = 64;

  private Margins() {}

  /**
   * The plot area: as in Plotly, the pair of needs that leaves least decides.
   *
   * @return in pixels of the page
   */
  static Rectangle2D area(JsonNode layout, double width, double height, List<Push> needs) {
    JsonNode margin = layout.path("margin");
    Push base =
        new Push(
            0,
            Fields.number(margin.path("l"), 80),
            1,
            Fields.number(margin.path("r"), 80),
            1,
            Fields.number(margin.path("t"), 100),
            0,
            Fields.number(margin.path("b"), 80));
    double[] wide = {base.left(), base.right()};
    double[] high = {base.bottom(), base.top()};
    List<Push> all = new ArrayList<>(needs);
    all.add(base);
    for (Push a : all) {
      for (Push b : all) {
        widen(wide, width, a.xLeft(), a.left(), b.xRight(), b.right());
        widen(high, height, a.yBottom(), a.bottom(), b.yTop(), b.top());
      }
    }
    limit(wide, width);
    limit(high, height);
    return new Rectangle2D.Double(
        wide[0], high[1], width - wide[0] - wide[1], height - high[0] - high[1]);
  }

  private static void widen(
      double[] sides, double size, double low, double before, double high, double after) {
    if (high <= low) {
      return;
    }
    double first = (before * high + (after - size) * low) / (high - low);
    double last = (after * (1 - low) + (before - size) * (1 - high)) / (high - low);
    if (first + last > sides[0] + sides[1]) {
      sides[0] = first;
      sides[1] = last;
    }
  }

  private static void limit(double[] sides, double size) {
    double share = (sides[0] + sides[1]) / Math.max(1, size - LEAST);
    if (share > 1) {
      sides[0] /= share;
      sides[1] /= share;
    }
  }
}
