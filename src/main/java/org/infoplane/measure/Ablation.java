package org.infoplane.measure;

/**
 * A network at one moment with its labelled examples, of which units and layers can be knocked out:
 * the rest of the network runs on as it is, weights frozen.
 */
public interface Ablation {

  /**
   * How well the network does.
   *
   * @param loss mean over the examples; what it is, {@link #isCrossEntropy()} says
   * @param accuracy share of the examples whose class is named; NaN if labels are no classes
   */
  record Score(double loss, double accuracy) {}

  /** {@return the network as it is} */
  Score intact();

  /**
   * The network without a unit.
   *
   * @param layer number of a recorded layer before the output
   * @param unit from 0; of a convolution a channel, its whole map
   * @param how what the unit is instead
   * @return how well it does then
   * @throws IllegalArgumentException if there is no such unit, or the layer is the output
   */
  Score without(int layer, int unit, KnockOut how);

  /**
   * The network with a whole layer switched off: what it hands on tells nothing of the example. In
   * a graph, shortcuts around it stay.
   *
   * @param layer number of a recorded layer before the output
   * @param how what the layer is instead
   * @return how well it does then
   * @throws IllegalArgumentException if the layer is the output
   */
  Score without(int layer, KnockOut how);

  /**
   * Tells the output.
   *
   * @param layer number of a recorded layer
   * @return whether its values are what the network is judged by
   */
  boolean isOutput(int layer);

  /** {@return whether the loss is the cross-entropy of class probabilities, in nats} */
  boolean isCrossEntropy();
}
