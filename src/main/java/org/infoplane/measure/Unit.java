package org.infoplane.measure;

/** Unit of information. */
public enum Unit {
  /** Natural logarithm. */
  NATS(1),
  /** Logarithm of base 2: 1 bit is ln 2 nats. */
  BITS(Math.log(2));

  private final double nats;

  Unit(double nats) {
    this.nats = nats;
  }

  /**
   * {@return the same information in this unit}
   *
   * @param value in nats
   */
  public double fromNats(double value) {
    return value / nats;
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
