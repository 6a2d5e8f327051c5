package org.infoplane.capture;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;

/** Mutable: how many bytes are left for values. */
final class Budget {

  private final Keeping keeping;
  private final Map<TimeAxis, Integer> expected = new EnumMap<>(TimeAxis.class);
  private final Map<TimeAxis, Boolean> decided = new EnumMap<>(TimeAxis.class);
  private final Map<TimeAxis, Spent> resumed = new EnumMap<>(TimeAxis.class);
  private long left;

  /** What a recording that was cut off kept: bytes of a moment, and of how many moments values. */
  private record Spent(long ofMoment, long moments, boolean last) {}

  Budget(Keeping keeping) {
    this.keeping = keeping;
    this.left = keeping.bytes();
  }

  /** Decides as before of a recording that was cut off. */
  void resume(TimeAxis axis, List<Snapshot> finished, List<LayerInfo> layers) {
    int[] held =
        IntStream.range(0, layers.size())
            .filter(layer -> keeping.holds(layers.get(layer).name()))
            .toArray();
    if (held.length == 0 || finished.isEmpty()) {
      return;
    }
    Snapshot last = finished.get(finished.size() - 1);
    long units = IntStream.of(held).mapToLong(layer -> layers.get(layer).units()).sum();
    resumed.put(
        axis,
        new Spent(
            Float.BYTES * units * last.samples(),
            finished.stream().filter(moment -> moment.hasValues(held[0])).count(),
            last.hasValues(held[0])));
  }

  private void spend(TimeAxis axis, Spent spent) {
    int moments = expected.getOrDefault(axis, 0);
    decided.put(axis, spent.last());
    left -= spent.ofMoment() * (moments > 0 && spent.last() ? moments : spent.moments());
  }

  /** So many moments will come; not known if this is not called. */
  void expect(TimeAxis axis, int moments) {
    expected.put(axis, moments);
  }

  /**
   * Whether the values of a moment are kept: decided at the first one if all are known to be as
   * large, else as long as they fit.
   *
   * @throws IllegalStateException if they do not fit and nothing else was asked for
   */
  boolean takes(TimeAxis axis, long bytes) {
    resumed.forEach(this::spend); // now that it is known what to expect
    resumed.clear();
    int moments = expected.getOrDefault(axis, 0);
    Boolean before = decided.get(axis);
    if (before != null && (moments > 0 || !before)) {
      return before;
    }
    long need = Math.multiplyExact(bytes, Math.max(1L, moments));
    boolean fits = need <= left;
    if (!fits && !keeping.isBudget()) {
      throw new IllegalStateException(
          "Asked to keep values, at most %s, but %s of the %s take %s. Allow more, name fewer layers, keeping(values(\"...\")), or keep symbols."
              .formatted(
                  Keeping.size(keeping.bytes()),
                  moments > 1 ? "the " + moments + " moments" : "a moment",
                  axis,
                  Keeping.size(need)));
    }
    decided.put(axis, fits);
    left -= fits ? need : 0;
    return fits;
  }
}
