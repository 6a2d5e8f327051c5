package org.infoplane.result;

import java.util.Optional;
import org.infoplane.measure.EffectiveInformation;

/**
 * The effective information of the layer between two recorded ones at a moment.
 *
 * @param at which moment
 * @param from name of the layer before
 * @param to name of the layer
 * @param noise what goes in, in words; empty if it was left out
 * @param measured the four numbers; empty if it was left out
 * @param leftOut why it was left out; empty if it was not
 */
public record LayerEffect(
    Moment at,
    String from,
    String to,
    String noise,
    Optional<EffectiveInformation> measured,
    String leftOut) {

  /** {@return both names with an arrow} */
  public String label() {
    return from + " → " + to;
  }
}
