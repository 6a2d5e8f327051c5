package org.infoplane.symbol;

/**
 * The rank order of {@code order} samples of a unit, {@code delay} steps apart. Not even an order
 * of 2 is taken for binary: the series gets shorter.
 */
record OrdinalPatterns(int order, int delay) implements Discretizer {

  private static final int LARGEST_ORDER = 8;

  OrdinalPatterns {
    if (order < 2 || order > LARGEST_ORDER || delay < 1) {
      throw new IllegalArgumentException(
          "Asked for ordinal patterns of order %s and delay %s. Pass an order of 2 to %s (the alphabet is its factorial) and a delay of at least 1."
              .formatted(order, delay, LARGEST_ORDER));
    }
  }

  @Override
  public Encoding fit(Values values) {
    Encoding.requireNumbers(values);
    return new OrdinalEncoding(order, delay, values.units());
  }

  @Override
  public boolean looksAtData() {
    return false;
  }

  @Override
  public int span() {
    return (int) Math.min(Integer.MAX_VALUE, (order - 1L) * delay + 1);
  }

  @Override
  public String toString() {
    return "ordinal patterns of order " + order + (delay == 1 ? "" : ", delay " + delay);
  }
}
