package org.infoplane.measure;

/** Counts the observations in a box around one of them. */
interface BoxCounter {

  /** Counts those, the middle one included, at most {@code double[dimensions]} radii away. */
  int within(int middle, double[] radii);

  /** The fastest one for {@code double[dimensions][n]}; without dimensions all n are inside. */
  static BoxCounter of(double[][] columns, int n) {
    return switch (columns.length) {
      case 0 -> (middle, radii) -> n;
      case 1 -> new SortedLine(columns[0]);
      default -> new KdTree(columns);
    };
  }
}
