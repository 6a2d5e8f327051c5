package org.infoplane.measure;

/** Some dimensions of a set of observations, for counts outside a {@link TimeWindow}. */
final class Subspace {

  private final double[][] columns;
  private final TimeWindow window;
  private final BoxCounter counter;

  Subspace(double[][] columns, TimeWindow window, int n) {
    this.columns = columns;
    this.window = window;
    this.counter = BoxCounter.of(columns, n);
  }

  /** Counts others outside the window with |difference| at most the radius in each dimension. */
  int count(int middle, double[] radii) {
    int count = counter.within(middle, radii);
    for (int which = 0; which < window.size(middle); which++) {
      int other = window.excluded(middle, which);
      boolean inside = true;
      for (int d = 0; d < columns.length; d++) {
        inside &= Math.abs(columns[d][middle] - columns[d][other]) <= radii[d];
      }
      count -= inside ? 1 : 0;
    }
    return count;
  }
}
