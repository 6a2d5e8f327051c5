package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
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
 * Transfer entropy from one layer to another at several lags, all of them on the same transitions,
 * so that their bias is the same and their largest can be tested. Immutable.
 *
 * <p>At lag u the target's symbol at time t is told by the source's history that ends at t - u. Lag
 * 0 is the same step: it means something where the source is computed before the target, as the
 * layers of a network are inside a step of a sequence.
 *
 * @see <a href="https://doi.org/10.1371/journal.pone.0055809">Wibral et al. 2013, transfer entropy
 *     at a delay</a>
 */
public final class LagSpectrum {

  private final LagTimes times;
  private final List<LayerTransfer> lags;
  private final AtLags moved;

  /**
   * How one lag is measured.
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
     * @param embedding histories and trials, of lag 1: the source has been moved
     */
    LayerTransfer of(S from, S to, Embedding embedding);
  }

  /** Each lag as one surrogate has it. */
  private interface AtLags {
    IntFunction<LayerTransfer> by(Surrogates surrogates, int number, Segments batches);
  }

  private LagSpectrum(LagTimes times, IntFunction<LayerTransfer> measure, AtLags moved) {
    this.times = times;
    this.lags =
        IntStream.rangeClosed(times.first(), times.last())
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
   * @throws IllegalArgumentException if the lags do not rise from 0 on, the embedding has a lag of
   *     its own, lengths differ, or all trials are shorter than the longest lag and the histories
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
    return of(times, from, to, LagTimes::some, Symbols::reorder, LagSpectrum::reordered, measure);
  }

  /**
   * Measures layers of numbers.
   *
   * @param from {@code samples x units} of the source layer
   * @param to {@code samples x units} of the target layer, as many samples
   * @param embedding histories, delays and trials; its lag is 1
   * @param first shortest lag, at least 0
   * @param last longest lag
   * @param measure such as {@code (x, y, e) -> LayerTransfer.ofPairs(x, y, e,
   *     ContinuousEstimator.gaussian())}
   * @return TE at each lag
   * @throws IllegalArgumentException as of {@link #ofSymbols}
   */
  public static LagSpectrum ofValues(
      Values from, Values to, Embedding embedding, int first, int last, Measure<Values> measure) {
    requireNonNull(from, "from must not be null");
    requireNonNull(to, "to must not be null");
    requireNonNull(measure, "measure must not be null");
    LagTimes times = LagTimes.of(from.samples(), to.samples(), embedding, first, last);
    return of(times, from, to, Values::reorder, Values::reorder, LagSpectrum::changed, measure);
  }

  /** What one surrogate makes of a source. */
  private interface Mover<S> {
    S source(S series, Surrogates surrogates, int number, Segments batches);
  }

  private static <S> LagSpectrum of(
      LagTimes times,
      S from,
      S to,
      BiFunction<S, int[], S> some,
      BiFunction<S, int[], S> reorder,
      Mover<S> mover,
      Measure<S> measure) {
    S target = some.apply(to, times.targets());
    IntFunction<S> source = lag -> some.apply(from, times.sources(lag));
    return new LagSpectrum(
        times,
        lag -> measure.of(source.apply(lag), target, times.embedding()),
        (surrogates, number, batches) -> {
          S others =
              surrogates.movesWholeSamples()
                  ? reorder.apply(target, order(surrogates, number, batches, times.samples()))
                  : target;
          return lag ->
              measure.of(
                  mover.source(source.apply(lag), surrogates, number, batches),
                  others,
                  times.embedding());
        });
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
    return surrogates instanceof ValueSurrogates changing
        ? SurrogateSeries.changed(changing, number, batches).source(series)
        : series.reorder(order(surrogates, number, batches, series.samples()));
  }

  /**
   * Checks that lags can be asked for, before anything is measured.
   *
   * @param first shortest lag
   * @param last longest lag
   * @param embedding histories and delays
   * @throws IllegalArgumentException if the lags do not rise from 0 on, or the embedding has a lag
   *     of its own
   */
  public static void requireLags(int first, int last, Embedding embedding) {
    requireNonNull(embedding, "embedding must not be null");
    if (first < 0 || last < first) {
      throw new IllegalArgumentException(
          "Asked for lags %s to %s. Pass rising lags, from 0 on.".formatted(first, last));
    }
    if (embedding.source().lag() != 1) {
      throw new IllegalArgumentException(
          "Asked for lags %s to %s of a source history at lag %s. Leave the lag of the embedding at 1."
              .formatted(first, last, embedding.source().lag()));
    }
  }

  /** {@return the shortest lag} */
  public int first() {
    return times.first();
  }

  /** {@return the longest lag} */
  public int last() {
    return times.last();
  }

  /**
   * The transfer entropy at one lag.
   *
   * @param lag from {@link #first} to {@link #last}
   * @return all pairs
   * @throws IllegalArgumentException if it was not measured
   */
  public LayerTransfer at(int lag) {
    if (lag < first() || lag > last()) {
      throw new IllegalArgumentException(
          "Asked for lag %s. Pass one from %s to %s.".formatted(lag, first(), last()));
    }
    return lags.get(lag - first());
  }

  /**
   * What reaches one unit of the target, the mean over the sources.
   *
   * @param lag from {@link #first} to {@link #last}
   * @param target unit of the target layer
   * @return nats; NaN if no pair has a finite value
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

  /** {@return the lag at which the mean over pairs is largest, of several the shortest} */
  public int bestLag() {
    return best(lag -> at(lag).meanNats());
  }

  /**
   * The lag at which most reaches a unit.
   *
   * @param target unit of the target layer
   * @return of several the shortest
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
   * Compares all lags with surrogates. The same surrogates serve all of them, so that the largest
   * over the lags has a null of its own; those of a circular shift move the source by more than the
   * longest lag.
   *
   * @param surrogates how the samples are reordered, or, of numbers, changed
   * @param batches mini-batches of all samples that were passed
   * @return null and p-value of each lag, and of the best one
   * @throws IllegalArgumentException if the null changes values and these are symbols, or an order
   *     is no permutation
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   * @see <a href="https://doi.org/10.1002/hbm.1058">Nichols and Holmes 2002, the max-statistic</a>
   */
  public LagSignificance against(Surrogates surrogates, Segments batches) {
    requireNonNull(surrogates, "surrogates must not be null");
    requireNonNull(batches, "batches must not be null");
    Surrogates chosen = surrogates.apart(last());
    Segments left = times.batches(batches);
    int targets = lags.get(0).targets();
    int count = chosen.surrogates();
    double[][] means = new double[lags.size()][count];
    double[][] nulls = new double[lags.size()][targets]; // sums
    double[] largest = new double[count];
    int[] reached = new int[targets];
    for (int s = 0; s < count; s++) {
      IntFunction<LayerTransfer> others = moved.by(chosen, s, left);
      double[] largestOf = new double[targets];
      Arrays.fill(largestOf, Double.NEGATIVE_INFINITY);
      largest[s] = Double.NEGATIVE_INFINITY;
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
        double best = nats(bestLag(target), target);
        reached[target] += Significance.reaches(largestOf[target], best) ? 1 : 0;
      }
    }
    List<Significance> ofLags = new ArrayList<>();
    for (int i = 0; i < means.length; i++) {
      double mean = lags.get(i).meanNats();
      ofLags.add(Double.isNaN(mean) ? Significance.NONE : Significance.of(mean, means[i]));
    }
    double best = at(bestLag()).meanNats();
    double[] p = new double[targets];
    Arrays.setAll(
        p,
        target ->
            count == 0 || Double.isNaN(nats(bestLag(target), target))
                ? Double.NaN
                : (1.0 + reached[target]) / (1 + count));
    return new LagSignificance(
        first(),
        chosen,
        List.copyOf(ofLags),
        Double.isNaN(best) ? Significance.NONE : Significance.of(best, largest),
        count == 0 ? null : nulls,
        p);
  }
}
