package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A confidence interval corrected for first-order bias, so that it may miss the estimate.
 *
 * @param lowNats lower end, in nats
 * @param highNats upper end, in nats
 * @param level confidence, such as 0.95; 1 for deterministic bounds
 * @param method its name
 */
public record Interval(double lowNats, double highNats, double level, String method) {

  /** An interval of the same width around another value. */
  Interval around(double nats) {
    double half = (highNats - lowNats) / 2;
    return new Interval(nats - half, nats + half, level, method);
  }

  /**
   * {@return a warning if the interval does not contain the estimate}
   *
   * @param nats the estimate
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
