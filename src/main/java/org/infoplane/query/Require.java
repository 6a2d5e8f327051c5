package org.infoplane.query;

import org.jspecify.annotations.Nullable;

/** Checks of arguments. */
final class Require {

  private Require() {}

  @SuppressWarnings("AnnotateFormatMethod")
  static void that(boolean holds, String message, @Nullable Object... values) {
    if (!holds) {
      throw new IllegalArgumentException(message.formatted(values));
    }
  }

  static void atLeast(int least, String name, int value) {
    that(value >= least, "%s must be at least %s, got %s", name, least, value);
  }
}
