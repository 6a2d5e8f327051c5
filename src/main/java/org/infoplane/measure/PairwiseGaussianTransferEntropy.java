package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.infoplane.measure.nulls.ChiSquare;
import org.infoplane.measure.statistics.Parallel;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.History;
import org.infoplane.symbol.Values;

/**
 * Gaussian transfer entropy from every unit of one layer to every unit of another, source history
 * of one. Immutable. Each pair equals {@link TransferEntropy#of(Values, Values, Embedding)} with
 * {@link ContinuousEstimator#gaussian()} on its units.
 *
 * <p>TE = -1/2 ln(1 - r^2), where r is the correlation of source and next given the target's past:
 * with the past made orthonormal once a target, a pair is one dot product of the source with the
 * residual of next, and one with each dimension of the past. The products of all sources grow
 * together, sample by sample, which the compiler turns into vector instructions.
 *
 * @see <a href="https://doi.org/10.1103/PhysRevLett.103.238701">Barnett, Barrett and Seth 2009</a>
 */
public final class PairwiseGaussianTransferEntropy extends UnitPairs {

  private static final double NOTHING = 1e-10;
  private static final int TILE = 16;

  /** Samples whose sources stay in the cache for all vectors of a tile; a multiple of 4. */
  private static final int BLOCK = 32;

  private final boolean[] live;
  private final int[] ofPast; // independent dimensions of each target's past

  private PairwiseGaussianTransferEntropy(
      double[][] columns,
      Values targets,
      Embedding embedding,
      int[] times,
      UnaryOperator<double[]> scores) {
    super(columns.length, targets.units(), times.length);
    this.live = new boolean[nats.length];
    this.ofPast = new int[targets.units()];
    double[][] rows = rows(columns);
    double[] variances = new double[columns.length];
    Arrays.setAll(variances, s -> Columns.isConstant(columns[s]) ? 0 : 1);
    int tiles = (targets.units() + TILE - 1) / TILE;
    Parallel.forEach(
        tiles,
        tile -> {
          int first = tile * TILE;
          Basis[] bases = new Basis[Math.min(TILE, targets.units() - first)];
          Arrays.setAll(bases, i -> new Basis(targets, first + i, embedding, times, scores));
          measure(rows, variances, bases, first);
        });
  }

  /** {@code double[samples][units]}, with zeros up to a multiple of 4 samples. */
  private static double[][] rows(double[][] columns) {
    double[][] rows = new double[padded(columns[0].length)][columns.length];
    int n = columns[0].length;
    for (int from = 0; from < n; from += BLOCK) {
      for (int s = 0; s < columns.length; s++) {
        for (int t = from; t < Math.min(n, from + BLOCK); t++) {
          rows[t][s] = columns[s][t];
        }
      }
    }
    return rows;
  }

  private static int padded(int samples) {
    return Math.addExact(samples, 3) / 4 * 4;
  }

  /**
   * What a target knows of itself: orthonormal dimensions of its past, and the rest of its next.
   */
  private static final class Basis {
    private final double[][] vectors; // those of the past, then the residual of next
    private final boolean open;

    Basis(
        Values targets,
        int unit,
        Embedding embedding,
        int[] times,
        UnaryOperator<double[]> scores) {
      double[] series = new double[targets.samples()];
      Arrays.setAll(series, t -> targets.get(t, unit));
      Values own = Values.ofSeries(series);
      Residuals residuals = new Residuals(times.length);
      double[][] past = Embedding.points(own, embedding.target(), times);
      Arrays.setAll(past, p -> scores.apply(past[p]));
      residuals.add(past);
      double[] next =
          Columns.standardized(scores.apply(Embedding.points(own, History.present(), times)[0]));
      open = residuals.add(next) > 0;
      vectors = residuals.directions();
      Arrays.setAll(vectors, v -> Arrays.copyOf(vectors[v], padded(times.length)));
    }
  }

  /**
   * {@return TE of {@code sources.units() x targets.units()} pairs}
   *
   * @param sources {@code samples x units} of the source layer, finite
   * @param targets {@code samples x units} of the target layer, finite, as many samples
   * @param embedding target history and delay, lag and trials; the source's history is 1
   * @throws IllegalArgumentException if lengths differ, a value is NaN or infinite, no transition
   *     is left, the source's history is not 1, or the information of a pair is infinite
   */
  public static PairwiseGaussianTransferEntropy between(
      Values sources, Values targets, Embedding embedding) {
    requireNonNull(sources, "sources must not be null");
    requireNonNull(targets, "targets must not be null");
    requireNonNull(embedding, "embedding must not be null");
    PairwiseGaussianTransferEntropy all = of(sources, targets, embedding, UnaryOperator.identity());
    for (int pair = 0; pair < all.nats.length; pair++) {
      if (Double.isInfinite(all.nats[pair])) {
        throw new IllegalArgumentException(
            "Asked for the Gaussian information of unit %s of the source and unit %s of the target, but one is a linear function of the other and the past, so it is infinite. Leave it out, or add noise to it."
                .formatted(pair / all.targets(), pair % all.targets()));
      }
    }
    return all;
  }

  /** Measures the scores of each column; a pair may be infinite. */
  static PairwiseGaussianTransferEntropy of(
      Values sources, Values targets, Embedding embedding, UnaryOperator<double[]> scores) {
    Embedding.requireSameLength(sources.samples(), targets.samples());
    Columns.requireNumbers("source", sources);
    Columns.requireNumbers("target", targets);
    if (embedding.source().length() != 1) {
      throw new IllegalArgumentException(
          "Asked for all pairs with a source history of %s. Pass 1, or measure pair by pair with TransferEntropy.of."
              .formatted(embedding.source().length()));
    }
    int[] times = embedding.times(targets.samples(), embedding.target(), embedding.source());
    if (times.length < embedding.target().length() + 3) {
      throw new IllegalArgumentException(
          "Asked for the Gaussian information of %s dimensions in all from %s observations. Pass more observations than dimensions."
              .formatted(embedding.target().length() + 2, times.length));
    }
    double[][] columns = Embedding.points(sources, embedding.source(), times);
    Arrays.parallelSetAll(columns, s -> unit(Columns.standardized(scores.apply(columns[s]))));
    return new PairwiseGaussianTransferEntropy(columns, targets, embedding, times, scores);
  }

  /** Brings a standardised column to length 1, in place. */
  private static double[] unit(double[] column) {
    double length = Math.sqrt(column.length - 1.0);
    for (int i = 0; i < column.length; i++) {
      column[i] /= length;
    }
    return column;
  }

  private void measure(double[][] rows, double[] variances, Basis[] bases, int first) {
    double[][][] dots = new double[bases.length][][];
    Arrays.setAll(dots, b -> new double[bases[b].vectors.length][variances.length]);
    for (int from = 0; from < rows.length; from += BLOCK) {
      int end = Math.min(rows.length, from + BLOCK);
      for (int b = 0; b < bases.length; b++) {
        for (int v = 0; v < dots[b].length; v++) {
          for (int t = from; t < end; t += 4) {
            addFour(rows, bases[b].vectors[v], t, dots[b][v]);
          }
        }
      }
    }
    for (int b = 0; b < bases.length; b++) {
      ofPast[first + b] = bases[b].vectors.length - (bases[b].open ? 1 : 0);
      for (int source = 0; source < variances.length; source++) {
        put(source, first + b, bases[b], dots[b], variances[source]);
      }
    }
  }

  /** Four samples of all sources times those of one vector: each sum is loaded once for four. */
  private static void addFour(double[][] rows, double[] vector, int t, double[] sums) {
    double[] x0 = rows[t];
    double[] x1 = rows[t + 1];
    double[] x2 = rows[t + 2];
    double[] x3 = rows[t + 3];
    double v0 = vector[t];
    double v1 = vector[t + 1];
    double v2 = vector[t + 2];
    double v3 = vector[t + 3];
    for (int s = 0; s < sums.length; s++) {
      sums[s] += (v0 * x0[s] + v1 * x1[s]) + (v2 * x2[s] + v3 * x3[s]);
    }
  }

  private void put(int source, int target, Basis basis, double[][] dots, double variance) {
    double rest = variance;
    for (int v = 0; v < ofPast[target]; v++) {
      rest -= dots[v][source] * dots[v][source];
    }
    if (!basis.open || rest < NOTHING) {
      return;
    }
    double shared = dots[dots.length - 1][source];
    double left = 1 - shared * shared / rest;
    int pair = index(source, target);
    live[pair] = true;
    nats[pair] = left < NOTHING ? Double.POSITIVE_INFINITY : -Math.log(left) / 2;
  }

  /**
   * {@return the TE of one pair; bias 1/2n nats and the p-value of the F-test; p = 1 and no bias if
   * one of the units is constant, or told by the target's past}
   *
   * @param source unit of the source layer
   * @param target unit of the target layer
   * @throws IllegalArgumentException if there is no such unit
   */
  public Estimate get(int source, int target) {
    int pair = index(source, target);
    int df = live[pair] ? 1 : 0;
    return new Estimate(
        nats[pair],
        ContinuousEstimator.gaussian().toString(),
        transitions,
        0,
        biasNats(pair),
        "F-test",
        ChiSquare.of(pValue(pair), transitions, df),
        Optional.empty(),
        List.of());
  }

  double biasNats(int pair) {
    return (live[pair] ? 1 : 0) / (2.0 * transitions);
  }

  /** Of the F-test. */
  double pValue(int pair) {
    int df = live[pair] ? 1 : 0;
    return WilksTest.pValue(nats[pair], transitions, df, df, ofPast[pair % ofPast.length]);
  }
}
