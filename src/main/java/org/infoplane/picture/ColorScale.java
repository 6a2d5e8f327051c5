package org.infoplane.picture;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Colours for values from 0 to 1, interpolated between stops. Immutable.
 *
 * @param stops in rising order
 */
record ColorScale(List<Stop> stops) {

  record Stop(double at, Color color) {}

  // Plotly's stops, so that both pictures have the same colours.
  private static final List<String> VIRIDIS =
      List.of(
          "#440154", "#48186a", "#472d7b", "#424086", "#3b528b", "#33638d", "#2c728e", "#26828e",
          "#21918c", "#1fa088", "#28ae80", "#3fbc73", "#5ec962", "#84d44b", "#addc30", "#d8e219",
          "#fde725");
  private static final List<String> CIVIDIS =
      List.of(
          "#00204c", "#002a66", "#00346e", "#273f6c", "#3c4a6b", "#4c556b", "#5b5f6d", "#686a70",
          "#757575", "#838178", "#928c78", "#a19876", "#b0a572", "#c0b16d", "#d1bf66", "#e1cc5c",
          "#f3db4f", "#ffe945");

  private static final Map<String, List<String>> NAMED =
      Map.of("Viridis", VIRIDIS, "Cividis", CIVIDIS);

  ColorScale {
    stops = List.copyOf(stops);
  }

  static boolean knows(JsonNode scale) {
    if (!scale.isArray()) {
      return NAMED.containsKey(scale.asText());
    }
    for (JsonNode stop : scale) {
      if (!stop.path(0).isNumber() || !Colors.knows(stop.path(1).asText())) {
        return false;
      }
    }
    return !scale.isEmpty();
  }

  /** A scale by its name or its stops; Viridis where none is given. */
  static ColorScale of(JsonNode scale, boolean reversed) {
    List<Stop> stops = new ArrayList<>();
    for (JsonNode stop : scale) {
      stops.add(new Stop(stop.path(0).asDouble(), Colors.parse(stop.path(1).asText())));
    }
    if (!scale.isArray()) {
      List<String> colors = NAMED.getOrDefault(scale.asText(), VIRIDIS);
      for (int i = 0; i < colors.size(); i++) {
        stops.add(new Stop(i / (colors.size() - 1.0), Colors.parse(colors.get(i))));
      }
    }
    if (reversed) {
      List<Stop> turned = new ArrayList<>();
      for (Stop stop : stops) {
        turned.add(0, new Stop(1 - stop.at(), stop.color()));
      }
      stops = turned;
    }
    return new ColorScale(stops);
  }

  Color at(double share) {
    Stop before = stops.get(0);
    for (Stop stop : stops) {
      if (share < stop.at()) {
        return stop.equals(before)
            ? stop.color()
            : Colors.between(
                before.color(), stop.color(), (share - before.at()) / (stop.at() - before.at()));
      }
      before = stop;
    }
    return before.color();
  }
}
