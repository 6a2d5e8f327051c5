package org.infoplane.result;

import java.util.List;
import org.infoplane.measure.nulls.Significance;

/**
 * Transfer entropy from one layer to another at one moment, lag by lag.
 *
 * @param lags means over pairs at each lag, each with its null
 * @param bestLag shortest lag with the largest mean
 * @param ofBest null of the largest mean over all lags, in nats
 * @param units TE into each unit of the target; a single one for whole layers
 */
public record LagFlow(
    List<LayerFlow> lags, int bestLag, Significance ofBest, List<UnitLags> units) {

  /** {@return the moment} */
  public Moment at() {
    return lags.get(0).at();
  }

  /** {@return the source layer} */
  public String from() {
    return lags.get(0).from();
  }

  /** {@return the target layer} */
  public String to() {
    return lags.get(0).to();
  }
}
