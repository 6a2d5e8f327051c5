package org.infoplane.recording.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.Fact;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.NetworkStates;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.Track;
import org.infoplane.symbol.DiscretizationReport;
import org.infoplane.symbol.Packing;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.jspecify.annotations.Nullable;

/** Mutable: makes a recording of blocks, up to the last epoch that was finished. */
final class RecordingReader implements Closeable {

  /** Where the blocks of a snapshot are: labels, then the layers, then the patterns. */
  private static final class Stored implements Snapshot.Parts {
    private final List<Block> all;
    private final int first;
    private final int samples;
    private final int[] units; // of layers whose values are kept, else 0
    private final int[] starts; // of each layer, then of the patterns
    private final boolean hasPatterns;

    Stored(List<Block> all, int first, JsonNode json) {
      int layers = json.get("layers").asInt();
      this.all = all;
      this.first = first;
      this.samples = json.get("samples").asInt();
      this.hasPatterns = json.get("groups").asBoolean();
      this.units = new int[layers];
      this.starts = new int[layers + 1];
      starts[0] = first + 1;
      for (int layer = 0; layer < layers; layer++) {
        JsonNode kept = json.path("values").path(layer); // units and blocks; none of a packed layer
        units[layer] = kept.path(0).asInt();
        starts[layer + 1] = starts[layer] + kept.path(1).asInt(1);
      }
    }

    @Override
    public int samples() {
      return samples;
    }

    /** What the values take in memory. */
    long valueBytes() {
      return (long) Float.BYTES * samples * IntStream.of(units).sum();
    }

    @Override
    public boolean hasPatterns() {
      return hasPatterns;
    }

    @Override
    public int layers() {
      return units.length;
    }

    @Override
    public Partition labels() {
      return Packing.groups(all.get(first).payload());
    }

    @Override
    public boolean hasValues(int layer) {
      return units[layer] > 0;
    }

    @Override
    public Values values(int layer) {
      return ValueBlocks.read(all.subList(starts[layer], starts[layer + 1]));
    }

    @Override
    public Symbols symbols(int layer) {
      return Packing.symbols(all.get(starts[layer]).payload());
    }

    @Override
    public Partition patterns(int layer) {
      int packed = (int) IntStream.range(0, layer).filter(l -> !hasValues(l)).count();
      return Packing.groups(all.get(starts[layers()] + packed).payload());
    }
  }

  private final List<Block> blocks;
  private final Map<TimeAxis, List<Snapshot>> snapshots = new EnumMap<>(TimeAxis.class);
  private final Map<TimeAxis, List<Long>> valueBytes = new EnumMap<>(TimeAxis.class);
  private final Map<TimeAxis, Partition> inputs = new EnumMap<>(TimeAxis.class);
  private final List<EpochMetrics> metrics = new ArrayList<>();
  private final Map<TimeAxis, NetworkStates.Examples> examples = new EnumMap<>(TimeAxis.class);
  private final List<NetworkStates.State> states = new ArrayList<>();
  private final int finished;
  private @Nullable JsonNode network;

  RecordingReader(List<Block> blocks) {
    this(blocks, Integer.MAX_VALUE);
  }

  private RecordingReader(List<Block> blocks, int epoch) {
    this.blocks = blocks;
    int last = -1;
    for (int i = 0; i < blocks.size(); i++) {
      Block.Kind kind = blocks.get(i).kind();
      boolean ends = kind == Block.Kind.DONE && epoch == Integer.MAX_VALUE;
      if (ends || (kind == Block.Kind.EPOC && number(i) <= epoch)) {
        last = i;
      }
    }
    this.finished = last;
    for (int i = 1; i <= last; i++) {
      read(i);
    }
  }

  private int number(int epoc) {
    return Json.of(blocks.get(epoc).payload()).get("epoch").asInt();
  }

  /** The same recording, cut off after an epoch. */
  RecordingReader upTo(int epoch) {
    return new RecordingReader(blocks, epoch);
  }

  Map<TimeAxis, Partition> inputs() {
    return inputs;
  }

  List<EpochMetrics> metrics() {
    return metrics;
  }

  /** What the values of each moment take in memory; 0 of moments that were packed. */
  Map<TimeAxis, List<Long>> valueBytes() {
    return valueBytes;
  }

  private void read(int i) {
    Block block = blocks.get(i);
    switch (block.kind()) {
      case INPT ->
          inputs.put(axis(Json.of(block.payload())), Packing.groups(blocks.get(i + 1).payload()));
      case SNAP -> {
        JsonNode json = Json.of(block.payload());
        snapshots.computeIfAbsent(axis(json), axis -> new ArrayList<>()).add(snapshot(json, i + 1));
      }
      case EPOC -> {
        JsonNode json = Json.of(block.payload());
        if (json.has("trainLoss")) {
          metrics.add(metrics(json));
        }
      }
      case NETW -> network = Json.of(block.payload());
      case EXAM -> {
        JsonNode json = Json.of(block.payload());
        List<Integer> shape = IntStream.of(numbers(json.get("shape"))).boxed().toList();
        examples.put(axis(json), new NetworkStates.Examples(shape, values(json, i)));
      }
      case PARM -> {
        JsonNode json = Json.of(block.payload());
        states.add(
            new NetworkStates.State(
                json.get("epoch").asInt(), json.get("iteration").asInt(), values(json, i)));
      }
      case HEAD, SYMB, VALS, GRPS, DONE -> {}
    }
  }

  /** Those of the blocks that follow. */
  private Supplier<Values> values(JsonNode json, int block) {
    List<Block> all = blocks.subList(block + 1, block + 1 + json.get("blocks").asInt());
    return () -> ValueBlocks.read(all);
  }

  Optional<NetworkStates> network() {
    return Optional.ofNullable(network)
        .map(
            json ->
                new NetworkStates(
                    json.get("kind").asText(),
                    json.get("configuration").asText(),
                    states,
                    examples));
  }

  private static TimeAxis axis(JsonNode json) {
    return TimeAxis.valueOf(json.get("axis").asText());
  }

  private Snapshot snapshot(JsonNode json, int first) {
    Stored parts = new Stored(blocks, first, json);
    valueBytes.computeIfAbsent(axis(json), axis -> new ArrayList<>()).add(parts.valueBytes());
    List<Optional<DiscretizationReport>> binnings = new ArrayList<>();
    for (int layer = 0; layer < parts.layers(); layer++) {
      binnings.add(discretization(json.get("binnings").path(layer)));
    }
    return new Snapshot(
        json.get("epoch").asInt(),
        json.get("iteration").asInt(),
        parts,
        binnings,
        numbers(json.get("batches")),
        Segments.startingAt(numbers(json.get("sequences"))));
  }

  private static Optional<DiscretizationReport> discretization(JsonNode c) {
    return c.size() == 0
        ? Optional.empty()
        : Optional.of(
            new DiscretizationReport(
                c.get(0).asInt(),
                c.get(1).asInt(),
                c.get(2).asInt(),
                c.get(3).asLong(),
                c.get(4).asLong()));
  }

  private static int[] numbers(JsonNode array) {
    int[] numbers = new int[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).asInt();
    }
    return numbers;
  }

  private static EpochMetrics metrics(JsonNode json) {
    return new EpochMetrics(
        json.get("epoch").asInt(),
        number(json, "trainLoss"),
        number(json, "trainAccuracy"),
        number(json, "testLoss"),
        number(json, "testAccuracy"));
  }

  private static double number(JsonNode json, String name) {
    return Double.parseDouble(json.get(name).asText());
  }

  /**
   * Reads the values once: those of a recording that grows must be whole.
   *
   * @throws IllegalStateException if a byte of them is damaged
   */
  void checkValues() {
    for (Block block : blocks.subList(0, finished + 1)) {
      if (block.kind() == Block.Kind.VALS) {
        block.payload();
      }
    }
  }

  /** Whether training ended by itself. */
  boolean isDone() {
    return finished >= 0 && blocks.get(finished).kind() == Block.Kind.DONE;
  }

  /** The last block that is kept, null if no epoch was finished. */
  @Nullable Block last() {
    return finished < 0 ? null : blocks.get(finished);
  }

  /** The last epoch that was finished; -1 if none was. */
  int epoch() {
    int last = finished;
    while (last >= 0 && blocks.get(last).kind() != Block.Kind.EPOC) {
      last--;
    }
    return last < 0 ? -1 : number(last);
  }

  List<LayerInfo> layers() {
    List<LayerInfo> layers = new ArrayList<>();
    for (JsonNode layer : Json.of(blocks.get(0).payload()).get("layers")) {
      List<String> inputs = new ArrayList<>();
      layer.get("inputs").forEach(input -> inputs.add(input.asText()));
      layers.add(
          new LayerInfo(
              layer.get("name").asText(),
              layer.get("type").asText(),
              layer.get("units").asInt(),
              inputs));
    }
    return layers;
  }

  Recipe recipe() {
    return FactJson.recipe(Json.of(blocks.get(0).payload()));
  }

  /** Of use if nothing was taken of it that is in the file. */
  @Override
  public void close() throws IOException {
    if (!blocks.isEmpty()) {
      blocks.get(0).file().close();
    }
  }

  Recording recording() {
    List<Track> tracks = new ArrayList<>();
    snapshots.forEach(
        (axis, all) -> tracks.add(new Track(axis, all, Optional.ofNullable(inputs.get(axis)))));
    Recipe recipe = isDone() ? recipe() : recipe().with(new Fact.Stopped(epoch()));
    return new Recording(layers(), tracks, metrics, recipe, network());
  }
}
