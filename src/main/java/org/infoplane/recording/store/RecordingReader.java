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
import org.infoplane.symbol.DiscretizationReport;
import org.infoplane.symbol.Packing;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Values;
import org.jspecify.annotations.Nullable;

/** Mutable: reads a recording from blocks, up to the last finished epoch. */
final class RecordingReader implements Closeable {

  private final List<Block> blocks;
  private final RecordingParts parts = new RecordingParts();
  private final Map<TimeAxis, List<Long>> valueBytes = new EnumMap<>(TimeAxis.class);
  private final int finished; // index of the last block that is kept, or -1

  RecordingReader(List<Block> blocks) {
    this(blocks, Integer.MAX_VALUE);
  }

  private RecordingReader(List<Block> blocks, int epoch) {
    this.blocks = blocks;
    int last = -1;
    for (int i = 0; i < blocks.size(); i++) {
      Block.Kind kind = blocks.get(i).kind();
      boolean ends = kind == Block.Kind.DONE && epoch == Integer.MAX_VALUE;
      if (ends || (kind == Block.Kind.EPOC && epoch(i) <= epoch)) {
        last = i;
      }
    }
    this.finished = last;
    for (int i = 1; i <= last; i++) {
      read(i);
    }
  }

  private JsonNode json(int block) {
    return Json.of(blocks.get(block).payload());
  }

  private int epoch(int block) {
    return json(block).get("epoch").asInt();
  }

  /** The same recording, cut off after an epoch. */
  RecordingReader upTo(int epoch) {
    return new RecordingReader(blocks, epoch);
  }

  RecordingParts parts() {
    return parts;
  }

  /** The size in memory of the values of each moment; 0 for moments that were packed. */
  Map<TimeAxis, List<Long>> valueBytes() {
    return valueBytes;
  }

  private void read(int i) {
    switch (blocks.get(i).kind()) {
      case INPT -> parts.inputs.put(axis(json(i)), Packing.groups(blocks.get(i + 1).payload()));
      case SNAP -> snapshot(json(i), i + 1);
      case EPOC -> {
        JsonNode json = json(i);
        if (json.has("trainLoss")) {
          parts.metrics.add(Json.read(json, EpochMetrics.class));
        }
      }
      case NETW -> {
        JsonNode json = json(i);
        parts.networkKind = json.get("kind").asText();
        parts.networkConfiguration = json.get("configuration").asText();
      }
      case EXAM -> {
        JsonNode json = json(i);
        List<Integer> shape = IntStream.of(numbers(json.get("shape"))).boxed().toList();
        parts.examples.put(axis(json), new NetworkStates.Examples(shape, values(json, i + 1)));
      }
      case PARM -> {
        JsonNode json = json(i);
        parts.states.add(
            new NetworkStates.State(
                json.get("epoch").asInt(), json.get("iteration").asInt(), values(json, i + 1)));
      }
      case HEAD, SYMB, VALS, GRPS, DONE -> {}
    }
  }

  private Supplier<Values> values(JsonNode json, int first) {
    List<Block> all = blocks.subList(first, first + json.get("blocks").asInt());
    return () -> ValueBlocks.read(all);
  }

  private static TimeAxis axis(JsonNode json) {
    return TimeAxis.valueOf(json.get("axis").asText());
  }

  private void snapshot(JsonNode json, int first) {
    StoredSnapshot stored = new StoredSnapshot(blocks, first, json);
    valueBytes.computeIfAbsent(axis(json), axis -> new ArrayList<>()).add(stored.valueBytes());
    List<Optional<DiscretizationReport>> binnings = new ArrayList<>();
    for (int layer = 0; layer < stored.layers(); layer++) {
      binnings.add(discretization(json.get("binnings").path(layer)));
    }
    parts.add(
        axis(json),
        new Snapshot(
            json.get("epoch").asInt(),
            json.get("iteration").asInt(),
            stored,
            binnings,
            numbers(json.get("batches")),
            Segments.startingAt(numbers(json.get("sequences")))));
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
    return Json.read(array, int[].class);
  }

  /**
   * Verifies all values, before more is appended to the file.
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

  /** Whether training was finished. */
  boolean isDone() {
    return finished >= 0 && blocks.get(finished).kind() == Block.Kind.DONE;
  }

  /** The last block that is kept, null if no epoch was finished. */
  @Nullable Block last() {
    return finished < 0 ? null : blocks.get(finished);
  }

  /** The last finished epoch; -1 if there is none. */
  int epoch() {
    int last = finished;
    while (last >= 0 && blocks.get(last).kind() != Block.Kind.EPOC) {
      last--;
    }
    return last < 0 ? -1 : epoch(last);
  }

  List<LayerInfo> layers() {
    List<LayerInfo> layers = new ArrayList<>();
    json(0).get("layers").forEach(layer -> layers.add(Json.read(layer, LayerInfo.class)));
    return layers;
  }

  Recipe recipe() {
    return FactJson.recipe(json(0));
  }

  /** Closes the file: only if nothing that was read from it is used any more. */
  @Override
  public void close() throws IOException {
    if (!blocks.isEmpty()) {
      blocks.get(0).file().close();
    }
  }

  Recording recording() {
    Recipe recipe = isDone() ? recipe() : recipe().with(new Fact.Stopped(epoch()));
    return parts.recording(layers(), recipe);
  }
}
