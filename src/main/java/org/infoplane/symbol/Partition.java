package org.infoplane.symbol;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The samples of a layer grouped by what the layer shows: two samples are in one group if and only
 * if all units have the same symbols. Exact, no hashing of rows. Immutable.
 */
public final class Partition {

  private final int[] group;
  private final int groups;

  private Partition(int[] group, int groups) {
    this.group = group;
    this.groups = groups;
  }

  /**
   * Groups samples by the symbols of all units together.
   *
   * @param symbols {@code units x samples}
   * @return the groups
   */
  public static Partition ofRows(Symbols symbols) {
    int[] group = new int[symbols.samples()];
    int groups = 1;
    for (int unit = 0; unit < symbols.units() && groups < group.length; unit++) {
      Map<Long, Integer> seen = new HashMap<>();
      for (int i = 0; i < group.length; i++) {
        long key = (long) group[i] * symbols.alphabet() + symbols.get(unit, i);
        group[i] = seen.computeIfAbsent(key, k -> seen.size());
      }
      groups = seen.size();
    }
    return new Partition(group, groups);
  }

  /**
   * Takes labels as groups.
   *
   * @param labels {@code int[samples]}, any numbers, at least one
   * @return the groups
   */
  public static Partition of(int[] labels) {
    if (labels.length == 0) {
      throw new IllegalArgumentException("Asked to group 0 samples. Pass at least one label.");
    }
    Map<Integer, Integer> seen = new HashMap<>();
    int[] group = new int[labels.length];
    Arrays.setAll(group, i -> seen.computeIfAbsent(labels[i], k -> seen.size()));
    return new Partition(group, seen.size());
  }

  /**
   * Groups by the exact values of each row, not by bins: what tells one input from another.
   *
   * @param values {@code samples x units}, at least one sample
   * @return the groups
   */
  public static Partition ofDistinctRows(Values values) {
    Map<java.nio.ByteBuffer, Integer> seen = new HashMap<>();
    int[] group = new int[values.samples()];
    for (int i = 0; i < group.length; i++) {
      var row = java.nio.ByteBuffer.allocate(8 * values.units());
      for (int unit = 0; unit < values.units(); unit++) {
        row.putDouble(values.get(i, unit));
      }
      group[i] = seen.computeIfAbsent(row.flip(), k -> seen.size());
    }
    return new Partition(group, seen.size());
  }

  /**
   * Groups by two partitions together.
   *
   * @param other as many samples
   * @return the samples that agree in both
   * @throws IllegalArgumentException if the lengths differ
   */
  public Partition and(Partition other) {
    if (other.group.length != group.length) {
      throw new IllegalArgumentException(
          "Asked to combine groups of %d and %d samples. Pass partitions of the same samples."
              .formatted(group.length, other.group.length));
    }
    Map<Long, Integer> seen = new HashMap<>();
    int[] both = new int[group.length];
    Arrays.setAll(
        both,
        i ->
            seen.computeIfAbsent(
                (long) group[i] * other.groups + other.group[i], k -> seen.size()));
    return new Partition(both, seen.size());
  }

  /**
   * Reorders the samples.
   *
   * @param order {@code int[samples]}: sample {@code i} of the result is sample {@code order[i]}
   * @return the reordered groups
   */
  public Partition reorder(int[] order) {
    int[] moved = new int[group.length];
    Arrays.setAll(moved, i -> group[order[i]]);
    return new Partition(moved, groups);
  }

  /**
   * Number of samples.
   *
   * @return how many samples are grouped
   */
  public int samples() {
    return group.length;
  }

  /**
   * Number of groups.
   *
   * @return how many different patterns were seen
   */
  public int groups() {
    return groups;
  }

  /**
   * Sizes of the groups.
   *
   * @return {@code int[groups]}, each at least 1, their sum is {@link #samples()}
   */
  public int[] sizes() {
    int[] sizes = new int[groups];
    for (int g : group) {
      sizes[g]++;
    }
    return sizes;
  }
}
