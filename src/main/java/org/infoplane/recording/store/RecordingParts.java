package org.infoplane.recording.store;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.NetworkStates;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.Track;
import org.infoplane.symbol.Partition;
import org.jspecify.annotations.Nullable;

/** Mutable: the parts of a recording, as they arrive. */
final class RecordingParts {

  final Map<TimeAxis, Partition> inputs = new EnumMap<>(TimeAxis.class);
  final Map<TimeAxis, List<Snapshot>> snapshots = new EnumMap<>(TimeAxis.class);
  final List<EpochMetrics> metrics = new ArrayList<>();
  final Map<TimeAxis, NetworkStates.Examples> examples = new EnumMap<>(TimeAxis.class);
  final List<NetworkStates.State> states = new ArrayList<>();
  @Nullable String networkKind; // null without a network
  String networkConfiguration = "";

  static RecordingParts of(Recording recording) {
    RecordingParts parts = new RecordingParts();
    for (Track track : recording.tracks()) {
      track.inputs().ifPresent(groups -> parts.inputs.put(track.axis(), groups));
      parts.snapshots.put(track.axis(), track.snapshots());
    }
    parts.metrics.addAll(recording.metrics());
    if (recording.hasNetwork()) {
      NetworkStates network = recording.network();
      parts.networkKind = network.kind();
      parts.networkConfiguration = network.configuration();
      parts.examples.putAll(network.examples());
      parts.states.addAll(network.states());
    }
    return parts;
  }

  void add(TimeAxis axis, Snapshot snapshot) {
    snapshots.computeIfAbsent(axis, key -> new ArrayList<>()).add(snapshot);
  }

  /** Moves the snapshots and states of an epoch here. */
  void take(RecordingParts epoch) {
    epoch.snapshots.forEach((axis, more) -> more.forEach(snapshot -> add(axis, snapshot)));
    states.addAll(epoch.states);
    epoch.clear();
  }

  /** Drops snapshots and states. */
  void clear() {
    snapshots.clear();
    states.clear();
  }

  Recording recording(List<LayerInfo> layers, Recipe recipe) {
    List<Track> tracks = new ArrayList<>();
    snapshots.forEach(
        (axis, all) -> tracks.add(new Track(axis, all, Optional.ofNullable(inputs.get(axis)))));
    Optional<NetworkStates> network =
        Optional.ofNullable(networkKind)
            .map(kind -> new NetworkStates(kind, networkConfiguration, states, examples));
    return new Recording(layers, tracks, metrics, recipe, network);
  }
}
