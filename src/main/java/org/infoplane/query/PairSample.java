package org.infoplane.query;

import java.util.Arrays;
import java.util.function.BiFunction;
import org.infoplane.measure.Drift;
import org.infoplane.measure.LayerTransfer;
import org.infoplane.measure.PairCounts;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.measure.statistics.Parallel;
import org.infoplane.result.LayerFlow;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;

/**
 * The pairs of units that are compared with a null: all, or, of many, those of units drawn by a
 * seed. The same pairs are observed and shuffled, so that the test of their mean is exact.
 * Immutable.
 */
final class PairSample {

  /** Most pairs that are shuffled. */
  static final int MOST = 20_000;

  /** Most pairs whose drift is computed. */
  static final int DRIFT = 1000;

  /** Most pairs whose bias is computed; it differs little from pair to pair. */
  static final int BIAS = 200;

  /** All pairs. */
  static final PairSample ALL = new PairSample(new int[0], new int[0], true);

  private final int[] sources; // in the order in which they were drawn
  private final int[] targets;
  private final boolean isAll;

  private PairSample(int[] sources, int[] targets, boolean isAll) {
    this.sources = sources;
    this.targets = targets;
    this.isAll = isAll;
  }

  static PairSample of(LayerTransfer te, TransferSettings asked) {
    boolean all =
        asked.rest || asked.whole || te.pairs() <= MOST || asked.surrogates().surrogates() == 0;
    int[] sources = all ? Draws.identity(te.sources()) : some(0, te.sources(), te.targets(), MOST);
    int[] targets =
        all ? Draws.identity(te.targets()) : some(1, te.targets(), sources.length, MOST);
    return new PairSample(sources, targets, all);
  }

  /** Number of the pairs that are shuffled. */
  static double shuffled(double from, double to) {
    double rows = Math.min(from, most(to, MOST));
    return rows * Math.min(to, most(rows, MOST));
  }

  private static double most(double others, int pairs) {
    return Math.max(Math.floor(Math.sqrt(pairs)), Math.floor(pairs / others));
  }

  /** All of n units, or as many drawn as make at most so many pairs with the other units. */
  private static int[] some(int number, int n, int others, int pairs) {
    int most = (int) most(others, pairs);
    return n <= most
        ? Draws.identity(n)
        : Arrays.copyOf(Draws.shuffled(TransferSettings.SEED, number, n), most);
  }

  boolean isAll() {
    return isAll;
  }

  <T> T sources(T layer, BiFunction<T, int[], T> units) {
    return isAll ? layer : units.apply(layer, sources);
  }

  <T> T targets(T layer, BiFunction<T, int[], T> units) {
    return isAll ? layer : units.apply(layer, targets);
  }

  /** Counts of these pairs that are made elsewhere. */
  PairCounts counts(CountsElsewhere elsewhere, QueryPart part, Symbols from, Symbols to) {
    return elsewhere.of(
        part,
        isAll ? Draws.identity(from.units()) : sources,
        isAll ? Draws.identity(to.units()) : targets);
  }

  /** The null: p and deviation are those of the mean over these pairs. */
  Significance ofAll(LayerTransfer all, TransferMeasure.Measured some) {
    Significance found = some.significance().ofMean();
    if (isAll) {
      return found;
    }
    double nullMean =
        ofAll(
            all,
            some.te(),
            Draws.identity(sources.length),
            Draws.identity(targets.length),
            some.significance()::nullNats);
    return new Significance(nullMean, found.nullDeviation(), found.pValue());
  }

  /** A value of a pair, by indices among the units that were drawn. */
  private interface OfPair {
    double of(int row, int column);
  }

  /**
   * The mean of a value over all pairs, estimated from some: their mean, corrected by linear
   * regression on TE, which is known of all pairs. If a few pairs have all the TE the slope is near
   * 0, and nothing is corrected. Pairs that are NaN are left out.
   */
  private static double ofAll(
      LayerTransfer all, LayerTransfer some, int[] rows, int[] columns, OfPair value) {
    double[] sums = new double[4]; // of TE, the value, TE squared, TE times the value
    int pairs = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        double te = some.nats(rows[i], columns[j]);
        double known = value.of(i, j);
        if (!Double.isNaN(te + known)) {
          sums[0] += te;
          sums[1] += known;
          sums[2] += te * te;
          sums[3] += te * known;
          pairs++;
        }
      }
    }
    double te = sums[0] / pairs;
    double known = sums[1] / pairs;
    if (pairs == all.pairs()) {
      return known;
    }
    double variance = sums[2] / pairs - te * te;
    double slope = variance > 0 ? (sums[3] / pairs - te * known) / variance : 0;
    return Math.max(0, known + Math.min(1, Math.max(0, slope)) * (all.meanNats() - te));
  }

  /**
   * The split of the mean over all pairs, estimated from some. The bias of a pair comes from its
   * shuffles if it has no closed form.
   *
   * @param batches within which whole samples are exchanged
   */
  LayerFlow.Split split(
      LayerTransfer all,
      TransferMeasure.Measured measured,
      Symbols from,
      Symbols to,
      Embedding embedding,
      Segments batches) {
    // Different numbers of draws: else pairs of units of the same number would be drawn too often.
    int[] rows = some(2, sources.length, targets.length, DRIFT);
    int[] columns = some(3, targets.length, rows.length, DRIFT);
    Drift drift = Drift.of(from.units(rows), to.units(columns), embedding, batches);
    int[] ofBias = some(4, rows.length, columns.length, BIAS);
    int[] against = some(5, columns.length, ofBias.length, BIAS);
    double[] biases =
        Parallel.map(
            ofBias.length * against.length,
            pair -> {
              int i = ofBias[pair / against.length];
              int j = against[pair % against.length];
              double closed = drift.biasNats(i, j);
              return Double.isNaN(closed)
                  ? measured.significance().nullNats(rows[i], columns[j]) - drift.nats(i, j)
                  : closed;
            });
    return new LayerFlow.Split(
        ofAll(all, measured.te(), rows, columns, drift::nats),
        Arrays.stream(biases).sum() / biases.length);
  }
}
