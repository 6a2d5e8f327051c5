package org.infoplane.query;

/** Checks of arguments. */
final class Require {

  private Require() {}

  static int atLeast(int least, String name, int value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %s, got %s".formatted(name, least, value));
    }
    return value;
  }
}
