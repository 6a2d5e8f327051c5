package org.infoplane.recording;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
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
    requireNonNull(axis, "axis must not be null");
    requireNonNull(snapshots, "snapshots must not be null");
    requireNonNull(inputs, "inputs must not be null");
    snapshots = List.copyOf(snapshots);
  }

  /**
   * The last moment of an epoch.
   *
   * @param epoch a recorded one
   * @return its snapshot
   * @throws IllegalArgumentException if it was not recorded
   */
  public Snapshot at(int epoch) {
    return snapshots.stream()
        .filter(snapshot -> snapshot.epoch() == epoch)
        .reduce((first, second) -> second)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Epoch %s was not recorded on the %s axis. It has epochs %s to %s. Pass one of these."
                        .formatted(
                            epoch,
                            axis,
                            snapshots.get(0).epoch(),
                            snapshots.get(snapshots.size() - 1).epoch())));
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
