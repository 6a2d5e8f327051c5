package org.infoplane.picture;

import com.fasterxml.jackson.databind.JsonNode;

/** The title and subtitle of a figure. */
final class Heading {

  private static final double EDGE = 8;

  private Heading() {}

  /**
   * Draws it.
   *
   * @param width of the page
   * @param height of the page
   * @param top start of the plot area: by default, the title's baseline is half way
   */
  static void draw(Canvas sheet, JsonNode layout, double width, double height, double top) {
    JsonNode title = layout.path("title");
    double size = Fields.size(layout.path("font"), layout);
    double share = Fields.number(title.path("x"), 0.5);
    String anchor = Fields.text(title.path("xanchor"), "auto");
    if (anchor.equals("auto")) {
      anchor = share < 1 / 3.0 ? "left" : share > 2 / 3.0 ? "right" : "center";
    }
    double x = share * width;
    double most =
        switch (anchor) {
          case "left" -> width - x - EDGE;
          case "right" -> x - EDGE;
          default -> width - 2 * EDGE;
        };
    RichText main = text(title, layout, Math.rint(1.4 * size)).within(most);
    double shift = shift(Fields.text(title.path("yanchor"), "auto"));
    double y = title.path("y").isNumber() ? height * (1 - title.path("y").asDouble()) : top / 2;
    double foot = y + shift * main.size();
    sheet.part("title");
    sheet.text(main, x, foot, anchor);
    RichText under = text(title.path("subtitle"), layout, size).within(most);
    sheet.part("subtitle");
    sheet.text(
        under, x, foot + main.extra() + main.descent() + (1.6 + shift) * under.size(), anchor);
  }

  /** From the anchor down to the baseline, as a share of the font size. */
  private static double shift(String anchor) {
    return switch (anchor) {
      case "top" -> 0.7;
      case "middle" -> 0.35;
      default -> 0;
    };
  }

  private static RichText text(JsonNode words, JsonNode layout, double size) {
    return RichText.of(
        Fields.text(words.path("text"), Fields.text(words, "")),
        Fields.number(words.path("font").path("size"), size),
        Fields.ink(words.path("font"), layout));
  }
}
