package org.infoplane.figure;

import java.util.List;
import java.util.Map;
import org.infoplane.measure.nulls.Surrogates;

/** When a number counts as more than its null, in words and as dots. */
final class SignificanceMarks {

  private static final double P = 0.05;

  private SignificanceMarks() {}

  /** With fewer surrogates no p-value is as small. */
  static boolean canBe(Surrogates nullModel) {
    return 1.0 / (1 + nullModel.surrogates()) <= P;
  }

  static boolean is(double pValue) {
    return pValue <= P;
  }

  /**
   * What the marks of a figure mean.
   *
   * @param mark such as {@code dot: above}
   * @param nullModel the null
   * @param words the null in words
   */
  static String words(String mark, Surrogates nullModel, String words) {
    if (nullModel.surrogates() == 0) {
      return "no null";
    }
    return canBe(nullModel)
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
