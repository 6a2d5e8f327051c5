package org.infoplane.recording.store;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.infoplane.file.AtomicFile;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.Fact;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Memo;
import org.infoplane.recording.NetworkStates;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.Packing;
import org.infoplane.symbol.Partition;
import org.jspecify.annotations.Nullable;

/**
 * Mutable: builds a recording epoch by epoch. In memory, moving to a temporary file once it exceeds
 * a quarter of the heap; or in a file of the user's from the beginning, so that no finished epoch
 * is lost. Not thread-safe.
 */
public final class RecordingBuilder implements AutoCloseable {

  private static final int SHARE_OF_HEAP = 4;

  private final List<LayerInfo> layers;
  private final Recipe recipe;
  private final long memory;
  private final RecordingOutput output;
  private final RecordingParts finished = new RecordingParts();
  private final RecordingParts current = new RecordingParts(); // of the epoch that is not finished
  private final Map<TimeAxis, List<Long>> resumedBytes = new EnumMap<>(TimeAxis.class);
  private List<LayerInfo> seen = List.of(); // layers with the units of the first snapshot
  private long bytes;
  private @Nullable Path resumed; // the file
  private @Nullable Memo memo; // of all recordings so far

  private RecordingBuilder(
      List<LayerInfo> layers, Recipe recipe, long memory, RecordingOutput output) {
    this.layers = List.copyOf(layers);
    this.recipe = recipe;
    this.memory = memory;
    this.output = output;
  }

  /**
   * Starts a recording in memory.
   *
   * @param layers from input to output; their units are those of the first snapshot
   * @param recipe what makes it
   * @param folder of a temporary file, if one is needed; empty for the system's
   * @return an empty builder
   */
  public static RecordingBuilder of(List<LayerInfo> layers, Recipe recipe, Optional<Path> folder) {
    requireNonNull(layers, "layers must not be null");
    requireNonNull(recipe, "recipe must not be null");
    requireNonNull(folder, "folder must not be null");
    return of(
        layers, recipe, folder.orElse(null), Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
  }

  /** Starts a recording that takes at most a number of bytes in memory. */
  static RecordingBuilder of(
      List<LayerInfo> layers, Recipe recipe, @Nullable Path folder, long memory) {
    return new RecordingBuilder(layers, recipe, memory, new RecordingOutput(folder, null));
  }

  /**
   * Starts a recording in a file, or resumes an interrupted one. Until it is finished, {@code
   * .part} is appended to the file's name, and an existing file of that name stays.
   *
   * @param path of the finished file
   * @param layers from input to output; their units are those of the first snapshot
   * @param recipe what makes it
   * @param epochs the last epoch to keep of an interrupted recording; negative to start anew
   * @return an empty builder, or one with everything up to that epoch
   * @throws IllegalArgumentException if the interrupted recording has other settings, or is damaged
   * @throws IllegalStateException if another recording is being written there, by any process
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public static RecordingBuilder savingTo(
      Path path, List<LayerInfo> layers, Recipe recipe, int epochs) {
    requireNonNull(path, "path must not be null");
    requireNonNull(layers, "layers must not be null");
    requireNonNull(recipe, "recipe must not be null");
    AtomicFile.requirePlace(path);
    Path part = RecordingFile.part(path);
    RecordingOutput output = new RecordingOutput(null, path);
    RecordingBuilder builder = new RecordingBuilder(layers, recipe, 0, output);
    boolean begun = false;
    try {
      output.lock(part);
      if (epochs >= 0) {
        builder.resume(part, epochs);
      }
      begun = true;
      return builder;
    } catch (IOException e) {
      throw RecordingFile.cannotWrite(part, e);
    } finally {
      if (!begun) {
        builder.close();
      }
    }
  }

  /**
   * {@return the last finished epoch of an interrupted recording; empty if there is none}
   *
   * @param path as in {@link #savingTo}
   * @throws IllegalArgumentException if the file is damaged
   */
  public static Optional<Integer> cutOff(Path path) {
    requireNonNull(path, "path must not be null");
    Path part = RecordingFile.part(path);
    if (!Files.isRegularFile(part)) {
      return Optional.empty();
    }
    try (RecordingReader reader = new RecordingReader(BlockFile.read(part))) {
      return reader.last() == null ? Optional.empty() : Optional.of(reader.epoch());
    } catch (IOException e) {
      throw RecordingFile.cannotRead(part, e);
    }
  }

  private void resume(Path part, int epoch) throws IOException {
    try (RecordingReader reader = RecordingFile.read(part).upTo(epoch)) {
      Resumption.requireSame(part, reader, layers, recipe);
      reader.checkValues();
      seen = reader.layers();
      finished.metrics.addAll(reader.parts().metrics);
      finished.inputs.putAll(reader.parts().inputs);
      resumedBytes.putAll(reader.valueBytes());
      output.append(part, Objects.requireNonNull(reader.last()));
    }
    resumed = part;
  }

  /**
   * {@return the size in memory of the values of each resumed moment, in bytes; 0 for moments that
   * were packed}
   */
  public Map<TimeAxis, List<Long>> resumedBytes() {
    return Map.copyOf(resumedBytes);
  }

  /**
   * Sets the inputs of a time axis.
   *
   * @param axis a time axis
   * @param groups the samples grouped by their exact input
   * @throws IllegalArgumentException if a resumed recording has other inputs
   */
  public void inputs(TimeAxis axis, Partition groups) {
    requireNonNull(axis, "axis must not be null");
    requireNonNull(groups, "groups must not be null");
    Partition before = finished.inputs.put(axis, groups);
    if (resumed != null) {
      if (before == null || !Packing.pack(before).equals(Packing.pack(groups))) {
        throw Resumption.refused(resumed, "the examples of the %s differ".formatted(axis));
      }
    } else if (output.isOpen()) {
      output.write(to -> to.inputs(axis, groups));
    }
  }

  /**
   * Sets the network whose parameters follow.
   *
   * @param kind identifies the reader of the configuration
   * @param configuration in the format of its framework
   */
  public void network(String kind, String configuration) {
    finished.networkKind = requireNonNull(kind, "kind must not be null");
    finished.networkConfiguration = requireNonNull(configuration, "configuration must not be null");
  }

  /**
   * Sets the examples of a probe.
   *
   * @param axis a probe
   * @param features of all examples
   */
  public void examples(TimeAxis axis, NetworkStates.Examples features) {
    requireNonNull(axis, "axis must not be null");
    requireNonNull(features, "features must not be null");
    finished.examples.put(axis, features);
  }

  /**
   * Adds the parameters of the network at a moment.
   *
   * @param state parameters, epoch and iteration
   */
  public void parameters(NetworkStates.State state) {
    requireNonNull(state, "state must not be null");
    bytes += state.parameters().get().heapBytes();
    if (output.isOpen()) {
      output.write(to -> to.parameters(state));
    } else {
      current.states.add(state);
    }
  }

  /**
   * Adds a snapshot.
   *
   * @param axis a time axis
   * @param snapshot of all layers
   */
  public void add(TimeAxis axis, Snapshot snapshot) {
    requireNonNull(axis, "axis must not be null");
    requireNonNull(snapshot, "snapshot must not be null");
    if (seen.isEmpty()) {
      seen = new ArrayList<>();
      for (int i = 0; i < layers.size(); i++) {
        seen.add(layers.get(i).withUnits(units(snapshot, i)));
      }
    }
    bytes += bytes(snapshot);
    if (!output.isOpen() && (output.isSaved() || bytes > memory)) {
      open();
    }
    if (output.isOpen()) {
      output.write(to -> to.snapshot(axis, snapshot));
    } else {
      current.add(axis, snapshot);
    }
  }

  private static int units(Snapshot snapshot, int layer) {
    return snapshot.hasValues(layer)
        ? snapshot.values(layer).units()
        : snapshot.symbols(layer).units();
  }

  /** The approximate size of a snapshot in memory. */
  private static long bytes(Snapshot snapshot) {
    long bytes = 4L * snapshot.samples(); // labels
    for (int layer = 0; layer < snapshot.layers(); layer++) {
      bytes +=
          snapshot.hasValues(layer)
              ? snapshot.values(layer).heapBytes()
              : (long) snapshot.samples() * snapshot.symbols(layer).units() / 8
                  + (snapshot.patterns(layer).isPresent() ? 4L * snapshot.samples() : 0);
    }
    return bytes;
  }

  /**
   * Ends an epoch.
   *
   * @param epoch 0 is before training
   * @param measured accuracy and loss, if they were measured
   */
  public void endEpoch(int epoch, Optional<EpochMetrics> measured) {
    requireNonNull(measured, "measured must not be null");
    output.lastEpoch = epoch;
    measured.ifPresent(finished.metrics::add);
    finished.take(current);
    if (output.isOpen()) {
      output.write(
          to -> {
            to.endEpoch(epoch, measured.orElse(null));
            to.sync();
          });
    }
  }

  /** Moves everything from memory to a file: the user's, or a temporary one. */
  private void open() {
    output.create(seen, recipe);
    output.write(
        to -> {
          to.all(finished);
          if (output.lastEpoch >= 0 && finished.metrics.isEmpty()) {
            to.endEpoch(output.lastEpoch, null);
          }
          to.unfinished(current);
        });
    finished.clear();
    current.clear();
  }

  /**
   * {@return everything up to the last finished epoch, with the snapshots of this builder, and one
   * cache for all that it returns; the recipe says that it grows}
   *
   * @throws IllegalArgumentException if there is no snapshot
   */
  public Recording soFar() {
    Recipe growing = recipe.with(new Fact.Growing(output.lastEpoch));
    Recording now = (output.isOpen() ? output.soFar() : finished).recording(seen, growing);
    memo = Objects.requireNonNullElse(memo, now.memo());
    return now.sharing(memo);
  }

  /**
   * Finishes the recording.
   *
   * @return all of it; on disk if it was too large for memory
   * @throws IllegalArgumentException if there is no snapshot
   */
  public Recording finish() {
    if (output.isOpen()) {
      return output.load(true);
    }
    finished.take(current);
    return finished.recording(seen, recipe);
  }

  /**
   * Stops the recording early. One in a file of the user's stays a {@code .part}, to be resumed.
   *
   * @param epoch the last finished epoch
   * @return everything up to that epoch; its recipe says {@code stopped}
   */
  public Recording stop(int epoch) {
    return output.isOpen()
        ? output.load(false)
        : finished.recording(seen, recipe.with(new Fact.Stopped(epoch)));
  }

  /**
   * Closes the builder. A recording in memory that was not finished is dropped, one in a file of
   * the user's is kept as {@code .part}. A finished recording is not affected.
   */
  @Override
  public void close() {
    output.close();
  }
}
