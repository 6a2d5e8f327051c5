package org.infoplane.picture;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cells coloured by numbers; null is a gap. Immutable. */
final class HeatmapTrace extends PictureTrace {

  private static final Pattern PLACE = Pattern.compile("%\\{(text|z)(?::\\.(\\d)f)?\\}");

  private final JsonNode font;
  private final ColorAxis colors;

  HeatmapTrace(JsonNode figure, int number) {
    super(figure, number, 0);
    this.font = figure.path("layout").path("font");
    this.colors = ColorAxis.of(node, "z", figure);
  }

  ColorAxis colors() {
    return colors;
  }

  /** The borders of columns or rows, half way between their centres. */
  private double[] borders(PictureAxis axis) {
    JsonNode at = node.path(axis.horizontal() ? "x" : "y");
    int cells = axis.horizontal() ? node.path("z").path(0).size() : node.path("z").size();
    double[] middles = new double[cells];
    for (int i = 0; i < cells; i++) {
      middles[i] = at.isArray() ? axis.value(at.path(i)) : i;
    }
    double[] borders = new double[cells + 1];
    for (int i = 1; i < cells; i++) {
      borders[i] = (middles[i - 1] + middles[i]) / 2;
    }
    if (cells == 1) {
      return new double[] {middles[0] - 0.5, middles[0] + 0.5};
    }
    borders[0] = 2 * middles[0] - borders[1];
    borders[cells] = 2 * middles[cells - 1] - borders[cells - 1];
    return borders;
  }

  @Override
  void extend(PictureAxis x, PictureAxis y, AutoRange xs, AutoRange ys) {
    for (double border : borders(x)) {
      xs.add(border, 0, false);
    }
    for (double border : borders(y)) {
      ys.add(border, 0, false);
    }
  }

  @Override
  void draw(Canvas sheet, PictureAxis x, PictureAxis y, List<PictureTrace> below) {
    double[] across = borders(x);
    double[] up = borders(y);
    double xGap = Fields.number(node.path("xgap"), 0) / 2;
    double yGap = Fields.number(node.path("ygap"), 0) / 2;
    double size = textSize(x, y, across, up);
    for (int row = 0; row + 1 < up.length; row++) {
      for (int column = 0; column + 1 < across.length; column++) {
        JsonNode z = node.path("z").path(row).path(column);
        if (z.isNumber()) {
          Color color = Colors.faded(colors.color(z.asDouble()), opacity());
          double left = Math.min(x.pixel(across[column]), x.pixel(across[column + 1]));
          double right = Math.max(x.pixel(across[column]), x.pixel(across[column + 1]));
          double top = Math.min(y.pixel(up[row]), y.pixel(up[row + 1]));
          double bottom = Math.max(y.pixel(up[row]), y.pixel(up[row + 1]));
          sheet.part(part("cells"));
          sheet.block(left + xGap, top + yGap, right - xGap, bottom - yGap, color);
          if (size > 0) {
            RichText text = RichText.of(text(row, column), size, ink(color));
            double foot = (top + bottom) / 2 - size * (text.lines().size() * 0.65 - 1);
            sheet.part(part("words"));
            sheet.text(text, (left + right) / 2, foot, "center");
          }
        }
      }
    }
  }

  private Color ink(Color cell) {
    JsonNode own = node.path("textfont").path("color");
    return own.isTextual() && !own.asText().equals("auto")
        ? Colors.parse(own.asText())
        : Colors.on(cell);
  }

  /** The largest font size that fits into the smallest cell, as in Plotly; 0 for no text. */
  private double textSize(PictureAxis x, PictureAxis y, double[] across, double[] up) {
    if (!node.path("texttemplate").isTextual()) {
      return 0;
    }
    double longest = 1;
    double lines = 1;
    for (int row = 0; row + 1 < up.length; row++) {
      for (int column = 0; column + 1 < across.length; column++) {
        String[] parts = text(row, column).split("<br>", -1);
        lines = Math.max(lines, parts.length);
        for (String part : parts) {
          longest = Math.max(longest, part.length());
        }
      }
    }
    double wide = x.length() / (across.length - 1) - Fields.number(node.path("xgap"), 0);
    double high = y.length() / (up.length - 1) - Fields.number(node.path("ygap"), 0);
    double most =
        Math.min(
            Fields.number(font.path("size"), 12),
            Math.min(Math.floor(wide / longest / 0.65), Math.floor(high / lines / 1.3)));
    return Fields.number(node.path("textfont").path("size"), most);
  }

  private String text(int row, int column) {
    Matcher places = PLACE.matcher(node.path("texttemplate").asText());
    return places.replaceAll(
        place -> {
          JsonNode value =
              node.path(place.group(1).equals("z") ? "z" : "text").path(row).path(column);
          String text =
              place.group(2) == null
                  ? Fields.text(value, "")
                  : String.format(Locale.ROOT, "%." + place.group(2) + "f", value.asDouble());
          return Matcher.quoteReplacement(text);
        });
  }

  @Override
  void swatch(Canvas sheet, double x, double y) {
    for (int i = 0; i < 30; i++) {
      sheet.block(x + i, y - 6, x + i + 1, y + 6, colors.scale().at(i / 29.0));
    }
  }
}
