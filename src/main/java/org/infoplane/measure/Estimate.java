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
 * An estimated information with its bias, null, interval and warnings.
 *
 * @param nats the value, in nats
 * @param estimator its name
 * @param samples number of observations
 * @param states number of observed joint states; 0 for a continuous measure
 * @param biasNats first-order bias, in nats; 0 if the estimator corrects it; NaN if unknown
 * @param nullModel the null in words, {@code none} for {@link Null#none()}; empty without null
 * @param significance mean and deviation under the null, in nats, and the p-value
 * @param interval confidence interval, if requested
 * @param warnings reasons for doubt
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
   * Adds a warning if the interval does not contain the value.
   *
   * @param nats the value
   * @param estimator its name
   * @param samples number of observations
   * @param states number of observed joint states
   * @param biasNats expected bias
   * @param nullModel the null in words
   * @param significance under the null
   * @param interval confidence interval
   * @param warnings reasons for doubt
   */
  public Estimate {
    warnings =
        Stream.concat(warnings.stream(), interval.flatMap(i -> i.warning(nats)).stream())
            .distinct()
            .toList();
  }

  /** A value without bias and null. */
  static Estimate plain(double nats, String estimator, long samples) {
    return plain(nats, estimator, samples, 0, Double.NaN);
  }

  /** A value without null. */
  static Estimate plain(double nats, String estimator, long samples, long states, double bias) {
    Significance none = Significance.NONE;
    return new Estimate(
        nats, estimator, samples, states, bias, "", none, Optional.empty(), List.of());
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
   * {@return the mean under the null, NaN if there is none}
   *
   * @param unit bits or nats
   */
  public double nullMean(Unit unit) {
    requireNonNull(unit, "unit must not be null");
    return unit.fromNats(significance.nullMean());
  }

  /** {@return the p-value under the null; NaN if it was not tested} */
  public double pValue() {
    return significance.pValue();
  }

  /**
   * {@return whether there is a warning of a kind}
   *
   * @param kind the kind
   */
  public boolean has(Warning.Kind kind) {
    requireNonNull(kind, "kind must not be null");
    return warnings.stream().anyMatch(warning -> warning.kind() == kind);
  }

  /**
   * {@return a copy with warnings of constant units, dead units and values out of range, if any}
   *
   * @param role of the discretized values, such as a layer's name
   * @param discretization its report
   */
  public Estimate with(String role, DiscretizationReport discretization) {
    requireNonNull(role, "role must not be null");
    requireNonNull(discretization, "discretization must not be null");
    return with(Warning.ofDiscretization(role, discretization));
  }

  /**
   * {@return a copy, with a warning if the data processing inequality is violated: no layer can
   * have more information about the input, or the label, than an earlier one}
   *
   * @param earlier the same information in the layer before
   */
  public Estimate after(Estimate earlier) {
    requireNonNull(earlier, "earlier must not be null");
    return nats > earlier.nats + ROUNDING
        ? with(List.of(Warning.ofDataProcessing(nats, earlier.nats)))
        : this;
  }

  /**
   * {@return a copy, with a warning if this information exceeds an entropy that bounds it}
   *
   * @param entropy of one of the two variables
   */
  public Estimate atMost(Estimate entropy) {
    requireNonNull(entropy, "entropy must not be null");
    return nats > entropy.nats + ROUNDING
        ? with(List.of(Warning.ofEntropy(nats, entropy.nats)))
        : this;
  }

  /** Tested by a measure of n samples in permuted order, whose order in time means nothing. */
  Estimate tested(Surrogates surrogates, int n, ToDoubleFunction<int[]> measure) {
    return tested(surrogates.toString(), surrogates.test(nats, Segments.whole(), n, measure));
  }

  Estimate tested(String by, Significance result) {
    return copy(by, result, interval, warnings);
  }

  Estimate within(Interval bounds) {
    return copy(nullModel, significance, Optional.of(bounds), warnings);
  }

  Estimate with(List<Warning> more) {
    List<Warning> all = new ArrayList<>(warnings);
    all.addAll(more);
    return copy(nullModel, significance, interval, all);
  }

  private Estimate copy(
      String by, Significance result, Optional<Interval> bounds, List<Warning> all) {
    return new Estimate(nats, estimator, samples, states, biasNats, by, result, bounds, all);
  }

  /**
   * {@return one line, in bits: value, samples, states, bias, null, p-value, interval, estimator
   * and warnings, as far as they exist}
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
