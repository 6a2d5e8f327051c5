package org.infoplane.recording;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.infoplane.symbol.Partition;

/**
 * All snapshots of a run on one time axis.
 *
 * @param axis what a time step is
 * @param snapshots in chronological order
 * @param inputs the samples grouped by their exact input; empty in training order, which differs
 *     from epoch to epoch
 */
public record Track(TimeAxis axis, List<Snapshot> snapshots, Optional<Partition> inputs) {

  /**
   * Copies the list.
   *
   * @param axis what a time step is
   * @param snapshots in chronological order
   * @param inputs the samples grouped by their exact input
   */
  public Track {
    requireNonNull(axis, "axis must not be null");
    snapshots = List.copyOf(requireNonNull(snapshots, "snapshots must not be null"));
    requireNonNull(inputs, "inputs must not be null");
  }

  /**
   * {@return the last snapshot of an epoch}
   *
   * @param epoch a recorded one
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

  /** Drops repeated snapshots of one state: an iteration may also have ended an epoch. */
  Track ofSteps() {
    List<Snapshot> states = new ArrayList<>();
    for (Snapshot snapshot : snapshots) {
      int last = states.size() - 1;
      int iteration = snapshot.iteration();
      if (last >= 0 && iteration > 0 && states.get(last).iteration() == iteration) {
        states.remove(last);
      }
      states.add(snapshot);
    }
    return new Track(TimeAxis.TRAINING_STEPS, states, inputs);
  }
}
