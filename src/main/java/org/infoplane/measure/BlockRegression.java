package org.infoplane.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.infoplane.measure.statistics.Parallel;

/**
 * Least squares of many targets on the same regressors by one Cholesky factor of their correlation
 * matrix, and the information of each block of regressors given all others. Immutable.
 *
 * <p>A block with slopes b, and V its part of the inverse, adds b' V^-1 b to the explained variance
 * of the others. With too few observations the correlations are first shrunk towards 0.
 *
 * @see <a href="https://doi.org/10.2202/1544-6115.1175">Schaefer and Strimmer 2005</a>
 */
final class BlockRegression {

  /** Share of a column's variance below which it counts as a linear combination of the others. */
  static final double TOLERANCE = 1e-10;

  /** Below this share the sum of squares is computed from the residuals, without cancellation. */
  private static final double CANCELLATION = 1e-3;

  /** Fewest degrees of freedom of the residuals without shrinkage. */
  private static final int MIN_FREEDOM = 5;

  private final int n;
  private final int[][] blocks; // indices of kept columns, of each block
  private final boolean[] collinear; // whether others determine one of a block's columns
  private final double[][] z; // kept columns, of length 1
  private final double[][] y; // targets, of length 1; zeros if constant
  private final boolean[] constant; // of each target
  private final double shrinkage;
  private final double[][] root; // inverse of the Cholesky factor, row by row
  private final double[][] inverse;
  private final double[][] slopes; // [target][kept column]
  private final double[] unexplained; // share of each target's variance
  private final SmallMatrix[] ofBlocks; // V of each block

  /** Fits all raw targets to raw regressors; {@code columns} are the regressors of each block. */
  BlockRegression(double[][] regressors, double[][] targets, int[][] columns) {
    this.n = targets[0].length;
    double[][] all = new double[regressors.length][];
    Arrays.parallelSetAll(all, c -> ofLengthOne(regressors[c]));
    this.y = new double[targets.length][];
    Arrays.parallelSetAll(y, t -> ofLengthOne(targets[t]));
    this.constant = new boolean[targets.length];
    for (int t = 0; t < constant.length; t++) {
      constant[t] = Columns.isConstant(targets[t]);
    }
    double[][] both = Columns.join(all, y);
    double[][] r = new Products(both).ofFirst(all);
    long varying = IntStream.range(0, all.length).filter(c -> r[c][c] > 0).count();
    this.shrinkage = n - 1 - varying < MIN_FREEDOM ? shrink(r, both, all.length) : 0;
    CholeskyFactor factor = new CholeskyFactor(r);
    int[] kept = factor.kept;
    this.root = factor.inverse();
    this.inverse = squared(root);
    this.z = Arrays.stream(kept).mapToObj(c -> all[c]).toArray(double[][]::new);
    boolean[] combined = combined(r, kept);
    this.blocks = new int[columns.length][];
    this.collinear = new boolean[columns.length];
    this.ofBlocks = new SmallMatrix[columns.length];
    for (int b = 0; b < columns.length; b++) {
      collinear[b] = Arrays.stream(columns[b]).anyMatch(c -> combined[c]);
      blocks[b] =
          Arrays.stream(columns[b])
              .map(c -> Arrays.binarySearch(kept, c))
              .filter(k -> k >= 0)
              .toArray();
      ofBlocks[b] = collinear[b] ? new SmallMatrix(0) : new SmallMatrix(inverse, blocks[b]);
    }
    this.slopes = new double[y.length][kept.length];
    this.unexplained = new double[y.length];
    solve(r, kept, all.length);
  }

  private static double[] ofLengthOne(double[] column) {
    double[] scores = Columns.standardized(column);
    double length = Math.sqrt(column.length - 1.0);
    for (int i = 0; i < scores.length; i++) {
      scores[i] /= length;
    }
    return scores;
  }

  /**
   * Multiplies all correlations by 1 minus the intensity of least expected squared error, the sum
   * of their variances over the sum of their squares. Returns the intensity.
   */
  private double shrink(double[][] r, double[][] both, int regressors) {
    double[][] squared = new double[both.length][];
    Arrays.setAll(squared, c -> Arrays.stream(both[c]).map(v -> v * v).toArray());
    double[][] fourth = new Products(squared).ofFirst(Arrays.copyOf(squared, regressors));
    double variances = 0;
    double squares = 0;
    for (int i = 0; i < regressors; i++) {
      for (int j = i + 1; j < r[i].length; j++) {
        double square = r[i][j] * r[i][j];
        variances += (fourth[i][j] - square / n) * n / (n - 1);
        squares += square;
      }
    }
    double intensity = squares == 0 ? 1 : Math.max(0, Math.min(1, variances / squares));
    for (int i = 0; i < regressors; i++) {
      for (int j = 0; j < r[i].length; j++) {
        r[i][j] *= i == j ? 1 : 1 - intensity;
      }
    }
    return intensity;
  }

  private static double[][] squared(double[][] root) {
    double[][] product = new double[root.length][root.length];
    for (double[] row : root) {
      for (int a = 0; a < row.length; a++) {
        double[] sums = product[a];
        for (int b = 0; b < row.length; b++) {
          sums[b] += row[a] * row[b];
        }
      }
    }
    return product;
  }

  /** Whether the others determine a column: it was not kept, or is part of one that was not. */
  private boolean[] combined(double[][] r, int[] kept) {
    boolean[] combined = new boolean[r.length];
    for (int i = 0; i < kept.length; i++) {
      combined[kept[i]] = 1 / inverse[i][i] < TOLERANCE;
    }
    for (int c = 0; c < r.length; c++) {
      if (r[c][c] == 0 || Arrays.binarySearch(kept, c) >= 0) {
        continue;
      }
      combined[c] = true;
      for (int i = 0; i < kept.length; i++) {
        double weight = 0;
        for (int k = 0; k < kept.length; k++) {
          weight += inverse[i][k] * r[kept[k]][c];
        }
        combined[kept[i]] |= weight * weight / inverse[i][i] > TOLERANCE;
      }
    }
    return combined;
  }

  /** The slopes and the unexplained variance of all targets at once. */
  private void solve(double[][] r, int[] kept, int regressors) {
    int targets = y.length;
    double[][] shares = new double[kept.length][targets];
    Parallel.forEach(
        kept.length,
        i -> {
          for (int k = 0; k <= i; k++) {
            add(root[i][k], r[kept[k]], regressors, shares[i]);
          }
        });
    double[][] ofColumns = new double[kept.length][targets];
    Parallel.forEach(
        kept.length,
        k -> {
          for (int i = k; i < kept.length; i++) {
            add(root[i][k], shares[i], 0, ofColumns[k]);
          }
        });
    for (int target = 0; target < targets; target++) {
      double rest = 1;
      for (int k = 0; k < kept.length; k++) {
        slopes[target][k] = ofColumns[k][target];
        rest -= shares[k][target] * shares[k][target];
      }
      unexplained[target] = rest;
    }
    Parallel.forEach(targets, this::refine);
  }

  private static void add(double times, double[] from, int first, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += times * from[first + i];
    }
  }

  private void refine(int target) {
    if (unexplained[target] < CANCELLATION && shrinkage == 0) {
      double[] residual = residual(target);
      unexplained[target] = dot(residual, residual);
    }
  }

  /** Intensity of the shrinkage, 0 with enough observations. */
  double shrinkage() {
    return shrinkage;
  }

  /** Number of linearly independent regressors. */
  int rank() {
    return z.length;
  }

  /** Degrees of freedom of a block, 0 of a constant one. */
  int dimensions(int block) {
    return blocks[block].length;
  }

  /** Whether a column of the block is a linear combination of the other regressors. */
  boolean isCollinear(int block) {
    return collinear[block];
  }

  boolean isConstant(int target) {
    return constant[target];
  }

  /** Whether the regressors determine a target exactly. */
  boolean isExact(int target) {
    return !constant[target] && unexplained[target] < TOLERANCE;
  }

  /** Information of a block given all others, infinite where it is undetermined. */
  double nats(int block, int target) {
    if (constant[target] || (blocks[block].length == 0 && !collinear[block])) {
      return 0;
    }
    if (collinear[block] || isExact(target)) {
      return Double.POSITIVE_INFINITY;
    }
    double more = ofBlocks[block].square(slopes(block, target));
    return Math.log1p(more / unexplained[target]) / 2;
  }

  private double[] slopes(int block, int target) {
    return Arrays.stream(blocks[block]).mapToDouble(p -> slopes[target][p]).toArray();
  }

  private double[] residual(int target) {
    return plus(y[target].clone(), -1, slopes[target]);
  }

  private double[] combination(double[] weights) {
    return plus(new double[n], 1, weights);
  }

  private double[] plus(double[] sum, int sign, double[] weights) {
    for (int c = 0; c < weights.length; c++) {
      add(sign * weights[c], z[c], 0, sum);
    }
    return sum;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  /**
   * The residuals of all blocks and targets, and an orthonormal basis of the regressors, computed
   * once for all surrogates.
   *
   * <p>X is the residual of a block given the others; Y that of a target, the residual E of the
   * full fit and the block's own share. A surrogate permutes X and regresses it on the others
   * again, so that the value has the degrees of freedom of the observed one. The dot products of
   * all blocks are one matrix product.
   *
   * @see <a href="https://doi.org/10.2307/1391660">Freedman and Lane 1983</a>
   */
  final class Permuted {
    private final double[][] x; // X of all blocks
    private final int[] first; // column of each block
    private final Products rest; // with E, then the basis

    Permuted() {
      first = new int[blocks.length + 1];
      List<double[]> weights = new ArrayList<>();
      for (int b = 0; b < blocks.length; b++) {
        first[b] = weights.size();
        int[] places = collinear[b] ? new int[0] : blocks[b];
        for (int q = 0; q < places.length; q++) {
          double[] unit = new double[places.length];
          unit[q] = 1;
          double[] share = ofBlocks[b].solve(unit);
          double[] weight = new double[z.length];
          for (int k = 0; k < places.length; k++) {
            add(share[k], inverse[places[k]], 0, weight);
          }
          weights.add(weight);
        }
      }
      first[blocks.length] = weights.size();
      x = new double[weights.size()][];
      Arrays.parallelSetAll(x, i -> combination(weights.get(i)));
      double[][] residuals = new double[y.length][];
      Arrays.parallelSetAll(residuals, BlockRegression.this::residual);
      double[][] basis = new double[root.length][];
      Arrays.parallelSetAll(basis, i -> combination(root[i]));
      rest = new Products(Columns.join(residuals, basis));
    }

    /** Information of each block and target, block by block, with X in another order. */
    double[] nats(int[] order) {
      double[][] moved = Columns.select(x, order);
      double[] nats = new double[blocks.length * y.length];
      double[][] products = rest.with(moved);
      for (int b = 0; b < blocks.length; b++) {
        put(b, moved, products, nats);
      }
      return nats;
    }

    private void put(int block, double[][] moved, double[][] products, double[] nats) {
      int at = first[block];
      int size = first[block + 1] - at;
      if (size == 0) {
        return;
      }
      double[][] own = new double[size][size]; // X'X
      double[][] across = new double[size][size]; // X'X, the first X permuted
      double[][] free = new double[size][size]; // X'X of the residuals of the permuted X
      for (int a = 0; a < size; a++) {
        for (int b = 0; b < size; b++) {
          own[a][b] = dot(x[at + a], x[at + b]);
          across[a][b] = dot(moved[at + a], x[at + b]);
        }
      }
      SmallMatrix ofOwn = new SmallMatrix(own);
      double[][] along = new double[size][];
      Arrays.setAll(along, b -> ofOwn.solve(across[b]));
      for (int a = 0; a < size; a++) {
        for (int b = 0; b < size; b++) {
          double sum = own[a][b];
          for (int k = y.length; k < products[at].length; k++) {
            sum -= products[at + a][k] * products[at + b][k];
          }
          for (int k = 0; k < size; k++) {
            sum += across[a][k] * along[b][k];
          }
          free[a][b] = sum;
        }
      }
      SmallMatrix ofFree = new SmallMatrix(free);
      for (int t = 0; t < y.length; t++) {
        if (constant[t] || isExact(t)) {
          continue;
        }
        double[] slope = slopes(block, t);
        double[] shared = new double[size];
        double all = unexplained[t];
        for (int b = 0; b < size; b++) {
          shared[b] = products[at + b][t];
          for (int a = 0; a < size; a++) {
            shared[b] += across[b][a] * slope[a];
            all += slope[a] * own[a][b] * slope[b];
          }
        }
        double share = Math.min(1, ofFree.square(shared) / all);
        nats[block * y.length + t] = -Math.log1p(-share) / 2;
      }
    }
  }
}
