package org.infoplane.capture;

import static java.util.Objects.requireNonNull;

import org.infoplane.recording.TimeAxis;

/**
 * When activations were taken.
 *
 * @param axis a probe or the training order; training steps are made of the probe
 * @param epoch on a probe, how many were finished, 0 before training; in training order the number
 *     of the one under way, from 1
 * @param iteration mini-batches seen since the recording began; 0 if nobody counts them
 */
public record TrainingMoment(TimeAxis axis, int epoch, int iteration) {

  /**
   * Checks all of them.
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
          "Asked for a moment of the training steps, which are made of the probe. Push to the probe: queries find the steps by themselves.");
    }
    if (epoch < 0 || iteration < 0) {
      throw new IllegalArgumentException(
          "Asked for a moment at epoch %s, iteration %s. Pass numbers of at least 0."
              .formatted(epoch, iteration));
    }
  }

  /**
   * Tells whether a moment may follow another one on its axis.
   *
   * @param before the other one
   * @return whether its epoch is later, or its iteration in the same epoch
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
