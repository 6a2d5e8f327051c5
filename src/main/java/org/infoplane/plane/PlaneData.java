package org.infoplane.plane;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;

/**
 * Mutable while it is filled: what one plane shows.
 *
 * @param run whose layers have their colours
 * @param recipe what made the numbers
 * @param title of the plane
 * @param facts of the recipe, for the line below the title
 * @param x title of the axis
 * @param y title of the axis
 * @param layers points of each layer, in order of time
 * @param guides lines across the plane
 */
record PlaneData(
    Recording run,
    Recipe recipe,
    String title,
    List<String> facts,
    String x,
    String y,
    Map<String, List<Point>> layers,
    List<Guide> guides) {

  /** A layer at a moment. */
  record Point(Moment at, Coordinate x, Coordinate y) {}

  /**
   * A line across the plane.
   *
   * @param vertical or horizontal
   * @param at where, on the axis that it crosses
   * @param text beside it
   * @param bias whether what lies below it is expected without information; else it is a ceiling
   */
  record Guide(boolean vertical, double at, String text, boolean bias) {}

  PlaneData(Recording run, Recipe recipe, String title, List<String> facts, String x, String y) {
    this(run, recipe, title, List.copyOf(facts), x, y, new LinkedHashMap<>(), new ArrayList<>());
  }

  void add(String layer, Moment at, Coordinate x, Coordinate y) {
    layers.computeIfAbsent(layer, k -> new ArrayList<>()).add(new Point(at, x, y));
  }

  void guide(boolean vertical, double at, String text, boolean bias) {
    guides.add(new Guide(vertical, at, text, bias));
  }

  List<Moment> moments() {
    return layers.values().stream()
        .flatMap(points -> points.stream().map(Point::at))
        .distinct()
        .toList();
  }
}
