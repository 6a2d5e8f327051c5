package org.infoplane.measure;

/** Counts the observations that lie in a box around one of them. */
interface BoxCounter {

  /**
   * Counts, the middle included, those with |difference| at most the radius in every dimension.
   *
   * @param middle index of the observation in the middle
   * @param radii {@code double[dimensions]}
   */
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
