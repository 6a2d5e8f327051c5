package org.infoplane.query;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.recording.LayerInfo;

/** The selections of {@link UnitSelection}, as records, which can be sent to other processes. */
final class Units {

  private Units() {}

  /** All units. */
  record All() implements UnitSelection {
    @Override
    public int[] of(LayerInfo layer) {
      return IntStream.range(0, layer.units()).toArray();
    }

    @Override
    public String toString() {
      return "all";
    }
  }

  /** Drawn at random. */
  record Sampled(int count, long seed) implements UnitSelection {
    @Override
    public int[] of(LayerInfo layer) {
      return Arrays.stream(Draws.shuffled(seed, layer.units(), layer.units()))
          .limit(count)
          .sorted()
          .toArray();
    }

    @Override
    public String toString() {
      return "%s of each layer, seed %s".formatted(count, seed);
    }
  }

  /** By their indices. */
  record Only(List<Integer> indices) implements UnitSelection {
    @Override
    public int[] of(LayerInfo layer) {
      return indices.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public String toString() {
      return indices.toString();
    }
  }
}
