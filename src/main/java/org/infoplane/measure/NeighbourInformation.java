package org.infoplane.measure;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The sums of {@link Kraskov} for one (a, given) and any number of b: what does not depend on b is
 * computed once. Immutable.
 *
 * <p>For many b each observation has a list of its nearest neighbours in (a, given). The nearest
 * neighbours in all dimensions are found along it without a tree, unless the list is too short.
 */
final class NeighbourInformation {

  /** Longer lists are slower than searching a tree. */
  private static final double LONGEST = 192;

  private final double[][] a;
  private final double[][] given;
  private final double[][] ofBoth;
  private final TimeWindow window;
  private final Kraskov how;
  private final Subspace withA;
  private final Subspace alone;
  private final double[] psi;
  private final Nearest[] lists;
  private final boolean[] tied;
  private final boolean repeats;

  /** Takes {@code double[dimensions][n]} with at least k others outside each window. */
  NeighbourInformation(double[][] a, double[][] given, TimeWindow window, Kraskov how) {
    this(a, given, window, how, 0);
  }

  private NeighbourInformation(
      double[][] a, double[][] given, TimeWindow window, Kraskov how, int length) {
    int n = a[0].length;
    this.a = a;
    this.given = given;
    this.window = window;
    this.how = how;
    ofBoth = Columns.join(a, given);
    withA = new Subspace(ofBoth, window, n);
    alone = new Subspace(given, window, n);
    psi = Digamma.upTo(n);
    tied = Ties.repeated(ofBoth);
    repeats = Ties.any(tied);
    lists = new Nearest[length == 0 ? 0 : n];
    if (length > 0) {
      KdTree tree = new KdTree(ofBoth);
      IntStream.range(0, n)
          .parallel()
          .forEach(i -> lists[i] = tree.nearest(i, Math.min(length, n - window.size(i)), window));
    }
  }

  /** Prepares for many b of this many dimensions. */
  static NeighbourInformation ofMany(
      double[][] a, double[][] given, TimeWindow window, Kraskov how, int dimensionsOfB) {
    double n = a[0].length;
    int ofBoth = a.length + given.length;
    // Expected number of n uniform points in the cube of the k nearest, projected on (a, given).
    double passed = n * Math.pow(how.neighbours() / n, ofBoth / (double) (ofBoth + dimensionsOfB));
    return new NeighbourInformation(
        a, given, window, how, 3 * passed > LONGEST ? 0 : (int) (3 * passed));
  }

  /** I(A;B|C), the mean of the local values, which are computed in parallel but added in order. */
  double with(double[][] b) {
    int n = a[0].length;
    if (areConstant(a) || areConstant(b)) {
      return 0; // a constant carries no information
    }
    WithB all = new WithB(b);
    boolean[] tiedInB = Ties.repeated(b);
    if (repeats || Ties.any(tiedInB)) {
      return Arrays.stream(all.mixed(tiedInB)).sum() / n;
    }
    double[] local = IntStream.range(0, n).parallel().mapToDouble(all::listed).toArray();
    int[] left = IntStream.range(0, n).filter(i -> Double.isNaN(local[i])).toArray();
    if (left.length > 0) {
      KdTree joint = new KdTree(Columns.join(a, b, given));
      Arrays.stream(left)
          .parallel()
          .forEach(
              i -> local[i] = all.local(i, joint.nearest(i, how.neighbours(), window).found, null));
    }
    double sum = 0;
    for (double value : local) {
      sum += value;
    }
    return sum / n;
  }

  private static boolean areConstant(double[][] columns) {
    return Arrays.stream(columns).allMatch(Columns::isConstant);
  }

  /** One radius for the first dimensions, another for the given ones. */
  private double[] radii(double first, int firsts, double ofGiven) {
    double[] radii = new double[firsts + given.length];
    Arrays.fill(radii, ofGiven);
    Arrays.fill(radii, 0, firsts, first);
    return radii;
  }

  /** Counts others outside the window within the radii; the list, if any, holds all of them. */
  private int countWithA(int i, double inA, double inGiven, @Nullable Nearest list) {
    if (list == null) {
      return withA.count(i, radii(inA, a.length, inGiven));
    }
    int[] others = list.found;
    double[] distances = list.distances;
    double farthest = Math.max(inA, inGiven);
    int count = 0;
    for (int l = 0; l < others.length && distances[l] <= farthest; l++) {
      boolean inside =
          inA == inGiven
              || (Columns.distance(a, i, others[l]) <= inA
                  && Columns.distance(given, i, others[l]) <= inGiven);
      count += inside ? 1 : 0;
    }
    return count;
  }

  /** Local values of all observations for one b. */
  private final class WithB {
    private final int k = how.neighbours();
    private final double[][] b;
    private final Subspace withB;

    WithB(double[][] b) {
      this.b = b;
      withB = new Subspace(Columns.join(b, given), window, b[0].length);
    }

    /**
     * Local values of data with ties: of Kraskov where exactly k others are within the distance of
     * the k-th (of his first algorithm at tied values, since the second assumes that each dimension
     * is continuous), else of the discrete-continuous estimator, with all neighbours at that
     * distance.
     */
    double[] mixed(boolean[] tiedInB) {
      double[][] columns = Columns.join(a, b, given);
      KdTree tree = new KdTree(columns);
      Subspace joint = new Subspace(columns, window, columns[0].length);
      return IntStream.range(0, columns[0].length)
          .parallel()
          .mapToDouble(
              i -> {
                int[] nearest = tree.nearest(i, k, window).found;
                return mixed(i, nearest, columns, joint, tied[i] || tiedInB[i]);
              })
          .toArray();
    }

    private double mixed(int i, int[] nearest, double[][] columns, Subspace joint, boolean isTied) {
      double radius = Columns.distance(columns, i, nearest[k - 1]);
      double[] all = new double[columns.length];
      Arrays.fill(all, radius);
      int within = joint.count(i, all);
      if (within == k && radius > 0) {
        return isTied ? one(i, nearest, null) : local(i, nearest, null);
      }
      int c = alone.count(i, radii(radius, 0, radius));
      int ac = countWithA(i, radius, radius, null);
      int bc = withB.count(i, radii(radius, b.length, radius));
      return psi[within] + psi[c] - (psi[ac] + psi[bc]);
    }

    /** The local value by the list; NaN if there is none, or it is too short. */
    double listed(int i) {
      if (lists.length == 0) {
        return Double.NaN;
      }
      Nearest nearest = new Nearest(k);
      int[] others = lists[i].found;
      double[] distances = lists[i].distances;
      for (int l = 0; l < others.length; l++) {
        if (distances[l] > nearest.farthest()) {
          return local(i, nearest.found, lists[i]);
        }
        double distance = Math.max(distances[l], Columns.distance(b, i, others[l]));
        if (nearest.wants(others[l], distance)) {
          nearest.put(others[l], distance);
        }
      }
      return Double.NaN;
    }

    double local(int i, int[] nearest, @Nullable Nearest list) {
      return how.algorithm() == Kraskov.Algorithm.ONE
          ? one(i, nearest, list)
          : two(i, nearest, list);
    }

    private double one(int i, int[] nearest, @Nullable Nearest list) {
      int last = nearest[k - 1];
      double farthest = Math.max(Columns.distance(ofBoth, i, last), Columns.distance(b, i, last));
      // "At most" the preceding double is "less than".
      double nearer = Math.nextDown(farthest);
      // Without given dimensions all possible neighbours count: psi(N).
      int c = alone.count(i, radii(nearer, 0, nearer));
      int ac = countWithA(i, nearer, nearer, list);
      int bc = withB.count(i, radii(nearer, b.length, nearer));
      return psi[k] + psi[c + 1] - (psi[ac + 1] + psi[bc + 1]);
    }

    private double two(int i, int[] nearest, @Nullable Nearest list) {
      double inA = 0;
      double inB = 0;
      double inGiven = 0;
      for (int other : nearest) {
        inA = Math.max(inA, Columns.distance(a, i, other));
        inB = Math.max(inB, Columns.distance(b, i, other));
        inGiven = Math.max(inGiven, Columns.distance(given, i, other));
      }
      int c = alone.count(i, radii(inGiven, 0, inGiven));
      int ac = countWithA(i, inA, inGiven, list);
      int bc = withB.count(i, radii(inB, b.length, inGiven));
      return given.length == 0
          ? psi[k] - 1.0 / k + psi[c + 1] - (psi[ac] + psi[bc])
          : psi[k] - 2.0 / k + psi[c] - (psi[ac] - 1.0 / ac + (psi[bc] - 1.0 / bc));
    }
  }
}
