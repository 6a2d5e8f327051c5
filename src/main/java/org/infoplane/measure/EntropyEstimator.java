package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import org.infoplane.symbol.Partition;

/**
 * An estimator that knows entropies; an information is a difference of these. Your own is a record
 * with {@link #entropy(int[])}, under the rules of {@link Estimator}; in a notebook cell:
 *
 * <pre>{@code
 * record Laplace() implements EntropyEstimator {
 *     public double entropy(int[] sizes) {
 *         double n = Arrays.stream(sizes).sum() + sizes.length;
 *         return -Arrays.stream(sizes).mapToDouble(k -> (k + 1) / n * Math.log((k + 1) / n)).sum();
 *     }
 *     public String toString() { return "Laplace"; }
 * }
 * }</pre>
 */
public interface EntropyEstimator extends Estimator {

  /**
   * H in nats.
   *
   * @param sizes {@code int[K]}, how often each state was seen, each at least 1, in any order, at
   *     least one of them; not to be changed
   * @return the estimated entropy, finite, the same for any order of the sizes but for rounding
   */
  double entropy(int[] sizes);

  /**
   * H(A|C) = H(A,C) - H(C) in nats; H(A) if C has one state, whatever the estimator makes of that.
   * To be overridden only where a conditional entropy is no such difference.
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
    requireNonNull(b, "b must not be null");
    return entropy(a, given) - entropy(a, b.and(given));
  }
}
