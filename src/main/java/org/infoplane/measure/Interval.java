package org.infoplane.measure;

/**
 * A confidence interval of an estimate. It knows the scatter of the estimate, not its bias.
 *
 * @param lowNats lower end, in nats
 * @param highNats upper end, in nats
 * @param level confidence, such as 0.95
 */
public record Interval(double lowNats, double highNats, double level) {

  /**
   * The lower end in a unit.
   *
   * @param unit bits or nats
   * @return lower end
   */
  public double low(Unit unit) {
    return unit.fromNats(lowNats);
  }

  /**
   * The upper end in a unit.
   *
   * @param unit bits or nats
   * @return upper end
   */
  public double high(Unit unit) {
    return unit.fromNats(highNats);
  }
}
