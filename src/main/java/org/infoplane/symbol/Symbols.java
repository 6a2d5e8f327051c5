package org.infoplane.symbol;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Function;

/**
 * An immutable matrix of symbols, {@code units x samples}, each unit a series in time. Packed to 1
 * bit per symbol for binary alphabets, else 8 or 16.
 */
public abstract sealed class Symbols permits PackedBits, Codes {

  /** The largest alphabet: symbols take at most two bytes. */
  static final int LARGEST_ALPHABET = 1 << 16;

  static int requireAlphabet(int alphabet) {
    return Require.between(2, LARGEST_ALPHABET, "alphabet", alphabet);
  }

  /** Which units were 0 throughout, and values outside the range of the encoding, by unit. */
  static final class Origin {
    final boolean[] dead;
    final long[] outside;

    Origin(boolean[] dead, long[] outside) {
      this.dead = dead;
      this.outside = outside;
    }

    Origin ofPart() {
      return new Origin(dead, new long[outside.length]);
    }

    Origin units(int... units) {
      Origin some = new Origin(new boolean[units.length], new long[units.length]);
      for (int i = 0; i < units.length; i++) {
        some.dead[i] = dead[units[i]];
        some.outside[i] = outside[units[i]];
      }
      return some;
    }
  }

  private final int units;
  private final int samples;
  private final int alphabet;
  private final Origin origin;

  Symbols(int units, int samples, int alphabet, Origin origin) {
    this.units = units;
    this.samples = samples;
    this.alphabet = alphabet;
    this.origin = origin;
  }

  /** {@return the number of units, one series each} */
  public final int units() {
    return units;
  }

  /** {@return the number of samples, the length of each series} */
  public final int samples() {
    return samples;
  }

  /** {@return the number of symbols of the alphabet} */
  public final int alphabet() {
    return alphabet;
  }

  /** {@return the bits per symbol in memory and on disk: 1, 8 or 16} */
  public final int bits() {
    return bits(alphabet);
  }

  static int bits(int alphabet) {
    return alphabet == 2 ? 1 : alphabet <= 256 ? 8 : 16;
  }

  /**
   * {@return one symbol, from 0 to {@code alphabet() - 1}}
   *
   * @param unit series, from 0
   * @param sample time, from 0
   * @throws IllegalArgumentException if there is no such unit or sample
   */
  public final int get(int unit, int sample) {
    return code(Require.index("unit", unit, units), Require.index("sample", sample, samples));
  }

  /** A symbol; unit and sample are valid. */
  abstract int code(int unit, int sample);

  /**
   * {@return the symbols with the samples of all units reordered alike}
   *
   * @param order {@code int[samples]}: sample {@code i} of the result is sample {@code order[i]}
   * @throws IllegalArgumentException if the length is not that of the series, or an index is
   *     invalid
   */
  public final Symbols reorder(int[] order) {
    return inOrder(requireSamples(order));
  }

  /**
   * {@return a thread-safe function that {@linkplain #reorder reorders}, prepared for many orders}
   */
  public final Function<int[], Symbols> reordering() {
    Function<int[], Symbols> prepared = prepared();
    return order -> prepared.apply(requireSamples(order));
  }

  private int[] requireSamples(int[] order) {
    requireNonNull(order, "order must not be null");
    boolean fits = order.length == samples;
    for (int sample : order) {
      fits &= sample >= 0 && sample < samples;
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "order must have %s indices from 0 to %s, one per sample, got %s indices"
              .formatted(samples, samples - 1, order.length));
    }
    return order;
  }

  abstract Symbols inOrder(int[] order);

  Function<int[], Symbols> prepared() {
    return this::inOrder;
  }

  /**
   * {@return a single series; not copied}
   *
   * @param unit series, from 0
   * @throws IllegalArgumentException if there is no such unit
   */
  public final Symbols unit(int unit) {
    return some(Require.index("unit", unit, units));
  }

  /**
   * {@return some series; not copied}
   *
   * @param chosen {@code int[n]}, at least one: series {@code i} of the result is {@code chosen[i]}
   * @throws IllegalArgumentException if there is no such unit, or none is chosen
   */
  public final Symbols units(int[] chosen) {
    requireNonNull(chosen, "chosen must not be null");
    Require.atLeast(1, "number of units", chosen.length);
    for (int unit : chosen) {
      Require.index("unit", unit, units);
    }
    return some(chosen);
  }

  abstract Symbols some(int... units);

  /**
   * {@return contiguous samples} Values outside their range are unknown for a part; a unit that is
   * dead in the whole is dead in the part.
   *
   * @param from first sample
   * @param to exclusive
   * @throws IllegalArgumentException if the range is empty or out of bounds
   */
  public final Symbols slice(int from, int to) {
    if (from < 0 || to > samples || from >= to) {
      throw new IllegalArgumentException(
          "samples must be from 0 to %s, at least one, got %s to %s".formatted(samples, from, to));
    }
    return from == 0 && to == samples ? this : part(from, to, origin.ofPart());
  }

  abstract Symbols part(int from, int to, Origin origin);

  /** Writes unit after unit at the buffer's position, each padded to 8 bytes. */
  abstract void pack(ByteBuffer to);

  final Origin origin() {
    return origin;
  }

  /**
   * {@return constant and dead units and values outside the range; only constant units for symbols
   * that were not encoded from values}
   */
  public final DiscretizationReport discretization() {
    int constant = 0;
    int dead = 0;
    for (int unit = 0; unit < units; unit++) {
      constant += isConstant(unit) ? 1 : 0;
      dead += origin.dead[unit] ? 1 : 0;
    }
    long outside = Arrays.stream(origin.outside).sum();
    return new DiscretizationReport(units, constant, dead, (long) units * samples, outside);
  }

  /**
   * {@return concatenated trials, such as ordinal patterns that were encoded trial by trial}
   *
   * @param trials at least one, of the same units and alphabet
   * @throws IllegalArgumentException if units or alphabets differ, or there is no trial
   */
  public static Symbols join(Symbols... trials) {
    requireNonNull(trials, "trials must not be null");
    Require.atLeast(1, "number of trials", trials.length);
    SymbolsBuilder builder = new SymbolsBuilder(trials[0].units, trials[0].alphabet);
    for (Symbols trial : trials) {
      if (trial.units != trials[0].units || trial.alphabet != trials[0].alphabet) {
        throw new IllegalArgumentException(
            "Trials must agree in units and alphabet, got %s and %s after %s and %s"
                .formatted(trial.units, trial.alphabet, trials[0].units, trials[0].alphabet));
      }
      builder.append(trial);
      builder.countOrigin(trial.origin, trial == trials[0]);
    }
    return builder.finish();
  }

  /**
   * {@return whether a unit is constant; then no information flows from or to it}
   *
   * @param unit series, from 0
   * @throws IllegalArgumentException if there is no such unit
   */
  public final boolean isConstant(int unit) {
    int first = get(unit, 0);
    for (int sample = 1; sample < samples; sample++) {
      if (get(unit, sample) != first) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@return the symbols of series, one array per unit}
   *
   * @param alphabet number of symbols, 2 to 65536
   * @param series {@code int[units][samples]}, each from 0 to {@code alphabet - 1}
   * @throws IllegalArgumentException if there is no series or no sample, lengths differ, or a
   *     symbol is outside the alphabet
   */
  public static Symbols ofSeries(int alphabet, int[]... series) {
    requireNonNull(series, "series must not be null");
    Require.atLeast(1, "number of series", series.length);
    Require.atLeast(1, "number of samples", series[0].length);
    for (int unit = 0; unit < series.length; unit++) {
      if (series[unit].length != series[0].length) {
        throw new IllegalArgumentException(
            "Series %s has length %s, series 0 has %s. Pass series of equal length."
                .formatted(unit, series[unit].length, series[0].length));
      }
    }
    return new SymbolsBuilder(series.length, alphabet).append(series).finish();
  }
}
