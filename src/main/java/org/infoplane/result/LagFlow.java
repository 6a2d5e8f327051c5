package org.infoplane.result;

import java.util.List;
import org.infoplane.measure.nulls.Significance;

/**
 * Transfer entropy from one layer to another at one moment, lag by lag.
 *
 * @param lags means over pairs at each lag, each with its null
 * @param bestLag where the mean is largest, of several the shortest
 * @param ofBest null of the largest over all lags, in nats
 * @param units what reaches each unit of the target; one of whole layers
 */
public record LagFlow(
    List<LayerFlow> lags, int bestLag, Significance ofBest, List<UnitLags> units) {

  /** {@return when} */
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
