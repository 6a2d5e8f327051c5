package org.infoplane.symbol;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.function.Function;

/**
 * An immutable matrix of symbols, {@code units x samples}: each unit is one series in time. How
 * they are packed (1 bit a value for a binary alphabet, else 8 or 16) is nobody's business but this
 * package's.
 */
public abstract sealed class Symbols permits PackedBits, ByteCodes, CharCodes {

  /** The largest alphabet: a symbol is kept in at most two bytes. */
  static final int LARGEST_ALPHABET = 1 << 16;

  /** What is known of the values that were coded, one number a unit; never changed. */
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

  /** {@return how many bits a symbol takes in memory and on disk: 1, 8 or 16} */
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
    return code(Index.require("unit", unit, units), Index.require("sample", sample, samples));
  }

  /** The symbol of a unit and a sample that there are. */
  abstract int code(int unit, int sample);

  /**
   * {@return the symbols with the samples of every unit reordered in the same way}
   *
   * @param order {@code int[samples]}: sample {@code i} of the result is sample {@code order[i]}
   * @throws IllegalArgumentException if there are not as many numbers as samples, each of a sample
   */
  public final Symbols reorder(int[] order) {
    return inOrder(requireSamples(order));
  }

  /**
   * {@return a function that {@linkplain #reorder reorders}, prepared for many orders; several
   * threads may call it}
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
          "Asked to reorder %s samples by %s numbers. Pass one from 0 to %s for each sample."
              .formatted(samples, order.length, samples - 1));
    }
    return order;
  }

  abstract Symbols inOrder(int[] order);

  Function<int[], Symbols> prepared() {
    return this::inOrder;
  }

  /**
   * {@return one series alone; nothing is copied}
   *
   * @param unit series, from 0
   * @throws IllegalArgumentException if there is no such unit
   */
  public final Symbols unit(int unit) {
    return some(Index.require("unit", unit, units));
  }

  /**
   * Some series; nothing is copied.
   *
   * @param chosen {@code int[n]}, at least one: series {@code i} of the result is {@code chosen[i]}
   * @return symbols of these units
   * @throws IllegalArgumentException if there is no such unit, or none is chosen
   */
  public final Symbols units(int[] chosen) {
    requireNonNull(chosen, "chosen must not be null");
    for (int unit : chosen) {
      Index.require("unit", unit, units);
    }
    if (chosen.length == 0) {
      throw new IllegalArgumentException("Asked for no units. Pass at least one.");
    }
    return some(chosen);
  }

  abstract Symbols some(int... units);

  /**
   * Some samples that follow each other. How many values were outside their range is not known of a
   * part; a unit that is dead in the whole is dead in the part.
   *
   * @param from first sample
   * @param to sample after the last one
   * @return these samples only
   * @throws IllegalArgumentException if there are no such samples
   */
  public final Symbols slice(int from, int to) {
    if (from < 0 || to > samples || from >= to) {
      throw new IllegalArgumentException(
          "Asked for samples %s to %s of %s. Pass a first sample and one after the last, of these."
              .formatted(from, to, samples));
    }
    return from == 0 && to == samples ? this : part(from, to, origin.ofPart());
  }

  abstract Symbols part(int from, int to, Origin origin);

  /** Writes unit after unit, each to a multiple of 8 bytes, at the buffer's position. */
  abstract void pack(ByteBuffer to);

  final Origin origin() {
    return origin;
  }

  /**
   * {@return what the coding did to the values: constant and dead units, values outside the range;
   * symbols that were given as symbols have nothing outside and no dead unit}
   */
  public final DiscretizationReport discretization() {
    int constant = 0;
    int dead = 0;
    long outside = 0;
    for (int unit = 0; unit < units; unit++) {
      constant += isConstant(unit) ? 1 : 0;
      dead += origin.dead[unit] ? 1 : 0;
      outside += origin.outside[unit];
    }
    return new DiscretizationReport(units, constant, dead, (long) units * samples, outside);
  }

  /**
   * {@return trials one after the other, such as ordinal patterns that were made trial by trial}
   *
   * @param trials at least one, of the same units and alphabet
   * @throws IllegalArgumentException if units or alphabets differ, or there is no trial
   */
  public static Symbols join(Symbols... trials) {
    requireNonNull(trials, "trials must not be null");
    if (trials.length == 0) {
      throw new IllegalArgumentException("Asked to join no trials. Pass at least one.");
    }
    SymbolsBuilder builder = new SymbolsBuilder(trials[0].units, trials[0].alphabet);
    for (Symbols trial : trials) {
      if (trial.units != trials[0].units || trial.alphabet != trials[0].alphabet) {
        throw new IllegalArgumentException(
            "Asked to join %s units of %s symbols to %s of %s. Pass trials of one layer, coded alike."
                .formatted(trial.units, trial.alphabet, trials[0].units, trials[0].alphabet));
      }
      builder.append(trial);
      builder.countOrigin(trial.origin, trial == trials[0]);
    }
    return builder.finish();
  }

  /**
   * {@return whether a series never changes; then no information flows from or to it}
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
   * {@return series of symbols as they are, one array a unit}
   *
   * @param alphabet number of symbols, 2 to 65536
   * @param series {@code int[units][samples]}, each from 0 to {@code alphabet - 1}
   * @throws IllegalArgumentException if there is no series, lengths differ, or a symbol is outside
   *     the alphabet
   */
  public static Symbols ofSeries(int alphabet, int[]... series) {
    requireNonNull(series, "series must not be null");
    if (series.length == 0 || series[0].length == 0) {
      throw new IllegalArgumentException(
          "Asked for symbols of no series or no sample. Pass int[units][samples].");
    }
    for (int unit = 0; unit < series.length; unit++) {
      if (series[unit].length != series[0].length) {
        throw new IllegalArgumentException(
            "Series %s has %s samples, series 0 has %s. Pass series of one length."
                .formatted(unit, series[unit].length, series[0].length));
      }
    }
    return new SymbolsBuilder(series.length, alphabet).append(series).finish();
  }
}
