package org.infoplane.measure;

import java.util.Optional;
import org.infoplane.symbol.Values;

/** A network at one moment with its examples, of which layers can be intervened on. */
public interface Interventions {

  /**
   * One layer and what comes of it in another.
   *
   * @param from number of a recorded layer
   * @param to number of a recorded layer after it
   * @return all units of both
   * @throws IllegalArgumentException if values of the layer cannot be put back into the network
   */
  Intervention between(int from, int to);

  /**
   * One layer and what comes of it in the decision.
   *
   * @param from number of a recorded layer before the output
   * @return the predicted class as the one unit of the target, a whole number from 0
   * @throws IllegalArgumentException if values of the layer cannot be put back, or there are no
   *     classes
   */
  Intervention toClass(int from);

  /**
   * What is observed of a layer.
   *
   * @param layer number of a recorded layer
   * @return {@code samples x units}
   */
  Values observed(int layer);

  /**
   * Where values of a layer can lie, whatever goes in.
   *
   * @param layer number of a recorded layer
   * @return the range of its activation function; empty if that has no bounds, or there is none
   */
  Optional<Range> range(int layer);

  /**
   * The range of an activation function.
   *
   * @param low its left end, finite
   * @param high its right end, finite and larger
   */
  record Range(double low, double high) {}

  /** {@return how many classes there are} */
  int classes();

  /**
   * The weights between two layers.
   *
   * @param from number of a recorded layer
   * @param to number of a recorded layer
   * @return the layer, if the second is a dense one on the first and nothing between
   */
  Optional<LayerWeights> dense(int from, int to);
}
