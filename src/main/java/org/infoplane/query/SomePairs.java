package org.infoplane.query;

import java.util.Arrays;
import org.infoplane.measure.Drift;
import org.infoplane.measure.LayerTransfer;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.measure.statistics.Parallel;
import org.infoplane.result.LayerFlow;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Trials;
import org.infoplane.symbol.Values;

/**
 * The pairs of units that are compared with a null: all, or of many those of some units of each
 * layer, drawn by a seed. The same ones are observed and shuffled, so that the test is as exact.
 * Immutable.
 */
final class SomePairs {

  /** So many are all shuffled. */
  static final int MOST = 20_000;

  /** Of each layer, where there are more pairs. */
  static final int UNITS = 141;

  /** So many say what is drift. */
  private static final int DRIFT = 1000;

  /** So many of these say what is bias, which differs little. */
  private static final int BIAS = 200;

  private final int[] sources; // in the order in which they were drawn
  private final int[] targets;
  private final boolean isAll;

  private SomePairs(int[] sources, int[] targets, boolean isAll) {
    this.sources = sources;
    this.targets = targets;
    this.isAll = isAll;
  }

  static SomePairs of(LayerTransfer te, TransferSettings asked) {
    if (asked.rest || asked.whole || te.pairs() <= MOST) {
      return new SomePairs(Draws.identity(te.sources()), Draws.identity(te.targets()), true);
    }
    return new SomePairs(drawn(0, te.sources(), UNITS), drawn(1, te.targets(), UNITS), false);
  }

  private static int[] drawn(int number, int units, int some) {
    return Arrays.copyOf(
        Draws.shuffled(TransferSettings.SEED, number, units), Math.min(some, units));
  }

  boolean isAll() {
    return isAll;
  }

  Symbols sources(Symbols layer) {
    return isAll ? layer : layer.units(sources);
  }

  Symbols targets(Symbols layer) {
    return isAll ? layer : layer.units(targets);
  }

  Values sources(Values layer) {
    return isAll ? layer : layer.units(sources);
  }

  Values targets(Values layer) {
    return isAll ? layer : layer.units(targets);
  }

  /**
   * What the null says of the mean over all pairs: p is that of the mean over some, and the null's
   * mean lies below the mean of all as far as it does below that of some.
   */
  Significance ofAll(LayerTransfer all, TransferMeasure.Measured some) {
    Significance found = some.significance().ofMean();
    return isAll
        ? found
        : new Significance(
            found.nullMean() + all.meanNats() - some.te().meanNats(),
            found.nullDeviation(),
            found.pValue());
  }

  /**
   * The split of the mean over all pairs, by that of some. Where a pair has no bias in closed form
   * its shuffles have it.
   *
   * @param all of all pairs
   * @param measured of these pairs
   * @param from symbols of the sources
   * @param to symbols of the targets
   * @param batches within which whole samples change places
   */
  LayerFlow.Split split(
      LayerTransfer all,
      TransferMeasure.Measured measured,
      Symbols from,
      Symbols to,
      Embedding embedding,
      Trials batches) {
    int[] rows = some(sources.length, targets.length, DRIFT);
    int[] columns = some(targets.length, rows.length, DRIFT);
    Drift drift = Drift.of(from.units(rows), to.units(columns), embedding, batches);
    double beyond = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        beyond += measured.te().nats(rows[i], columns[j]) - drift.nats(i, j);
      }
    }
    int[] ofBias = some(rows.length, columns.length, BIAS);
    int[] against = some(columns.length, ofBias.length, BIAS);
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
        all.meanNats() - beyond / (rows.length * columns.length),
        Arrays.stream(biases).sum() / biases.length);
  }

  /** Of n units those that make at most so many pairs with others: all, or some that are drawn. */
  private static int[] some(int n, int others, int pairs) {
    int most = Math.max((int) Math.sqrt(pairs), pairs / others);
    return n <= most ? Draws.identity(n) : drawn(2, n, most);
  }
}
