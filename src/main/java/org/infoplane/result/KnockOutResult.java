package org.infoplane.result;

import java.util.List;
import org.infoplane.recording.LayerGraph;
import org.infoplane.recording.Recipe;

/**
 * The damage of units and layers at one moment.
 *
 * @param graph the recorded layers
 * @param at moment
 * @param instead what replaces the values, in words
 * @param crossEntropy whether losses are cross-entropies in nats, else those of the training
 * @param examples number of examples of loss and accuracy
 * @param loss of the intact network
 * @param accuracy of the intact network; NaN if labels are no classes
 * @param units by layer
 * @param layers each as a whole, in the same order
 * @param recipe of the result
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

  /** {@return the name of the loss, with its unit} */
  public String lossInWords() {
    return crossEntropy ? "loss [nats]" : "loss";
  }

  /** {@return the name of the damage, with its unit} */
  public String damageInWords() {
    return crossEntropy ? "damage in loss [nats]" : "damage in loss";
  }
}
