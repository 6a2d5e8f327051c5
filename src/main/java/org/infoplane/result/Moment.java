package org.infoplane.result;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.infoplane.recording.Snapshot;

/**
 * A recorded point of training: after an epoch, or after an iteration if an epoch has several.
 *
 * @param epoch epochs finished
 * @param iteration mini-batches finished
 * @param byEpoch whether each epoch has only one
 */
public record Moment(int epoch, int iteration, boolean byEpoch) {

  /**
   * {@return one moment per snapshot, in the same order}
   *
   * @param snapshots of one time axis
   */
  public static List<Moment> of(List<Snapshot> snapshots) {
    requireNonNull(snapshots, "snapshots must not be null");
    boolean byEpoch =
        snapshots.stream().map(Snapshot::epoch).distinct().count() == snapshots.size();
    return snapshots.stream().map(at -> new Moment(at.epoch(), at.iteration(), byEpoch)).toList();
  }

  /** {@return the unit of {@link #time()}: {@code epoch} or {@code iteration}} */
  public String unit() {
    return byEpoch ? "epoch" : "iteration";
  }

  /** {@return its position on the time axis, an epoch or an iteration} */
  public int time() {
    return byEpoch ? epoch : iteration;
  }

  @Override
  public String toString() {
    return byEpoch ? "epoch " + epoch : "iteration %s (epoch %s)".formatted(iteration, epoch);
  }
}
