package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import org.infoplane.symbol.Partition;

/** An estimator that knows entropies; an information is a difference of these. */
public sealed interface EntropyEstimator extends Estimator
    permits PlugIn, MillerMadow, Grassberger, ChaoShen, PanzeriTreves {

  /**
   * H in nats.
   *
   * @param sizes {@code int[K]}, how often each state was seen, each at least 1
   * @return the estimated entropy
   */
  double entropy(int[] sizes);

  /**
   * H(A|C) = H(A,C) - H(C) in nats; H(A) if C has one state, whatever the estimator makes of that.
   *
   * @param a groups of the samples
   * @param given groups of the same samples
   * @return the estimated entropy
   */
  default double entropy(Partition a, Partition given) {
    requireNonNull(a, "a must not be null");
    requireNonNull(given, "given must not be null");
    double joint = entropy(a.and(given).sizes());
    return given.groups() == 1 ? joint : joint - entropy(given.sizes());
  }

  @Override
  default double information(Partition a, Partition b, Partition given) {
    requireNonNull(a, "a must not be null");
    requireNonNull(b, "b must not be null");
    requireNonNull(given, "given must not be null");
    return entropy(a, given) - entropy(a, b.and(given));
  }
}
