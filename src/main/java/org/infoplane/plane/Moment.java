package org.infoplane.plane;

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
record Moment(int epoch, int iteration, boolean byEpoch) {

  static Moment of(Snapshot snapshot, List<Snapshot> all) {
    boolean byEpoch = all.stream().map(Snapshot::epoch).distinct().count() == all.size();
    return new Moment(snapshot.epoch(), snapshot.iteration(), byEpoch);
  }

  /** What {@link #time()} counts. */
  String unit() {
    return byEpoch ? "epoch" : "iteration";
  }

  int time() {
    return byEpoch ? epoch : iteration;
  }

  @Override
  public String toString() {
    return byEpoch ? "epoch " + epoch : "iteration %s (epoch %s)".formatted(iteration, epoch);
  }
}
