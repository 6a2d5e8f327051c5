package org.infoplane.result;

import java.util.Optional;
import org.infoplane.measure.EffectiveInformation;

/**
 * The effective information between two adjacent layers at a moment.
 *
 * @param at moment
 * @param from source layer
 * @param to target layer
 * @param noise range of the input, in words; empty if the pair was left out
 * @param measured empty if the pair was left out
 * @param leftOut why it was left out; else empty
 */
public record LayerEffect(
    Moment at,
    String from,
    String to,
    String noise,
    Optional<EffectiveInformation> measured,
    String leftOut) {

  /** {@return the two layers, such as {@code dense1 → dense2}} */
  public String label() {
    return from + " → " + to;
  }
}
