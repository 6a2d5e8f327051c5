package org.infoplane.result;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.infoplane.recording.Snapshot;

/**
 * When in training something was measured: after an epoch, or after an iteration if the recording
 * has several moments in an epoch.
 *
 * @param epoch epochs finished
 * @param iteration mini-batches seen
 * @param byEpoch whether the epoch tells it from all others
 */
public record Moment(int epoch, int iteration, boolean byEpoch) {

  /**
   * The moments of some snapshots.
   *
   * @param snapshots of one time axis
   * @return one each, in the same order
   */
  public static List<Moment> of(List<Snapshot> snapshots) {
    requireNonNull(snapshots, "snapshots must not be null");
    boolean byEpoch =
        snapshots.stream().map(Snapshot::epoch).distinct().count() == snapshots.size();
    return snapshots.stream().map(at -> new Moment(at.epoch(), at.iteration(), byEpoch)).toList();
  }

  /** {@return what {@link #time()} counts: {@code epoch} or {@code iteration}} */
  public String unit() {
    return byEpoch ? "epoch" : "iteration";
  }

  /** {@return its place on the time axis, an epoch or an iteration} */
  public int time() {
    return byEpoch ? epoch : iteration;
  }

  @Override
  public String toString() {
    return byEpoch ? "epoch " + epoch : "iteration %s (epoch %s)".formatted(iteration, epoch);
  }
}
