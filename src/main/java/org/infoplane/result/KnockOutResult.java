package org.infoplane.result;

import java.util.List;
import org.infoplane.recording.LayerGraph;
import org.infoplane.recording.Recipe;

/**
 * The damage of units and layers at one moment. A value.
 *
 * @param graph the recorded layers
 * @param at which moment
 * @param instead what takes the place of the values, in words
 * @param crossEntropy whether losses are cross-entropies in nats; else they are what the network
 *     was trained with
 * @param examples how many the network is judged on
 * @param loss of the network as it is
 * @param accuracy of the network as it is; NaN if labels are no classes
 * @param units layer by layer
 * @param layers each as a whole, in the same order
 * @param recipe what made it
 */
public record KnockOutResult(
    LayerGraph graph,
    Moment at,
    String instead,
    boolean crossEntropy,
    int examples,
    double loss,
    double accuracy,
    List<KnockedOut> units,
    List<KnockedOut> layers,
    Recipe recipe) {

  /** {@return what a loss is called, with its unit} */
  public String lossInWords() {
    return crossEntropy ? "loss [nats]" : "loss";
  }

  /** {@return the rise of a loss, with its unit} */
  public String damageInWords() {
    return crossEntropy ? "damage in loss [nats]" : "damage in loss";
  }
}
