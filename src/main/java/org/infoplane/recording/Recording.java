package org.infoplane.recording;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.infoplane.symbol.Values;

/** The recording of a network's training. Immutable; holds no network. */
public final class Recording {

  private final LayerGraph graph;
  private final Map<TimeAxis, Track> tracks;
  private final List<EpochMetrics> metrics;
  private final Recipe recipe;
  private final Optional<NetworkStates> network;
  private final Memo memo;

  /**
   * Creates a recording without a network.
   *
   * @param layers from input to output
   * @param tracks at least one, one per time axis
   * @param metrics accuracy and loss, one per epoch; empty if not measured
   * @param recipe its provenance
   * @throws IllegalArgumentException if there is no layer or no track
   */
  public Recording(
      List<LayerInfo> layers, List<Track> tracks, List<EpochMetrics> metrics, Recipe recipe) {
    this(layers, tracks, metrics, recipe, Optional.empty());
  }

  /**
   * Creates a recording.
   *
   * @param layers from input to output
   * @param tracks at least one, one per time axis
   * @param metrics accuracy and loss, one per epoch; empty if not measured
   * @param recipe its provenance
   * @param network with its weights, if they were kept
   * @throws IllegalArgumentException if there is no layer or no track
   */
  public Recording(
      List<LayerInfo> layers,
      List<Track> tracks,
      List<EpochMetrics> metrics,
      Recipe recipe,
      Optional<NetworkStates> network) {
    this(layers, tracks, metrics, recipe, network, new Memo());
  }

  private Recording(
      List<LayerInfo> layers,
      List<Track> tracks,
      List<EpochMetrics> metrics,
      Recipe recipe,
      Optional<NetworkStates> network,
      Memo memo) {
    this.network = requireNonNull(network, "network must not be null");
    this.memo = memo;
    this.graph = new LayerGraph(layers);
    this.metrics = List.copyOf(requireNonNull(metrics, "metrics must not be null"));
    requireNonNull(tracks, "tracks must not be null");
    requireNonNull(recipe, "recipe must not be null");
    if (layers.isEmpty() || tracks.isEmpty()) {
      throw new IllegalArgumentException(
          "layers and tracks must not be empty, got %s and %s. Record at least one layer on one time axis."
              .formatted(layers.size(), tracks.size()));
    }
    this.tracks = new EnumMap<>(TimeAxis.class);
    tracks.forEach(track -> this.tracks.put(track.axis(), track));
    Recipe made = recipe;
    for (Track track : this.tracks.values()) {
      made = made.with("kept of the " + track.axis(), kept(track));
    }
    this.recipe = made;
  }

  /** What is kept of the layers, with sizes. */
  private String kept(Track track) {
    double values = 0;
    double symbols = 0;
    for (Snapshot snapshot : track.snapshots()) {
      for (int layer = 0; layer < layers().size(); layer++) {
        double all = (double) snapshot.samples() * layers().get(layer).units();
        if (snapshot.hasValues(layer)) {
          values += Float.BYTES * all;
        } else {
          symbols += all / Byte.SIZE;
        }
      }
    }
    return Stream.of(size("values", values), size("symbols", symbols))
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String size(String what, double bytes) {
    return bytes == 0 ? "" : String.format(Locale.ROOT, "%s, %.3g MB", what, bytes / 1e6);
  }

  /** {@return the layers, from input to output} */
  public List<LayerInfo> layers() {
    return graph.layers();
  }

  /** {@return the layers and their connections} */
  public LayerGraph graph() {
    return graph;
  }

  /**
   * {@return the index of a layer in {@link #layers()}}
   *
   * @param name as in {@link LayerInfo#name()}
   * @throws IllegalArgumentException if there is no such layer
   */
  public int layer(String name) {
    return graph.index(name);
  }

  /**
   * {@return whether a time axis was recorded}
   *
   * @param axis a time axis
   */
  public boolean has(TimeAxis axis) {
    return tracks.containsKey(recorded(axis));
  }

  /** The axis that an axis is derived from. */
  private static TimeAxis recorded(TimeAxis axis) {
    requireNonNull(axis, "axis must not be null");
    return axis == TimeAxis.TRAINING_STEPS ? TimeAxis.PROBE : axis;
  }

  /**
   * {@return the snapshots on a time axis}
   *
   * @param axis a time axis
   * @throws IllegalArgumentException if the axis was not recorded
   */
  public Track track(TimeAxis axis) {
    Track track = tracks.get(recorded(axis));
    if (track == null) {
      throw new IllegalArgumentException(
          "No %s axis. This recording has: %s. Add %s to captureLayers(...)."
              .formatted(
                  axis,
                  tracks.keySet(),
                  switch (axis) {
                    case PROBE, TRAINING_STEPS -> "onProbe(examples)";
                    case TRAINING_PROBE -> "onProbe(train, test)";
                    case TRAINING_ORDER -> "inTrainingOrder()";
                  }));
    }
    return axis == TimeAxis.TRAINING_STEPS ? track.ofSteps() : track;
  }

  /**
   * {@return the activations of a layer, {@code samples x units}: on the probe if there is one,
   * else in training order}
   *
   * @param layer its name
   * @param epoch a recorded one; its last moment if there are several
   * @throws IllegalArgumentException if there is no such layer, or the epoch was not recorded
   * @throws IllegalStateException if they were packed to symbols
   */
  public Values activations(String layer, int epoch) {
    return activations(
        layer, epoch, has(TimeAxis.PROBE) ? TimeAxis.PROBE : tracks.keySet().iterator().next());
  }

  /**
   * {@return the activations of a layer, {@code samples x units}}
   *
   * @param layer its name
   * @param epoch a recorded one; its last moment if there are several
   * @param axis a probe or the training order
   * @throws IllegalArgumentException if there is no such layer, or the epoch or the axis was not
   *     recorded
   * @throws IllegalStateException if they were packed to symbols
   */
  public Values activations(String layer, int epoch, TimeAxis axis) {
    requireNonNull(layer, "layer must not be null");
    int index = layer(layer);
    return track(axis).at(epoch).values(index);
  }

  /**
   * {@return the network with its weights at each recorded moment}
   *
   * @throws IllegalStateException if weights were not kept
   */
  public NetworkStates network() {
    return network.orElseThrow(
        () ->
            new IllegalStateException(
                "No weights: they were not kept. Capture with keepingWeights()."));
  }

  /** {@return whether weights were kept, for {@link #network()}} */
  public boolean hasNetwork() {
    return network.isPresent();
  }

  /**
   * {@return the same recording, whose queries find what was computed from another one that has
   * some of its snapshots}
   *
   * @param known the cache of the other one
   */
  public Recording sharing(Memo known) {
    requireNonNull(known, "known must not be null");
    return new Recording(layers(), tracks(), metrics, recipe, network, known);
  }

  /** {@return the cache of what queries computed from the recording} */
  public Memo memo() {
    return memo;
  }

  /** {@return whether it is a part of a recording that still grows, as live figures show it} */
  public boolean isGrowing() {
    return recipe.find(Fact.Growing.class).isPresent();
  }

  /** {@return accuracy and loss, one per epoch; empty if not measured} */
  public List<EpochMetrics> metrics() {
    return metrics;
  }

  /** {@return the provenance: layers, rules, time axes, seeds and versions} */
  public Recipe recipe() {
    return recipe;
  }

  /** {@return all tracks in the order of the axes, without {@link TimeAxis#TRAINING_STEPS}} */
  public List<Track> tracks() {
    return List.copyOf(tracks.values());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Recording of ");
    text.append(
        layers().stream()
            .map(l -> l.name() + " (" + l.units() + ")")
            .collect(Collectors.joining(" > ")));
    for (Track track : tracks.values()) {
      Snapshot first = track.snapshots().get(0);
      Snapshot last = track.snapshots().get(track.snapshots().size() - 1);
      text.append(
          first == last
              ? "%n%s: epoch %s, %s samples".formatted(track.axis(), last.epoch(), last.samples())
              : "%n%s: epochs %s to %s, %s samples each"
                  .formatted(track.axis(), first.epoch(), last.epoch(), last.samples()));
    }
    if (!metrics.isEmpty()) {
      EpochMetrics last = metrics.get(metrics.size() - 1);
      String accuracy = known("%.3f", last.trainAccuracy(), last.testAccuracy());
      String loss = known("%.4g", last.trainLoss(), last.testLoss());
      if (!accuracy.isEmpty()) {
        text.append("%naccuracy after epoch %s: %s".formatted(last.epoch(), accuracy));
      } else if (!loss.isEmpty()) {
        text.append("%nloss after epoch %s: %s".formatted(last.epoch(), loss));
        recipe
            .find(Fact.Accuracy.class)
            .ifPresent(why -> text.append(" (accuracy: %s)".formatted(why.words())));
      }
    }
    return text.toString();
  }

  /** The values that were measured. */
  private static String known(String format, double train, double test) {
    List<String> known = new ArrayList<>();
    if (!Double.isNaN(train)) {
      known.add("train " + String.format(Locale.ROOT, format, train));
    }
    if (!Double.isNaN(test)) {
      known.add("test " + String.format(Locale.ROOT, format, test));
    }
    return String.join(", ", known);
  }
}
