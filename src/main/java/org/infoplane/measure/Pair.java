package org.infoplane.measure;

/** Where a pair of units is among all pairs of two layers: targets of the first source first. */
final class Pair {

  private Pair() {}

  static int index(int source, int target, int sources, int targets) {
    if (source < 0 || source >= sources || target < 0 || target >= targets) {
      throw new IllegalArgumentException(
          "Asked for the pair of source unit %s and target unit %s, but there are %s x %s units. Pass a source unit from 0 to %s and a target unit from 0 to %s."
              .formatted(source, target, sources, targets, sources - 1, targets - 1));
    }
    return source * targets + target;
  }
}
