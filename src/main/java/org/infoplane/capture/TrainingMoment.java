package org.infoplane.capture;

import static java.util.Objects.requireNonNull;

import org.infoplane.recording.TimeAxis;

/**
 * When activations were recorded.
 *
 * @param axis a probe or the training order; training steps are derived from the probe
 * @param epoch on a probe the number of finished epochs, 0 before training; in training order the
 *     number of the current epoch, from 1
 * @param iteration mini-batches since the recording began; 0 if they are not counted
 */
public record TrainingMoment(TimeAxis axis, int epoch, int iteration) {

  /**
   * Checks the arguments.
   *
   * @param axis a probe or the training order
   * @param epoch at least 0
   * @param iteration at least 0
   * @throws IllegalArgumentException if a number is below 0, or the axis is that of training steps
   */
  public TrainingMoment {
    requireNonNull(axis, "axis must not be null");
    if (axis == TimeAxis.TRAINING_STEPS) {
      throw new IllegalArgumentException(
          "axis must be a probe or the training order, got %s, which are derived from the probe. Push to the probe: queries derive the steps."
              .formatted(axis));
    }
    Require.atLeast(0, "epoch", epoch);
    Require.atLeast(0, "iteration", iteration);
  }

  /**
   * {@return whether this moment may follow another one of its axis: its epoch is later, or its
   * iteration within the same epoch}
   *
   * @param before the other one
   */
  public boolean isAfter(TrainingMoment before) {
    requireNonNull(before, "before must not be null");
    return epoch > before.epoch
        ? iteration == 0 || iteration >= before.iteration
        : epoch == before.epoch && iteration > before.iteration;
  }

  @Override
  public String toString() {
    return "%s, epoch %s, iteration %s".formatted(axis, epoch, iteration);
  }
}
