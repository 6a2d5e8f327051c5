package org.infoplane.figure;

import java.util.List;
import java.util.Map;
import org.infoplane.measure.nulls.Surrogates;

/** When a number counts as more than its null, in words and as dots. */
final class Believed {

  private static final double P = 0.05;

  private Believed() {}

  /** With fewer surrogates no p-value is as small. */
  static boolean canBe(Surrogates nothing) {
    return 1.0 / (1 + nothing.surrogates()) <= P;
  }

  static boolean is(double pValue) {
    return pValue <= P;
  }

  /**
   * What the marks of a figure mean.
   *
   * @param mark such as {@code dot: above}
   * @param nothing the null
   * @param words the null in words
   */
  static String words(String mark, Surrogates nothing, String words) {
    if (nothing.surrogates() == 0) {
      return "no null";
    }
    return canBe(nothing)
        ? mark + " the null at p ≤ 0.05 (" + words + ")"
        : "no marks: p ≤ 0.05 needs 19 shuffles";
  }

  /** A dot in each cell that is. */
  static Map<String, Object> dots(List<?> x, List<?> y) {
    Map<String, Object> trace = Style.scatter("markers", x, y);
    trace.put("name", "above the null");
    trace.put("hoverinfo", "skip");
    trace.put(
        "marker",
        Map.of("size", 6, "color", "#ffffff", "line", Map.of("color", Style.INK, "width", 1.2)));
    return trace;
  }
}
