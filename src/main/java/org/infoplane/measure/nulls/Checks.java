package org.infoplane.measure.nulls;

/** Validates arguments of surrogates. */
final class Checks {

  private Checks() {}

  static void requireCount(int surrogates) {
    if (surrogates < 0) {
      throw new IllegalArgumentException(
          "surrogates must not be negative, got %s. Use Null.none() for none."
              .formatted(surrogates));
    }
  }

  static void requireBlock(int block) {
    if (block < 1) {
      throw new IllegalArgumentException("block must be at least 1, got " + block);
    }
  }
}
