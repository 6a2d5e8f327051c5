package org.infoplane.measure;

import org.jspecify.annotations.Nullable;

/** {@linkplain TransferEntropy Transfer entropy} of real values. */
public final class ContinuousTransferEntropy
    extends ContinuousInformation<ContinuousTransferEntropy> {

  ContinuousTransferEntropy(Points<ContinuousTransferEntropy> points) {
    this(points, DEFAULT, null);
  }

  private ContinuousTransferEntropy(
      Points<ContinuousTransferEntropy> points,
      ContinuousEstimator estimator,
      @Nullable Inference asked) {
    super(points, estimator, asked);
  }

  @Override
  ContinuousTransferEntropy of(
      Points<ContinuousTransferEntropy> observed,
      ContinuousEstimator chosen,
      @Nullable Inference inference) {
    return new ContinuousTransferEntropy(observed, chosen, inference);
  }

  @Override
  public String toString() {
    return "transfer entropy of real values, not measured yet: call estimate()";
  }
}
