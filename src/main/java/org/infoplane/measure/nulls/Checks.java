package org.infoplane.measure.nulls;

/** Checks what surrogates are asked for. */
final class Checks {

  private Checks() {}

  static void requireCount(int surrogates) {
    if (surrogates < 0) {
      throw new IllegalArgumentException(
          "Asked for %s surrogates. Pass at least 1, or use Null.none().".formatted(surrogates));
    }
  }

  static void requireBlock(int block) {
    if (block < 1) {
      throw new IllegalArgumentException(
          "Asked to shuffle blocks of %s samples. Pass at least 1.".formatted(block));
    }
  }
}
