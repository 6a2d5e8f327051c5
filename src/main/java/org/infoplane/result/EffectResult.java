package org.infoplane.result;

import java.util.List;
import org.infoplane.recording.LayerGraph;
import org.infoplane.recording.Recipe;

/**
 * Effective information of layers.
 *
 * @param graph the recorded layers
 * @param measured noise and bins, in a few words
 * @param permutations of the weights, for the null; may be 0
 * @param effects by moment, each with the same layers in the same order
 * @param recipe of the result
 */
public record EffectResult(
    LayerGraph graph, String measured, int permutations, List<LayerEffect> effects, Recipe recipe) {

  /** {@return those that were not left out} */
  public List<LayerEffect> known() {
    return effects.stream().filter(effect -> effect.measured().isPresent()).toList();
  }
}
