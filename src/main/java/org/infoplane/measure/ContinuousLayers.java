package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Values;

/** A continuous estimator, with labels as indicator columns. */
record ContinuousLayers(ContinuousEstimator estimator) implements LayerEstimator {

  @Override
  public Estimate ofInput(Values layer, Optional<Values> input, Surrogates nulls) {
    requireNonNull(layer, "layer must not be null");
    requireNonNull(input, "input must not be null");
    requireNonNull(nulls, "nulls must not be null");
    return Layers.infinite(layer, estimator.toString());
  }

  @Override
  public Estimate ofLabels(Values layer, Partition labels, Surrogates nulls) {
    requireNonNull(labels, "labels must not be null");
    requireNonNull(nulls, "nulls must not be null");
    Inference.ofLabels(nulls);
    Layers.requireTwo(layer);
    if (labels.groups() == 1) {
      Estimate zero = Estimate.plain(0, estimator.toString(), layer.samples());
      return zero.tested(nulls, layer.samples(), order -> 0)
          .with(Warning.ofConstantUnits("labels", 1, 1));
    }
    try {
      return MutualInformation.between(layer, columns(labels))
          .with(estimator)
          .against(nulls)
          .estimate();
    } catch (InfiniteInformationException e) {
      return Estimate.plain(Double.NaN, estimator.toString(), layer.samples())
          .with(List.of(Warning.ofLinearLabels()));
    }
  }

  /** One indicator for each group but the last, where all others are 0. */
  private static Values columns(Partition labels) {
    return Values.view(
        labels.samples(),
        labels.groups() - 1,
        (sample, group) -> labels.get(sample) == group ? 1 : 0);
  }

  @Override
  public double seconds(int samples) {
    return (estimator instanceof Kraskov ? 2e-4 : 1e-6) * samples;
  }

  @Override
  public String toString() {
    return estimator + ", labels as columns of 0 and 1";
  }
}
