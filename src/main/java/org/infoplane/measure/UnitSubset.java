package org.infoplane.measure;

import org.infoplane.symbol.Values;

/** Interventions on some units, of which some are looked at. */
final class UnitSubset implements Intervention {

  private final Intervention all;
  private final int[] sources;
  private final int[] targets;

  UnitSubset(Intervention all, int[] sources, int[] targets) {
    this.all = all;
    this.sources = require(sources, all.source().units(), "source");
    this.targets = require(targets, all.target().units(), "target");
  }

  private static int[] require(int[] chosen, int units, String what) {
    if (chosen.length == 0) {
      throw new IllegalArgumentException(
          "Asked for no units of the %s. Pass at least one of 0 to %s.".formatted(what, units - 1));
    }
    for (int unit : chosen) {
      if (unit < 0 || unit >= units) {
        throw new IllegalArgumentException(
            "Asked for unit %s of %s of the %s. Pass 0 to %s."
                .formatted(unit, units, what, units - 1));
      }
    }
    return chosen;
  }

  /** Whose units these are. */
  Intervention all() {
    return all;
  }

  /** Numbers of units of the source, not copied. */
  int[] sources() {
    return sources;
  }

  /** Numbers of units of the target, not copied. */
  int[] targets() {
    return targets;
  }

  private void requireSource(int unit) {
    if (unit < 0 || unit >= sources.length) {
      throw new IllegalArgumentException(
          "Asked to intervene on unit %s of %s. Pass 0 to %s."
              .formatted(unit, sources.length, sources.length - 1));
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
    requireSource(unit);
    return all.target(sources[unit], draw).units(targets);
  }
}
