package org.infoplane.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Symbols;
import org.jspecify.annotations.Nullable;

/**
 * Mutable: gathers a recording, epoch by epoch, in memory, or on disk as soon as it would take more
 * than a quarter of the heap. Not safe for use by several threads.
 */
public final class RecordingBuilder implements AutoCloseable {

  private static final int SHARE_OF_HEAP = 4;

  private final List<LayerInfo> layers;
  private final Recipe recipe;
  private final long budget;
  private final Map<TimeAxis, List<Snapshot>> snapshots = new EnumMap<>(TimeAxis.class);
  private final Map<TimeAxis, Partition> inputs = new EnumMap<>(TimeAxis.class);
  private final List<EpochMetrics> metrics = new ArrayList<>();
  private List<LayerInfo> seen = List.of();
  private long bytes;
  private @Nullable Path file;
  private @Nullable RecordingWriter writer;

  private RecordingBuilder(List<LayerInfo> layers, Recipe recipe, long budget) {
    this.layers = List.copyOf(layers);
    this.recipe = recipe;
    this.budget = budget;
  }

  /**
   * Starts a recording.
   *
   * @param layers from input to output; their units are those of the first snapshot
   * @param recipe what makes it
   * @return nothing recorded yet
   */
  public static RecordingBuilder of(List<LayerInfo> layers, Recipe recipe) {
    return of(layers, recipe, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
  }

  /** Starts a recording that takes at most so many bytes of memory. */
  static RecordingBuilder of(List<LayerInfo> layers, Recipe recipe, long budget) {
    return new RecordingBuilder(layers, recipe, budget);
  }

  /**
   * Adds what goes in.
   *
   * @param axis a time axis
   * @param groups the samples grouped by their exact input
   */
  public void inputs(TimeAxis axis, Partition groups) {
    inputs.put(axis, groups);
    if (writer != null) {
      write(to -> to.inputs(axis, groups));
    }
  }

  /**
   * Adds a snapshot.
   *
   * @param axis a time axis
   * @param snapshot of all layers
   */
  public void add(TimeAxis axis, Snapshot snapshot) {
    if (seen.isEmpty()) {
      seen = new ArrayList<>();
      for (int i = 0; i < layers.size(); i++) {
        seen.add(layers.get(i).withUnits(snapshot.symbols(i).units()));
      }
    }
    bytes += bytes(snapshot);
    if (writer == null && bytes > budget) {
      spill();
    }
    if (writer != null) {
      write(to -> to.snapshot(axis, snapshot));
    } else {
      snapshots.computeIfAbsent(axis, key -> new ArrayList<>()).add(snapshot);
    }
  }

  /** About what a snapshot takes in memory. */
  private static long bytes(Snapshot snapshot) {
    long bytes = 4L * snapshot.samples();
    for (int layer = 0; layer < snapshot.layers(); layer++) {
      Symbols symbols = snapshot.symbols(layer);
      int bits = symbols.alphabet() == 2 ? 1 : symbols.alphabet() <= 256 ? 8 : 16;
      bytes += (long) symbols.units() * symbols.samples() * bits / 8;
      bytes += snapshot.patterns(layer).isPresent() ? 4L * symbols.samples() : 0;
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
    measured.ifPresent(metrics::add);
    if (writer != null) {
      write(
          to -> {
            to.endEpoch(epoch, measured.orElse(null));
            to.sync();
          });
    }
  }

  /**
   * The last accuracy and loss.
   *
   * @return those of the last epoch that had them
   */
  public Optional<EpochMetrics> lastMetrics() {
    return metrics.isEmpty() ? Optional.empty() : Optional.of(metrics.get(metrics.size() - 1));
  }

  /** Moves what there is to a file that goes when the recording goes. */
  private void spill() {
    try {
      file = Files.createTempFile("infoplane", ".rec");
      writer = RecordingWriter.create(file, seen, recipe);
    } catch (IOException e) {
      throw failed(e);
    }
    write(to -> to.all(inputs, snapshots, metrics));
    snapshots.clear();
  }

  private interface Writing {
    void to(RecordingWriter writer) throws IOException;
  }

  private void write(Writing what) {
    try {
      what.to(Objects.requireNonNull(writer));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private UncheckedIOException failed(IOException e) {
    return new UncheckedIOException(
        "Asked to write the recording to \"%s\", which failed: %s. Make room, or record fewer layers or epochs."
            .formatted(file, e.getMessage()),
        e);
  }

  /**
   * Ends the recording.
   *
   * @return all of it; on disk if it was too large for the memory
   * @throws IllegalArgumentException if there is no snapshot
   */
  public Recording finish() {
    if (writer == null || file == null) {
      List<Track> tracks = new ArrayList<>();
      snapshots.forEach(
          (axis, all) -> tracks.add(new Track(axis, all, Optional.ofNullable(inputs.get(axis)))));
      return new Recording(seen, tracks, metrics, recipe);
    }
    write(
        to -> {
          to.done();
          to.sync();
        });
    try {
      writer.close();
      Recording recording = new RecordingReader(BlockReader.read(file)).recording();
      delete(file); // what is mapped stays
      return recording;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static void delete(Path file) {
    if (!file.toFile().delete()) {
      file.toFile().deleteOnExit(); // as long as it is mapped, on Windows
    }
  }

  /** Gives up a recording that was not finished; does nothing to one that was. */
  @Override
  public void close() {
    try {
      if (writer != null && file != null) {
        writer.close();
        delete(file);
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }
}
