package org.infoplane.measure;

import org.infoplane.symbol.Values;

/** An intervention restricted to some units of the source and of the target. */
final class UnitSubset implements Intervention {

  final Intervention all;

  /** Unit indices of the source and of the target; not copies. */
  final int[] sources;

  final int[] targets;

  UnitSubset(Intervention all, int[] sources, int[] targets) {
    this.all = all;
    this.sources = require(sources, all.source().units(), "source");
    this.targets = require(targets, all.target().units(), "target");
  }

  private static int[] require(int[] chosen, int units, String what) {
    if (chosen.length == 0) {
      throw new IllegalArgumentException(
          "%s units must be at least one of 0 to %s, got none".formatted(what, units - 1));
    }
    for (int unit : chosen) {
      requireUnit(what, unit, units);
    }
    return chosen;
  }

  private static void requireUnit(String what, int unit, int units) {
    if (unit < 0 || unit >= units) {
      throw new IllegalArgumentException(
          "%s unit must be from 0 to %s, got %s".formatted(what, units - 1, unit));
    }
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
    requireUnit("source", unit, sources.length);
    return all.target(sources[unit], draw).units(targets);
  }
}
