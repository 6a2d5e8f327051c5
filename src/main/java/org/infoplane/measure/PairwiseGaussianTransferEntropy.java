package org.infoplane.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Past;
import org.infoplane.symbol.Values;

/**
 * Gaussian transfer entropy from every unit of one layer to every unit of another, source history
 * of one. Immutable. Each pair equals {@link TransferEntropy#of(Values, Values, Embedding)} with
 * {@link ContinuousEstimator#gaussian()} on its units.
 *
 * <p>TE = -1/2 ln(1 - r^2), where r is the correlation of source and next given the target's past:
 * with the past made orthonormal once a target, a pair is one dot product of the source with the
 * residual of next, and one with each dimension of the past.
 *
 * @see <a href="https://doi.org/10.1103/PhysRevLett.103.238701">Barnett, Barrett and Seth 2009</a>
 */
public final class PairwiseGaussianTransferEntropy {

  private static final double NOTHING = 1e-10;
  private static final int TILE = 4;

  private final int targets;
  private final int transitions;
  private final double[] nats;
  private final boolean[] live;

  private PairwiseGaussianTransferEntropy(
      double[][] sources, Values targets, Embedding embedding, int[] times) {
    this.targets = targets.units();
    this.transitions = times.length;
    this.nats = new double[Math.multiplyExact(sources.length, this.targets)];
    this.live = new boolean[nats.length];
    int tiles = (this.targets + TILE - 1) / TILE;
    IntStream.range(0, tiles)
        .parallel()
        .forEach(
            tile -> {
              int first = tile * TILE;
              int end = Math.min(this.targets, first + TILE);
              Basis[] bases = new Basis[end - first];
              Arrays.setAll(bases, i -> new Basis(targets, first + i, embedding, times));
              measure(sources, bases, first);
            });
  }

  /**
   * What a target knows of itself: orthonormal dimensions of its past, and the rest of its next.
   */
  private static final class Basis {
    private final double[][] vectors; // those of the past, then the residual of next
    private final boolean open;

    Basis(Values targets, int unit, Embedding embedding, int[] times) {
      double[] series = new double[targets.samples()];
      Arrays.setAll(series, t -> targets.get(t, unit));
      Values own = Values.ofSeries(series);
      Residuals residuals = new Residuals(times.length);
      residuals.add(Embedding.points(own, embedding.target(), times));
      double[] next = Columns.standardized(Embedding.points(own, Past.present(), times)[0]);
      open = residuals.add(next) > 0;
      vectors = residuals.directions();
    }
  }

  /**
   * Measures all pairs.
   *
   * @param sources {@code samples x units} of the source layer, finite
   * @param targets {@code samples x units} of the target layer, finite, as many samples
   * @param embedding target history and delay, lag and trials; the source's history is 1
   * @return TE of {@code sources.units() x targets.units()} pairs
   * @throws IllegalArgumentException if lengths differ, a value is NaN or infinite, no transition
   *     is left, or the source's history is not 1
   */
  public static PairwiseGaussianTransferEntropy between(
      Values sources, Values targets, Embedding embedding) {
    Embedding.requireSameLength(sources.samples(), targets.samples());
    Columns.requireNumbers("source", sources);
    Columns.requireNumbers("target", targets);
    if (embedding.source().history() != 1) {
      throw new IllegalArgumentException(
          "Asked for all pairs with a source history of %d. Pass 1, or measure pair by pair with TransferEntropy.of."
              .formatted(embedding.source().history()));
    }
    int[] times = embedding.times(targets.samples(), embedding.target(), embedding.source());
    if (times.length < embedding.target().history() + 3) {
      throw new IllegalArgumentException(
          "Asked for the Gaussian information of %d dimensions in all from %d observations. Pass more observations than dimensions."
              .formatted(embedding.target().history() + 2, times.length));
    }
    double[][] columns = Embedding.points(sources, embedding.source(), times);
    Arrays.setAll(columns, s -> unit(Columns.standardized(columns[s])));
    return new PairwiseGaussianTransferEntropy(columns, targets, embedding, times);
  }

  /** Brings a standardised column to length 1, in place. */
  private static double[] unit(double[] column) {
    double length = Math.sqrt(column.length - 1.0);
    for (int i = 0; i < column.length; i++) {
      column[i] /= length;
    }
    return column;
  }

  private void measure(double[][] sources, Basis[] bases, int first) {
    double[] dots = new double[4];
    for (int s = 0; s < sources.length; s += 2) { // two stay in the cache for the tile
      int next = Math.min(s + 1, sources.length - 1);
      for (int b = 0; b < bases.length; b++) {
        double[][] vectors = bases[b].vectors;
        double[][] ofSource = new double[2][vectors.length];
        for (int v = 0; v < vectors.length; v += 2) {
          int other = Math.min(v + 1, vectors.length - 1);
          dot(sources[s], sources[next], vectors[v], vectors[other], dots);
          ofSource[0][v] = dots[0];
          ofSource[0][other] = dots[1];
          ofSource[1][v] = dots[2];
          ofSource[1][other] = dots[3];
        }
        for (int source = s; source <= next; source++) {
          put(
              source * targets + first + b,
              bases[b],
              ofSource[source - s],
              source,
              sources[source]);
        }
      }
    }
  }

  /** Two sources with two vectors: each number is loaded once for two products. */
  private static void dot(double[] x, double[] y, double[] v, double[] w, double[] to) {
    double xv = 0;
    double xw = 0;
    double yv = 0;
    double yw = 0;
    double xv1 = 0;
    double xw1 = 0;
    double yv1 = 0;
    double yw1 = 0;
    int i = 0;
    for (; i + 1 < x.length; i += 2) {
      xv += x[i] * v[i];
      xw += x[i] * w[i];
      yv += y[i] * v[i];
      yw += y[i] * w[i];
      xv1 += x[i + 1] * v[i + 1];
      xw1 += x[i + 1] * w[i + 1];
      yv1 += y[i + 1] * v[i + 1];
      yw1 += y[i + 1] * w[i + 1];
    }
    if (i < x.length) {
      xv += x[i] * v[i];
      xw += x[i] * w[i];
      yv += y[i] * v[i];
      yw += y[i] * w[i];
    }
    to[0] = xv + xv1;
    to[1] = xw + xw1;
    to[2] = yv + yv1;
    to[3] = yw + yw1;
  }

  private void put(int pair, Basis basis, double[] dots, int source, double[] column) {
    double rest = column[0] == 0 && Columns.isConstant(column) ? 0 : 1;
    for (int v = 0; v < basis.vectors.length - (basis.open ? 1 : 0); v++) {
      rest -= dots[v] * dots[v];
    }
    if (!basis.open || rest < NOTHING) {
      return;
    }
    double shared = dots[basis.vectors.length - 1];
    double left = 1 - shared * shared / rest;
    if (left < NOTHING) {
      throw new IllegalArgumentException(
          "Asked for the Gaussian information of unit %d of the source and unit %d of the target, but one is a linear function of the other and the past, so it is infinite. Leave it out, or add noise to it."
              .formatted(source, pair % targets));
    }
    live[pair] = true;
    nats[pair] = -Math.log(left) / 2;
  }

  /**
   * Number of transitions.
   *
   * @return n
   */
  public int transitions() {
    return transitions;
  }

  /**
   * Number of pairs.
   *
   * @return source units times target units
   */
  public int pairs() {
    return nats.length;
  }

  /**
   * One pair.
   *
   * @param source unit of the source layer
   * @param target unit of the target layer
   * @return its TE; bias 1/2n nats and the chi-square null with 1 degree of freedom; none if one of
   *     the units is constant, or told by the target's past
   */
  public Estimate get(int source, int target) {
    int pair = source * targets + target;
    int df = live[pair] ? 1 : 0;
    Significance significance = ChiSquare.test(nats[pair], transitions, df);
    return new Estimate(
        nats[pair],
        ContinuousEstimator.gaussian().toString(),
        transitions,
        0,
        df / (2.0 * transitions),
        Null.chiSquare().toString(),
        significance.nullMean(),
        significance.pValue(),
        Optional.empty(),
        List.of());
  }

  /**
   * Mean over all pairs: comparable across widths.
   *
   * @return nats
   */
  public double mean() {
    double sum = 0;
    for (double value : nats) {
      sum += value;
    }
    return sum / nats.length;
  }
}
