package org.infoplane.measure;

import java.util.Optional;
import org.infoplane.symbol.Values;

/** A network at one recorded moment, with examples: interventions on its layers. */
public interface Interventions {

  /**
   * {@return interventions on one layer with another as target, all units of both}
   *
   * @param from number of a recorded layer
   * @param to number of a recorded layer after it
   * @throws IllegalArgumentException if values of the source cannot be set in the network
   */
  Intervention between(int from, int to);

  /**
   * {@return interventions on one layer with the predicted class as target: one unit, from 0}
   *
   * @param from number of a recorded layer before the output
   * @throws IllegalArgumentException if values of the source cannot be set in the network, or there
   *     are no classes
   */
  Intervention toClass(int from);

  /**
   * {@return the observed values of a layer, {@code samples x units}}
   *
   * @param layer number of a recorded layer
   */
  Values observed(int layer);

  /**
   * {@return the range of a layer's activation function; empty if it is unbounded or unknown}
   *
   * @param layer number of a recorded layer
   */
  Optional<Range> range(int layer);

  /**
   * The range of an activation function.
   *
   * @param low finite
   * @param high finite, above low
   */
  record Range(double low, double high) {}

  /** {@return the number of classes} */
  int classes();

  /**
   * {@return the weights between two layers, if the second is dense and directly on the first}
   *
   * @param from number of a recorded layer
   * @param to number of a recorded layer
   */
  Optional<LayerWeights> dense(int from, int to);
}
