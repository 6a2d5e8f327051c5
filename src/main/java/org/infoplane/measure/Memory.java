package org.infoplane.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.infoplane.measure.nulls.ChiSquare;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.measure.statistics.Parallel;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.History;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;

/**
 * Detects autocorrelation, which nulls of independent samples (chi-square, F-test, shuffles of
 * single samples) ignore, at a level of 0.1 %.
 */
final class Memory {

  private static final double LEVEL = 0.001;
  private static final int SHUFFLES = 20;
  private static final double DEVIATIONS = 6;
  private static final double ROUNDING = 1e-9;
  private static final long SEED = 1;
  private static final int[] LAGS = {1, 2};

  private Memory() {}

  /** Whether a null assumes independent samples. */
  static boolean matters(Null nullModel) {
    return nullModel instanceof ChiSquare
        || (nullModel instanceof Surrogates surrogates && surrogates.breaksMemory());
  }

  /** Warns if both series are autocorrelated; one alone does not bias their information. */
  static List<Warning> ofBoth(Symbols a, Symbols b) {
    return warning(hasMemory(a) && hasMemory(b));
  }

  static List<Warning> ofBoth(Values a, Values b) {
    return warning(hasMemory(a) && hasMemory(b));
  }

  private static List<Warning> warning(boolean both) {
    return both ? List.of(Warning.ofAutocorrelation()) : List.of();
  }

  /** Warns if a target depends on symbols of its own before its history. */
  static List<Warning> beyondHistory(Symbols target, Embedding embedding) {
    History history = embedding.target();
    History longer = longer(history);
    return times(target.samples(), embedding, longer)
        .filter(
            times ->
                depends(
                    Embedding.states(target, History.present(), times),
                    Embedding.states(target, longer, times),
                    Embedding.states(target, history, times),
                    LEVEL))
        .map(found -> List.of(Warning.ofShortHistory(history.length())))
        .orElse(List.of());
  }

  /**
   * Whether A depends on B given C: by Pearson's test where it is calibrated, else by comparison
   * with shuffles of A within each state of C.
   */
  private static boolean depends(Partition a, Partition b, Partition given, double level) {
    Pearson test = Pearson.of(a, b, given);
    double p = test.significance(a.samples(), a.and(b).and(given).groups()).pValue();
    if (!Double.isNaN(p)) {
      return p < level;
    }
    // Rare states that coincide by chance inflate Pearson's statistic, but hardly the information.
    EntropyEstimator plugIn = Estimator.plugIn();
    double[] shuffled =
        Parallel.map(SHUFFLES, i -> plugIn.information(a.reorder(orderWithin(given, i)), b, given));
    double mean = StatUtils.mean(shuffled);
    double deviation = Math.sqrt(StatUtils.variance(shuffled, mean));
    return plugIn.information(a, b, given) > mean + DEVIATIONS * deviation + ROUNDING;
  }

  /** A random order that permutes samples within their groups only. */
  private static int[] orderWithin(Partition groups, int number) {
    int[] sizes = groups.sizes();
    int[] ends = sizes.clone();
    Arrays.parallelPrefix(ends, Integer::sum);
    int[] members = new int[groups.samples()];
    int[] at = ends.clone();
    for (int i = members.length - 1; i >= 0; i--) {
      members[--at[groups.get(i)]] = i;
    }
    int[] order = new int[members.length];
    for (int g = 0; g < sizes.length; g++) {
      int[] moved = Draws.shuffled(SEED + g, number, sizes[g]);
      int first = ends[g] - sizes[g];
      for (int i = 0; i < moved.length; i++) {
        order[members[first + i]] = members[first + moved[i]];
      }
    }
    return order;
  }

  /**
   * The number of units that depend on symbols of their own before their history, by the transfer
   * entropy of a unit from itself one step earlier. Units without a chi-square p-value do not
   * count.
   */
  static long beyondHistory(Embedding embedding, Symbols targets) {
    History history = embedding.target();
    History before = new History(1, 1, Math.toIntExact(history.reach() + history.delay()));
    Embedding ofItself = new Embedding(history, before, embedding.given(), embedding.segments());
    if (times(targets.samples(), embedding, longer(history)).isEmpty()) {
      return 0;
    }
    return IntStream.range(0, targets.units())
        .parallel()
        .filter(
            i -> {
              Symbols unit = targets.unit(i);
              return PairwiseTransferEntropy.between(unit, unit, ofItself).pValue(0) < LEVEL;
            })
        .count();
  }

  static List<Warning> beyondHistory(Values target, Embedding embedding) {
    History history = embedding.target();
    History longer = longer(history);
    History oldest = new History(1, 1, Math.toIntExact(longer.reach()));
    return times(target.samples(), embedding, longer)
        .filter(times -> times.length > target.units() * (longer.length() + 2) + 1)
        .filter(
            times ->
                isLinear(
                    Embedding.points(target, History.present(), times),
                    Embedding.points(target, oldest, times),
                    Embedding.points(target, history, times)))
        .map(found -> List.of(Warning.ofShortHistory(history.length())))
        .orElse(List.of());
  }

  private static History longer(History history) {
    return new History(history.length() + 1, history.delay(), history.lag());
  }

  /** Times of the transitions with this longer history, if there are any. */
  private static Optional<int[]> times(int samples, Embedding embedding, History longer) {
    Segments segments = embedding.segments();
    boolean any =
        IntStream.range(0, segments.count())
            .anyMatch(i -> segments.end(i, samples) - segments.start(i) > longer.reach());
    return any ? Optional.of(embedding.times(samples, longer)) : Optional.empty();
  }

  private static boolean hasMemory(Symbols series) {
    for (int lag : LAGS) {
      for (int unit = 0; unit < series.units() && series.samples() > lag; unit++) {
        Partition states = Partition.ofRows(series.unit(unit));
        int left = series.samples() - lag;
        Partition now = states.reorder(IntStream.range(lag, series.samples()).toArray());
        Partition before = states.reorder(IntStream.range(0, left).toArray());
        if (depends(now, before, Partition.trivial(left), LEVEL / series.units())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean hasMemory(Values series) {
    int n = series.samples();
    for (int lag : LAGS) {
      int[] now = IntStream.range(lag, Math.max(n, lag)).toArray();
      for (int unit = 0; unit < series.units() && now.length > 3; unit++) {
        Values own = Layers.unit(series, unit);
        double[][] next = Embedding.points(own, History.present(), now);
        double[][] past = Embedding.points(own, new History(1, 1, lag), now);
        if (isLinear(next, past, new double[0][])) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isLinear(double[][] a, double[][] b, double[][] given) {
    Gaussian gaussian = new Gaussian();
    try {
      return gaussian.pValue(Gaussian.of(a, b, given), a, b, given) < LEVEL;
    } catch (IllegalArgumentException e) {
      return true; // infinite information: the past determines the next value
    }
  }
}
