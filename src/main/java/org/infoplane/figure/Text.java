package org.infoplane.figure;

import java.util.Locale;
import java.util.Objects;

/** Formats names and numbers for people. */
public final class Text {

  private Text() {}

  /**
   * {@return the text escaped for HTML and for Plotly's labels}
   *
   * @param text any
   */
  public static String escape(String text) {
    Objects.requireNonNull(text, "text must not be null");
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("%{", "%&#123;"); // Plotly would fill it in
  }

  /** Returns a name for hover texts: escaped, and shortened if very long. */
  static String hover(String name) {
    return escape(shortened(name, 60));
  }

  /** Returns a hover text: a name, a moment, then these lines. */
  static String hover(String name, Object at, String... lines) {
    return "<b>%s</b>, %s<br>%s".formatted(hover(name), at, String.join("<br>", lines));
  }

  static String millibit(double nats) {
    return number(Coordinate.millibit(nats));
  }

  /** Reverts {@link #escape}, and drops tags. */
  static String plain(String label) {
    return label
        .replaceAll("<[^>]*>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#123;", "{")
        .replace("&amp;", "&");
  }

  /**
   * {@return a number with four significant digits; a dash for NaN}
   *
   * @param value any
   */
  public static String number(double value) {
    return number(value, 4);
  }

  /**
   * {@return a number with these significant digits; a dash for NaN}
   *
   * @param value any
   * @param significant digits, at least 1
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
   * {@return the text, with its middle cut out if it is longer than this}
   *
   * @param text any
   * @param most characters
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
