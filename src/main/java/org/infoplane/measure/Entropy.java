package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Symbols;
import org.jspecify.annotations.Nullable;

/**
 * H(A|C) of discrete states, plug-in by default; for a joint entropy see {@link Partition#and}.
 * Immutable.
 *
 * @see <a href="https://doi.org/10.1002/047174882X">Cover and Thomas 2006, chapter 2</a>
 */
public final class Entropy {

  private final Partition a;
  private final Partition given;
  private final EntropyEstimator estimator;
  private final @Nullable Resampling resampling;
  private final List<Warning> warnings;

  private Entropy(
      Partition a,
      Partition given,
      EntropyEstimator estimator,
      @Nullable Resampling resampling,
      List<Warning> warnings) {
    this.a = a;
    this.given = given;
    this.estimator = estimator;
    this.resampling = resampling;
    this.warnings = warnings;
  }

  /**
   * {@return H(A)}
   *
   * @param a groups of the samples
   */
  public static Entropy of(Partition a) {
    requireNonNull(a, "a must not be null");
    return of(a, List.of());
  }

  private static Entropy of(Partition a, List<Warning> warnings) {
    return new Entropy(a, Partition.trivial(a.samples()), Estimator.plugIn(), null, warnings);
  }

  /**
   * {@return H(A) of a layer, its units taken jointly, with warnings of constant units and values
   * out of range}
   *
   * @param layer {@code units x samples}
   */
  public static Entropy of(Symbols layer) {
    requireNonNull(layer, "layer must not be null");
    return of(Partition.ofRows(layer), Warning.ofDiscretization("layer", layer.discretization()));
  }

  /**
   * {@return the entropy conditioned on these states too}
   *
   * @param states groups of the same samples
   * @throws IllegalArgumentException if the numbers of samples differ
   */
  public Entropy given(Partition states) {
    requireNonNull(states, "states must not be null");
    return new Entropy(a, states.and(given), estimator, resampling, warnings);
  }

  /**
   * {@return the measure with another estimator}
   *
   * @param chosen plug-in by default
   */
  public Entropy with(EntropyEstimator chosen) {
    requireNonNull(chosen, "chosen must not be null");
    return new Entropy(a, given, chosen, resampling, warnings);
  }

  /**
   * {@return the measure with a confidence interval}
   *
   * @param chosen how to compute it
   */
  public Entropy interval(Resampling chosen) {
    requireNonNull(chosen, "chosen must not be null");
    return new Entropy(a, given, estimator, chosen, warnings);
  }

  /** {@return the value with bias and warnings; an entropy has no null} */
  public Estimate estimate() {
    int n = a.samples();
    Partition joint = a.and(given);
    double value = value();
    boolean hasBias = estimator.isPlugIn() || Warning.reaches(joint);
    List<Warning> all = new ArrayList<>(warnings);
    if (n > 1) {
      all.addAll(Warning.ofSampling(n, joint.groups(), joint.groups() == n));
    }
    return new Estimate(
        value,
        estimator.toString(),
        n,
        joint.groups(),
        hasBias ? estimator.bias((long) given.groups() - joint.groups(), n) : Double.NaN,
        "",
        Significance.NONE,
        Optional.ofNullable(resampling).map(r -> intervalOf(r, value)),
        all);
  }

  private Interval intervalOf(Resampling chosen, double value) {
    return Coverage.of(
        estimator,
        chosen,
        a.samples(),
        value,
        kept -> only(kept).value(),
        kept -> only(kept).with(Estimator.plugIn()).value());
  }

  private Entropy only(int[] kept) {
    return new Entropy(a.reorder(kept), given.reorder(kept), estimator, null, warnings);
  }

  private double value() {
    return estimator.entropy(a, given);
  }

  /**
   * {@return the local entropy of each sample, {@code -ln p(a|c)} in nats, {@code double[samples]};
   * their mean is the plug-in value}
   */
  public double[] localNats() {
    double[] p = DiscreteInformation.conditional(a, given);
    return Arrays.stream(p).map(one -> 0 - Math.log(one)).toArray();
  }

  @Override
  public String toString() {
    return "entropy, not measured yet: call estimate()";
  }
}
