package org.infoplane.recording;

/** What one step of time is in the series of a unit. */
public enum TimeAxis {
  /**
   * One step is one sample of a fixed set in a fixed order, evaluated with frozen weights after
   * each epoch. No weight drift. If the order is random, transfer entropy is bias by construction.
   */
  PROBE("probe"),
  /**
   * The same of examples that the network trains on, beside a probe of examples that it never saw.
   */
  TRAINING_PROBE("probe of training examples"),
  /**
   * One step is one training step: the states of a probe, one after the other. Each example of the
   * probe is a series, and all of them are pooled as an ensemble. Made of {@link #PROBE}.
   */
  TRAINING_STEPS("training steps"),
  /**
   * One step is one sample, in the order in which the network saw them during an epoch: shuffled
   * mini-batches, weights moving from batch to batch, training pass (dropout on).
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
