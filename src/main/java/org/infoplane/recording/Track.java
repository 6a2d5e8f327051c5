package org.infoplane.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.infoplane.symbol.Partition;

/**
 * All snapshots of a run on one time axis.
 *
 * @param axis what one step of time is
 * @param snapshots in the order of their epochs
 * @param inputs the samples grouped by their exact input; empty on the training-order axis, where
 *     each epoch has an order of its own
 */
public record Track(TimeAxis axis, List<Snapshot> snapshots, Optional<Partition> inputs) {

  /**
   * Copies the list.
   *
   * @param axis what one step of time is
   * @param snapshots in the order of their epochs
   * @param inputs the samples grouped by their exact input
   */
  public Track {
    Objects.requireNonNull(axis, "axis must not be null");
    Objects.requireNonNull(snapshots, "snapshots must not be null");
    Objects.requireNonNull(inputs, "inputs must not be null");
    snapshots = List.copyOf(snapshots);
  }

  /** Each state of the network once: an iteration may also have ended an epoch. */
  Track ofSteps() {
    List<Snapshot> states = new ArrayList<>();
    for (Snapshot snapshot : snapshots) {
      int last = states.size() - 1;
      boolean same = last >= 0 && snapshot.iteration() > 0;
      if (same && states.get(last).iteration() == snapshot.iteration()) {
        states.remove(last);
      }
      states.add(snapshot);
    }
    return new Track(TimeAxis.TRAINING_STEPS, states, inputs);
  }
}
