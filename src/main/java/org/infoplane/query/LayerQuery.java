package org.infoplane.query;

import static java.util.Objects.requireNonNull;

import java.util.function.UnaryOperator;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;

/** A query of the units of layers, epoch by epoch; Q is its type. */
abstract class LayerQuery<Q> extends TableAnswer {

  final Recording run;

  LayerQuery(Recording run) {
    this.run = run;
  }

  abstract TimeAxis axis();

  abstract Q reading(UnaryOperator<LayerReader> step);

  abstract Q ofEpochs(int[] chosen);

  /** {@return the recording that is queried} */
  public Recording run() {
    return run;
  }

  /**
   * {@return a new query of some units of each layer}
   *
   * @param units such as {@code sampled(32, 1)}
   * @throws IllegalArgumentException if a layer has no such unit
   */
  public Q units(UnitSelection units) {
    requireNonNull(units, "units must not be null");
    return reading(layers -> layers.units(units));
  }

  /**
   * {@return a new query of some units of one layer}
   *
   * @param layer its name
   * @param units their indices, from 0
   * @throws IllegalArgumentException if no such layer was recorded, or it has no such unit
   */
  public Q units(String layer, int... units) {
    requireNonNull(layer, "layer must not be null");
    UnitSelection chosen = UnitSelection.only(units);
    return reading(layers -> layers.units(layer, chosen));
  }

  /**
   * {@return a new query of some epochs}
   *
   * @param epochs recorded ones, at least one
   * @throws IllegalArgumentException if there is none, or one was not recorded
   */
  public Q epochs(int... epochs) {
    requireNonNull(epochs, "epochs must not be null");
    return ofEpochs(Require.epochs(run.track(axis()), epochs));
  }
}
