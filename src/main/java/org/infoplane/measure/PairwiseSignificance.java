package org.infoplane.measure;

import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.statistics.BenjaminiHochberg;

/**
 * The significance of the transfer entropy of all pairs of two layers. One order of samples serves
 * all pairs, which preserves what pairs share, as the max-statistic requires. Immutable.
 */
public final class PairwiseSignificance {

  private final int targets;
  private final Significance mean;
  private final double[] nullNats;
  private final double[] p;
  private final double[] pOfMax;

  PairwiseSignificance(
      int targets, Significance mean, double[] nullNats, double[] p, double[] pOfMax) {
    this.targets = targets;
    this.mean = mean;
    this.nullNats = nullNats;
    this.p = p;
    this.pOfMax = pOfMax;
  }

  private int index(int source, int target) {
    return UnitPairs.index(source, target, p.length / targets, targets);
  }

  /** {@return the mean of the null over all pairs, in nats, and its p-value} */
  public Significance ofMean() {
    return mean;
  }

  /**
   * {@return the null mean of one pair, in nats; NaN without surrogates}
   *
   * @param source unit of the source layer
   * @param target unit of the target layer
   * @throws IllegalArgumentException if there is no such unit
   */
  public double nullNats(int source, int target) {
    return nullNats[index(source, target)];
  }

  /**
   * {@return the p-value of one pair by itself: (1 + surrogates that reach its value) / (1 +
   * surrogates); NaN without surrogates, or if they {@linkplain Surrogates#enough() stop early}}
   *
   * @param source unit of the source layer
   * @param target unit of the target layer
   * @throws IllegalArgumentException if there is no such unit
   */
  public double pValue(int source, int target) {
    return p[index(source, target)];
  }

  /**
   * {@return the p-values of all pairs, each by itself, for {@link BenjaminiHochberg}: {@code
   * double[pairs]}, source by source; a copy}
   */
  public double[] pValues() {
    return p.clone();
  }

  /**
   * {@return the p-value of one pair among all, by the max-statistic, which controls the
   * family-wise error whatever the pairs share: (1 + surrogates whose largest pair reaches its
   * value) / (1 + surrogates); NaN without surrogates, or if they stop early}
   *
   * @param source unit of the source layer
   * @param target unit of the target layer
   * @throws IllegalArgumentException if there is no such unit
   * @see <a href="https://doi.org/10.1002/hbm.1058">Nichols and Holmes 2002</a>
   */
  public double pValueOfMax(int source, int target) {
    return pOfMax[index(source, target)];
  }
}
