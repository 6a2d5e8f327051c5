package org.infoplane.result;

/**
 * Two recorded layers.
 *
 * @param from number of the source layer
 * @param to number of the target layer
 */
public record LayerPair(int from, int to) {

  /** {@return whether the source comes before the target in the network, else it is feedback} */
  public boolean forward() {
    return from < to;
  }
}
