package org.infoplane.measure.nulls;

import org.infoplane.measure.statistics.Draws;
import org.infoplane.symbol.Segments;

/** No surrogates. */
record NoNull() implements Surrogates {

  @Override
  public int surrogates() {
    return 0;
  }

  @Override
  public Surrogates jointly() {
    return this;
  }

  @Override
  public long seed() {
    return 0;
  }

  @Override
  public int[] order(int surrogate, Segments batches, int samples) {
    return Draws.identity(samples);
  }

  @Override
  public boolean breaksMemory() {
    return false;
  }

  @Override
  public String toString() {
    return "none";
  }
}
