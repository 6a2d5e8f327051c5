package org.infoplane.measure;

import org.infoplane.symbol.Partition;

/**
 * Plug-in entropy and mutual information of groups of samples, as the classical information plane
 * uses them: what a layer shows, binned, against the input or the label.
 *
 * @see <a href="https://arxiv.org/abs/1703.00810">Shwartz-Ziv and Tishby 2017</a>
 */
public final class MutualInformation {

  private MutualInformation() {}

  /**
   * H(T).
   *
   * @param groups of the samples
   * @return entropy; bias -(groups - 1) / 2n nats (Miller 1955); no null
   */
  public static Estimate entropy(Partition groups) {
    int n = groups.samples();
    return new Estimate(
        PlugIn.entropy(groups.sizes(), n),
        n,
        -(groups.groups() - 1) / (2.0 * n),
        Double.NaN,
        Double.NaN);
  }

  /**
   * I(A;B) = H(A) + H(B) - H(A,B).
   *
   * <p>If every sample of {@code a} is a group of its own, the value is H(B), whatever the order of
   * the samples: the shuffle then gives the same value, and p = 1 says so.
   *
   * @param a groups of the samples, such as the inputs
   * @param b groups of the same samples, such as the patterns of a layer
   * @param shuffle the null: the samples of {@code a} are shuffled, all as one batch
   * @return mutual information; bias (groups of both - groups of a - groups of b + 1) / 2n nats
   *     (Panzeri and Treves 1996 with the groups that were seen)
   * @throws IllegalArgumentException if the numbers of samples differ
   */
  public static Estimate between(Partition a, Partition b, Shuffle shuffle) {
    int n = a.samples();
    double value = nats(a, b);
    int states = a.and(b).groups() - a.groups() - b.groups() + 1;
    Shuffle.Result nothing =
        shuffle.test(value, new int[] {0}, n, order -> nats(a.reorder(order), b));
    return new Estimate(value, n, states / (2.0 * n), nothing.mean(), nothing.pValue());
  }

  private static double nats(Partition a, Partition b) {
    int n = a.samples();
    double joint = PlugIn.entropy(a.and(b).sizes(), n);
    return Math.max(0, PlugIn.entropy(a.sizes(), n) + PlugIn.entropy(b.sizes(), n) - joint);
  }
}
