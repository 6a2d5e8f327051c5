package org.infoplane.recording;

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
    snapshots = List.copyOf(snapshots);
  }
}
