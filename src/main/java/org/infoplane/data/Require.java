package org.infoplane.data;

/** Checks of arguments. */
final class Require {

  private Require() {}

  static void atLeast(int least, String name, int value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %s, got %s".formatted(name, least, value));
    }
  }

  static void within(int least, long most, String name, int value) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be %s to %s, got %s".formatted(name, least, most, value));
    }
  }
}
