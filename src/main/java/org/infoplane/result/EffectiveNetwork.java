package org.infoplane.result;

import java.util.List;

/**
 * The significant edges between units at one moment.
 *
 * @param about what was measured, and how; its flows are empty
 * @param at moment
 * @param layers with their units
 * @param lag of the source, in steps
 * @param tested number of pairs with a p-value
 * @param edges significant at a false discovery rate of 5 %, the largest first
 */
public record EffectiveNetwork(
    TransferResult about, Moment at, List<Units> layers, int lag, int tested, List<Edge> edges) {

  /**
   * Units of a layer.
   *
   * @param layer its name
   * @param units their indices
   */
  public record Units(String layer, List<Integer> units) {}
}
