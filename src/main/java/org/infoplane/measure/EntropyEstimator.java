package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import org.infoplane.symbol.Partition;

/**
 * An estimator of entropies; an information is a difference of entropies. A custom one is a record
 * with {@link #entropy(int[])} that keeps the contract of {@link Estimator}; in a notebook cell:
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
   * {@return the estimate of H in nats, finite, and up to rounding independent of the order of
   * sizes}
   *
   * @param sizes {@code int[K]}, the count of each observed state, K and counts at least 1; not to
   *     be modified
   */
  double entropy(int[] sizes);

  /**
   * {@return the estimate of H(A|C) = H(A,C) - H(C) in nats; H(A) if C has one state} Override it
   * only if a conditional entropy is not this difference.
   *
   * @param a groups of the samples
   * @param given groups of the same samples
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
