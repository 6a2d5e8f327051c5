package org.infoplane.capture;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.infoplane.recording.TimeAxis;

/** Mutable: the bytes that are left for values. */
final class Budget {

  private final Keeping keeping;
  private final Map<TimeAxis, Integer> expected = new EnumMap<>(TimeAxis.class);
  private final Map<TimeAxis, Boolean> decided = new EnumMap<>(TimeAxis.class);
  private final Map<TimeAxis, List<Long>> resumed = new EnumMap<>(TimeAxis.class);
  private long left;

  Budget(Keeping keeping) {
    this.keeping = keeping;
    this.left = keeping.bytes();
  }

  /** Accounts for the moments of an interrupted recording: bytes of each, 0 if it was packed. */
  void resume(TimeAxis axis, List<Long> moments) {
    resumed.put(axis, moments);
    decided.put(axis, last(moments) > 0);
    left -= moments.stream().mapToLong(Long::longValue).sum();
  }

  private static long last(List<Long> moments) {
    return moments.get(moments.size() - 1);
  }

  void expect(TimeAxis axis, int moments) {
    boolean first = expected.put(axis, moments) == null;
    List<Long> before = resumed.get(axis);
    if (first && before != null) {
      left -= last(before) * (moments - before.size());
    }
  }

  /**
   * Whether the values of a moment are kept: decided at the first moment if their number is known,
   * all being of one size; else as long as they fit.
   *
   * @throws IllegalStateException if they do not fit and may not be packed
   */
  boolean takes(TimeAxis axis, long bytes) {
    int moments = expected.getOrDefault(axis, 0);
    Boolean before = decided.get(axis);
    if (before != null && (moments > 0 || !before)) {
      return before;
    }
    long need = Math.multiplyExact(bytes, Math.max(1L, moments));
    boolean fits = need <= left;
    if (!fits && !keeping.isBudget()) {
      throw new IllegalStateException(
          "The values exceed atMost(...), which is %s: on the axis of %s, %s need %s. Allow more, name fewer layers with keeping(values(\"...\")), or keep symbols."
              .formatted(
                  Keeping.size(keeping.bytes()),
                  axis,
                  moments > 1 ? moments + " moments" : "those of one moment",
                  Keeping.size(need)));
    }
    decided.put(axis, fits);
    left -= fits ? need : 0;
    return fits;
  }
}
