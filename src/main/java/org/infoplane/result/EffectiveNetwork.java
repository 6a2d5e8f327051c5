package org.infoplane.result;

import java.util.List;

/**
 * The edges between units that are there beyond chance, at one moment. A value.
 *
 * @param about what was measured, and how; its flows are empty
 * @param at when
 * @param layers that have units in it, each with the numbers of these
 * @param lag of the source, in steps
 * @param tested pairs that have a p-value, of which edges are those significant at a false
 *     discovery rate of 5 %
 * @param edges the largest first
 */
public record EffectiveNetwork(
    TransferResult about, Moment at, List<Units> layers, int lag, int tested, List<Edge> edges) {

  /**
   * Units of a layer.
   *
   * @param layer its name
   * @param units their numbers
   */
  public record Units(String layer, List<Integer> units) {}
}
