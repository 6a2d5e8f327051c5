package org.infoplane.result;

/**
 * Two recorded layers.
 *
 * @param from index of the source layer
 * @param to index of the target layer
 */
public record LayerPair(int from, int to) {

  /** {@return whether the source precedes the target in the network; else it is feedback} */
  public boolean forward() {
    return from < to;
  }
}
