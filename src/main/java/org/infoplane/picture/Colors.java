package org.infoplane.picture;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Colours in a figure's notation. */
final class Colors {

  /** Plotly's grey of lines and ticks. */
  static final Color DARK = new Color(0x444444);

  /** Plotly's colours of traces that have none. */
  private static final List<String> WAY =
      List.of(
          "#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f",
          "#bcbd22", "#17becf");

  private Colors() {}

  static String ofTrace(int number) {
    return WAY.get(number % WAY.size());
  }

  static boolean knows(String text) {
    try {
      parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static Color parse(String text) {
    String color = text.strip().toLowerCase(Locale.ROOT);
    try {
      if (color.startsWith("#")) {
        String hex =
            color.length() == 4
                ? color.substring(1).replaceAll("[0-9a-f]", "$0$0")
                : color.substring(1);
        if (hex.length() == 6) {
          return new Color(Integer.parseInt(hex, 16));
        }
      } else if (color.startsWith("rgb")) {
        String[] parts = color.substring(color.indexOf('(') + 1, color.indexOf(')')).split(",", -1);
        double alpha = parts.length > 3 ? Double.parseDouble(parts[3].strip()) : 1;
        return new Color(channel(parts[0]), channel(parts[1]), channel(parts[2]), channel(alpha));
      }
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw unknown(text, e);
    }
    return switch (color) {
      case "black" -> Color.BLACK;
      case "white" -> Color.WHITE;
      case "grey", "gray" -> Color.GRAY;
      case "lightgrey", "lightgray" -> new Color(0xd3d3d3);
      case "red" -> Color.RED;
      case "blue" -> Color.BLUE;
      case "green" -> new Color(0x008000);
      case "orange" -> new Color(0xffa500);
      case "transparent", "none" -> new Color(0, 0, 0, 0);
      default -> throw unknown(text, null);
    };
  }

  static Color faded(Color color, double opacity) {
    return new Color(
        color.getRed(),
        color.getGreen(),
        color.getBlue(),
        (int) Math.round(color.getAlpha() * Math.max(0, Math.min(1, opacity))));
  }

  static Color between(Color from, Color to, double share) {
    return new Color(
        channel(from.getRed(), to.getRed(), share),
        channel(from.getGreen(), to.getGreen(), share),
        channel(from.getBlue(), to.getBlue(), share),
        channel(from.getAlpha(), to.getAlpha(), share));
  }

  /** A readable text colour on a background. */
  static Color on(Color background) {
    double light =
        0.299 * background.getRed() + 0.587 * background.getGreen() + 0.114 * background.getBlue();
    return light >= 128 ? DARK : Color.WHITE;
  }

  private static int channel(int from, int to, double share) {
    return (int) Math.round(from + (to - from) * share);
  }

  private static int channel(String text) {
    return Math.max(0, Math.min(255, (int) Math.round(Double.parseDouble(text.strip()))));
  }

  private static int channel(double share) {
    return (int) Math.round(255 * Math.max(0, Math.min(1, share)));
  }

  private static IllegalArgumentException unknown(String text, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "color must be #rgb, #rrggbb, rgb(), rgba() or a name such as black, got \"%s\""
            .formatted(text),
        cause);
  }
}
