package org.infoplane.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.infoplane.symbol.DiscretizationReport;
import org.infoplane.symbol.Partition;

/**
 * A reason to distrust an estimate.
 *
 * @param kind what is wrong
 * @param words to what extent, in one line
 */
public record Warning(Kind kind, String words) {

  private static final int SAMPLES_A_STATE = 5;

  /** What can be wrong. */
  public enum Kind {
    /** Fewer than 5 samples a state. */
    UNDERSAMPLED,
    /**
     * Every sample has a state of its own: its information with another variable is the entropy of
     * that one, shuffled or not.
     */
    SATURATED,
    /** A later layer has more information than an earlier one, which no function can achieve. */
    DATA_PROCESSING,
    /** More information than the entropy of the labels: the estimator's assumptions do not hold. */
    ABOVE_ENTROPY,
    /** Values lie outside the range of the bins. */
    OUTSIDE_RANGE,
    /** Units are constant. */
    CONSTANT,
    /** Values repeat, which has probability 0 under a density. */
    TIES,
    /** Dimensions vary on such different scales that they were standardised first. */
    SCALES,
    /** There is no p-value: too few samples for chi-square, or no chance level to test against. */
    UNTESTED,
    /** Samples depend on earlier ones, but the null assumes independence. */
    AUTOCORRELATED,
    /** The target depends on symbols of its own before its history. */
    SHORT_HISTORY,
    /** A confidence interval does not contain its estimate, or the estimate is too close to 0. */
    INTERVAL,
    /** The information is infinite, or its estimate would be: the value is NaN. */
    INFINITE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private static List<Warning> listIf(boolean applies, Kind kind, String words) {
    return applies ? List.of(new Warning(kind, words)) : List.of();
  }

  static List<Warning> ofSampling(long samples, long states, boolean saturated) {
    return saturated
        ? List.of(
            new Warning(
                Kind.SATURATED,
                "saturated: each of the %s samples has a state of its own".formatted(samples)))
        : listIf(
            !enough(samples, states),
            Kind.UNDERSAMPLED,
            String.format(
                Locale.ROOT,
                "undersampled: %.1f samples a state, %s needed",
                (double) samples / states,
                SAMPLES_A_STATE));
  }

  static List<Warning> ofDiscretization(String role, DiscretizationReport discretization) {
    int constant = discretization.constantUnits();
    int dead = discretization.deadUnits();
    List<Warning> warnings = new ArrayList<>();
    warnings.addAll(
        listIf(
            constant > 0,
            Kind.CONSTANT,
            "%s: %s of %s units constant%s"
                .formatted(
                    role,
                    constant,
                    discretization.units(),
                    dead == 0 ? "" : ", %s always 0".formatted(dead))));
    warnings.addAll(
        listIf(
            discretization.outside() > 0,
            Kind.OUTSIDE_RANGE,
            String.format(
                Locale.ROOT,
                "%s: %.2f %% of the values outside the range",
                role,
                100 * discretization.outsideShare())));
    return warnings;
  }

  /** Whether a first-order correction suffices: few states were observed only once. */
  static boolean reaches(Partition states) {
    int[] sizes = states.sizes();
    long once = Arrays.stream(sizes).filter(size -> size == 1).count();
    return enough(states.samples(), sizes.length) && 10 * once <= sizes.length;
  }

  /** Whether counts are large enough for a first-order bias. */
  static boolean enough(long samples, long states) {
    return samples >= SAMPLES_A_STATE * states;
  }

  static List<Warning> ofColumns(String role, double[][] columns) {
    long constant = Arrays.stream(columns).filter(Columns::isConstant).count();
    return listIf(
        constant > 0,
        Kind.CONSTANT,
        "%s: %s of %s dimensions constant".formatted(role, constant, columns.length));
  }

  static List<Warning> ofConstantUnits(String role, long constant, int units) {
    return listIf(
        constant > 0,
        Kind.CONSTANT,
        "%s: %s of %s units constant".formatted(role, constant, units));
  }

  static Warning ofAutocorrelation() {
    return new Warning(
        Kind.AUTOCORRELATED,
        "autocorrelated: both series depend on their own past, but the null treats samples as independent; use Null.circularShift");
  }

  static Warning ofShortHistory(int history) {
    return new Warning(
        Kind.SHORT_HISTORY,
        "short history: the target depends on more of its past than %s step%s; raise the target history"
            .formatted(history, history == 1 ? "" : "s"));
  }

  /** The {@code test}, of {@code data}, mistakes the memory of these targets for flow. */
  static List<Warning> ofShortHistory(long targets, int of, String data, String test) {
    return listIf(
        targets > 0,
        Kind.SHORT_HISTORY,
        "short history: %s of %s targets depend on older %s of their own, which %s mistakes for flow"
            .formatted(targets, of, data, test));
  }

  static Warning ofInterval() {
    return new Warning(
        Kind.INTERVAL,
        "the interval does not contain the estimate: the bias is larger than the interval");
  }

  static Warning ofWeak() {
    return new Warning(
        Kind.INTERVAL,
        "near 0: with so little information only 84 to 93 of 100 intervals contain the true value; use the p-value");
  }

  static List<Warning> ofUntested(int untested, int pairs) {
    return listIf(
        untested > 0,
        Kind.UNTESTED,
        "no chi-square p-value for %s of %s pairs (too few samples)".formatted(untested, pairs));
  }

  static List<Warning> ofLabels(int dropped, int samples) {
    return listIf(
        dropped > 0,
        Kind.UNDERSAMPLED,
        "%s of %s samples left out: their label occurs once".formatted(dropped, samples));
  }

  static Warning ofNeighbours(int neighbours) {
    return new Warning(
        Kind.UNDERSAMPLED, "some labels have fewer than %s neighbours".formatted(neighbours));
  }

  static List<Warning> ofTies(double[][] columns) {
    double share = Ties.repeatedShare(columns);
    return listIf(
        share > 0,
        Kind.TIES,
        String.format(
            Locale.ROOT,
            "ties: %.1f %% of the values of a unit repeat; they are treated as atoms of the distribution",
            100 * share));
  }

  static Warning ofInfinitePair() {
    return new Warning(
        Kind.INFINITE,
        "infinite: one is a linear function of the other and the history; leave the unit out, or add noise to it");
  }

  static Warning ofInfinitePairs(long infinite, int pairs) {
    return new Warning(
        Kind.INFINITE,
        "infinite: in %s of %s pairs one is a linear function of the other and the history; they are NaN, and left out of mean, sum and maximum"
            .formatted(infinite, pairs));
  }

  static Warning ofDeterministicLayer() {
    return new Warning(
        Kind.INFINITE,
        "I(X;T) of a deterministic layer is infinite; bin it, or bound it with noise: kernelDensity(variance)");
  }

  static Warning ofLinearLabels() {
    return new Warning(
        Kind.INFINITE,
        "infinite: the labels are a linear function of the layer; use nearest neighbours, mixed()");
  }

  static List<Warning> ofScaledPairs(int scaled, int pairs) {
    return listIf(
        scaled > 0,
        Kind.SCALES,
        "scales: in %s of %s pairs one dimension varies more than 10 times as much as another; standardized first"
            .formatted(scaled, pairs));
  }

  static Warning ofScales(double ratio) {
    return new Warning(
        Kind.SCALES,
        String.format(
            Locale.ROOT,
            "scales: one dimension varies %.3g times as much as another; standardized first",
            ratio));
  }

  static Warning ofEntropy(double nats, double entropyNats) {
    return new Warning(
        Kind.ABOVE_ENTROPY,
        String.format(
            Locale.ROOT,
            "above entropy: %.4f bits more than the entropy of the labels; the estimator's assumptions do not hold",
            Unit.BITS.fromNats(nats - entropyNats)));
  }

  static Warning ofDataProcessing(double nats, double earlierNats) {
    return new Warning(
        Kind.DATA_PROCESSING,
        String.format(
            Locale.ROOT,
            "data processing inequality violated: %.4f bits more than the layer before",
            Unit.BITS.fromNats(nats - earlierNats)));
  }

  @Override
  public String toString() {
    return words;
  }
}
