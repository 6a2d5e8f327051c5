package org.infoplane.recording.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import org.infoplane.recording.Snapshot;
import org.infoplane.symbol.Packing;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;

/** A snapshot in the blocks of a file: labels, then layers, then patterns; read when asked for. */
final class StoredSnapshot implements Snapshot.Parts {

  private final List<Block> blocks;
  private final int first;
  private final int samples;
  private final int[] units; // of layers whose values are kept, else 0
  private final int[] starts; // first block of each layer, then of the patterns
  private final boolean hasPatterns;

  /** The blocks begin at {@code first}, after the one that holds the JSON. */
  StoredSnapshot(List<Block> blocks, int first, JsonNode json) {
    int layers = json.get("layers").asInt();
    this.blocks = blocks;
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

  /** The size of all values in memory. */
  long valueBytes() {
    return (long) Float.BYTES * samples * IntStream.of(units).sum();
  }

  @Override
  public int samples() {
    return samples;
  }

  @Override
  public int layers() {
    return units.length;
  }

  @Override
  public boolean hasPatterns() {
    return hasPatterns;
  }

  @Override
  public Partition labels() {
    return Packing.groups(blocks.get(first).payload());
  }

  @Override
  public boolean hasValues(int layer) {
    return units[layer] > 0;
  }

  @Override
  public Values values(int layer) {
    return ValueBlocks.read(blocks.subList(starts[layer], starts[layer + 1]));
  }

  @Override
  public Symbols symbols(int layer) {
    return Packing.symbols(blocks.get(starts[layer]).payload());
  }

  @Override
  public Partition patterns(int layer) {
    int packed = (int) IntStream.range(0, layer).filter(l -> !hasValues(l)).count();
    return Packing.groups(blocks.get(starts[layers()] + packed).payload());
  }
}
