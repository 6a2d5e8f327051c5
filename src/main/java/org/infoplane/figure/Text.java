package org.infoplane.figure;

import java.util.Locale;
import java.util.Objects;

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
    Objects.requireNonNull(text, "text must not be null");
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("%{", "%&#123;"); // Plotly would fill it in
  }

  /** What {@link #escape} was given; tags of labels are dropped. */
  static String plain(String label) {
    return label
        .replaceAll("<[^>]*>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#123;", "{")
        .replace("&amp;", "&");
  }

  /**
   * Four significant digits.
   *
   * @param value any
   * @return a dash for NaN
   */
  public static String number(double value) {
    return number(value, 4);
  }

  /**
   * Some significant digits.
   *
   * @param value any
   * @param significant digits, at least 1
   * @return a dash for NaN
   */
  public static String number(double value, int significant) {
    if (Double.isNaN(value)) {
      return "–";
    }
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (size >= 1e-4 && size < 1e6) {
      int digits = Math.max(0, significant - 1 - (int) Math.floor(Math.log10(size)));
      return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
    return String.format(Locale.ROOT, "%." + (significant - 1) + "e", value);
  }

  /**
   * Cuts a long name in its middle.
   *
   * @param text any
   * @param most characters
   * @return at most that many characters
   */
  public static String shortened(String text, int most) {
    Objects.requireNonNull(text, "text must not be null");
    if (text.codePointCount(0, text.length()) <= most) {
      return text;
    }
    int[] all = text.codePoints().toArray();
    int head = most / 2;
    int tail = most - head - 1;
    return new String(all, 0, head) + "…" + new String(all, all.length - tail, tail);
  }
}
