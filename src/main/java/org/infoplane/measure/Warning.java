package org.infoplane.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.infoplane.symbol.Coding;

/**
 * Why a number should not be believed as it stands.
 *
 * @param kind what is wrong
 * @param words how much, in one line
 */
public record Warning(Kind kind, String words) {

  private static final int SAMPLES_A_STATE = 5;

  /** What can be wrong. */
  public enum Kind {
    /** Fewer than 5 samples a state. */
    UNDERSAMPLED,
    /**
     * Every sample has a state of its own: an information with it is the entropy of the other, and
     * the shuffled value is the same.
     */
    SATURATED,
    /** A later layer knows more than an earlier one, which no function can bring about. */
    DATA_PROCESSING,
    /** Values lie outside the range of the bins. */
    OUTSIDE_RANGE,
    /** Units never change their symbol. */
    CONSTANT,
    /** Points coincide, which an estimator of nearest neighbours does not expect. */
    TIES;

    /**
     * The kind in words, for tables.
     *
     * @return such as {@code outside range}
     */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  static List<Warning> ofSampling(long samples, long states, boolean saturated) {
    List<Warning> warnings = new ArrayList<>();
    if (saturated) {
      warnings.add(
          new Warning(
              Kind.SATURATED,
              "saturated: each of the %s samples has a state of its own".formatted(samples)));
    } else if (!enough(samples, states)) {
      warnings.add(
          new Warning(
              Kind.UNDERSAMPLED,
              String.format(
                  Locale.ROOT,
                  "undersampled: %.1f samples a state, %d would do; no chi-square, use surrogates",
                  (double) samples / states,
                  SAMPLES_A_STATE)));
    }
    return warnings;
  }

  static List<Warning> ofCoding(String role, Coding coding) {
    List<Warning> warnings = new ArrayList<>();
    if (coding.constantUnits() > 0) {
      warnings.add(
          new Warning(
              Kind.CONSTANT,
              "%s: %s of %s units constant%s"
                  .formatted(
                      role,
                      coding.constantUnits(),
                      coding.units(),
                      coding.deadUnits() == 0
                          ? ""
                          : ", %s always 0".formatted(coding.deadUnits()))));
    }
    if (coding.outside() > 0) {
      warnings.add(
          new Warning(
              Kind.OUTSIDE_RANGE,
              String.format(
                  Locale.ROOT,
                  "%s: %.2f %% of the values outside the range",
                  role,
                  100 * coding.outsideShare())));
    }
    return warnings;
  }

  /** Whether counts are large enough for first-order bias and chi-square. */
  static boolean enough(long samples, long states) {
    return samples >= SAMPLES_A_STATE * states;
  }

  static List<Warning> ofColumns(String role, double[][] columns) {
    long constant = Arrays.stream(columns).filter(Columns::isConstant).count();
    return constant == 0
        ? List.of()
        : List.of(
            new Warning(
                Kind.CONSTANT,
                "%s: %s of %s dimensions constant".formatted(role, constant, columns.length)));
  }

  static Warning ofLabels(int dropped, int samples) {
    return new Warning(
        Kind.UNDERSAMPLED,
        "%s of %s samples left out: their label occurs once".formatted(dropped, samples));
  }

  static Warning ofNeighbours(int neighbours) {
    return new Warning(
        Kind.UNDERSAMPLED, "some labels have fewer than %s neighbours".formatted(neighbours));
  }

  static Warning ofTies(double share) {
    return new Warning(
        Kind.TIES, String.format(Locale.ROOT, "ties: %.1f %% of the points coincide", 100 * share));
  }

  static Warning ofDataProcessing(double nats, double earlierNats) {
    return new Warning(
        Kind.DATA_PROCESSING,
        String.format(
            Locale.ROOT,
            "data processing inequality violated: %.4f bits more than the layer before",
            Unit.BITS.fromNats(nats - earlierNats)));
  }

  /**
   * The warning in words.
   *
   * @return one line
   */
  @Override
  public String toString() {
    return words;
  }
}
