package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.nulls.ValueSurrogates;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.measure.statistics.Stop;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;

/**
 * Transfer entropy from one layer to another at several lags. All lags use the same transitions, so
 * that they share one bias and their maximum can be tested. Immutable.
 *
 * <p>At lag u the source's history ends at t - u for a target at time t. Lag 0 is the same step: it
 * is meaningful where the source is computed before the target, as the layers of a network are
 * within one step of a sequence.
 *
 * @see <a href="https://doi.org/10.1371/journal.pone.0055809">Wibral et al. 2013, transfer entropy
 *     at a delay</a>
 */
public final class LagSpectrum {

  private final LagTimes times;
  private final List<LayerTransfer> lags;
  private final AtLags moved;

  /**
   * Measures one lag.
   *
   * @param <S> symbols or values
   */
  @FunctionalInterface
  public interface Measure<S> {
    /**
     * {@return the transfer entropy of all pairs}
     *
     * @param from series of the source layer
     * @param to series of the target layer, as long
     * @param embedding histories and trials, of lag 1: the source is already shifted
     */
    LayerTransfer of(S from, S to, Embedding embedding);
  }

  /** The transfer entropy at each lag under one surrogate. */
  private interface AtLags {
    IntFunction<LayerTransfer> by(Surrogates surrogates, int number, Segments batches);
  }

  private LagSpectrum(LagTimes times, IntFunction<LayerTransfer> measure, AtLags moved) {
    this.times = times;
    this.lags =
        IntStream.rangeClosed(times.first, times.last)
            .peek(lag -> Stop.ifInterrupted())
            .mapToObj(measure)
            .toList();
    this.moved = moved;
  }

  /**
   * Measures layers of symbols.
   *
   * @param from {@code units x samples} of the source layer
   * @param to {@code units x samples} of the target layer, as many samples
   * @param embedding histories, delays and trials; its lag is 1
   * @param first shortest lag, at least 0
   * @param last longest lag
   * @param measure such as {@code (x, y, e) -> LayerTransfer.ofPairs(x, y, e, Estimator.plugIn())}
   * @return TE at each lag
   * @throws IllegalArgumentException if the lags are not {@code 0 <= first <= last}, the embedding
   *     has a lag of its own, lengths differ, or every trial is too short for the lags and
   *     histories
   */
  public static LagSpectrum ofSymbols(
      Symbols from,
      Symbols to,
      Embedding embedding,
      int first,
      int last,
      Measure<Symbols> measure) {
    requireNonNull(from, "from must not be null");
    requireNonNull(to, "to must not be null");
    requireNonNull(measure, "measure must not be null");
    LagTimes times = LagTimes.of(from.samples(), to.samples(), embedding, first, last);
    return of(times, from, to, LagSpectrum::select, LagSpectrum::reordered, measure);
  }

  /**
   * Measures layers of real values.
   *
   * @param from {@code samples x units} of the source layer
   * @param to {@code samples x units} of the target layer, as many samples
   * @param embedding histories, delays and trials; its lag is 1
   * @param first shortest lag, at least 0
   * @param last longest lag
   * @param measure such as {@code (x, y, e) -> LayerTransfer.ofPairs(x, y, e,
   *     ContinuousEstimator.gaussian())}
   * @return TE at each lag
   * @throws IllegalArgumentException as in {@link #ofSymbols}
   */
  public static LagSpectrum ofValues(
      Values from, Values to, Embedding embedding, int first, int last, Measure<Values> measure) {
    requireNonNull(from, "from must not be null");
    requireNonNull(to, "to must not be null");
    requireNonNull(measure, "measure must not be null");
    LagTimes times = LagTimes.of(from.samples(), to.samples(), embedding, first, last);
    return of(times, from, to, Values::reorder, LagSpectrum::changed, measure);
  }

  /** Applies one surrogate to a series. */
  private interface Mover<S> {
    S apply(S series, Surrogates surrogates, int number, Segments batches);
  }

  private static <S> LagSpectrum of(
      LagTimes times,
      S from,
      S to,
      BiFunction<S, int[], S> select,
      Mover<S> mover,
      Measure<S> measure) {
    S target = select.apply(to, times.targets);
    IntFunction<S> source = lag -> select.apply(from, times.sources(lag));
    return new LagSpectrum(
        times,
        lag -> measure.of(source.apply(lag), target, times.embedding),
        (surrogates, number, batches) -> {
          S others =
              surrogates.movesWholeSamples()
                  ? mover.apply(target, surrogates, number, batches)
                  : target;
          return lag ->
              measure.of(
                  mover.apply(source.apply(lag), surrogates, number, batches),
                  others,
                  times.embedding);
        });
  }

  private static Symbols select(Symbols layer, int[] samples) {
    return RetainedSamples.of(samples, Segments.whole(), layer.samples()).of(layer);
  }

  private static int[] order(Surrogates surrogates, int number, Segments batches, int samples) {
    return Draws.requirePermutation(surrogates.order(number, batches, samples), samples);
  }

  private static Symbols reordered(
      Symbols series, Surrogates surrogates, int number, Segments batches) {
    return series.reorder(
        order(Inference.requireOrders(surrogates), number, batches, series.samples()));
  }

  private static Values changed(
      Values series, Surrogates surrogates, int number, Segments batches) {
    return surrogates instanceof ValueSurrogates values
        ? SurrogateSeries.changed(values, number, batches).source(series)
        : series.reorder(order(surrogates, number, batches, series.samples()));
  }

  /**
   * Checks a range of lags before anything is measured.
   *
   * @param first shortest lag
   * @param last longest lag
   * @param embedding histories and delays
   * @throws IllegalArgumentException if the lags are not {@code 0 <= first <= last}, or the
   *     embedding has a lag of its own
   */
  public static void requireLags(int first, int last, Embedding embedding) {
    requireNonNull(embedding, "embedding must not be null");
    if (first < 0 || last < first) {
      throw new IllegalArgumentException(
          "lags must rise from 0 or more, got %s to %s".formatted(first, last));
    }
    if (embedding.source().lag() != 1) {
      throw new IllegalArgumentException(
          "The lag of the embedding must be 1 to measure several lags, got %s. Leave it at 1."
              .formatted(embedding.source().lag()));
    }
  }

  /** {@return the shortest lag} */
  public int first() {
    return times.first;
  }

  /** {@return the longest lag} */
  public int last() {
    return times.last;
  }

  /**
   * {@return the transfer entropy of all pairs at one lag}
   *
   * @param lag from {@link #first} to {@link #last}
   * @throws IllegalArgumentException if the lag was not measured
   */
  public LayerTransfer at(int lag) {
    if (lag < first() || lag > last()) {
      throw new IllegalArgumentException(
          "lag must be from %s to %s, got %s".formatted(first(), last(), lag));
    }
    return lags.get(lag - first());
  }

  /**
   * {@return the TE to one unit, the mean over sources, in nats; NaN if no pair is finite}
   *
   * @param lag from {@link #first} to {@link #last}
   * @param target unit of the target layer
   */
  public double nats(int lag, int target) {
    return nats(at(lag), target);
  }

  private static double nats(LayerTransfer te, int target) {
    return IntStream.range(0, te.sources())
        .mapToDouble(source -> te.nats(source, target))
        .filter(nats -> !Double.isNaN(nats))
        .average()
        .orElse(Double.NaN);
  }

  /** {@return the lag of the largest mean over pairs; the shortest of ties} */
  public int bestLag() {
    return best(lag -> at(lag).meanNats());
  }

  /**
   * {@return the lag of the largest TE to one unit; the shortest of ties}
   *
   * @param target unit of the target layer
   */
  public int bestLag(int target) {
    return best(lag -> nats(lag, target));
  }

  private int best(IntToDoubleFunction nats) {
    int best = first();
    for (int lag = first() + 1; lag <= last(); lag++) {
      if (nats.applyAsDouble(lag) > nats.applyAsDouble(best)) {
        best = lag;
      }
    }
    return best;
  }

  /**
   * Tests all lags against surrogates. All lags share the same surrogates, so that their maximum
   * has a null of its own; circular shifts are longer than the longest lag.
   *
   * @param surrogates how samples are reordered or, for real values, changed
   * @param batches mini-batches of all samples that were passed
   * @return null and p-value of each lag, and of the best one
   * @throws IllegalArgumentException if the null changes values but these are symbols, or an order
   *     is not a permutation
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   * @see <a href="https://doi.org/10.1002/hbm.1058">Nichols and Holmes 2002, the max-statistic</a>
   */
  public LagSignificance against(Surrogates surrogates, Segments batches) {
    requireNonNull(surrogates, "surrogates must not be null");
    requireNonNull(batches, "batches must not be null");
    Surrogates chosen = surrogates.apart(last());
    Segments retained = times.batches(batches);
    int targets = lags.get(0).targets();
    int count = chosen.surrogates();
    double[] best = new double[targets];
    Arrays.setAll(best, target -> nats(bestLag(target), target));
    double[][] means = new double[lags.size()][count];
    double[][] nulls = new double[lags.size()][targets];
    for (double[] ofLag : nulls) {
      Arrays.fill(ofLag, count == 0 ? Double.NaN : 0);
    }
    double[] largest = new double[count];
    Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    int[] reached = new int[targets];
    for (int s = 0; s < count; s++) {
      IntFunction<LayerTransfer> others = moved.by(chosen, s, retained);
      double[] largestOf = new double[targets];
      Arrays.fill(largestOf, Double.NEGATIVE_INFINITY);
      for (int i = 0; i < means.length; i++) {
        Stop.ifInterrupted();
        LayerTransfer other = others.apply(first() + i);
        means[i][s] = other.meanNats();
        largest[s] = Math.max(largest[s], means[i][s]);
        for (int target = 0; target < targets; target++) {
          double nats = nats(other, target);
          nulls[i][target] += nats / count;
          largestOf[target] = Math.max(largestOf[target], nats);
        }
      }
      for (int target = 0; target < targets; target++) {
        reached[target] += Significance.reaches(largestOf[target], best[target]) ? 1 : 0;
      }
    }
    List<Significance> ofLags =
        IntStream.range(0, means.length)
            .mapToObj(i -> significance(lags.get(i).meanNats(), means[i]))
            .toList();
    double[] p = new double[targets];
    Arrays.setAll(
        p,
        target ->
            count == 0 || Double.isNaN(best[target])
                ? Double.NaN
                : (1.0 + reached[target]) / (1 + count));
    return new LagSignificance(
        first(), chosen, ofLags, significance(at(bestLag()).meanNats(), largest), nulls, p);
  }

  private static Significance significance(double observed, double[] surrogates) {
    return Double.isNaN(observed) ? Significance.NONE : Significance.of(observed, surrogates);
  }
}
