package org.infoplane.measure;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The sums of {@link Kraskov}: local values of all observations, and their mean. Immutable. */
final class NeighbourInformation {

  private final double[][] a;
  private final double[][] b;
  private final double[][] given;
  private final TimeWindow window;
  private final int k;
  private final double[][] columns;
  private final KdTree joint;
  private final Subspace withA;
  private final Subspace withB;
  private final Subspace alone;
  private final double[] psi;

  /** Takes {@code double[dimensions][n]} with at least k others outside each window. */
  NeighbourInformation(double[][] a, double[][] b, double[][] given, TimeWindow window, int k) {
    int n = a[0].length;
    this.a = a;
    this.b = b;
    this.given = given;
    this.window = window;
    this.k = k;
    columns = Columns.join(a, b, given);
    joint = new KdTree(columns);
    withA = new Subspace(Columns.join(a, given), window, n);
    withB = new Subspace(Columns.join(b, given), window, n);
    alone = new Subspace(given, window, n);
    psi = Digamma.upTo(n);
  }

  /** In parallel over observations, but added up in their order. */
  double mean(Kraskov.Algorithm algorithm) {
    int n = a[0].length;
    double[] local =
        IntStream.range(0, n)
            .parallel()
            .mapToDouble(i -> algorithm == Kraskov.Algorithm.ONE ? one(i) : two(i))
            .toArray();
    double sum = 0;
    for (double value : local) {
      sum += value;
    }
    return sum / n;
  }

  private double one(int i) {
    int farthest = joint.nearest(i, k, window)[k - 1];
    // At most the number before is less than the number.
    double nearer = Math.nextDown(Columns.distance(columns, i, farthest));
    // Without given dimensions all that could be neighbours are counted: psi(N).
    int c = alone.count(i, radii(nearer, 0, nearer));
    int ac = withA.count(i, radii(nearer, a.length, nearer));
    int bc = withB.count(i, radii(nearer, b.length, nearer));
    return psi[k] + psi[c + 1] - (psi[ac + 1] + psi[bc + 1]);
  }

  private double two(int i) {
    double inA = 0;
    double inB = 0;
    double inGiven = 0;
    for (int other : joint.nearest(i, k, window)) {
      inA = Math.max(inA, Columns.distance(a, i, other));
      inB = Math.max(inB, Columns.distance(b, i, other));
      inGiven = Math.max(inGiven, Columns.distance(given, i, other));
    }
    int c = alone.count(i, radii(inGiven, 0, inGiven));
    int ac = withA.count(i, radii(inA, a.length, inGiven));
    int bc = withB.count(i, radii(inB, b.length, inGiven));
    return given.length == 0
        ? psi[k] - 1.0 / k + psi[c + 1] - (psi[ac] + psi[bc])
        : psi[k] - 2.0 / k + psi[c] - (psi[ac] - 1.0 / ac + (psi[bc] - 1.0 / bc));
  }

  /** The first radius for the first dimensions, then that of the given ones. */
  private double[] radii(double first, int firsts, double ofGiven) {
    double[] radii = new double[firsts + given.length];
    Arrays.fill(radii, ofGiven);
    Arrays.fill(radii, 0, firsts, first);
    return radii;
  }

  static void requireNoRepeats(Resampling resampling) {
    if (resampling.repeats()) {
      throw new IllegalArgumentException(
          "Asked for a bootstrap of nearest neighbours, which take repeated points for information. Use Resampling.jackknife(stretches).");
    }
  }
}
