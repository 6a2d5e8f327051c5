package org.infoplane.measure;

import java.util.Arrays;

/**
 * Nearest neighbours and box counts under the maximum norm. Points are stored in leaf order; each
 * node has the bounding box of its points, halved between its children. Immutable.
 *
 * @see <a href="https://doi.org/10.1145/355744.355745">Friedman, Bentley and Finkel 1977</a>
 */
final class KdTree implements BoxCounter {

  private static final int LEAF = 12;

  private final double[][] columns;
  private final int dimensions;
  private final int n;
  private final int[] ids; // observation at each position
  private final double[] points; // [n * dimensions], in the order of ids
  private final double[] boxes; // [nodes * dimensions * 2], low and high, root first

  /** Takes {@code double[dimensions][n]}, at least 1 of each, without a copy. */
  KdTree(double[][] columns) {
    this.columns = columns;
    dimensions = columns.length;
    n = columns[0].length;
    ids = new int[n];
    Arrays.setAll(ids, i -> i);
    int nodes = 1;
    for (int size = n; size > LEAF; size = (size + 1) / 2) {
      nodes = 2 * nodes + 1;
    }
    boxes = new double[nodes * dimensions * 2];
    build(0, 0, n);
    points = new double[n * dimensions];
    Arrays.setAll(points, p -> columns[p % dimensions][ids[p / dimensions]]);
  }

  private void build(int node, int from, int to) {
    int widest = 0;
    double width = -1;
    for (int d = 0; d < dimensions; d++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int p = from; p < to; p++) {
        low = Math.min(low, columns[d][ids[p]]);
        high = Math.max(high, columns[d][ids[p]]);
      }
      boxes[(node * dimensions + d) * 2] = low;
      boxes[(node * dimensions + d) * 2 + 1] = high;
      if (high - low > width) {
        widest = d;
        width = high - low;
      }
    }
    if (to - from > LEAF) {
      int half = (from + to) >>> 1;
      Selection.select(ids, columns[widest], from, to, half);
      build(2 * node + 1, from, half);
      build(2 * node + 2, half, to);
    }
  }

  private double[] at(int observation) {
    double[] at = new double[dimensions];
    for (int d = 0; d < dimensions; d++) {
      at[d] = columns[d][observation];
    }
    return at;
  }

  @Override
  public int within(int middle, double[] radii) {
    return within(at(middle), radii, 0, 0, n);
  }

  private int within(double[] at, double[] radii, int node, int from, int to) {
    boolean inside = true;
    int box = node * dimensions * 2;
    for (int d = 0; d < dimensions; d++) {
      double low = boxes[box++];
      double high = boxes[box++];
      if (low - at[d] > radii[d] || at[d] - high > radii[d]) {
        return 0;
      }
      inside &= high - at[d] <= radii[d] && at[d] - low <= radii[d];
    }
    if (inside) {
      return to - from;
    }
    if (to - from > LEAF) {
      int half = (from + to) >>> 1;
      return within(at, radii, 2 * node + 1, from, half)
          + within(at, radii, 2 * node + 2, half, to);
    }
    int count = 0;
    for (int p = from; p < to; p++) {
      boolean in = true;
      for (int d = 0; d < dimensions; d++) {
        in &= Math.abs(points[p * dimensions + d] - at[d]) <= radii[d];
      }
      count += in ? 1 : 0;
    }
    return count;
  }

  /** The k nearest others outside the window, which must exist; ties go to the lower index. */
  Nearest nearest(int middle, int k, TimeWindow window) {
    Search search = new Search(middle, k, window);
    search.visit(0, 0, n, 0);
    return search.nearest;
  }

  /** Mutable: the nearest so far in one query. */
  private final class Search {
    private final int middle;
    private final double[] at;
    private final TimeWindow window;
    private final Nearest nearest;

    Search(int middle, int k, TimeWindow window) {
      this.middle = middle;
      this.at = at(middle);
      this.window = window;
      this.nearest = new Nearest(k);
    }

    private double distance(int node) {
      double farthest = 0;
      int box = node * dimensions * 2;
      for (int d = 0; d < dimensions; d++) {
        double low = boxes[box++] - at[d];
        double high = at[d] - boxes[box++];
        farthest = Math.max(farthest, Math.max(low, high));
      }
      return farthest;
    }

    void visit(int node, int from, int to, double distance) {
      if (distance > nearest.farthest()) {
        return;
      }
      if (to - from <= LEAF) {
        for (int p = from; p < to; p++) {
          double farthest = 0;
          for (int d = 0; d < dimensions; d++) {
            farthest = Math.max(farthest, Math.abs(points[p * dimensions + d] - at[d]));
          }
          if (nearest.wants(ids[p], farthest) && !window.excludes(middle, ids[p])) {
            nearest.put(ids[p], farthest);
          }
        }
        return;
      }
      int half = (from + to) >>> 1;
      double left = distance(2 * node + 1);
      double right = distance(2 * node + 2);
      if (left <= right) {
        visit(2 * node + 1, from, half, left);
        visit(2 * node + 2, half, to, right);
      } else {
        visit(2 * node + 2, half, to, right);
        visit(2 * node + 1, from, half, left);
      }
    }
  }
}
