package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Values;

/** Nearest neighbours of real values and labels. */
record MixedLayers(int neighbours) implements LayerEstimator {

  MixedLayers {
    MixedInformation.requireNeighbours(neighbours);
  }

  @Override
  public Estimate ofInput(Values layer, Optional<Values> input, Surrogates nulls) {
    requireNonNull(layer, "layer must not be null");
    requireNonNull(input, "input must not be null");
    requireNonNull(nulls, "nulls must not be null");
    return Layers.infinite(layer, toString());
  }

  @Override
  public Estimate ofLabels(Values layer, Partition labels, Surrogates nulls) {
    requireNonNull(labels, "labels must not be null");
    requireNonNull(nulls, "nulls must not be null");
    return MixedInformation.between(labels, Layers.requireTwo(layer))
        .neighbours(neighbours)
        .against(nulls)
        .estimate();
  }

  @Override
  public double seconds(int samples) {
    return 5e-5 * samples;
  }

  @Override
  public String toString() {
    return "nearest neighbours, k = " + neighbours;
  }
}
