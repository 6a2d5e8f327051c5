package org.infoplane.symbol;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Mutable: packs samples into {@link Symbols} as they arrive, so that activations need not be kept.
 * Not thread-safe.
 */
public final class SymbolsBuilder {

  private final @Nullable PointEncoding encoding;
  private final int alphabet;
  private final long[][] words;
  private final byte[][] bytes;
  private final char[][] chars;
  private final boolean[] dead;
  private final long[] outside;
  private int capacity = 64; // samples
  private int samples;
  private boolean finished;

  /**
   * Creates an empty builder.
   *
   * @param encoding of the values, each by itself
   * @throws IllegalArgumentException if a symbol depends on several samples, as ordinal patterns do
   */
  public SymbolsBuilder(Encoding encoding) {
    this(
        pointwise(requireNonNull(encoding, "encoding must not be null")),
        encoding.units(),
        encoding.alphabet());
    Arrays.fill(dead, true);
  }

  SymbolsBuilder(int units, int alphabet) {
    this(null, units, alphabet);
  }

  private SymbolsBuilder(@Nullable PointEncoding encoding, int units, int alphabet) {
    this.encoding = encoding;
    this.alphabet = Symbols.requireAlphabet(alphabet);
    this.words = new long[alphabet == 2 ? units : 0][capacity / 64];
    this.bytes = new byte[alphabet > 2 && alphabet <= 256 ? units : 0][capacity];
    this.chars = new char[alphabet > 256 ? units : 0][capacity];
    this.dead = new boolean[units];
    this.outside = new long[units];
  }

  private static PointEncoding pointwise(Encoding encoding) {
    if (encoding instanceof PointEncoding point) {
      return point;
    }
    throw new IllegalArgumentException(
        "encoding must map each sample by itself, got ordinal patterns. Use encode(values) on the whole series.");
  }

  /** {@return the number of samples so far} */
  public int samples() {
    return samples;
  }

  /**
   * Encodes and appends samples. A failed call appends nothing.
   *
   * @param values {@code samples x units}
   * @return this builder
   * @throws IllegalArgumentException if the number of units differs from the encoding's, a value is
   *     NaN or infinite, or a function returns a symbol outside the alphabet
   */
  public SymbolsBuilder append(Values values) {
    requireNonNull(values, "values must not be null");
    if (encoding == null) {
      throw new IllegalArgumentException(
          "This builder has no encoding for values. Create it with one.");
    }
    encoding.requireUnits(values);
    encoding.requireSymbols(values);
    int start = grow(values.samples());
    PointEncoding coder = encoding;
    ColumnBlocks.forEach(
        values,
        (unit, column) -> {
          int[] symbols = new int[column.length];
          outside[unit] += coder.symbols(unit, column, symbols);
          dead[unit] = dead[unit] && isZero(column);
          put(unit, start, symbols);
        });
    return this;
  }

  private static boolean isZero(double[] column) {
    for (double value : column) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  /** Stores symbols of a unit, word by word if they are bits. */
  private void put(int unit, int start, int[] symbols) {
    if (alphabet > 2) {
      for (int i = 0; i < symbols.length; i++) {
        put(unit, start + i, symbols[i]);
      }
      return;
    }
    long[] to = words[unit];
    int at = start;
    int i = 0;
    while (i < symbols.length) {
      int end = Math.min(symbols.length, i + 64 - (at & 63));
      to[at >>> 6] |= (end - i == 64 ? word(symbols, i) : word(symbols, i, end)) << at;
      at += end - i;
      i = end;
    }
  }

  private static long word(int[] bits, int from, int end) {
    long word = 0;
    for (int k = end - 1; k >= from; k--) {
      word = word << 1 | bits[k];
    }
    return word;
  }

  private static long word(int[] bits, int i) {
    long low = eight(bits, i) | (long) eight(bits, i + 8) << 8;
    long next = eight(bits, i + 16) | (long) eight(bits, i + 24) << 8;
    long then = eight(bits, i + 32) | (long) eight(bits, i + 40) << 8;
    long high = eight(bits, i + 48) | (long) eight(bits, i + 56) << 8;
    return low | next << 16 | (then | high << 16) << 32;
  }

  /** Appends series of symbols, {@code int[units][samples]}, all of one length. */
  SymbolsBuilder append(int[][] series) {
    for (int unit = 0; unit < series.length; unit++) {
      int signs = 0;
      for (int symbol : series[unit]) {
        signs |= symbol | (alphabet - 1 - symbol);
      }
      if (signs < 0) { // a symbol is outside: name the first
        int i = 0;
        while (series[unit][i] >= 0 && series[unit][i] < alphabet) {
          i++;
        }
        throw outsideAlphabet(unit, series[unit][i], i);
      }
    }
    int start = grow(series[0].length);
    for (int unit = 0; unit < series.length; unit++) {
      put(unit, start, series[unit]);
    }
    return this;
  }

  /** Packs eight bits as a tree, so that shifts run in parallel. */
  private static int eight(int[] bits, int i) {
    int low = (bits[i] | bits[i + 1] << 1) | (bits[i + 2] | bits[i + 3] << 1) << 2;
    int high = (bits[i + 4] | bits[i + 5] << 1) | (bits[i + 6] | bits[i + 7] << 1) << 2;
    return low | high << 4;
  }

  private IllegalArgumentException outsideAlphabet(int unit, int symbol, int sample) {
    return new IllegalArgumentException(
        "Unit %s has symbol %s in sample %s, but the alphabet is 0 to %s. Pass %s."
            .formatted(
                unit,
                symbol,
                sample,
                alphabet - 1,
                symbol < 0
                    ? "symbols from 0 on; if -1 marks a missing value, leave that sample out"
                    : "a larger alphabet"));
  }

  /** Appends symbols of the same units and alphabet. */
  SymbolsBuilder append(Symbols more) {
    int start = grow(more.samples());
    for (int unit = 0; unit < more.units(); unit++) {
      for (int i = 0; i < more.samples(); i++) {
        put(unit, start + i, more.get(unit, i));
      }
    }
    return this;
  }

  /** Adds the diagnostics of a trial. */
  void countOrigin(Symbols.Origin origin, boolean first) {
    for (int unit = 0; unit < dead.length; unit++) {
      dead[unit] = origin.dead[unit] && (first || dead[unit]);
      outside[unit] += origin.outside[unit];
    }
  }

  /**
   * {@return the symbols, which are not copied; the builder cannot be used any more}
   *
   * @throws IllegalStateException if nothing was appended
   */
  public Symbols finish() {
    requireUnfinished();
    if (samples == 0) {
      throw new IllegalStateException("No sample was appended. Append at least one.");
    }
    resize(samples);
    finished = true;
    Symbols.Origin origin = new Symbols.Origin(dead, outside);
    return alphabet == 2
        ? new PackedBits(words, samples, origin)
        : new Codes(bytes, chars, samples, alphabet, origin);
  }

  private void requireUnfinished() {
    if (finished) {
      throw new IllegalStateException("This builder is finished. Create a new one.");
    }
  }

  /** Grows the capacity by a sixteenth only, so that memory stays near one bit per symbol. */
  private int grow(int more) {
    requireUnfinished();
    int start = samples;
    samples = Math.addExact(samples, more);
    if (samples > capacity) {
      resize(Math.max(samples, capacity + capacity / 16 + 1) | 63); // whole words
    }
    return start;
  }

  private void resize(int toHold) {
    capacity = toHold;
    Arrays.setAll(words, unit -> Arrays.copyOf(words[unit], PackedBits.wordsFor(toHold)));
    Arrays.setAll(bytes, unit -> Arrays.copyOf(bytes[unit], toHold));
    Arrays.setAll(chars, unit -> Arrays.copyOf(chars[unit], toHold));
  }

  private void put(int unit, int sample, int symbol) {
    if (alphabet == 2) {
      words[unit][sample >>> 6] |= (long) symbol << sample;
    } else if (alphabet <= 256) {
      bytes[unit][sample] = (byte) symbol;
    } else {
      chars[unit][sample] = (char) symbol;
    }
  }
}
