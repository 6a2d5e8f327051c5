package org.infoplane.measure;

import java.util.List;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.nulls.Surrogates;
import org.jspecify.annotations.Nullable;

/** What surrogates say of a spectrum of lags; the same of them for all lags. Immutable. */
public final class LagSignificance {

  private final int first;
  private final Surrogates surrogates;
  private final List<Significance> ofLags;
  private final Significance ofBest;
  private final double @Nullable [][] nulls;
  private final double[] p;

  LagSignificance(
      int first,
      Surrogates surrogates,
      List<Significance> ofLags,
      Significance ofBest,
      double @Nullable [][] nulls,
      double[] p) {
    this.first = first;
    this.surrogates = surrogates;
    this.ofLags = ofLags;
    this.ofBest = ofBest;
    this.nulls = nulls;
    this.p = p;
  }

  /** {@return the null that was used: shifts are longer than the longest lag} */
  public Surrogates surrogates() {
    return surrogates;
  }

  /**
   * One lag by itself.
   *
   * @param lag that was measured
   * @return null and p-value of the mean over pairs, in nats
   */
  public Significance ofMean(int lag) {
    return ofLags.get(lag - first);
  }

  /**
   * {@return null and p-value of the largest mean over all lags, in nats: the chance that any lag
   * reaches it}
   */
  public Significance ofBest() {
    return ofBest;
  }

  /**
   * The null of one unit at one lag.
   *
   * @param lag that was measured
   * @param target unit of the target layer
   * @return mean over surrogates of the mean over sources, in nats; NaN if there are none
   */
  public double nullMean(int lag, int target) {
    return nulls == null ? Double.NaN : nulls[lag - first][target];
  }

  /**
   * The best lag of one unit.
   *
   * @param target unit of the target layer
   * @return the chance that any lag reaches its value; NaN if there are no surrogates
   */
  public double pValueOfBest(int target) {
    return p[target];
  }
}
