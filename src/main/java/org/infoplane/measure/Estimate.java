package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.symbol.DiscretizationReport;
import org.infoplane.symbol.Segments;

/**
 * One measured information with what is needed to believe it.
 *
 * @param nats the value, in nats
 * @param estimator what made it
 * @param samples how many observations were used
 * @param states how many joint states were seen; 0 for a continuous measure
 * @param biasNats how far the value is off on average, in nats, first order in 1/samples; 0 if the
 *     estimator takes that off; NaN if it is not known
 * @param nullModel the null in words, {@code none} for {@link Null#none()}; empty if the measure
 *     has none
 * @param significance what the null gives, in nats, and how often it gives as much
 * @param interval confidence interval, if it was asked for
 * @param warnings why not to believe it
 */
public record Estimate(
    double nats,
    String estimator,
    long samples,
    long states,
    double biasNats,
    String nullModel,
    Significance significance,
    Optional<Interval> interval,
    List<Warning> warnings) {

  private static final double ROUNDING = 1e-9;

  /**
   * Copies the warnings, and warns of an interval that does not contain the value.
   *
   * @param nats the value
   * @param estimator what made it
   * @param samples how many observations were used
   * @param states how many joint states were seen
   * @param biasNats how far the value is off on average
   * @param nullModel the null in words
   * @param significance what the null gives
   * @param interval confidence interval
   * @param warnings why not to believe it
   */
  public Estimate {
    warnings =
        Stream.concat(warnings.stream(), interval.flatMap(i -> i.warning(nats)).stream())
            .distinct()
            .toList();
  }

  /** A value with neither bias nor null. */
  static Estimate plain(double nats, String estimator, long samples) {
    return new Estimate(
        nats,
        estimator,
        samples,
        0,
        Double.NaN,
        "",
        Significance.NONE,
        Optional.empty(),
        List.of());
  }

  /**
   * {@return the value}
   *
   * @param unit bits or nats
   */
  public double in(Unit unit) {
    requireNonNull(unit, "unit must not be null");
    return unit.fromNats(nats);
  }

  /**
   * {@return the expected bias}
   *
   * @param unit bits or nats
   */
  public double bias(Unit unit) {
    requireNonNull(unit, "unit must not be null");
    return unit.fromNats(biasNats);
  }

  /**
   * {@return the mean of the null, NaN if there is none}
   *
   * @param unit bits or nats
   */
  public double nullMean(Unit unit) {
    requireNonNull(unit, "unit must not be null");
    return unit.fromNats(significance.nullMean());
  }

  /** {@return the probability of a value as large under the null; NaN if it was not tested} */
  public double pValue() {
    return significance.pValue();
  }

  /**
   * {@return whether a warning was given}
   *
   * @param kind what can be wrong
   */
  public boolean has(Warning.Kind kind) {
    requireNonNull(kind, "kind must not be null");
    return warnings.stream().anyMatch(warning -> warning.kind() == kind);
  }

  /**
   * Adds what the coding of the values has to say: constant and dead units, values outside.
   *
   * @param role whose coding, such as a layer's name
   * @param discretization what it did
   * @return an estimate with more warnings, if there are any
   */
  public Estimate with(String role, DiscretizationReport discretization) {
    requireNonNull(role, "role must not be null");
    requireNonNull(discretization, "coding must not be null");
    return with(Warning.ofDiscretization(role, discretization));
  }

  /**
   * Checks the data processing inequality: what a layer knows of the input, or of the label, no
   * later layer can know better. A violation comes from the estimator.
   *
   * @param earlier the same information of the layer before
   * @return an estimate with a warning if this one is larger by more than rounding
   */
  public Estimate after(Estimate earlier) {
    requireNonNull(earlier, "earlier must not be null");
    return nats > earlier.nats + ROUNDING
        ? with(List.of(Warning.ofDataProcessing(nats, earlier.nats)))
        : this;
  }

  /**
   * Checks an information against an entropy: nobody can tell more of a label than there is.
   *
   * @param entropy of one of the two
   * @return an estimate with a warning if this one is larger by more than rounding
   */
  public Estimate atMost(Estimate entropy) {
    requireNonNull(entropy, "entropy must not be null");
    return nats > entropy.nats + ROUNDING
        ? with(List.of(Warning.ofEntropy(nats, entropy.nats)))
        : this;
  }

  /** The same, tested by a measure of n samples in other orders that mean nothing in time. */
  Estimate tested(Surrogates surrogates, int n, ToDoubleFunction<int[]> measure) {
    Significance significance = surrogates.test(nats, Segments.whole(), n, measure);
    return new Estimate(
        nats,
        estimator,
        samples,
        states,
        biasNats,
        surrogates.toString(),
        significance,
        interval,
        warnings);
  }

  Estimate within(Interval bounds) {
    return new Estimate(
        nats,
        estimator,
        samples,
        states,
        biasNats,
        nullModel,
        significance,
        Optional.of(bounds),
        warnings);
  }

  Estimate with(List<Warning> more) {
    List<Warning> all = new ArrayList<>(warnings);
    all.addAll(more);
    return new Estimate(
        nats, estimator, samples, states, biasNats, nullModel, significance, interval, all);
  }

  /**
   * {@return one readable line, in bits: value, samples, states, bias, null, p-value, interval,
   * estimator and warnings, those that there are}
   */
  @Override
  public String toString() {
    Unit unit = Unit.BITS;
    List<String> parts = new ArrayList<>();
    parts.add("n = " + samples);
    if (states > 0) {
      parts.add(states + (states == 1 ? " state" : " states"));
    }
    if (!Double.isNaN(biasNats)) {
      parts.add(String.format(Locale.ROOT, "bias %.6f", bias(unit)));
    }
    if (!Double.isNaN(significance.nullMean())) {
      parts.add(String.format(Locale.ROOT, "null %.6f", nullMean(unit)));
    }
    double pValue = pValue();
    if (!Double.isNaN(pValue)) {
      parts.add(
          (pValue < 1e-300 ? "p < 1e-300" : String.format(Locale.ROOT, "p = %.3g", pValue))
              + " by "
              + nullModel);
    }
    interval.ifPresent(
        i ->
            parts.add(
                String.format(
                    Locale.ROOT,
                    "%s%.6f to %.6f by %s",
                    i.level() == 1 ? "" : Math.round(100 * i.level()) + " % ",
                    i.low(unit),
                    i.high(unit),
                    i.method())));
    parts.add(estimator);
    String line = String.format(Locale.ROOT, "%.6f %s (", in(unit), unit);
    String said = warnings.stream().map(w -> "; " + w).collect(Collectors.joining());
    return line + String.join(", ", parts) + ")" + said;
  }
}
