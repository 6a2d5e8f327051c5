package org.infoplane.symbol;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntBinaryOperator;

/**
 * Samples grouped by state: two samples share a group if and only if their states are equal. All
 * discrete measures are computed from the sizes of groups, also of {@linkplain #and joint}
 * partitions. Only observed states take memory, so that alphabets may be large. Exact: states are
 * compared, not just their hashes. Immutable.
 */
public final class Partition {

  private static final int SMALL_TABLE = 1 << 12;

  private final int[] group;
  private final int groups;

  private Partition(int[] group, int groups) {
    this.group = group;
    this.groups = groups;
  }

  /** Wraps deserialized groups, none of them negative; not copied. */
  static Partition ofGroups(int[] group, int groups) {
    for (int g : group) {
      if (g >= groups) {
        throw new IllegalArgumentException(
            "Groups must be below %s, got %s. Pass bytes from pack(groups).".formatted(groups, g));
      }
    }
    return new Partition(group, groups);
  }

  /** Groups samples by several columns jointly; the lookup maps sample and column to a symbol. */
  static Partition joint(int samples, int columns, int alphabet, IntBinaryOperator lookup) {
    int[] group = new int[samples];
    int groups = 1;
    for (int column = 0; column < columns && groups < samples; column++) {
      Numbering seen = new Numbering(groups, alphabet, samples);
      for (int i = 0; i < samples; i++) {
        group[i] = seen.of(group[i], lookup.applyAsInt(i, column));
      }
      groups = seen.size;
    }
    return new Partition(group, groups);
  }

  /** A power of two, at least twice the samples if an array can be that long. */
  private static int slots(int samples) {
    return Integer.highestOneBit(Math.min(Math.max(2, samples), 1 << 28)) << 2;
  }

  /** Numbers pairs of states in order of first occurrence, in a table or a sparse hash table. */
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
  }

  /**
   * {@return samples grouped by the symbols of all units jointly}
   *
   * @param symbols {@code units x samples}
   */
  public static Partition ofRows(Symbols symbols) {
    requireNonNull(symbols, "symbols must not be null");
    return RowKeys.group(symbols);
  }

  /**
   * {@return samples grouped by label}
   *
   * @param labels {@code int[samples]}, any integers, at least one
   * @throws IllegalArgumentException if there is no label
   */
  public static Partition of(int... labels) {
    requireNonNull(labels, "labels must not be null");
    Require.atLeast(1, "samples", labels.length);
    Map<Integer, Integer> seen = new HashMap<>();
    int[] group = new int[labels.length];
    Arrays.setAll(group, i -> seen.computeIfAbsent(labels[i], k -> seen.size()));
    return new Partition(group, seen.size());
  }

  /**
   * {@return samples grouped by the exact values of their rows, which identify inputs}
   *
   * @param values {@code samples x units}, at least one of each, all finite
   * @throws IllegalArgumentException if there is no value, or one is NaN or infinite
   */
  public static Partition ofDistinctRows(Values values) {
    requireNonNull(values, "values must not be null");
    Encoding.requireFinite(values);
    return ofStates(
        values.samples(),
        values.units(),
        (sample, unit) -> Double.doubleToLongBits(values.get(sample, unit) + 0.0)); // -0.0 is 0.0
  }

  /** The words that make up the state of a sample. */
  interface States {
    long word(int sample, int index);
  }

  /** Numbers states in order of first occurrence, comparing states of equal hash. */
  static Partition ofStates(int samples, int width, States states) {
    int[] hash = new int[samples];
    Arrays.setAll(hash, i -> hash(states, width, i));
    int[] group = new int[samples];
    int mask = slots(group.length) - 1;
    int[] first = new int[mask + 1]; // 1 + the first sample of the group
    int groups = 0;
    for (int i = 0; i < group.length; i++) {
      int slot = hash[i] & mask;
      while (first[slot] != 0
          && !(hash[first[slot] - 1] == hash[i] && isEqual(states, width, first[slot] - 1, i))) {
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

  private static int hash(States states, int width, int sample) {
    long hash = 0;
    for (int i = 0; i < width; i++) {
      hash = (hash ^ states.word(sample, i)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return (int) hash;
  }

  private static boolean isEqual(States states, int width, int one, int other) {
    for (int i = 0; i < width; i++) {
      if (states.word(one, i) != states.word(other, i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@return all samples in one group, which carries no information}
   *
   * @param samples at least 1
   * @throws IllegalArgumentException if there is no sample
   */
  public static Partition trivial(int samples) {
    return new Partition(new int[Require.atLeast(1, "samples", samples)], 1);
  }

  /**
   * {@return the joint partition, whose groups agree in both}
   *
   * @param other partition of as many samples
   * @throws IllegalArgumentException if the lengths differ
   */
  public Partition and(Partition other) {
    requireNonNull(other, "other must not be null");
    if (other.group.length != group.length) {
      throw new IllegalArgumentException(
          "Partitions must have equally many samples, got %s and %s"
              .formatted(group.length, other.group.length));
    }
    if (other.groups == 1 || groups == group.length) {
      return this; // nothing to split
    }
    Numbering seen = new Numbering(groups, other.groups, group.length);
    int[] both = new int[group.length];
    Arrays.setAll(both, i -> seen.of(group[i], other.group[i]));
    return new Partition(both, seen.size);
  }

  /**
   * {@return the groups with samples reordered, repeated or dropped; empty groups vanish}
   *
   * @param order {@code int[n]}, at least one: sample {@code i} of the result is sample {@code
   *     order[i]}
   * @throws IllegalArgumentException if the order is empty or has an invalid sample
   */
  public Partition reorder(int[] order) {
    requireNonNull(order, "order must not be null");
    Require.atLeast(1, "samples", order.length);
    for (int sample : order) {
      Require.index("sample", sample, group.length);
    }
    return joint(order.length, 1, groups, (i, column) -> group[order[i]]);
  }

  /** {@return the number of samples} */
  public int samples() {
    return group.length;
  }

  /** {@return the number of groups, one for each observed state} */
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
    return group[Require.index("sample", sample, group.length)];
  }

  /** {@return the sizes of the groups, {@code int[groups]}, each at least 1} */
  public int[] sizes() {
    int[] sizes = new int[groups];
    for (int g : group) {
      sizes[g]++;
    }
    return sizes;
  }
}
