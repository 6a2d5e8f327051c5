package org.infoplane.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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
 * Dependence of samples on those before them, of which nulls of independent samples know nothing:
 * chi-square, F-test, shuffles of single samples. Looked for at a level of 0.1 %.
 */
final class Memory {

  private static final double LEVEL = 0.001;
  private static final int SHUFFLES = 20;
  private static final double DEVIATIONS = 6;
  private static final double ROUNDING = 1e-9;
  private static final long SEED = 1;
  private static final int[] LAGS = {1, 2};

  private Memory() {}

  /** Whether a null takes samples to be independent. */
  static boolean matters(Null nullModel) {
    return nullModel instanceof ChiSquare
        || (nullModel instanceof Surrogates surrogates && surrogates.breaksMemory());
  }

  /** Of two series, whose information with one another needs both to depend on their past. */
  static List<Warning> ofBoth(Symbols a, Symbols b) {
    return warning(hasMemory(a) && hasMemory(b));
  }

  static List<Warning> ofBoth(Values a, Values b) {
    return warning(hasMemory(a) && hasMemory(b));
  }

  private static List<Warning> warning(boolean both) {
    return both ? List.of(Warning.ofAutocorrelation()) : List.of();
  }

  /** Of a target that depends on symbols of its own before its history. */
  static List<Warning> beyondHistory(Symbols target, Embedding embedding) {
    History past = embedding.target();
    History longer = longer(past);
    return times(target.samples(), embedding, longer)
        .filter(
            times ->
                depends(
                    Embedding.states(target, History.present(), times),
                    Embedding.states(target, longer, times),
                    Embedding.states(target, past, times),
                    LEVEL))
        .map(found -> List.of(Warning.ofShortHistory(past.length())))
        .orElse(List.of());
  }

  /**
   * Whether A depends on B given C: by Pearson's test where it holds its level, else by comparison
   * with orders of A that leave it with its C.
   */
  private static boolean depends(Partition a, Partition b, Partition given, double level) {
    Pearson test = Pearson.of(a, b, given);
    double p = test.significance(a.samples(), a.and(b).and(given).groups()).pValue();
    if (!Double.isNaN(p)) {
      return p < level;
    }
    // Rare states that meet by chance make Pearson's statistic jump; the information hardly moves.
    EntropyEstimator plugIn = Estimator.plugIn();
    double[] shuffled =
        Parallel.map(SHUFFLES, i -> plugIn.information(a.reorder(within(given, i)), b, given));
    double mean = Arrays.stream(shuffled).average().orElse(0);
    double squares = Arrays.stream(shuffled).map(x -> (x - mean) * (x - mean)).sum();
    double deviation = Math.sqrt(squares / (SHUFFLES - 1));
    return plugIn.information(a, b, given) > mean + DEVIATIONS * deviation + ROUNDING;
  }

  /** An order in which samples change places with others of their group only. */
  private static int[] within(Partition groups, int number) {
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
   * How many units depend on symbols of their own before their history: the transfer entropy of a
   * unit from itself, one step before. Only units of which chi-square has a p-value are counted.
   */
  static long beyondHistory(Embedding embedding, Symbols targets) {
    History past = embedding.target();
    History before = new History(1, 1, Math.toIntExact(past.reach() + past.delay()));
    Embedding ofItself = new Embedding(past, before, embedding.given(), embedding.segments());
    if (times(targets.samples(), embedding, longer(past)).isEmpty()) {
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
    History past = embedding.target();
    History longer = longer(past);
    return times(target.samples(), embedding, longer)
        .filter(times -> times.length > target.units() * (longer.length() + 2) + 1)
        .filter(
            times -> {
              double[][] next = Embedding.points(target, History.present(), times);
              double[][] known = Embedding.points(target, past, times);
              History oldest = new History(1, 1, Math.toIntExact(longer.reach()));
              double[][] more = Embedding.points(target, oldest, times);
              return isLinear(next, more, known);
            })
        .map(found -> List.of(Warning.ofShortHistory(past.length())))
        .orElse(List.of());
  }

  private static History longer(History past) {
    return new History(past.length() + 1, past.delay(), past.lag());
  }

  /** Transitions with so long a past, if there are any. */
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
        int one = unit;
        Values own = Values.view(n, 1, (sample, only) -> series.get(sample, one));
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
      return true; // the past tells the next exactly: the information is infinite
    }
  }
}
