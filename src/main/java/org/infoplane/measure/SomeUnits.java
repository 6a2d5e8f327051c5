package org.infoplane.measure;

import org.infoplane.symbol.Values;

/** Interventions on some units, of which some are looked at. */
final class SomeUnits implements Intervention {

  private final Intervention all;
  private final int[] sources;
  private final int[] targets;

  SomeUnits(Intervention all, int[] sources, int[] targets) {
    this.all = all;
    this.sources = sources;
    this.targets = targets;
  }

  @Override
  public Values source() {
    return all.source().units(sources);
  }

  @Override
  public Values target() {
    return all.target().units(targets);
  }

  @Override
  public Values target(int unit, int[] draw) {
    return all.target(sources[unit], draw).units(targets);
  }
}
