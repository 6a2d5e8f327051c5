package org.infoplane.picture;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Positions and labels of ticks, by Plotly's rules. */
final class PictureTicks {

  /**
   * A tick.
   *
   * @param value number on the axis
   * @param label its text
   * @param size of the label, 1 or smaller
   */
  record Tick(double value, String label, double size) {}

  private static final String MINUS = "\u2212";
  private static final List<String> PREFIXES =
      List.of("f", "p", "n", "μ", "m", "", "k", "M", "B", "T");

  private PictureTicks() {}

  /** The ticks that an axis shows, in the order of their values. */
  static List<Tick> of(PictureAxis axis, double fontSize) {
    double slack = 1e-4 * Math.abs(axis.to() - axis.from()); // a tick at the very end is one
    double low = Math.min(axis.from(), axis.to()) - slack;
    double high = Math.max(axis.from(), axis.to()) + slack;
    double most =
        axis.isCategory()
            ? axis.length() / (1.2 * fontSize)
            : Math.max(4, Math.min(9, axis.length() / (axis.horizontal() ? 80 : 40))) + 1;
    double rough =
        Math.abs(axis.to() - axis.from()) / Fields.number(axis.node().path("nticks"), most);
    List<Tick> ticks = new ArrayList<>();
    if (axis.node().path("tickvals").isArray()) {
      given(axis, rough, ticks);
    } else if (axis.isCategory()) {
      int step = (int) Math.ceil(Math.max(1, rough));
      for (int i = 0; i < axis.categories().size(); i += step) {
        ticks.add(new Tick(i, axis.categories().get(i), 1));
      }
    } else if (axis.log()) {
      logarithmic(low, high, rough, ticks);
    } else {
      double step = Fields.number(axis.node().path("dtick"), round(rough));
      double first = Fields.number(axis.node().path("tick0"), 0);
      first += Math.ceil((low - first) / step - 1e-9) * step;
      for (int i = 0; first + i * step <= high + 1e-9 * step; i++) {
        double value = first + i * step;
        ticks.add(new Tick(value, number(value, step, Math.max(Math.abs(low), Math.abs(high))), 1));
      }
    }
    return ticks.stream().filter(tick -> axis.shows(tick.value())).toList();
  }

  private static void given(PictureAxis axis, double rough, List<Tick> to) {
    JsonNode values = axis.node().path("tickvals");
    JsonNode words = axis.node().path("ticktext");
    double most = Math.max(Math.abs(axis.from()), Math.abs(axis.to()));
    for (int i = 0; i < values.size(); i++) {
      double value = axis.value(values.path(i));
      String label =
          words.has(i)
              ? words.path(i).asText()
              : axis.isCategory()
                  ? values.path(i).asText()
                  : axis.log()
                      ? number(Math.pow(10, value), Math.pow(10, value), Math.pow(10, value))
                      : number(value, round(rough / 100), most);
      to.add(new Tick(value, label, 1));
    }
  }

  /** Powers of ten; some digits between them if there is room; round numbers in a short range. */
  private static void logarithmic(double low, double high, double rough, List<Tick> to) {
    if (rough <= 0.7 && high - low < 1) {
      double wide = Math.pow(10, high) - Math.pow(10, low);
      double step = round(wide / (1.5 * (high - low) / rough));
      for (double i = Math.ceil(Math.pow(10, low) / step); i * step <= Math.pow(10, high); i++) {
        to.add(new Tick(Math.log10(i * step), number(i * step, step, Math.pow(10, high)), 1));
      }
      return;
    }
    int step = rough > 0.7 ? (int) Math.ceil(rough) : 1;
    List<Integer> digits =
        rough > 0.7
            ? List.of(1)
            : rough > 0.3 ? List.of(1, 2, 5) : List.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
    for (int power = (int) Math.floor(low / step) * step; power <= high; power += step) {
      for (int digit : digits) {
        double value = Math.pow(10, power);
        to.add(
            digit == 1
                ? new Tick(power, number(value, value, value), 1)
                : new Tick(power + Math.log10(digit), Integer.toString(digit), 0.75));
      }
    }
  }

  /** The next larger of 1, 2, 5 times a power of ten. */
  private static double round(double rough) {
    double base = Math.pow(10, Math.floor(Math.log10(rough)));
    double share = rough / base;
    return base * (share < 2 ? 2 : share < 5 ? 5 : 10);
  }

  /**
   * A number at a tick: as many digits as the step needs, and 10k for 10000.
   *
   * @param most the largest size of a number on the axis, since all are written alike
   */
  static String number(double value, double step, double most) {
    int exponent = 0;
    int size = (int) Math.floor(Math.log10(most) + 0.01);
    if (most > 0 && Math.abs(size) > 3 && size <= 14 && size >= -15) {
      exponent = 3 * (int) Math.round((size - 1) / 3.0);
    }
    int digits = 2 - (int) Math.floor(Math.log10(step) + 0.01) + exponent;
    BigDecimal shown =
        BigDecimal.valueOf(Math.abs(value))
            .scaleByPowerOfTen(-exponent)
            .setScale(Math.max(0, digits), RoundingMode.HALF_UP);
    if (shown.signum() == 0) {
      return "0";
    }
    return (value < 0 ? MINUS : "")
        + shown.stripTrailingZeros().toPlainString()
        + PREFIXES.get(exponent / 3 + 5);
  }
}
