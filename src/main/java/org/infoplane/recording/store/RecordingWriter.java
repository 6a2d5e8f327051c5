package org.infoplane.recording.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.NetworkStates;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.DiscretizationReport;
import org.infoplane.symbol.Packing;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Values;
import org.jspecify.annotations.Nullable;

/** Mutable: writes a recording, part by part. What {@link RecordingReader} reads. */
final class RecordingWriter implements Closeable {

  private final BlockWriter blocks;
  private final ValueBlocks values;

  private RecordingWriter(BlockWriter blocks, ValueBlocks values) {
    this.blocks = blocks;
    this.values = values;
  }

  static RecordingWriter create(Path path, List<LayerInfo> layers, Recipe recipe)
      throws IOException {
    return create(path, layers, recipe, new ValueBlocks());
  }

  static RecordingWriter create(
      Path path, List<LayerInfo> layers, Recipe recipe, ValueBlocks values) throws IOException {
    RecordingWriter writer = new RecordingWriter(BlockWriter.create(path), values);
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("layers", layers.stream().map(RecordingWriter::layer).toList());
    head.put("recipe", recipe.entries());
    head.put("facts", FactJson.of(recipe));
    writer.blocks.write(Block.Kind.HEAD, Json.bytes(head));
    return writer;
  }

  static RecordingWriter append(Path path, Block last) throws IOException {
    return new RecordingWriter(BlockWriter.append(path, last), new ValueBlocks());
  }

  private static Map<String, Object> layer(LayerInfo layer) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", layer.name());
    json.put("type", layer.type());
    json.put("units", layer.units());
    json.put("inputs", layer.inputs());
    return json;
  }

  /** Writes what was gathered elsewhere. */
  void all(
      Map<TimeAxis, Partition> inputs,
      Map<TimeAxis, List<Snapshot>> snapshots,
      List<EpochMetrics> metrics)
      throws IOException {
    for (Map.Entry<TimeAxis, Partition> entry : inputs.entrySet()) {
      inputs(entry.getKey(), entry.getValue());
    }
    for (Map.Entry<TimeAxis, List<Snapshot>> entry : snapshots.entrySet()) {
      for (Snapshot snapshot : entry.getValue()) {
        snapshot(entry.getKey(), snapshot);
      }
    }
    for (EpochMetrics one : metrics) {
      endEpoch(one.epoch(), one);
    }
  }

  void inputs(TimeAxis axis, Partition inputs) throws IOException {
    blocks.write(Block.Kind.INPT, Json.bytes(Map.of("axis", axis.name())));
    blocks.write(Block.Kind.GRPS, Packing.pack(inputs));
  }

  void network(String kind, String configuration) throws IOException {
    blocks.write(
        Block.Kind.NETW,
        Json.bytes(new TreeMap<>(Map.of("kind", kind, "configuration", configuration))));
  }

  void examples(TimeAxis axis, NetworkStates.Examples examples) throws IOException {
    Values features = examples.features().get();
    blocks.write(
        Block.Kind.EXAM,
        Json.bytes(
            new TreeMap<>(
                Map.of(
                    "axis", axis.name(),
                    "shape", examples.shape(),
                    "blocks", values.count(features)))));
    values.write(blocks, 0, features);
  }

  void parameters(NetworkStates.State state) throws IOException {
    Values parameters = state.parameters().get();
    blocks.write(
        Block.Kind.PARM,
        Json.bytes(
            new TreeMap<>(
                Map.of(
                    "epoch", state.epoch(),
                    "iteration", state.iteration(),
                    "blocks", values.count(parameters)))));
    values.write(blocks, 0, parameters);
  }

  /** All of a network at once. */
  void network(NetworkStates network) throws IOException {
    network(network.kind(), network.configuration());
    for (Map.Entry<TimeAxis, NetworkStates.Examples> entry :
        new TreeMap<>(network.examples()).entrySet()) {
      examples(entry.getKey(), entry.getValue());
    }
    for (NetworkStates.State state : network.states()) {
      parameters(state);
    }
  }

  void snapshot(TimeAxis axis, Snapshot snapshot) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("axis", axis.name());
    json.put("epoch", snapshot.epoch());
    json.put("iteration", snapshot.iteration());
    json.put("samples", snapshot.samples());
    json.put("layers", snapshot.layers());
    List<Optional<Values>> kept = new ArrayList<>();
    List<Partition> patterns = new ArrayList<>();
    for (int layer = 0; layer < snapshot.layers(); layer++) {
      kept.add(snapshot.hasValues(layer) ? Optional.of(snapshot.values(layer)) : Optional.empty());
      snapshot.patterns(layer).ifPresent(patterns::add);
    }
    if (kept.stream().anyMatch(Optional::isPresent)) {
      json.put("values", kept.stream().map(this::kept).toList());
    }
    json.put("groups", !patterns.isEmpty());
    json.put("batches", snapshot.batchStarts());
    Segments sequences = snapshot.sequences();
    json.put("sequences", IntStream.range(0, sequences.count()).map(sequences::start).toArray());
    json.put(
        "binnings",
        IntStream.range(0, patterns.isEmpty() ? 0 : snapshot.layers())
            .mapToObj(layer -> snapshot.binning(layer).map(RecordingWriter::discretization))
            .map(discretization -> discretization.orElse(List.of()))
            .toList());
    blocks.write(Block.Kind.SNAP, Json.bytes(json));
    blocks.write(Block.Kind.GRPS, Packing.pack(snapshot.labels()));
    for (int layer = 0; layer < snapshot.layers(); layer++) {
      if (kept.get(layer).isPresent()) {
        values.write(blocks, layer, kept.get(layer).get());
      } else {
        blocks.write(Block.Kind.SYMB, Packing.pack(snapshot.symbols(layer)));
      }
    }
    for (Partition groups : patterns) {
      blocks.write(Block.Kind.GRPS, Packing.pack(groups));
    }
  }

  /** Units and blocks of a layer whose values are kept. */
  private List<Integer> kept(Optional<Values> layer) {
    return layer.map(all -> List.of(all.units(), values.count(all))).orElse(List.of());
  }

  private static List<Long> discretization(DiscretizationReport c) {
    return List.of(
        (long) c.units(), (long) c.constantUnits(), (long) c.deadUnits(), c.values(), c.outside());
  }

  /** Ends an epoch: what was written so far is kept, whatever follows. */
  void endEpoch(int epoch, @Nullable EpochMetrics metrics) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("epoch", epoch);
    if (metrics != null) {
      json.put("trainLoss", Double.toString(metrics.trainLoss()));
      json.put("trainAccuracy", Double.toString(metrics.trainAccuracy()));
      json.put("testLoss", Double.toString(metrics.testLoss()));
      json.put("testAccuracy", Double.toString(metrics.testAccuracy()));
    }
    blocks.write(Block.Kind.EPOC, Json.bytes(json));
  }

  void done() throws IOException {
    blocks.write(Block.Kind.DONE, Json.bytes(Map.of("finished", true)));
  }

  /** Waits until the disk has it. */
  void sync() throws IOException {
    blocks.sync();
  }

  @Override
  public void close() throws IOException {
    blocks.close();
  }
}
