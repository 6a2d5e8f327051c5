package org.infoplane.capture.dl4j;

/** Checks of arguments. */
final class Require {

  private Require() {}

  static void atLeast(int least, String name, int value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %s, got %s".formatted(name, least, value));
    }
  }
}
