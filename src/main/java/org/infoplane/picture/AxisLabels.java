package org.infoplane.picture;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.util.List;

/** The tick labels of an axis. Immutable. */
final class AxisLabels {

  private static final List<Integer> ANGLES = List.of(0, 30, 90);
  private static final double LONGEST = 200;

  private record Label(RichText text, double at) {}

  private final PictureAxis axis;
  private final boolean far;
  private final double fontSize;
  private final List<Label> labels;
  private final double angle;

  /**
   * The labels of a placed axis with a range.
   *
   * @param far whether they are right of it or below it
   */
  AxisLabels(
      PictureAxis axis, List<PictureTicks.Tick> ticks, boolean far, double fontSize, Color ink) {
    this.axis = axis;
    this.far = far;
    this.fontSize = fontSize;
    this.labels =
        ticks.stream()
            .map(
                tick ->
                    new Label(
                        RichText.of(tick.label(), tick.size() * fontSize, ink).within(LONGEST),
                        axis.pixel(tick.value())))
            .toList();
    JsonNode given = axis.node().path("tickangle");
    this.angle = !axis.horizontal() ? 0 : given.isNumber() ? given.asDouble() : fitting();
  }

  /** The first angle at which labels do not overlap. */
  private double fitting() {
    for (int i = 1; i < labels.size(); i++) {
      Label a = labels.get(i - 1);
      Label b = labels.get(i);
      double apart = Math.abs(b.at() - a.at());
      if ((a.text().width() + b.text().width()) / 2 + 2 > apart) {
        double most = apart / Math.hypot(apart, 1.25 * fontSize);
        return ANGLES.stream()
            .filter(degrees -> Math.cos(Math.toRadians(degrees)) <= most)
            .findFirst()
            .orElse(90);
      }
    }
    return 0;
  }

  boolean isEmpty() {
    return labels.isEmpty();
  }

  /** Extent of the labels, away from the panel. */
  double depth() {
    return labels.stream().mapToDouble(label -> depth(label.text())).max().orElse(0);
  }

  private double depth(RichText text) {
    if (!axis.horizontal()) {
      return text.width();
    }
    double turn = Math.toRadians(Math.abs(angle));
    return angle == 0
        ? fontSize + text.extra() + text.descent()
        : text.width() * Math.sin(turn) + fontSize / 2 + fontSize * Math.cos(turn) / 2 + 2;
  }

  /** How far labels extend beyond the axis: before its start, or after its end. */
  double beyond(boolean after) {
    double most = 0;
    for (Label label : labels) {
      double reach = reach(label.text(), after);
      double over = after ? label.at() + reach - axis.end() : axis.offset() - (label.at() - reach);
      most = Math.max(most, over);
    }
    return most;
  }

  private double reach(RichText text, boolean after) {
    if (angle == 0) {
      return (axis.horizontal() ? text.width() : text.height()) / 2;
    }
    boolean rightwards = angle > 0 == far;
    return rightwards == after
        ? text.width() * Math.cos(Math.toRadians(angle)) + fontSize / 2
        : fontSize / 2;
  }

  /**
   * Draws them.
   *
   * @param from where labels start, in pixels across the axis
   */
  void draw(Canvas sheet, double from) {
    for (Label label : labels) {
      RichText text = label.text();
      if (!axis.horizontal()) {
        double foot = label.at() + 0.35 * text.size() - text.extra() / 2;
        sheet.text(text, from, foot, far ? "left" : "right");
        continue;
      }
      double foot = from + (far ? text.size() : -0.2 * text.size() - text.extra());
      if (angle == 0) {
        sheet.text(text, label.at(), foot, "center");
      } else {
        String anchor = angle > 0 == far ? "left" : "right";
        sheet.text(text, label.at(), foot, anchor, angle, label.at(), foot - fontSize / 2);
      }
    }
  }
}
