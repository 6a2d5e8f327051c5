package org.infoplane.measure;

import java.util.function.UnaryOperator;
import org.infoplane.symbol.Values;

/** Interventions whose target is a function of another's target. */
record DownstreamIntervention(Intervention first, UnaryOperator<Values> later)
    implements Intervention {

  @Override
  public Values source() {
    return first.source();
  }

  @Override
  public Values target() {
    return later.apply(first.target());
  }

  @Override
  public Values target(int unit, int[] draw) {
    return later.apply(first.target(unit, draw));
  }
}
