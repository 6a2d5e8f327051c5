package org.infoplane.plane;

/** Two recorded layers, by index: the source and the target. */
record LayerPair(int from, int to) {

  boolean forward() {
    return from < to;
  }
}
