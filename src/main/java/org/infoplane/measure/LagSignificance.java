package org.infoplane.measure;

import java.util.List;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.nulls.Surrogates;

/** The significance of a spectrum of lags; all lags share the same surrogates. Immutable. */
public final class LagSignificance {

  private final int first;
  private final Surrogates surrogates;
  private final List<Significance> ofLags;
  private final Significance ofBest;
  private final double[][] nulls;
  private final double[] p;

  LagSignificance(
      int first,
      Surrogates surrogates,
      List<Significance> ofLags,
      Significance ofBest,
      double[][] nulls,
      double[] p) {
    this.first = first;
    this.surrogates = surrogates;
    this.ofLags = ofLags;
    this.ofBest = ofBest;
    this.nulls = nulls;
    this.p = p;
  }

  /** {@return the null that was used; its shifts are longer than the longest lag} */
  public Surrogates surrogates() {
    return surrogates;
  }

  /**
   * {@return null and p-value of the mean over pairs at one lag, in nats}
   *
   * @param lag a measured lag
   */
  public Significance ofMean(int lag) {
    return ofLags.get(lag - first);
  }

  /** {@return null and p-value of the largest mean over all lags, in nats (max-statistic)} */
  public Significance ofBest() {
    return ofBest;
  }

  /**
   * {@return the null mean of one unit at one lag: over surrogates and sources, in nats; NaN
   * without surrogates}
   *
   * @param lag a measured lag
   * @param target unit of the target layer
   */
  public double nullMean(int lag, int target) {
    return nulls[lag - first][target];
  }

  /**
   * {@return the p-value of the largest TE of one unit over all lags; NaN without surrogates}
   *
   * @param target unit of the target layer
   */
  public double pValueOfBest(int target) {
    return p[target];
  }
}
