package org.infoplane.recording.store;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.infoplane.file.AtomicFile;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.Fact;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.NetworkStates;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.Track;
import org.infoplane.symbol.Packing;
import org.infoplane.symbol.Partition;
import org.jspecify.annotations.Nullable;

/**
 * Mutable: gathers a recording, epoch by epoch. In memory, or on disk as soon as it would take more
 * than a quarter of the heap; or in a file of the user's from the beginning, so that no finished
 * epoch is lost whatever happens. Not safe for use by several threads.
 *
 * <p>A file is 16 bytes that say what it is, then blocks, all numbers little-endian.
 *
 * <table>
 * <caption>A block</caption>
 * <tr><th>bytes</th><th>what</th></tr>
 * <tr><td>4</td><td>kind, letters</td></tr>
 * <tr><td>4</td><td>CRC-32C of the payload</td></tr>
 * <tr><td>8</td><td>length of the payload, a multiple of 8</td></tr>
 * <tr><td>4</td><td>0</td></tr>
 * <tr><td>4</td><td>CRC-32C of these 4 bytes of the block before, then of these 20 bytes: no block can
 *     be missing, doubled or moved. Before the first block the CRC-32C of the 16 bytes counts. In
 *     files of format 1: of these 20 bytes alone.</td></tr>
 * <tr><td>...</td><td>payload</td></tr>
 * </table>
 *
 * <table>
 * <caption>Kinds, in this order</caption>
 * <tr><th>kind</th><th>payload</th></tr>
 * <tr><td>HEAD</td><td>JSON: layers (name, type, units), recipe in words, and its typed facts</td></tr>
 * <tr><td>NETW; EXAM, VALS...; PARM, VALS...</td><td>JSON: kind and configuration of the network;
 *     axis and shape of the examples of a probe; epoch and iteration of the parameters; only if
 *     weights are kept</td></tr>
 * <tr><td>INPT, GRPS</td><td>JSON: a time axis; its samples {@linkplain
 *     org.infoplane.symbol.Packing grouped} by their input</td></tr>
 * <tr><td>SNAP, GRPS, VALS... or SYMB, GRPS...</td><td>JSON: time axis, epoch, number of samples and
 *     layers, first sample of each batch, units and blocks of the layers whose values are kept, what
 *     binning did; labels; of each layer its values, in blocks of at most 64 MB, or its symbols; if
 *     there are bins, the patterns of each layer that has symbols</td></tr>
 * <tr><td>EPOC</td><td>JSON: an epoch is finished; accuracy and loss. What comes after the last of
 *     these is not read.</td></tr>
 * <tr><td>DONE</td><td>JSON: training is finished</td></tr>
 * </table>
 */
public final class RecordingBuilder implements AutoCloseable {

  private static final int SHARE_OF_HEAP = 4;

  private final List<LayerInfo> layers;
  private final Recipe recipe;
  private final long memory;
  private final @Nullable Path folder; // of temporary files
  private final @Nullable Path path;
  private final Map<TimeAxis, List<Snapshot>> snapshots = new EnumMap<>(TimeAxis.class);
  private final Map<TimeAxis, Partition> inputs = new EnumMap<>(TimeAxis.class);
  private final List<EpochMetrics> metrics = new ArrayList<>();
  private final Map<TimeAxis, List<Long>> resumedBytes = new EnumMap<>(TimeAxis.class);
  private final Map<TimeAxis, Integer> kept = new EnumMap<>(TimeAxis.class);
  private final Map<TimeAxis, NetworkStates.Examples> examples = new EnumMap<>(TimeAxis.class);
  private final List<NetworkStates.State> states = new ArrayList<>();
  private final List<String> network = new ArrayList<>(); // kind and configuration
  private int keptStates;
  private List<LayerInfo> seen = List.of();
  private long bytes;
  private int lastEpoch = -1;
  private @Nullable Path file;
  private @Nullable WriterLock lock;
  private @Nullable RecordingWriter writer;
  private boolean resumed;
  private boolean failed; // to write a temporary file, which stays

  private RecordingBuilder(
      List<LayerInfo> layers,
      Recipe recipe,
      long memory,
      @Nullable Path folder,
      @Nullable Path path) {
    this.layers = List.copyOf(layers);
    this.recipe = recipe;
    this.memory = memory;
    this.folder = folder;
    this.path = path;
  }

  /**
   * Starts a recording.
   *
   * @param layers from input to output; their units are those of the first snapshot
   * @param recipe what makes it
   * @param folder of a temporary file, if the recording needs one; empty for that of the system
   * @return nothing recorded yet
   */
  public static RecordingBuilder of(List<LayerInfo> layers, Recipe recipe, Optional<Path> folder) {
    requireNonNull(layers, "layers must not be null");
    requireNonNull(recipe, "recipe must not be null");
    requireNonNull(folder, "folder must not be null");
    return of(
        layers, recipe, folder.orElse(null), Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
  }

  /** Starts a recording that takes at most so many bytes of memory. */
  static RecordingBuilder of(
      List<LayerInfo> layers, Recipe recipe, @Nullable Path folder, long memory) {
    return new RecordingBuilder(layers, recipe, memory, folder, null);
  }

  /**
   * Starts a recording in a file, or resumes one that was interrupted. Until it is finished the
   * file has {@code .part} behind its name; a finished file of that name stays until then.
   *
   * @param path where it will be
   * @param layers from input to output; their units are those of the first snapshot
   * @param recipe what makes it
   * @param epochs the last epoch to keep of one that was cut off; less than 0 keeps nothing
   * @return nothing recorded yet, or all up to that epoch
   * @throws IllegalArgumentException if the recording that was cut off was made otherwise, or is
   *     damaged
   * @throws IllegalStateException if another recording is being written there, by any process
   * @throws java.io.UncheckedIOException if a file cannot be written
   */
  public static RecordingBuilder savingTo(
      Path path, List<LayerInfo> layers, Recipe recipe, int epochs) {
    requireNonNull(path, "path must not be null");
    requireNonNull(layers, "layers must not be null");
    requireNonNull(recipe, "recipe must not be null");
    AtomicFile.requirePlace(path);
    Path part = RecordingFile.part(path);
    RecordingBuilder builder = new RecordingBuilder(layers, recipe, 0, null, path);
    boolean begun = false;
    try {
      builder.lock = WriterLock.of(part);
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
   * How far a recording went that was cut off.
   *
   * @param path as in {@link #savingTo}
   * @return its last finished epoch; empty if there is none
   * @throws IllegalArgumentException if a byte of it is damaged
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
      requireSame(part, reader);
      reader.checkValues();
      seen = reader.layers();
      metrics.addAll(reader.metrics());
      inputs.putAll(reader.inputs());
      resumedBytes.putAll(reader.valueBytes());
      writer = RecordingWriter.append(part, Objects.requireNonNull(reader.last()));
    }
    file = part;
    resumed = true;
  }

  private void requireSame(Path part, RecordingReader reader) {
    Map<String, Fact> was = comparable(reader.recipe(), reader.layers());
    Map<String, Fact> is = comparable(recipe, layers);
    if (reader.recipe().find(Fact.Threads.class).isEmpty()) { // of a version that did not tell
      is.remove("threads");
    }
    Set<String> names = new LinkedHashSet<>(was.keySet());
    names.addAll(is.keySet());
    for (String name : names) {
      Fact before = was.get(name);
      Fact now = is.get(name);
      if (!Objects.equals(before, now)) {
        throw new IllegalArgumentException(
            "Asked to go on with \"%s\", which was cut off after epoch %s, but it was made otherwise: %s was \"%s\", now it is \"%s\". Capture as before, save to another file, or delete this one."
                .formatted(part, reader.epoch(), name, words(before), words(now)));
      }
    }
  }

  /** What has to be the same of a recording that is resumed: all but versions. */
  private static Map<String, Fact> comparable(Recipe recipe, List<LayerInfo> layers) {
    String types = layers.stream().map(LayerInfo::type).toList().toString();
    Map<String, Fact> facts = new LinkedHashMap<>();
    for (Fact fact : recipe.with("types of layers", types).facts()) {
      if (!(fact instanceof Fact.Version)) {
        facts.put(fact.name(), fact instanceof Fact.Labels labels ? inWords(labels) : fact);
      }
    }
    return facts;
  }

  /** Without the numbers of classes, which older versions did not tell. */
  private static Fact inWords(Fact.Labels labels) {
    return new Fact.Labels(labels.axis(), labels.words());
  }

  private static @Nullable String words(@Nullable Fact fact) {
    return fact == null ? null : fact.words();
  }

  /**
   * {@return of each moment of a recording that is resumed what its values take in memory, in
   * bytes; 0 of moments that were packed}
   */
  public Map<TimeAxis, List<Long>> resumedBytes() {
    return Map.copyOf(resumedBytes);
  }

  /**
   * Adds what goes in.
   *
   * @param axis a time axis
   * @param groups the samples grouped by their exact input
   * @throws IllegalArgumentException if a recording that is resumed was made with others
   */
  public void inputs(TimeAxis axis, Partition groups) {
    requireNonNull(axis, "axis must not be null");
    requireNonNull(groups, "groups must not be null");
    Partition before = inputs.put(axis, groups);
    if (resumed && (before == null || !Packing.pack(before).equals(Packing.pack(groups)))) {
      throw new IllegalArgumentException(
          "Asked to go on with \"%s\", but it was made with other examples of the %s. Capture as before, save to another file, or delete this one."
              .formatted(file, axis));
    }
    if (writer != null && !resumed) {
      write(to -> to.inputs(axis, groups));
    }
  }

  /**
   * Adds the network whose parameters follow.
   *
   * @param kind what reads the configuration
   * @param configuration as its framework writes it
   */
  public void network(String kind, String configuration) {
    requireNonNull(kind, "kind must not be null");
    requireNonNull(configuration, "configuration must not be null");
    network.addAll(List.of(kind, configuration));
  }

  /**
   * Adds the examples of a probe in their shape.
   *
   * @param axis a probe
   * @param features of all examples
   */
  public void examples(TimeAxis axis, NetworkStates.Examples features) {
    requireNonNull(axis, "axis must not be null");
    requireNonNull(features, "features must not be null");
    examples.put(axis, features);
  }

  /**
   * Adds the parameters of the network.
   *
   * @param state they and when
   */
  public void parameters(NetworkStates.State state) {
    requireNonNull(state, "state must not be null");
    bytes += state.parameters().get().heapBytes();
    if (writer != null) {
      write(to -> to.parameters(state));
    } else {
      states.add(state);
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
    if (writer == null && (path != null || bytes > memory)) {
      open();
    }
    if (writer != null) {
      write(to -> to.snapshot(axis, snapshot));
    } else {
      snapshots.computeIfAbsent(axis, key -> new ArrayList<>()).add(snapshot);
    }
  }

  private static int units(Snapshot snapshot, int layer) {
    return snapshot.hasValues(layer)
        ? snapshot.values(layer).units()
        : snapshot.symbols(layer).units();
  }

  /** About what a snapshot takes in memory. */
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
    lastEpoch = epoch;
    measured.ifPresent(metrics::add);
    snapshots.forEach((axis, all) -> kept.put(axis, all.size()));
    keptStates = states.size();
    if (writer != null) {
      write(
          to -> {
            to.endEpoch(epoch, measured.orElse(null));
            to.sync();
          });
    }
  }

  /** Moves what there is to a file: the user's, or one that goes when the recording goes. */
  private void open() {
    try {
      file = path == null ? temporary() : RecordingFile.part(path);
      writer = RecordingWriter.create(file, seen, recipe);
    } catch (IOException e) {
      throw failed(e);
    }
    write(
        to -> {
          Map<TimeAxis, List<Snapshot>> finished = new EnumMap<>(TimeAxis.class);
          snapshots.forEach((axis, all) -> finished.put(axis, all.subList(0, kept(axis))));
          if (!network.isEmpty()) {
            to.network(network(states.subList(0, keptStates)));
          }
          to.all(inputs, finished, metrics);
          if (lastEpoch >= 0 && metrics.isEmpty()) {
            to.endEpoch(lastEpoch, null);
          }
          for (Map.Entry<TimeAxis, List<Snapshot>> entry : snapshots.entrySet()) {
            List<Snapshot> all = entry.getValue();
            for (Snapshot snapshot : all.subList(kept(entry.getKey()), all.size())) {
              to.snapshot(entry.getKey(), snapshot);
            }
          }
          for (NetworkStates.State state : states.subList(keptStates, states.size())) {
            to.parameters(state);
          }
        });
    snapshots.clear();
    states.clear();
  }

  private Path temporary() throws IOException {
    String suffix = ".rec" + RecordingFile.PART;
    return folder == null
        ? Files.createTempFile("infoplane", suffix)
        : Files.createTempFile(folder, "infoplane", suffix);
  }

  /** Snapshots of epochs that are finished. */
  private int kept(TimeAxis axis) {
    return kept.getOrDefault(axis, 0);
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

  /** A file that nobody asked for is kept for the epochs that are in it: nobody knows its name. */
  private RuntimeException failed(IOException e) {
    Path place = folder == null ? Path.of(System.getProperty("java.io.tmpdir")) : folder;
    if (file == null) {
      return RecordingFile.cannotWrite(place.resolve("infoplane.rec"), e);
    }
    UncheckedIOException failure = RecordingFile.cannotWrite(file, e);
    if (path != null || lastEpoch < 0) {
      return failure;
    }
    failed = true;
    return new UncheckedIOException(
        "%s The epochs up to %s are in it: RecordingFile.load(Path.of(\"%s\"))."
            .formatted(failure.getMessage(), lastEpoch, file),
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
      return recording(recipe);
    }
    write(
        to -> {
          to.done();
          to.sync();
        });
    try {
      closeWriter();
      if (path != null) {
        AtomicFile.replace(file, path);
        file = path;
      }
    } catch (IOException e) {
      throw failed(e);
    }
    return loaded(file);
  }

  /** Loads it before another may write there; one that nobody asked for goes when it is let go. */
  private Recording loaded(Path from) {
    Recording recording = RecordingFile.read(from).recording();
    if (path == null) {
      RecordingFile.delete(from);
    }
    close();
    return recording;
  }

  /**
   * Ends a recording before its time. One that is saved stays a {@code .part}, to be resumed.
   *
   * @param epoch the last that was finished
   * @return all up to that epoch; its recipe says {@code stopped}
   */
  public Recording stop(int epoch) {
    if (writer == null || file == null) {
      snapshots.replaceAll((axis, all) -> all.subList(0, kept(axis)));
      snapshots.values().removeIf(List::isEmpty);
      states.subList(keptStates, states.size()).clear();
      return recording(recipe.with(new Fact.Stopped(epoch)));
    }
    try {
      closeWriter();
    } catch (IOException e) {
      throw failed(e);
    }
    return loaded(file);
  }

  private Recording recording(Recipe made) {
    List<Track> tracks = new ArrayList<>();
    snapshots.forEach(
        (axis, all) -> tracks.add(new Track(axis, all, Optional.ofNullable(inputs.get(axis)))));
    return new Recording(
        seen,
        tracks,
        metrics,
        made,
        network.isEmpty() ? Optional.empty() : Optional.of(network(states)));
  }

  private NetworkStates network(List<NetworkStates.State> some) {
    return new NetworkStates(network.get(0), network.get(1), some, examples);
  }

  /**
   * Closes a recording that was not finished: one in memory is gone, one in a file is kept as
   * {@code .part}. Does nothing to one that was finished.
   */
  @Override
  public void close() {
    try {
      if (writer != null && file != null) {
        closeWriter();
        if (path == null && !failed) {
          RecordingFile.delete(file);
        }
      }
      if (lock != null) {
        lock.close();
        lock = null;
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Once: what is in its place is not touched any more. */
  private void closeWriter() throws IOException {
    if (writer != null) {
      writer.close();
      writer = null;
    }
  }
}
