package org.infoplane.recording.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** Mutable: writes a recording part by part, for {@link RecordingReader} to read. */
final class RecordingWriter implements Closeable {

  private final BlockWriter blocks;
  private final ValueBlocks values;

  private RecordingWriter(BlockWriter blocks, ValueBlocks values) {
    this.blocks = blocks;
    this.values = values;
  }

  static RecordingWriter create(
      Path path, List<LayerInfo> layers, Recipe recipe, ValueBlocks values) throws IOException {
    RecordingWriter writer = new RecordingWriter(BlockWriter.create(path), values);
    writer.write(
        Block.Kind.HEAD,
        Json.object()
            .putPOJO("layers", layers)
            .putPOJO("recipe", recipe.entries())
            .putPOJO("facts", FactJson.of(recipe)));
    return writer;
  }

  static RecordingWriter append(Path path, Block last) throws IOException {
    return new RecordingWriter(BlockWriter.append(path, last), new ValueBlocks());
  }

  private void write(Block.Kind kind, ObjectNode json) throws IOException {
    blocks.write(kind, Json.bytes(json));
  }

  /** Writes the parts of finished epochs, at the start of a file. */
  void all(RecordingParts parts) throws IOException {
    if (parts.networkKind != null) {
      write(
          Block.Kind.NETW,
          Json.object()
              .put("configuration", parts.networkConfiguration)
              .put("kind", parts.networkKind));
      for (Map.Entry<TimeAxis, NetworkStates.Examples> entry : parts.examples.entrySet()) {
        examples(entry.getKey(), entry.getValue());
      }
      states(parts);
    }
    for (Map.Entry<TimeAxis, Partition> entry : parts.inputs.entrySet()) {
      inputs(entry.getKey(), entry.getValue());
    }
    snapshots(parts);
    for (EpochMetrics one : parts.metrics) {
      endEpoch(one.epoch(), one);
    }
  }

  /** Writes the parts of an epoch that is not finished. */
  void unfinished(RecordingParts epoch) throws IOException {
    snapshots(epoch);
    states(epoch);
  }

  private void snapshots(RecordingParts parts) throws IOException {
    for (Map.Entry<TimeAxis, List<Snapshot>> entry : parts.snapshots.entrySet()) {
      for (Snapshot snapshot : entry.getValue()) {
        snapshot(entry.getKey(), snapshot);
      }
    }
  }

  private void states(RecordingParts parts) throws IOException {
    for (NetworkStates.State state : parts.states) {
      parameters(state);
    }
  }

  void inputs(TimeAxis axis, Partition inputs) throws IOException {
    write(Block.Kind.INPT, Json.object().put("axis", axis.name()));
    blocks.write(Block.Kind.GRPS, Packing.pack(inputs));
  }

  private void examples(TimeAxis axis, NetworkStates.Examples examples) throws IOException {
    Values features = examples.features().get();
    write(
        Block.Kind.EXAM,
        Json.object()
            .put("axis", axis.name())
            .put("blocks", values.count(features))
            .putPOJO("shape", examples.shape()));
    values.write(blocks, 0, features);
  }

  void parameters(NetworkStates.State state) throws IOException {
    Values parameters = state.parameters().get();
    write(
        Block.Kind.PARM,
        Json.object()
            .put("blocks", values.count(parameters))
            .put("epoch", state.epoch())
            .put("iteration", state.iteration()));
    values.write(blocks, 0, parameters);
  }

  void snapshot(TimeAxis axis, Snapshot snapshot) throws IOException {
    ObjectNode json =
        Json.object()
            .put("axis", axis.name())
            .put("epoch", snapshot.epoch())
            .put("iteration", snapshot.iteration())
            .put("samples", snapshot.samples())
            .put("layers", snapshot.layers());
    List<Optional<Values>> kept = new ArrayList<>();
    List<Partition> patterns = new ArrayList<>();
    for (int layer = 0; layer < snapshot.layers(); layer++) {
      kept.add(snapshot.hasValues(layer) ? Optional.of(snapshot.values(layer)) : Optional.empty());
      snapshot.patterns(layer).ifPresent(patterns::add);
    }
    if (kept.stream().anyMatch(Optional::isPresent)) {
      json.putPOJO("values", kept.stream().map(this::kept).toList());
    }
    Segments sequences = snapshot.sequences();
    json.put("groups", !patterns.isEmpty())
        .putPOJO("batches", snapshot.batchStarts())
        .putPOJO("sequences", IntStream.range(0, sequences.count()).map(sequences::start).toArray())
        .putPOJO(
            "binnings",
            IntStream.range(0, patterns.isEmpty() ? 0 : snapshot.layers())
                .mapToObj(snapshot::binning)
                .map(binning -> binning.map(RecordingWriter::report).orElse(List.of()))
                .toList());
    write(Block.Kind.SNAP, json);
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

  /** Units and number of blocks of a layer whose values are kept. */
  private List<Integer> kept(Optional<Values> layer) {
    return layer.map(all -> List.of(all.units(), values.count(all))).orElse(List.of());
  }

  private static List<Long> report(DiscretizationReport c) {
    return List.of(
        (long) c.units(), (long) c.constantUnits(), (long) c.deadUnits(), c.values(), c.outside());
  }

  /** Ends an epoch: everything written so far is kept, whatever follows. */
  void endEpoch(int epoch, @Nullable EpochMetrics metrics) throws IOException {
    ObjectNode json = Json.object().put("epoch", epoch);
    if (metrics != null) { // as text, since JSON has no NaN
      json.put("trainLoss", Double.toString(metrics.trainLoss()))
          .put("trainAccuracy", Double.toString(metrics.trainAccuracy()))
          .put("testLoss", Double.toString(metrics.testLoss()))
          .put("testAccuracy", Double.toString(metrics.testAccuracy()));
    }
    write(Block.Kind.EPOC, json);
  }

  void done() throws IOException {
    write(Block.Kind.DONE, Json.object().put("finished", true));
  }

  /** Forces all bytes to disk. */
  void sync() throws IOException {
    blocks.sync();
  }

  @Override
  public void close() throws IOException {
    blocks.close();
  }
}
