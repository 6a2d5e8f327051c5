package org.infoplane.symbol;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Samples grouped by their state: two samples are in one group if and only if their states are
 * equal. This is the one counting kernel: every discrete measure needs only the sizes of groups,
 * and of groups of several partitions {@linkplain #and together}. Only states that were seen take
 * memory, so that no alphabet is too large. Exact, no hashing of states. Immutable.
 */
public final class Partition {

  private static final int SMALL_TABLE = 1 << 12;

  private final int[] group;
  private final int groups;

  private Partition(int[] group, int groups) {
    this.group = group;
    this.groups = groups;
  }

  /** Takes groups that are known to be 0 to {@code groups - 1}, not copied. */
  static Partition ofGroups(int[] group, int groups) {
    for (int g : group) {
      if (g >= groups) {
        throw new IllegalArgumentException(
            "Asked for sample(s) of group %s of %s. Pass bytes that pack(groups) gave."
                .formatted(g, groups));
      }
    }
    return new Partition(group, groups);
  }

  /** How a symbol of a column is looked up. */
  interface Lookup {
    int get(int sample, int column);
  }

  /** Groups samples by several columns of symbols, 0 to {@code alphabet - 1}, together. */
  static Partition joint(int samples, int columns, int alphabet, Lookup lookup) {
    int[] group = new int[samples];
    int groups = 1;
    for (int column = 0; column < columns && groups < samples; column++) {
      Numbering seen = new Numbering(groups, alphabet, samples);
      for (int i = 0; i < samples; i++) {
        group[i] = seen.of(group[i], lookup.get(i, column));
      }
      groups = seen.size();
    }
    return new Partition(group, groups);
  }

  /** A power of two, at least twice the samples as far as an array goes. */
  static int slots(int samples) {
    return Integer.highestOneBit(Math.min(Math.max(2, samples), 1 << 28)) << 2;
  }

  /**
   * Numbers pairs of states in the order in which they are met: by a table, or sparsely by open
   * addressing.
   */
  private static final class Numbering {
    private final long second;
    private final boolean dense;
    private final int[] number; // 1 + the number of a cell, or of a slot
    private final long[] keys;
    private int size;

    Numbering(int firsts, int seconds, int samples) {
      second = seconds;
      long cells = second * firsts;
      dense = cells <= Math.max(SMALL_TABLE, 16L * samples);
      int slots = dense ? (int) cells : slots(samples);
      number = new int[slots];
      keys = new long[dense ? 0 : slots];
    }

    int of(int a, int b) {
      long key = a * second + b;
      int slot = dense ? (int) key : slot(key);
      if (number[slot] == 0) {
        number[slot] = ++size;
      }
      return number[slot] - 1;
    }

    private int slot(long key) {
      int mask = keys.length - 1;
      long hash = key * 0x9E3779B97F4A7C15L;
      int slot = (int) (hash ^ hash >>> 32) & mask;
      while (number[slot] != 0 && keys[slot] != key) {
        slot = slot + 1 & mask;
      }
      keys[slot] = key;
      return slot;
    }

    int size() {
      return size;
    }
  }

  /**
   * {@return samples grouped by the symbols of all units together}
   *
   * @param symbols {@code units x samples}
   */
  public static Partition ofRows(Symbols symbols) {
    requireNonNull(symbols, "symbols must not be null");
    return RowKeys.of(symbols).group();
  }

  /**
   * {@return labels taken as groups}
   *
   * @param labels {@code int[samples]}, any numbers, at least one
   * @throws IllegalArgumentException if there is no label
   */
  public static Partition of(int... labels) {
    requireNonNull(labels, "labels must not be null");
    requireSome(labels.length);
    Map<Integer, Integer> seen = new HashMap<>();
    int[] group = new int[labels.length];
    Arrays.setAll(group, i -> seen.computeIfAbsent(labels[i], k -> seen.size()));
    return new Partition(group, seen.size());
  }

  /**
   * {@return samples grouped by the exact values of each row, not by bins: what tells one input
   * from another}
   *
   * @param values {@code samples x units}, at least one of each, all finite
   * @throws IllegalArgumentException if there is no value, or one is NaN or infinite
   */
  public static Partition ofDistinctRows(Values values) {
    requireNonNull(values, "values must not be null");
    Encoding.requireNumbers(values);
    int[] hash = new int[values.samples()];
    Arrays.setAll(hash, i -> hash(values, i));
    return grouped(hash, (one, other) -> isEqual(values, one, other));
  }

  /** Whether two samples are in the same state. */
  interface Same {
    boolean are(int one, int other);
  }

  /** Numbers states in the order in which they are met: by hashing, but compared whole. */
  static Partition grouped(int[] hash, Same same) {
    int[] group = new int[hash.length];
    int mask = slots(group.length) - 1;
    int[] first = new int[mask + 1]; // 1 + the first sample of the group
    int groups = 0;
    for (int i = 0; i < group.length; i++) {
      int slot = hash[i] & mask;
      while (first[slot] != 0
          && !(hash[first[slot] - 1] == hash[i] && same.are(first[slot] - 1, i))) {
        slot = slot + 1 & mask;
      }
      if (first[slot] == 0) {
        first[slot] = i + 1;
        group[i] = groups++;
      } else {
        group[i] = group[first[slot] - 1];
      }
    }
    return new Partition(group, groups);
  }

  private static int hash(Values values, int sample) {
    long hash = 0;
    for (int unit = 0; unit < values.units(); unit++) {
      long bits = Double.doubleToLongBits(values.get(sample, unit) + 0.0); // -0.0 is 0.0
      hash = (hash ^ bits) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return (int) hash;
  }

  private static boolean isEqual(Values values, int one, int other) {
    for (int unit = 0; unit < values.units(); unit++) {
      if (values.get(one, unit) != values.get(other, unit)) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@return all samples in one group: nothing is known}
   *
   * @param samples at least 1
   * @throws IllegalArgumentException if there is no sample
   */
  public static Partition trivial(int samples) {
    requireSome(samples);
    return new Partition(new int[samples], 1);
  }

  private static void requireSome(int samples) {
    if (samples < 1) {
      throw new IllegalArgumentException(
          "Asked to group %s samples. Pass at least one.".formatted(samples));
    }
  }

  /**
   * {@return groups by two partitions together, of the samples that agree in both}
   *
   * @param other as many samples
   * @throws IllegalArgumentException if the lengths differ
   */
  public Partition and(Partition other) {
    requireNonNull(other, "other must not be null");
    if (other.group.length != group.length) {
      throw new IllegalArgumentException(
          "Asked to combine groups of %s and %s samples. Pass partitions of the same samples."
              .formatted(group.length, other.group.length));
    }
    if (other.groups == 1 || groups == group.length) {
      return this; // nothing is added, or no two samples are left to tell apart
    }
    Numbering seen = new Numbering(groups, other.groups, group.length);
    int[] both = new int[group.length];
    Arrays.setAll(both, i -> seen.of(group[i], other.group[i]));
    return new Partition(both, seen.size());
  }

  /**
   * Reorders, repeats or drops samples.
   *
   * @param order {@code int[n]}, at least one: sample {@code i} of the result is sample {@code
   *     order[i]}
   * @return the groups of these samples; a group that lost all of its samples is gone
   * @throws IllegalArgumentException if there is no sample, or none of a number in the order
   */
  public Partition reorder(int[] order) {
    requireNonNull(order, "order must not be null");
    requireSome(order.length);
    for (int sample : order) {
      Index.require("sample", sample, group.length);
    }
    return joint(order.length, 1, groups, (i, column) -> group[order[i]]);
  }

  /** {@return the number of samples that are grouped} */
  public int samples() {
    return group.length;
  }

  /** {@return the number of groups, the different states that were seen} */
  public int groups() {
    return groups;
  }

  /**
   * {@return the group of a sample, from 0 to {@code groups() - 1}}
   *
   * @param sample from 0
   * @throws IllegalArgumentException if there is no such sample
   */
  public int get(int sample) {
    return group[Index.require("sample", sample, group.length)];
  }

  /**
   * {@return the sizes of the groups, {@code int[groups]}, each at least 1; their sum is {@link
   * #samples()}}
   */
  public int[] sizes() {
    int[] sizes = new int[groups];
    for (int g : group) {
      sizes[g]++;
    }
    return sizes;
  }
}
