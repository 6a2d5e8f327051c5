package org.infoplane.measure;

import java.util.List;
import java.util.Optional;
import org.infoplane.symbol.Partition;
import org.jspecify.annotations.Nullable;

/**
 * H(A|C) of discrete states; the joint entropy is that of {@link Partition#and}. Plug-in by
 * default. Immutable: each step returns a new one.
 *
 * @see <a href="https://doi.org/10.1002/047174882X">Cover and Thomas 2006, chapter 2</a>
 */
public final class Entropy {

  private final Partition a;
  private final Partition given;
  private final EntropyEstimator estimator;
  private final @Nullable Resampling resampling;

  private Entropy(
      Partition a, Partition given, EntropyEstimator estimator, @Nullable Resampling resampling) {
    this.a = a;
    this.given = given;
    this.estimator = estimator;
    this.resampling = resampling;
  }

  /**
   * H(A).
   *
   * @param a groups of the samples
   * @return the entropy
   */
  public static Entropy of(Partition a) {
    return new Entropy(a, Partition.trivial(a.samples()), Estimator.plugIn(), null);
  }

  /**
   * Takes states as known: H(A|C).
   *
   * @param states groups of the same samples; what was given before stays given
   * @return conditional entropy
   * @throws IllegalArgumentException if the numbers of samples differ
   */
  public Entropy given(Partition states) {
    return new Entropy(a, states.and(given), estimator, resampling);
  }

  /**
   * Chooses the estimator.
   *
   * @param chosen plug-in by default
   * @return a new measure
   */
  public Entropy with(EntropyEstimator chosen) {
    return new Entropy(a, given, chosen, resampling);
  }

  /**
   * Asks for a confidence interval.
   *
   * @param chosen how to make it
   * @return a new measure
   */
  public Entropy interval(Resampling chosen) {
    return new Entropy(a, given, estimator, chosen);
  }

  /**
   * Measures.
   *
   * @return value with bias and warnings; an entropy has no null
   */
  public Estimate estimate() {
    int n = a.samples();
    Partition joint = a.and(given);
    double value = value();
    return new Estimate(
        value,
        estimator.toString(),
        n,
        joint.groups(),
        estimator instanceof PlugIn ? -(joint.groups() - given.groups()) / (2.0 * n) : 0,
        Double.NaN,
        Double.NaN,
        Optional.ofNullable(resampling)
            .map(
                r ->
                    r.interval(
                        n,
                        value,
                        kept ->
                            new Entropy(a.reorder(kept), given.reorder(kept), estimator, null)
                                .value())),
        n == 1 ? List.of() : Warning.ofSampling(n, joint.groups(), joint.groups() == n));
  }

  private double value() {
    return estimator.entropy(a, given);
  }

  /**
   * The surprise of each sample, {@code -ln p(a|c)}, whose mean is the plug-in value.
   *
   * @return {@code double[samples]}, in nats
   */
  public double[] local() {
    double[] p = MutualInformation.conditional(a, given);
    for (int i = 0; i < p.length; i++) {
      p[i] = 0 - Math.log(p[i]);
    }
    return p;
  }
}
