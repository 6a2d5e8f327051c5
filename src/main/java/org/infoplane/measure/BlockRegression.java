package org.infoplane.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.infoplane.measure.statistics.Parallel;

/**
 * Least squares of many targets on the same regressors by one Cholesky factor of their correlation
 * matrix, and what each block of regressors adds to all others. Immutable.
 *
 * <p>A block with slopes b, and V its part of the inverse, adds b' V^-1 b to what the others
 * explain. With too few observations the correlations are shrunk towards 0 first.
 *
 * @see <a href="https://doi.org/10.2202/1544-6115.1175">Schaefer and Strimmer 2005</a>
 */
final class BlockRegression {

  /** Share of a column's variance below which it counts as a linear combination of the others. */
  private static final double NOTHING = 1e-10;

  /** Below this share the sum of squares is taken from the residuals, where nothing cancels. */
  private static final double CANCELS = 1e-3;

  /** Degrees of freedom that must be left of the residuals. */
  private static final int FEWEST_LEFT = 5;

  private final int n;
  private final int[][] blocks; // places among the kept columns, of each block
  private final boolean[] told; // of each block: others tell one of its columns
  private final double[][] z; // kept columns, of length 1
  private final double[][] y; // targets, of length 1; zeros if constant
  private final boolean[] silent; // targets that are constant
  private final double shrinkage;
  private final double[][] root; // inverse of the lower factor, row by row
  private final double[][] inverse;
  private final double[][] slopes; // [target][kept column]
  private final double[] left; // share of each target's variance that is not explained
  private final SmallMatrix[] ofBlocks; // V of each block

  /**
   * Fits all targets.
   *
   * @param regressors raw columns
   * @param targets raw columns
   * @param columns of each block
   */
  BlockRegression(double[][] regressors, double[][] targets, int[][] columns) {
    this.n = targets[0].length;
    double[][] all = new double[regressors.length][];
    Arrays.parallelSetAll(all, c -> ofLengthOne(regressors[c]));
    boolean[] constant = constants(regressors);
    this.y = new double[targets.length][];
    Arrays.parallelSetAll(y, t -> ofLengthOne(targets[t]));
    this.silent = constants(targets);
    double[][] both = Columns.join(all, y);
    double[][] r = new Products(both).ofFirst(all);
    int varying = 0;
    for (boolean none : constant) {
      varying += none ? 0 : 1;
    }
    this.shrinkage = n - 1 - varying < FEWEST_LEFT ? shrink(r, both, all.length) : 0;
    Factor factor = new Factor(r, constant);
    this.root = factor.inverse();
    this.inverse = squared(root);
    int[] kept = factor.kept.stream().mapToInt(Integer::intValue).toArray();
    this.z = Arrays.stream(kept).mapToObj(c -> all[c]).toArray(double[][]::new);
    int[] place = new int[all.length];
    Arrays.fill(place, -1);
    for (int i = 0; i < kept.length; i++) {
      place[kept[i]] = i;
    }
    boolean[] combined = combined(r, constant, kept, place);
    this.blocks = new int[columns.length][];
    this.told = new boolean[columns.length];
    this.ofBlocks = new SmallMatrix[columns.length];
    for (int b = 0; b < columns.length; b++) {
      told[b] = Arrays.stream(columns[b]).anyMatch(c -> combined[c]);
      blocks[b] = Arrays.stream(columns[b]).map(c -> place[c]).filter(p -> p >= 0).toArray();
      ofBlocks[b] = told[b] ? new SmallMatrix(0) : new SmallMatrix(inverse, blocks[b]);
    }
    this.slopes = new double[y.length][kept.length];
    this.left = new double[y.length];
    solve(r, kept, all.length);
  }

  private static boolean[] constants(double[][] columns) {
    boolean[] constant = new boolean[columns.length];
    for (int c = 0; c < columns.length; c++) {
      constant[c] = Columns.isConstant(columns[c]);
    }
    return constant;
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
   * Multiplies all correlations by 1 minus the intensity that is expected to bring them nearest to
   * the true ones: the sum of their variances over the sum of their squares.
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

  /** Mutable: the lower factor of the columns that are no combination of those before. */
  private static final class Factor {
    private final List<double[]> rows = new ArrayList<>();
    final List<Integer> kept = new ArrayList<>();

    /** Column by column; what is left of the matrix is updated by whole rows. */
    Factor(double[][] r, boolean[] constant) {
      int size = r.length;
      double[][] left = new double[size][];
      Arrays.setAll(left, i -> Arrays.copyOf(r[i], i + 1));
      List<double[]> columns = new ArrayList<>();
      for (int c = 0; c < size; c++) {
        double pivot = left[c][c];
        if (constant[c] || pivot < NOTHING) {
          continue;
        }
        double[] column = new double[size];
        for (int i = c; i < size; i++) {
          column[i] = left[i][c] / Math.sqrt(pivot);
        }
        for (int i = c + 1; i < size; i++) {
          subtract(left[i], column[i], column, c + 1, i);
        }
        columns.add(column);
        kept.add(c);
      }
      for (int i = 0; i < kept.size(); i++) {
        double[] row = new double[i + 1];
        for (int k = 0; k <= i; k++) {
          row[k] = columns.get(k)[kept.get(i)];
        }
        rows.add(row);
      }
    }

    private static void subtract(double[] from, double times, double[] row, int first, int last) {
      for (int j = first; j <= last; j++) {
        from[j] -= times * row[j];
      }
    }

    double[][] inverse() {
      double[][] inverse = new double[rows.size()][];
      for (int i = 0; i < inverse.length; i++) {
        double[] factor = rows.get(i);
        double[] row = new double[i + 1];
        for (int k = 0; k < i; k++) {
          double[] before = inverse[k];
          for (int j = 0; j <= k; j++) {
            row[j] -= factor[k] * before[j];
          }
        }
        for (int j = 0; j < i; j++) {
          row[j] /= factor[i];
        }
        row[i] = 1 / factor[i];
        inverse[i] = row;
      }
      return inverse;
    }
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

  /** Columns that the others tell: those not kept, and those that these are made of. */
  private boolean[] combined(double[][] r, boolean[] constant, int[] kept, int[] place) {
    boolean[] combined = new boolean[r.length];
    for (int i = 0; i < kept.length; i++) {
      combined[kept[i]] = 1 / inverse[i][i] < NOTHING;
    }
    for (int c = 0; c < r.length; c++) {
      if (constant[c] || place[c] >= 0) {
        continue;
      }
      combined[c] = true;
      for (int i = 0; i < kept.length; i++) {
        double weight = 0;
        for (int k = 0; k < kept.length; k++) {
          weight += inverse[i][k] * r[kept[k]][c];
        }
        combined[kept[i]] |= weight * weight / inverse[i][i] > NOTHING;
      }
    }
    return combined;
  }

  /** Slopes of all targets, which grow together, and what is left of each. */
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
      left[target] = rest;
    }
    Parallel.forEach(targets, this::sharpen);
  }

  private static void add(double times, double[] from, int first, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += times * from[first + i];
    }
  }

  private void sharpen(int target) {
    if (left[target] < CANCELS && shrinkage == 0) {
      double[] residual = residual(target);
      left[target] = dot(residual, residual);
    }
  }

  /** Intensity of the shrinkage, 0 if there were enough observations. */
  double shrinkage() {
    return shrinkage;
  }

  /** Independent regressors. */
  int rank() {
    return z.length;
  }

  /** Degrees of freedom of a block, 0 of one that is constant. */
  int dimensions(int block) {
    return blocks[block].length;
  }

  /** Whether a block is a linear combination of the others, so that nothing is its own. */
  boolean isTold(int block) {
    return told[block];
  }

  boolean isConstant(int target) {
    return silent[target];
  }

  /** Whether the regressors tell a target exactly. */
  boolean isExact(int target) {
    return !silent[target] && left[target] < NOTHING;
  }

  /** Information of a block given all others, infinite where it is not determined. */
  double nats(int block, int target) {
    if (silent[target] || (blocks[block].length == 0 && !told[block])) {
      return 0;
    }
    if (told[block] || isExact(target)) {
      return Double.POSITIVE_INFINITY;
    }
    double more = ofBlocks[block].square(slopes(block, target));
    return Math.log1p(more / left[target]) / 2;
  }

  private double[] slopes(int block, int target) {
    return Arrays.stream(blocks[block]).mapToDouble(p -> slopes[target][p]).toArray();
  }

  private double[] residual(int target) {
    double[] rest = y[target].clone();
    for (int c = 0; c < z.length; c++) {
      double slope = slopes[target][c];
      for (int i = 0; i < n; i++) {
        rest[i] -= slope * z[c][i];
      }
    }
    return rest;
  }

  private double[] combination(double[] weights) {
    double[] sum = new double[n];
    for (int c = 0; c < weights.length; c++) {
      for (int i = 0; i < n; i++) {
        sum[i] += weights[c] * z[c][i];
      }
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
   * What surrogates need, made once: the residuals of all blocks and targets, and an orthonormal
   * basis of the regressors.
   *
   * <p>A surrogate permutes X, what is left of a block given the others, in Y, what is left of a
   * target given the others: its residuals E and the block's own share. X in another order is
   * regressed on the others again, so that the value is as free as the observed one. All dot
   * products of all blocks are one matrix product.
   *
   * @see <a href="https://doi.org/10.2307/1391660">Freedman and Lane 1983</a>
   */
  final class Permuted {
    private final double[][] x; // all columns of all blocks, block by block
    private final int[] first; // of each block
    private final Products rest; // E, then the basis

    Permuted() {
      first = new int[blocks.length + 1];
      List<double[]> weights = new ArrayList<>();
      for (int b = 0; b < blocks.length; b++) {
        first[b] = weights.size();
        if (!told[b]) {
          int[] places = blocks[b];
          for (int q = 0; q < places.length; q++) {
            double[] unit = new double[places.length];
            unit[q] = 1;
            double[] share = ofBlocks[b].solve(unit);
            double[] weight = new double[z.length];
            for (int k = 0; k < places.length; k++) {
              for (int c = 0; c < weight.length; c++) {
                weight[c] += share[k] * inverse[places[k]][c];
              }
            }
            weights.add(weight);
          }
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
      double[][] moved = new double[x.length][n];
      Arrays.parallelSetAll(
          moved,
          c -> {
            double[] column = moved[c];
            for (int i = 0; i < n; i++) {
              column[i] = x[c][order[i]];
            }
            return column;
          });
      double[] nats = new double[blocks.length * y.length];
      if (x.length == 0) {
        return nats;
      }
      double[][] products = rest.with(moved);
      for (int b = 0; b < blocks.length; b++) {
        put(b, moved, products, nats);
      }
      return nats;
    }

    private void put(int block, double[][] moved, double[][] products, double[] nats) {
      int size = first[block + 1] - first[block];
      int at = first[block];
      if (size == 0) {
        return;
      }
      double[][] own = new double[size][size]; // X'X
      double[][] across = new double[size][size]; // X'X, the second in the other order
      double[][] free = new double[size][size]; // X'X of what the others do not tell of the second
      for (int a = 0; a < size; a++) {
        for (int b = 0; b < size; b++) {
          own[a][b] = dot(x[at + a], x[at + b]);
          across[a][b] = dot(x[at + a], moved[at + b]);
        }
      }
      SmallMatrix ofOwn = new SmallMatrix(own);
      double[][] along = new double[size][];
      for (int b = 0; b < size; b++) {
        double[] column = new double[size];
        for (int a = 0; a < size; a++) {
          column[a] = across[a][b];
        }
        along[b] = ofOwn.solve(column);
      }
      for (int a = 0; a < size; a++) {
        for (int b = 0; b < size; b++) {
          double sum = own[a][b];
          for (int k = y.length; k < products[at].length; k++) {
            sum -= products[at + a][k] * products[at + b][k];
          }
          for (int k = 0; k < size; k++) {
            sum += across[k][a] * along[b][k];
          }
          free[a][b] = sum;
        }
      }
      SmallMatrix ofFree = new SmallMatrix(free);
      for (int t = 0; t < y.length; t++) {
        if (silent[t] || isExact(t)) {
          continue;
        }
        double[] slope = slopes(block, t);
        double[] shared = new double[size];
        double all = left[t];
        for (int b = 0; b < size; b++) {
          shared[b] = products[at + b][t];
          for (int a = 0; a < size; a++) {
            shared[b] += across[a][b] * slope[a];
            all += slope[a] * own[a][b] * slope[b];
          }
        }
        double share = Math.min(1, ofFree.square(shared) / all);
        nats[block * y.length + t] = -Math.log1p(-share) / 2;
      }
    }
  }
}
