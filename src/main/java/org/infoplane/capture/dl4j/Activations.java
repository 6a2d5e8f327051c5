package org.infoplane.capture.dl4j;

import org.infoplane.symbol.Values;

/** Checks what a layer gave before it is encoded. */
final class Activations {

  private Activations() {}

  static Values require(float[] rows, int examples, String layer, String when) {
    int units = rows.length / examples;
    for (int i = 0; i < rows.length; i++) {
      if (!Float.isFinite(rows[i])) {
        throw new IllegalArgumentException(
            "Layer \"%s\", unit %s of %s, is %s %s (example %s). Training has diverged or the input has such values: lower the learning rate or check the data."
                .formatted(layer, i % units, units, rows[i], when, i / units));
      }
    }
    return Values.ofRows(rows, units);
  }
}
