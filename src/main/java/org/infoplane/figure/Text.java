package org.infoplane.figure;

import java.util.Locale;

/** How names and numbers are written for people. */
public final class Text {

  private Text() {}

  /**
   * Shows a name as text, in HTML and in Plotly's labels.
   *
   * @param text any
   * @return escaped
   */
  public static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /**
   * Four significant digits.
   *
   * @param value any
   * @return a dash for NaN
   */
  public static String number(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (size >= 1e-4 && size < 1e6) {
      int digits = Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
      return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
    return String.format(Locale.ROOT, "%.3e", value);
  }
}
