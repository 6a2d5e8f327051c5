package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A confidence interval of an estimate, corrected for its bias of first order: where that is large
 * the estimate itself may lie outside. Of level 1 it is no matter of chance: two bounds.
 *
 * @param lowNats lower end, in nats
 * @param highNats upper end, in nats
 * @param level confidence, such as 0.95; 1 for bounds
 * @param method what made it
 */
public record Interval(double lowNats, double highNats, double level, String method) {

  /** The same width around another value. */
  Interval around(double nats) {
    double half = (highNats - lowNats) / 2;
    return new Interval(nats - half, nats + half, level, method);
  }

  /**
   * Warns of an estimate that lies outside.
   *
   * @param nats the estimate
   * @return a warning, if it does
   */
  public Optional<Warning> warning(double nats) {
    return nats >= lowNats && nats <= highNats
        ? Optional.empty()
        : Optional.of(Warning.ofInterval());
  }

  /**
   * {@return the lower end}
   *
   * @param unit bits or nats
   */
  public double low(Unit unit) {
    requireNonNull(unit, "unit must not be null");
    return unit.fromNats(lowNats);
  }

  /**
   * {@return the upper end}
   *
   * @param unit bits or nats
   */
  public double high(Unit unit) {
    requireNonNull(unit, "unit must not be null");
    return unit.fromNats(highNats);
  }
}
