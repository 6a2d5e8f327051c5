package org.infoplane.symbol;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Mutable: packs samples into {@link Symbols} as they arrive, so that activations need not be kept.
 * Not safe for use by several threads.
 */
public final class SymbolsBuilder {

  private final @Nullable Encoding encoding;
  private final int alphabet;
  private final long[][] words;
  private final byte[][] codes;
  private int samples;

  /**
   * Starts an empty builder of encoded values.
   *
   * @param encoding how values become symbols
   */
  public SymbolsBuilder(Encoding encoding) {
    this(encoding, encoding.units(), encoding.alphabet());
  }

  SymbolsBuilder(int units, int alphabet) {
    this(null, units, alphabet);
  }

  private SymbolsBuilder(@Nullable Encoding encoding, int units, int alphabet) {
    if (alphabet < 2 || alphabet > 256) {
      throw new IllegalArgumentException(
          "Asked for an alphabet of %d symbols. Pass 2 to 256.".formatted(alphabet));
    }
    this.encoding = encoding;
    this.alphabet = alphabet;
    this.words = new long[alphabet == 2 ? units : 0][1];
    this.codes = new byte[alphabet == 2 ? 0 : units][64];
  }

  /**
   * Number of samples so far.
   *
   * @return samples appended
   */
  public int samples() {
    return samples;
  }

  /**
   * Encodes and appends samples. A failed call appends nothing.
   *
   * @param values {@code samples x units}
   * @return this builder
   * @throws IllegalArgumentException if the units differ from the encoding's, or a value is NaN
   */
  public SymbolsBuilder append(Values values) {
    if (encoding == null || values.units() != encoding.units()) {
      throw new IllegalArgumentException(
          "Asked to encode %d units, the encoding has %d. Pass values of the layer it was fitted on."
              .formatted(values.units(), encoding == null ? 0 : encoding.units()));
    }
    Encoding.requireNumbers(values);
    int start = grow(values.samples());
    for (int unit = 0; unit < values.units(); unit++) {
      for (int i = 0; i < values.samples(); i++) {
        put(unit, start + i, encoding.symbol(unit, values.get(i, unit)));
      }
    }
    return this;
  }

  /** Appends one sample of symbols, {@code int[units]}. */
  void append(int[] symbols) {
    for (int unit = 0; unit < symbols.length; unit++) {
      if (symbols[unit] < 0 || symbols[unit] >= alphabet) {
        throw new IllegalArgumentException(
            "Unit %d has symbol %d in sample %d; the alphabet is 0 to %d. Pass a larger alphabet."
                .formatted(unit, symbols[unit], samples, alphabet - 1));
      }
    }
    int start = grow(1);
    for (int unit = 0; unit < symbols.length; unit++) {
      put(unit, start, symbols[unit]);
    }
  }

  /**
   * Freezes what was appended; the builder may go on.
   *
   * @return the symbols
   * @throws IllegalStateException if nothing was appended
   */
  public Symbols build() {
    if (samples == 0) {
      throw new IllegalStateException(
          "Asked for symbols, but no sample was appended. Append at least one.");
    }
    if (alphabet == 2) {
      long[][] copy = new long[words.length][];
      Arrays.setAll(copy, unit -> Arrays.copyOf(words[unit], PackedBits.wordsFor(samples)));
      return new PackedBits(copy, samples);
    }
    byte[][] copy = new byte[codes.length][];
    Arrays.setAll(copy, unit -> Arrays.copyOf(codes[unit], samples));
    return new ByteCodes(copy, samples, alphabet);
  }

  private int grow(int more) {
    int start = samples;
    samples = Math.addExact(samples, more);
    for (int unit = 0; unit < words.length; unit++) {
      int need = PackedBits.wordsFor(samples);
      if (need > words[unit].length) {
        words[unit] = Arrays.copyOf(words[unit], Math.max(need, words[unit].length * 3 / 2));
      }
    }
    for (int unit = 0; unit < codes.length; unit++) {
      if (samples > codes[unit].length) {
        codes[unit] = Arrays.copyOf(codes[unit], Math.max(samples, codes[unit].length * 3 / 2));
      }
    }
    return start;
  }

  private void put(int unit, int sample, int symbol) {
    if (alphabet == 2) {
      words[unit][sample >>> 6] |= (long) symbol << sample;
    } else {
      codes[unit][sample] = (byte) symbol;
    }
  }
}
