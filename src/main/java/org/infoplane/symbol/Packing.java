package org.infoplane.symbol;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Serializes symbols and groups, as in recordings on disk: little-endian, padded to 8-byte words.
 *
 * <table>
 * <caption>The parts, in order</caption>
 * <tr><th>of</th><th>part</th><th>bytes</th></tr>
 * <tr><td>symbols</td><td>units, samples, alphabet; 1 if any value is outside its range</td>
 *     <td>4 x 4</td></tr>
 * <tr><td></td><td>one bit per unit: dead; padded</td><td>8 each</td></tr>
 * <tr><td></td><td>values outside the range of each unit, if any</td><td>8 each</td></tr>
 * <tr><td></td><td>the symbols of each unit, padded: one bit each for binary alphabets (sample 0
 *     lowest), one byte up to 256, else two</td><td></td></tr>
 * <tr><td>groups</td><td>samples, groups, bits per sample, 0</td><td>4 x 4</td></tr>
 * <tr><td></td><td>the group of each sample, lowest bits first, padded</td><td></td></tr>
 * </table>
 */
public final class Packing {

  private static final int HEAD = 16;

  private Packing() {}

  /**
   * {@return the bytes of symbols, from position 0}
   *
   * @param symbols any
   * @throws IllegalArgumentException if they exceed 2 GiB
   */
  public static ByteBuffer pack(Symbols symbols) {
    requireNonNull(symbols, "symbols must not be null");
    int units = symbols.units();
    Symbols.Origin origin = symbols.origin();
    boolean outside = Arrays.stream(origin.outside).anyMatch(values -> values > 0);
    ByteBuffer to = buffer(bytes(units, symbols.samples(), symbols.alphabet(), outside));
    to.putInt(units).putInt(symbols.samples()).putInt(symbols.alphabet()).putInt(outside ? 1 : 0);
    BitSet dead = new BitSet(units);
    for (int unit = 0; unit < units; unit++) {
      dead.set(unit, origin.dead[unit]);
    }
    to.put(dead.toByteArray()).position(HEAD + 8 * words(units));
    for (int unit = 0; outside && unit < units; unit++) {
      to.putLong(origin.outside[unit]);
    }
    symbols.pack(to);
    return to.flip();
  }

  /**
   * {@return the symbols that were packed; the bytes are copied}
   *
   * @param from the result of {@link #pack(Symbols)}; its position does not change
   * @throws IllegalArgumentException if the bytes are not those of symbols
   */
  public static Symbols symbols(ByteBuffer from) {
    requireNonNull(from, "from must not be null");
    ByteBuffer bytes = parts(from, "symbols");
    int units = bytes.getInt();
    int samples = bytes.getInt();
    int alphabet = bytes.getInt();
    int outside = bytes.getInt();
    boolean fits = units > 0 && samples > 0 && alphabet >= 2;
    fits &= alphabet <= Symbols.LARGEST_ALPHABET && outside >= 0 && outside <= 1;
    if (!fits || bytes.limit() != bytes(units, samples, alphabet, outside == 1)) {
      throw new IllegalArgumentException(
          "units %s, samples %s, alphabet %s do not match %s bytes. Pass bytes from pack(symbols)."
              .formatted(units, samples, alphabet, bytes.limit()));
    }
    BitSet bits = BitSet.valueOf(bytes.slice(HEAD, 8 * words(units)));
    boolean[] dead = new boolean[units];
    for (int unit = 0; unit < units; unit++) {
      dead[unit] = bits.get(unit);
    }
    bytes.position(HEAD + 8 * words(units));
    long[] values = new long[units];
    for (int unit = 0; outside == 1 && unit < units; unit++) {
      values[unit] = bytes.getLong();
    }
    return unpack(bytes, units, samples, alphabet, new Symbols.Origin(dead, values));
  }

  private static Symbols unpack(
      ByteBuffer bytes, int units, int samples, int alphabet, Symbols.Origin origin) {
    if (alphabet == 2) {
      long[][] words = new long[units][PackedBits.wordsFor(samples)];
      for (long[] unit : words) {
        bytes.asLongBuffer().get(unit);
        bytes.position(bytes.position() + 8 * unit.length);
      }
      return new PackedBits(words, samples, origin);
    }
    int row = row(samples, alphabet);
    byte[][] narrow = new byte[alphabet <= 256 ? units : 0][samples];
    char[][] wide = new char[alphabet <= 256 ? 0 : units][samples];
    for (byte[] unit : narrow) {
      bytes.get(bytes.position(), unit).position(bytes.position() + row);
    }
    for (char[] unit : wide) {
      bytes.asCharBuffer().get(unit);
      bytes.position(bytes.position() + row);
    }
    return new Codes(narrow, wide, samples, alphabet, origin);
  }

  /**
   * {@return the bytes of groups, from position 0}
   *
   * @param groups any
   */
  public static ByteBuffer pack(Partition groups) {
    requireNonNull(groups, "groups must not be null");
    int samples = groups.samples();
    int bits = bits(groups.groups());
    long[] words = new long[Math.toIntExact(words((long) samples * bits))];
    for (int i = 0; i < samples && bits > 0; i++) {
      long at = (long) i * bits;
      int word = (int) (at >>> 6);
      words[word] |= (long) groups.get(i) << at;
      if ((at & 63) + bits > 64) {
        words[word + 1] |= (long) groups.get(i) >>> -at;
      }
    }
    ByteBuffer to = buffer(HEAD + 8L * words.length);
    to.putInt(samples).putInt(groups.groups()).putInt(bits).putInt(0);
    to.asLongBuffer().put(words);
    return to.rewind();
  }

  /**
   * {@return the groups that were packed; the bytes are copied}
   *
   * @param from the result of {@link #pack(Partition)}; its position does not change
   * @throws IllegalArgumentException if the bytes are not those of groups
   */
  public static Partition groups(ByteBuffer from) {
    requireNonNull(from, "from must not be null");
    ByteBuffer bytes = parts(from, "groups");
    int samples = bytes.getInt();
    int groups = bytes.getInt();
    int bits = bytes.getInt();
    boolean fits = samples > 0 && groups > 0 && groups <= samples && bits == bits(groups);
    if (!fits || bytes.limit() != HEAD + 8 * words((long) samples * bits)) {
      throw new IllegalArgumentException(
          "samples %s, groups %s do not match %s bytes. Pass bytes from pack(groups)."
              .formatted(samples, groups, bytes.limit()));
    }
    bytes.position(HEAD);
    long[] words = new long[(bytes.limit() - HEAD) / 8];
    bytes.asLongBuffer().get(words);
    int[] group = new int[samples];
    for (int i = 0; i < samples && bits > 0; i++) {
      long at = (long) i * bits;
      int word = (int) (at >>> 6);
      long value = words[word] >>> at;
      if ((at & 63) + bits > 64) {
        value |= words[word + 1] << -at;
      }
      group[i] = (int) (value & ((1L << bits) - 1));
    }
    return Partition.ofGroups(group, groups);
  }

  private static ByteBuffer parts(ByteBuffer from, String what) {
    ByteBuffer bytes = from.slice().order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.limit() < HEAD) {
      throw new IllegalArgumentException(
          "bytes must be at least %s, got %s. Pass bytes from pack(%s)."
              .formatted(HEAD, bytes.limit(), what));
    }
    return bytes;
  }

  private static long bytes(int units, int samples, int alphabet, boolean outside) {
    long values = outside ? 8L * units : 0;
    return HEAD + 8 * words(units) + values + (long) units * row(samples, alphabet);
  }

  /** The padded bytes of a unit. */
  static int row(int samples, int alphabet) {
    long bits = Symbols.bits(alphabet);
    return Math.toIntExact(8 * words(samples * bits));
  }

  private static int bits(int groups) {
    return 32 - Integer.numberOfLeadingZeros(groups - 1);
  }

  private static long words(long bits) {
    return (bits + 63) >>> 6;
  }

  private static int words(int bits) {
    return (bits + 63) >>> 6;
  }

  private static ByteBuffer buffer(long bytes) {
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "A packed layer must have at most 2 GiB, got %s bytes. Record fewer units or samples."
              .formatted(bytes));
    }
    return ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
