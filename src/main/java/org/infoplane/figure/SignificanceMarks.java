package org.infoplane.figure;

import java.util.List;
import java.util.Map;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.result.TransferResult;

/** Marks of values above their null, and what the subtitle says about them. */
final class SignificanceMarks {

  private static final double P = 0.05;

  private SignificanceMarks() {}

  /** Returns whether there are enough surrogates for a p-value of 0.05. */
  static boolean canBe(Surrogates nullModel) {
    return 1.0 / (1 + nullModel.surrogates()) <= P;
  }

  static boolean is(double pValue) {
    return pValue <= P;
  }

  /**
   * Returns what the marks of a figure mean.
   *
   * @param mark such as {@code dot: above}
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

  static String subtitle(String mark, TransferResult about) {
    return Style.subtitle(about.measured(), words(mark, about.surrogates(), about.nullInWords()));
  }

  static Map<String, Object> dots(List<?> x, List<?> y) {
    Map<String, Object> trace = Style.scatter("markers", x, y);
    trace.putAll(Map.of("name", "above the null", "hoverinfo", "skip"));
    Map<String, Object> rim = Map.of("color", Style.INK, "width", 1.2);
    trace.put("marker", Map.of("size", 6, "color", "#ffffff", "line", rim));
    return trace;
  }
}
