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
 * Gaussian transfer entropy from every unit of one layer to every unit of another, for a source
 * history of one. Immutable. Each pair equals {@link TransferEntropy#of(Values, Values, Embedding)}
 * with {@link ContinuousEstimator#gaussian()} on its units.
 *
 * <p>TE = -1/2 ln(1 - r^2), where r is the correlation of source and next conditioned on the
 * target's history. The history is made orthonormal once for each target; a pair is then one dot
 * product of the source with the residual of next, and one with each dimension of the history.
 *
 * @see <a href="https://doi.org/10.1103/PhysRevLett.103.238701">Barnett, Barrett and Seth 2009</a>
 */
public final class PairwiseGaussianTransferEntropy extends UnitPairs {

  /** Variances below this count as 0. */
  private static final double ZERO = 1e-10;

  private static final int TILE = 16;

  private final boolean[] nonConstant;
  private final int[] ofHistory; // independent dimensions of each target's history

  private PairwiseGaussianTransferEntropy(
      double[][] columns,
      Values targets,
      Embedding embedding,
      int[] times,
      UnaryOperator<double[]> scores) {
    super(columns.length, targets.units(), times.length);
    this.nonConstant = new boolean[nats.length];
    this.ofHistory = new int[targets.units()];
    Products products = new Products(columns);
    double[] variances = new double[columns.length];
    Arrays.setAll(variances, s -> Columns.isConstant(columns[s]) ? 0 : 1);
    Parallel.forEach(
        (targets.units() + TILE - 1) / TILE,
        tile -> {
          int first = tile * TILE;
          Basis[] bases = new Basis[Math.min(TILE, targets.units() - first)];
          Arrays.setAll(bases, i -> new Basis(targets, first + i, embedding, times, scores));
          double[][] vectors =
              Arrays.stream(bases).flatMap(b -> Arrays.stream(b.vectors)).toArray(double[][]::new);
          double[][] dots = products.with(vectors);
          int from = 0;
          for (int i = 0; i < bases.length; i++) {
            int to = from + bases[i].vectors.length;
            measure(first + i, bases[i], Arrays.copyOfRange(dots, from, to), variances);
            from = to;
          }
        });
  }

  /** Orthonormal dimensions of a target's history, and the residual of its next value. */
  private static final class Basis {
    private final double[][] vectors; // those of the history, then the residual, if there is one
    private final boolean hasResidual;

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
      double[][] history = Embedding.points(own, embedding.target(), times);
      Arrays.setAll(history, p -> scores.apply(history[p]));
      residuals.add(history);
      double[] next =
          Columns.standardized(scores.apply(Embedding.points(own, History.present(), times)[0]));
      hasResidual = residuals.add(next) > 0;
      vectors = residuals.directions();
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
            "The Gaussian information of unit %s of the source and unit %s of the target is infinite: one is a linear function of the other and the history. Leave it out, or add noise to it."
                .formatted(pair / all.targets(), pair % all.targets()));
      }
    }
    return all;
  }

  /** Measures the scores of each column; pairs may be infinite. */
  static PairwiseGaussianTransferEntropy of(
      Values sources, Values targets, Embedding embedding, UnaryOperator<double[]> scores) {
    Embedding.requireSameLength(sources.samples(), targets.samples());
    Columns.requireNumbers("source", sources);
    Columns.requireNumbers("target", targets);
    if (embedding.source().length() != 1) {
      throw new IllegalArgumentException(
          "The source history must be 1 to measure all pairs at once, got %s. Pass 1, or measure each pair with TransferEntropy.of."
              .formatted(embedding.source().length()));
    }
    int[] times = embedding.times(targets.samples(), embedding.target(), embedding.source());
    if (times.length < embedding.target().length() + 3) {
      throw new IllegalArgumentException(
          "Gaussian information of %s dimensions in all needs more observations than dimensions, got %s."
              .formatted(embedding.target().length() + 2, times.length));
    }
    double[][] columns = Embedding.points(sources, embedding.source(), times);
    Arrays.parallelSetAll(columns, s -> unit(Columns.standardized(scores.apply(columns[s]))));
    return new PairwiseGaussianTransferEntropy(columns, targets, embedding, times, scores);
  }

  /** Scales a standardised column to length 1, in place. */
  private static double[] unit(double[] column) {
    double length = Math.sqrt(column.length - 1.0);
    for (int i = 0; i < column.length; i++) {
      column[i] /= length;
    }
    return column;
  }

  private void measure(int target, Basis basis, double[][] dots, double[] variances) {
    ofHistory[target] = basis.vectors.length - (basis.hasResidual ? 1 : 0);
    for (int source = 0; basis.hasResidual && source < variances.length; source++) {
      double rest = variances[source];
      for (int v = 0; v < ofHistory[target]; v++) {
        rest -= dots[v][source] * dots[v][source];
      }
      if (rest >= ZERO) {
        double shared = dots[dots.length - 1][source];
        double left = 1 - shared * shared / rest;
        int pair = index(source, target);
        nonConstant[pair] = true;
        nats[pair] = left < ZERO ? Double.POSITIVE_INFINITY : -Math.log(left) / 2;
      }
    }
  }

  /**
   * {@return the TE of one pair, with bias 1/2n nats and the p-value of the F-test; p = 1 and no
   * bias if a unit is constant, or determined by the target's history}
   *
   * @param source unit of the source layer
   * @param target unit of the target layer
   * @throws IllegalArgumentException if there is no such unit
   */
  public Estimate get(int source, int target) {
    int pair = index(source, target);
    int df = nonConstant[pair] ? 1 : 0;
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
    return (nonConstant[pair] ? 1 : 0) / (2.0 * transitions);
  }

  /** The p-value of the F-test. */
  double pValue(int pair) {
    int df = nonConstant[pair] ? 1 : 0;
    return WilksTest.pValue(nats[pair], transitions, df, df, ofHistory[pair % ofHistory.length]);
  }
}
