package org.infoplane.symbol;

/**
 * The rank order of {@code order} samples of a unit, {@code delay} steps apart. Not binary even for
 * order 2, since the series gets shorter.
 */
record OrdinalPatterns(int order, int delay) implements Discretizer {

  private static final int LARGEST_ORDER = 8; // the alphabet is its factorial

  OrdinalPatterns {
    Require.between(2, LARGEST_ORDER, "order", order);
    Require.atLeast(1, "delay", delay);
  }

  @Override
  public Encoding fit(Values values) {
    Encoding.requireFinite(values);
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
