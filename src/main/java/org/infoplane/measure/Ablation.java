package org.infoplane.measure;

/**
 * A network at one recorded moment, with labelled examples: units and layers can be knocked out
 * while all weights stay frozen.
 */
public interface Ablation {

  /**
   * The performance of the network.
   *
   * @param loss mean over the examples; which loss, {@link #isCrossEntropy()} says
   * @param accuracy share of examples classified correctly; NaN if the labels are not classes
   */
  record Score(double loss, double accuracy) {}

  /** {@return the score of the intact network} */
  Score intact();

  /**
   * {@return the score without one unit}
   *
   * @param layer number of a recorded layer before the output
   * @param unit from 0; in a convolution a channel, with its whole map
   * @param how what replaces the unit's values
   * @throws IllegalArgumentException if there is no such unit, or the layer is the output
   */
  Score without(int layer, int unit, KnockOut how);

  /**
   * {@return the score without a whole layer, which then carries no information about the example;
   * in a graph, shortcuts around it stay}
   *
   * @param layer number of a recorded layer before the output
   * @param how what replaces the layer's values
   * @throws IllegalArgumentException if the layer is the output
   */
  Score without(int layer, KnockOut how);

  /**
   * {@return whether a layer is the output, on which the network is scored}
   *
   * @param layer number of a recorded layer
   */
  boolean isOutput(int layer);

  /** {@return whether the loss is the cross-entropy of class probabilities, in nats} */
  boolean isCrossEntropy();
}
