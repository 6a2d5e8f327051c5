package org.infoplane.symbol;

import java.util.Arrays;
import java.util.List;

/** Concatenated mini-batches that are not arrays, or too large for one. */
final class JoinedValues implements Values {

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final List<Values> parts;
  private final int[] starts; // of each part, then the total number of samples

  private JoinedValues(List<Values> parts) {
    this.parts = parts;
    this.starts = new int[parts.size() + 1];
    for (int i = 0; i < parts.size(); i++) {
      starts[i + 1] = Math.addExact(starts[i], parts.get(i).samples());
    }
  }

  static Values of(List<Values> parts) {
    JoinedValues joined = new JoinedValues(List.copyOf(parts));
    long count = (long) joined.samples() * joined.units();
    if (count > LARGEST_ARRAY || !parts.stream().allMatch(FloatRows.class::isInstance)) {
      return joined;
    }
    float[] rows = new float[(int) count];
    int at = 0;
    for (Values part : parts) {
      float[] more = ((FloatRows) part).rows();
      System.arraycopy(more, 0, rows, at, more.length);
      at += more.length;
    }
    return new FloatRows(rows, joined.units());
  }

  @Override
  public int samples() {
    return starts[parts.size()];
  }

  @Override
  public int units() {
    return parts.get(0).units();
  }

  @Override
  public double get(int sample, int unit) {
    int found = Arrays.binarySearch(starts, Require.index("sample", sample, samples()));
    int part = found >= 0 ? found : -found - 2;
    return parts.get(part).get(sample - starts[part], unit);
  }

  @Override
  public long heapBytes() {
    return parts.stream().mapToLong(Values::heapBytes).sum();
  }

  @Override
  public boolean isSingle() {
    return parts.stream().allMatch(Values::isSingle);
  }

  @Override
  public Values kept() {
    return new JoinedValues(parts.stream().map(Values::kept).toList());
  }
}
