package org.infoplane.query;

import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Track;
import org.jspecify.annotations.Nullable;

/** Checks of arguments. */
final class Require {

  private Require() {}

  @SuppressWarnings("AnnotateFormatMethod")
  static void that(boolean holds, String message, @Nullable Object... values) {
    if (!holds) {
      throw new IllegalArgumentException(message.formatted(values));
    }
  }

  static void atLeast(int least, String name, int value) {
    that(value >= least, "%s must be at least %s, got %s", name, least, value);
  }

  static void units(LayerInfo layer, UnitSelection selection) {
    int[] chosen = selection.of(layer);
    for (int unit : chosen) {
      that(
          0 <= unit && unit < layer.units(),
          "Layer \"%s\" has no unit %s. Pass indices from 0 to %s, or name another layer: units(\"...\", ...).",
          layer.name(),
          unit,
          layer.units() - 1);
    }
    that(
        chosen.length > 0,
        "The unit selection is empty for layer \"%s\". Select at least one unit.",
        layer.name());
  }

  static int[] epochs(Track track, int... epochs) {
    for (int epoch : epochs) {
      track.at(epoch);
    }
    that(epochs.length > 0, "epochs must not be empty. Pass at least one.");
    return epochs.clone();
  }
}
