package org.infoplane.recording;

/** What a time step is in the series of a unit. */
public enum TimeAxis {
  /**
   * A step is a sample of a fixed set in fixed order, evaluated with frozen weights after each
   * epoch. No weight drift. If the order is random, transfer entropy is pure bias by construction.
   */
  PROBE("probe"),
  /** Like {@link #PROBE}, of training examples, next to a probe of held-out ones. */
  TRAINING_PROBE("probe of training examples"),
  /**
   * A step is a training step: successive snapshots of {@link #PROBE}. Each example of the probe is
   * a series, and all are pooled as an ensemble.
   */
  TRAINING_STEPS("training steps"),
  /**
   * A step is a sample, in the order of training during an epoch: shuffled mini-batches, weights
   * changing from batch to batch, training pass (dropout on).
   */
  TRAINING_ORDER("training order");

  private final String words;

  TimeAxis(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
