package org.infoplane.symbol;

/** Checks a number that says which one is meant. */
final class Index {

  private Index() {}

  static int require(String what, int index, int count) {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException(
          "Asked for %s %s of %s. Pass 0 to %s.".formatted(what, index, count, count - 1));
    }
    return index;
  }
}
