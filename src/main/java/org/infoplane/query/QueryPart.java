package org.infoplane.query;

import org.infoplane.result.LayerPair;

/**
 * A part of a query that is measured by itself.
 *
 * @param moment index of the snapshot on the query's time axis
 * @param from index of the layer, or of the source layer
 * @param to index of the target layer; the same for a measure of one layer
 */
public record QueryPart(int moment, int from, int to) {

  QueryPart(int moment, LayerPair layers) {
    this(moment, layers.from(), layers.to());
  }

  LayerPair layers() {
    return new LayerPair(from, to);
  }
}
