package org.infoplane.symbol;

/** Checks of arguments. */
final class Require {

  private Require() {}

  static int atLeast(int low, String name, int value) {
    return between(low, Integer.MAX_VALUE, name, value);
  }

  static int between(int low, int high, String name, int value) {
    if (value < low || value > high) {
      String most = high == Integer.MAX_VALUE ? "at least " + low : "from " + low + " to " + high;
      throw new IllegalArgumentException("%s must be %s, got %s".formatted(name, most, value));
    }
    return value;
  }

  /** Checks an index from 0 to below a count. */
  static int index(String name, int index, int count) {
    return between(0, count - 1, name, index);
  }
}
