package org.infoplane.measure;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Past;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;

/**
 * Dependence of samples on those before them, of which nulls of independent samples know nothing:
 * chi-square, F-test, global shuffle. Looked for at a level of 0.1 %.
 */
final class Memory {

  private static final double LEVEL = 0.001;

  private Memory() {}

  /** Whether a null takes samples to be independent. */
  static boolean matters(Null nothing) {
    return nothing instanceof ChiSquare || nothing instanceof GlobalShuffle;
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
    Past past = embedding.target();
    Past longer = longer(past);
    return times(target.samples(), embedding, longer)
        .filter(
            times -> {
              Partition next = Embedding.states(target, Past.present(), times);
              Partition more = Embedding.states(target, longer, times);
              Pearson test = Pearson.of(next, more, Embedding.states(target, past, times));
              return test.significance(times.length, next.and(more).groups()).pValue() < LEVEL;
            })
        .map(found -> List.of(Warning.ofShortHistory(past.history())))
        .orElse(List.of());
  }

  static List<Warning> beyondHistory(Values target, Embedding embedding) {
    Past past = embedding.target();
    Past longer = longer(past);
    return times(target.samples(), embedding, longer)
        .filter(times -> times.length > target.units() * (longer.history() + 2) + 1)
        .filter(
            times -> {
              double[][] next = Embedding.points(target, Past.present(), times);
              double[][] known = Embedding.points(target, past, times);
              Past oldest = new Past(1, 1, Math.toIntExact(longer.reach()));
              double[][] more = Embedding.points(target, oldest, times);
              return isLinear(next, more, known);
            })
        .map(found -> List.of(Warning.ofShortHistory(past.history())))
        .orElse(List.of());
  }

  private static Past longer(Past past) {
    return new Past(past.history() + 1, past.delay(), past.lag());
  }

  /** Transitions with so long a past, if there are any. */
  private static Optional<int[]> times(int samples, Embedding embedding, Past longer) {
    boolean any =
        IntStream.range(0, embedding.trials().count())
            .anyMatch(trial -> length(embedding, trial, samples) > longer.reach());
    return any ? Optional.of(embedding.times(samples, longer)) : Optional.empty();
  }

  private static int length(Embedding embedding, int trial, int samples) {
    int end =
        trial + 1 < embedding.trials().count() ? embedding.trials().start(trial + 1) : samples;
    return end - embedding.trials().start(trial);
  }

  private static boolean hasMemory(Symbols series) {
    int n = series.samples();
    if (n < 2) {
      return false;
    }
    int[] now = IntStream.range(1, n).toArray();
    int[] before = IntStream.range(0, n - 1).toArray();
    for (int unit = 0; unit < series.units(); unit++) {
      Partition states = Partition.ofRows(series.unit(unit));
      Partition next = states.reorder(now);
      Partition past = states.reorder(before);
      Pearson test = Pearson.of(next, past, Partition.trivial(n - 1));
      double p = test.significance(n - 1, next.and(past).groups()).pValue();
      if (p < LEVEL / series.units()) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasMemory(Values series) {
    int n = series.samples();
    if (n < 4) {
      return false;
    }
    int[] now = IntStream.range(1, n).toArray();
    for (int unit = 0; unit < series.units(); unit++) {
      int one = unit;
      Values own = Values.view(n, 1, (sample, only) -> series.get(sample, one));
      double[][] next = Embedding.points(own, Past.present(), now);
      double[][] past = Embedding.points(own, new Past(1, 1, 1), now);
      if (isLinear(next, past, new double[0][])) {
        return true;
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
