package org.infoplane.capture;

/** Checks of arguments. */
final class Require {

  private Require() {}

  static void atLeast(long least, String name, long value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %s, got %s".formatted(name, least, value));
    }
  }
}
