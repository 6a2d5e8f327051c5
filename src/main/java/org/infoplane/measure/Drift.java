package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.infoplane.measure.statistics.Parallel;
import org.infoplane.measure.statistics.Stop;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.History;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;

/**
 * The mean transfer entropy under the null {@code withinBatch(..).jointly()}, which shuffles whole
 * samples within their mini-batches, of all pairs of units in closed form. Immutable. The
 * <em>drift</em> is the TE of the expected counts: symbol frequencies change from batch to batch,
 * and samples are drawn without replacement. The <em>bias</em> is the second-order effect of finite
 * counts:
 *
 * <pre>bias = (sum V(y',y,x)/E - sum V(y,x)/E - sum V(y',y)/E + sum V(y)/E) / 2n</pre>
 *
 * with expectation E and variance V of each count over all orders.
 *
 * <p>Both exist for histories of one symbol at lag 1 and at most 8 symbols a unit. Binary units
 * with histories up to 3 have the drift alone: their bias is NaN, as for pairs with an expected
 * count above 0 and below 5. There it takes shuffles.
 */
public final class Drift {

  private static final int MOST_SYMBOLS = 8;
  private static final int LONGEST = 3;
  private static final double FEW = 5;

  private final int[][] x;
  private final int[][] y;
  private final int c; // alphabet of x
  private final int a; // alphabet of y
  private final boolean isOneStep;
  private final Segments batches;
  private final ShuffledCounts shuffled;
  private final double[] nats;

  private Drift(Symbols from, Symbols to, Embedding embedding, Segments batches) {
    this.x = JointTable.series(from);
    this.y = JointTable.series(to);
    this.c = from.alphabet();
    this.a = to.alphabet();
    this.batches = batches;
    this.shuffled = new ShuffledCounts(batches, to.samples(), a, c);
    int k = embedding.target().length();
    int l = embedding.source().length();
    this.isOneStep = k == 1 && l == 1;
    this.nats = new double[x.length * y.length];
    Parallel.forEach(
        nats.length,
        pair -> {
          Stop.ifInterrupted();
          int[][] n = counts(pair / y.length, pair % y.length);
          double[] expected = isOneStep ? shuffled.expected(n) : shuffled.expected(n, k, l);
          nats[pair] = information(expected, a, (int) Math.pow(a, k), (int) Math.pow(c, l));
        });
  }

  private int[][] counts(int source, int target) {
    int[] from = x[source];
    int[] to = y[target];
    int[][] n = new int[batches.count()][a * c];
    for (int b = 0; b < n.length; b++) {
      int end = batches.end(b, to.length);
      for (int t = batches.start(b); t < end; t++) {
        n[b][to[t] * c + from[t]]++;
      }
    }
    return n;
  }

  /** I(next; source | history) of fractional counts. */
  private static double information(double[] counts, int nexts, int histories, int sources) {
    double sum = 0;
    for (int history = 0; history < histories; history++) {
      double[] ofSource = new double[sources];
      double all = 0;
      for (int next = 0; next < nexts; next++) {
        double ofNext = 0;
        for (int source = 0; source < sources; source++) {
          double n = counts[(next * histories + history) * sources + source];
          sum += nLogN(n);
          ofNext += n;
          ofSource[source] += n;
        }
        sum -= nLogN(ofNext);
        all += ofNext;
      }
      sum += nLogN(all) - Arrays.stream(ofSource).map(Drift::nLogN).sum();
    }
    return Math.max(0, sum / Arrays.stream(counts).sum());
  }

  private static double nLogN(double n) {
    return n > 0 ? n * Math.log(n) : 0;
  }

  /** Sums of variance over expectation, with the sign of the entropy each belongs to. */
  private double bias(int[][] n, double[] expected) {
    int batches = n.length;
    double[] all = new double[batches];
    double[][] ofZ = new double[a * c][batches];
    double[][] ofY = new double[a][batches];
    for (int b = 0; b < batches; b++) {
      for (int z = 0; z < a * c; z++) {
        ofZ[z][b] = n[b][z];
        ofY[z / c][b] += n[b][z];
        all[b] += n[b][z];
      }
    }
    double[] zeros = new double[batches];
    double sum = 0;
    for (int y = 0; y < a; y++) {
      double history = 0;
      double[] nexts = new double[a];
      for (int x = 0; x < c; x++) {
        double[] from = ofZ[y * c + x];
        double both = 0;
        for (int next = 0; next < a; next++) {
          double cell = expected[(next * a + y) * c + x];
          sum += ratio(cell, shuffled.variance(from, ofY[next], next == y ? from : zeros));
          both += cell;
          nexts[next] += cell;
        }
        sum -= ratio(both, shuffled.variance(from, all, from));
        history += both;
      }
      for (int next = 0; next < a; next++) {
        double[] from = ofY[y];
        sum -= ratio(nexts[next], shuffled.variance(from, ofY[next], next == y ? from : zeros));
      }
      sum += ratio(history, shuffled.variance(ofY[y], all, ofY[y]));
    }
    return sum;
  }

  private static double ratio(double expectation, double variance) {
    return expectation < 1e-9 ? 0 : variance / expectation;
  }

  /**
   * {@return whether there is a closed form: one trial, no delays, lag 1, and either histories of 1
   * and at most 8 symbols a unit, or binary units and histories up to 3}
   *
   * @param from symbols of the source layer
   * @param to symbols of the target layer
   * @param embedding histories, delays, lag and trials
   */
  public static boolean isClosed(Symbols from, Symbols to, Embedding embedding) {
    requireNonNull(from, "from must not be null");
    requireNonNull(to, "to must not be null");
    requireNonNull(embedding, "embedding must not be null");
    int most = Math.max(from.alphabet(), to.alphabet());
    int longest = Math.max(embedding.target().length(), embedding.source().length());
    return embedding.segments().count() == 1
        && isPlain(embedding.target())
        && isPlain(embedding.source())
        && (longest == 1 ? most <= MOST_SYMBOLS : most == 2 && longest <= LONGEST);
  }

  private static boolean isPlain(History history) {
    return history.lag() == 1 && (history.delay() == 1 || history.length() == 1);
  }

  /**
   * {@return drift and bias of {@code from.units() x to.units()} pairs}
   *
   * @param from symbols of the source layer
   * @param to symbols of the target layer, as many samples, at least 2
   * @param embedding histories
   * @param batches within which samples are shuffled
   * @throws IllegalArgumentException if there is no {@linkplain #isClosed closed form}, lengths
   *     differ, no transition is left, or a batch starts after the end
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public static Drift of(Symbols from, Symbols to, Embedding embedding, Segments batches) {
    requireNonNull(batches, "batches must not be null");
    if (!isClosed(from, to, embedding)) {
      throw new IllegalArgumentException(
          "The drift of %s x %s symbols, %s, has no closed form. Use histories of 1, lag 1 and at most 8 symbols, binary histories up to 3, or shuffles."
              .formatted(from.alphabet(), to.alphabet(), embedding));
    }
    Embedding.requireSameLength(from.samples(), to.samples());
    embedding.transitions(to.samples(), embedding.target(), embedding.source());
    return new Drift(from, to, embedding, batches);
  }

  /**
   * {@return the drift of one pair, in nats}
   *
   * @param source unit of the source layer
   * @param target unit of the target layer
   * @throws IllegalArgumentException if there is no such unit
   */
  public double nats(int source, int target) {
    return nats[UnitPairs.index(source, target, x.length, y.length)];
  }

  /**
   * {@return the bias of one pair, in nats, computed anew each time; NaN where there is none}
   *
   * @param source unit of the source layer
   * @param target unit of the target layer
   * @throws IllegalArgumentException if there is no such unit
   */
  public double biasNats(int source, int target) {
    UnitPairs.index(source, target, x.length, y.length);
    if (!isOneStep) {
      return Double.NaN;
    }
    int[][] n = counts(source, target);
    double[] expected = shuffled.expected(n);
    boolean enough = Arrays.stream(expected).allMatch(e -> e < 1e-9 || e >= FEW);
    return enough ? bias(n, expected) / (2.0 * (y[target].length - 1)) : Double.NaN;
  }
}
