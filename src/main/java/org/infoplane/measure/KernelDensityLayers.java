package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Values;

/** Kernel density bounds of any layer. */
record KernelDensityLayers(double noiseVariance) implements LayerEstimator {

  KernelDensityLayers {
    KernelDensityBounds.requireVariance(noiseVariance);
  }

  @Override
  public Estimate ofInput(Values layer, Optional<Values> input, Surrogates nulls) {
    requireNonNull(input, "input must not be null");
    requireNonNull(nulls, "nulls must not be null");
    KernelDensityBounds bounds = bounds(layer);
    double upper = bounds.upper().nats();
    double lower = Math.min(upper, bounds.lower().nats());
    return bounds
        .upper()
        .within(new Interval(lower, upper, 1, "kernel density bounds"))
        .with(Layers.constant("layer", layer));
  }

  @Override
  public Estimate ofLabels(Values layer, Partition labels, Surrogates nulls) {
    requireNonNull(labels, "labels must not be null");
    requireNonNull(nulls, "nulls must not be null");
    return bounds(layer)
        .labels(labels)
        .against(nulls)
        .upper()
        .with(Layers.constant("layer", layer));
  }

  private KernelDensityBounds bounds(Values layer) {
    return KernelDensityBounds.of(Layers.requireTwo(layer), noiseVariance);
  }

  @Override
  public double seconds(int samples) {
    return 5e-8 * samples * samples;
  }

  @Override
  public String toString() {
    return "kernel density, noise variance " + noiseVariance;
  }
}
