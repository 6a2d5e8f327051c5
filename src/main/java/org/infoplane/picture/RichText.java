package org.infoplane.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Text with the tags that Plotly knows: br, b, i, sub, sup and entities. Immutable.
 *
 * @param lines runs of each
 * @param size of the letters, in pixels
 * @param color of the letters
 */
record RichText(List<List<Run>> lines, double size, Color color) {

  /** Text of one style; rise is its height above the baseline. */
  record Run(String text, Font font, double rise) {
    double width() {
      return font.getStringBounds(text, CONTEXT).getWidth();
    }
  }

  /** The sans-serif font of browsers; Java's own is often wider. */
  private static final String FAMILY =
      Stream.of("Arial", "Helvetica", "Liberation Sans")
          .filter(name -> new Font(name, Font.PLAIN, 12).getFamily(Locale.ROOT).equals(name))
          .findFirst()
          .orElse(Font.SANS_SERIF);

  private static final double LINE = 1.3;
  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);
  private static final Pattern TOKEN = Pattern.compile("<(/?)([a-zA-Z]+)[^<>]*>|[^<]+|<");
  private static final Pattern ENTITY = Pattern.compile("&(#x?[0-9a-fA-F]+|[a-zA-Z]+);");
  private static final Map<String, String> ENTITIES =
      Map.of(
          "lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'", "nbsp", "\u00a0", "times",
          "×", "rarr", "→", "mu", "μ", "plusmn", "±");

  static RichText of(String markup, double size, Color color) {
    List<List<Run>> lines = new ArrayList<>();
    List<Run> line = new ArrayList<>();
    int bold = 0;
    int italic = 0;
    int level = 0;
    Matcher tokens = TOKEN.matcher(markup);
    while (tokens.find()) {
      String tag = tokens.group(2) == null ? "" : tokens.group(2).toLowerCase(Locale.ROOT);
      int step = "/".equals(tokens.group(1)) ? -1 : 1;
      switch (tag) {
        case "br" -> {
          lines.add(List.copyOf(line));
          line.clear();
        }
        case "b", "strong" -> bold += step;
        case "i", "em" -> italic += step;
        case "sup" -> level += step;
        case "sub" -> level -= step;
        case "" -> {
          int style = (bold > 0 ? Font.BOLD : 0) | (italic > 0 ? Font.ITALIC : 0);
          double height = level == 0 ? size : 0.7 * size;
          double rise = level > 0 ? 0.42 * size : level < 0 ? -0.21 * size : 0;
          String text = entities(tokens.group());
          line.add(new Run(text, font(text, style, height), rise));
        }
        default -> {} // a mark that only a browser needs
      }
    }
    lines.add(List.copyOf(line));
    return new RichText(List.copyOf(lines), size, color);
  }

  private static Font font(String text, int style, double size) {
    Font font = new Font(FAMILY, style, 1).deriveFont((float) size);
    return font.canDisplayUpTo(text) < 0
        ? font
        : new Font(Font.SANS_SERIF, style, 1).deriveFont((float) size);
  }

  private static String entities(String text) {
    return ENTITY
        .matcher(text)
        .replaceAll(
            found -> {
              String name = found.group(1);
              String plain =
                  name.startsWith("#x")
                      ? Character.toString(Integer.parseInt(name.substring(2), 16))
                      : name.startsWith("#")
                          ? Character.toString(Integer.parseInt(name.substring(1)))
                          : ENTITIES.getOrDefault(name, found.group());
              return Matcher.quoteReplacement(plain);
            });
  }

  boolean isEmpty() {
    return lines.stream().flatMap(List::stream).allMatch(run -> run.text().isBlank());
  }

  double width() {
    return lines.stream().mapToDouble(RichText::width).max().orElse(0);
  }

  private static double width(List<Run> line) {
    return line.stream().mapToDouble(Run::width).sum();
  }

  /** Above the first baseline. */
  double ascent() {
    return metrics().getAscent();
  }

  /** Below the last baseline. */
  double descent() {
    return metrics().getDescent();
  }

  private LineMetrics metrics() {
    return font("x", Font.PLAIN, size).getLineMetrics("x", CONTEXT);
  }

  double lineHeight() {
    return LINE * size;
  }

  /** From the first baseline to the last. */
  double extra() {
    return (lines.size() - 1) * lineHeight();
  }

  double height() {
    return ascent() + extra() + descent();
  }

  /** Truncates longer lines with an ellipsis. */
  RichText within(double most) {
    return new RichText(lines.stream().map(line -> cut(line, most)).toList(), size, color);
  }

  private static List<Run> cut(List<Run> line, double most) {
    if (width(line) <= most) {
      return line;
    }
    List<Run> kept = new ArrayList<>();
    double left = most;
    for (Run run : line) {
      String text = run.text();
      if (width(line) - width(kept) == run.width() && run.width() <= left) {
        kept.add(run);
        return kept;
      }
      double dots = new Run("…", run.font(), 0).width();
      if (run.width() + dots <= left) {
        kept.add(run);
        left -= run.width();
        continue;
      }
      while (!text.isEmpty() && new Run(text, run.font(), 0).width() + dots > left) {
        text = text.substring(0, text.offsetByCodePoints(text.length(), -1));
      }
      kept.add(new Run(text.stripTrailing() + "…", run.font(), run.rise()));
      return kept;
    }
    return kept;
  }

  /** Its text, without tags and line breaks. */
  String words() {
    return lines.stream().flatMap(List::stream).map(Run::text).collect(Collectors.joining());
  }

  /** Its bounds: x is the position of the anchor, y the first baseline. */
  Rectangle2D box(double x, double y, String anchor) {
    double left = x - Fields.before(anchor) * width();
    return new Rectangle2D.Double(left, y - ascent(), width(), height());
  }

  /** Draws it: x is the position of the anchor, y the first baseline. */
  void draw(Graphics2D graphics, double x, double y, String anchor) {
    graphics.setColor(color);
    double foot = y;
    for (List<Run> line : lines) {
      double at = x - Fields.before(anchor) * width(line);
      for (Run run : line) {
        graphics.setFont(run.font());
        graphics.drawString(run.text(), (float) at, (float) (foot - run.rise()));
        at += run.width();
      }
      foot += lineHeight();
    }
  }
}
