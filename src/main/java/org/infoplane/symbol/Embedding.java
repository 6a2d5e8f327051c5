package org.infoplane.symbol;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * How series are cut into transitions: at each time t the target's next symbol {@code y[t]}, its
 * own past, the source's past, and perhaps the past of other series that are taken as known. All
 * measures in time, discrete or continuous, share it.
 *
 * @param target past of the target: k symbols, lag 1
 * @param source past of the source: l symbols, lag u
 * @param given past of the conditioning series, if there are any
 * @param segments stretches of samples whose borders no transition crosses
 * @see <a href="https://doi.org/10.1103/PhysRevLett.85.461">Schreiber 2000</a>
 */
public record Embedding(History target, History source, History given, Segments segments) {

  /**
   * Checks that the target's next symbol is not taken as known.
   *
   * @param target past of the target
   * @param source past of the source
   * @param given past of the conditioning series
   * @param segments stretches of samples
   * @throws IllegalArgumentException if the lag of target or source is below 1
   */
  public Embedding {
    if (target.lag() < 1 || source.lag() < 1) {
      throw new IllegalArgumentException(
          "Asked for lag %s of the target and %s of the source. Pass at least 1: only the past may tell the next symbol."
              .formatted(target.lag(), source.lag()));
    }
  }

  /**
   * Histories without gaps, one trial.
   *
   * @param targetHistory k, how many past symbols of the target are known
   * @param sourceHistory l, how many symbols of the source are used
   * @param lag u, how many steps the youngest of them lies before the target's next symbol
   * @throws IllegalArgumentException if one of them is below 1
   */
  public Embedding(int targetHistory, int sourceHistory, int lag) {
    this(
        new History(targetHistory, 1, 1),
        new History(sourceHistory, 1, lag),
        new History(1, 1, 1),
        Segments.whole());
  }

  /** {@return the authors' setting, k = l = u = 1: histories of one symbol, lag 1} */
  public static Embedding oneStep() {
    return new Embedding(1, 1, 1);
  }

  /**
   * {@return the embedding with other steps between the past symbols of the target}
   *
   * @param steps at least 1
   */
  public Embedding targetDelay(int steps) {
    return new Embedding(
        new History(target.length(), steps, target.lag()), source, given, segments);
  }

  /**
   * {@return the embedding with other steps between the symbols of the source}
   *
   * @param steps at least 1
   */
  public Embedding sourceDelay(int steps) {
    return new Embedding(
        target, new History(source.length(), steps, source.lag()), given, segments);
  }

  /**
   * {@return the embedding with another past of the conditioning series; the last symbol by
   * default}
   *
   * @param past which symbols are known
   */
  public Embedding given(History past) {
    requireNonNull(past, "past must not be null");
    return new Embedding(target, source, past, segments);
  }

  /**
   * {@return the embedding with trials, or mini-batches, pooled: no transition crosses their
   * borders}
   *
   * @param stretches of samples
   */
  public Embedding within(Segments stretches) {
    requireNonNull(stretches, "stretches must not be null");
    return new Embedding(target, source, given, stretches);
  }

  /**
   * {@return the times t that have a whole past in their trial, {@code int[transitions]}, rising,
   * at least one}
   *
   * @param samples length of the series
   * @param pasts those that are used
   * @throws IllegalArgumentException if no transition is left
   */
  public int[] times(int samples, History... pasts) {
    requireNonNull(pasts, "pasts must not be null");
    int[] times = new int[transitions(samples, pasts)];
    int first = reach(samples, pasts);
    int count = 0;
    for (int i = 0; i < segments.count(); i++) {
      int end = segments.end(i, samples);
      for (int t = segments.start(i) + Math.min(first, samples - segments.start(i)); t < end; t++) {
        times[count++] = t;
      }
    }
    return times;
  }

  /**
   * {@return how many times have a whole past in their trial, at least 1}
   *
   * @param samples length of the series
   * @param pasts those that are used
   * @throws IllegalArgumentException if no transition is left
   */
  public int transitions(int samples, History... pasts) {
    requireNonNull(pasts, "pasts must not be null");
    int first = reach(samples, pasts);
    int count = 0;
    for (int i = 0; i < segments.count(); i++) {
      count += Math.max(0, segments.end(i, samples) - segments.start(i) - first);
    }
    if (count == 0) {
      throw new IllegalArgumentException(
          "Asked for transitions that look %s steps back, but the series have %s samples in %s segment(s). Pass longer series or shorter histories."
              .formatted(
                  Arrays.stream(pasts).mapToLong(History::reach).max().orElse(0),
                  samples,
                  segments.count()));
    }
    return count;
  }

  /** How far the pasts look back, cut at the length of the series. */
  static int reach(int samples, History... pasts) {
    long reach = 0;
    for (History past : pasts) {
      reach = Math.max(reach, past.reach());
    }
    return (int) Math.min(reach, samples);
  }

  /**
   * The state of some series at each time: all units and all symbols of a past together. Only
   * states that are seen are kept, so that no alphabet is too large for its histories.
   *
   * @param series units are taken jointly
   * @param past which symbols
   * @param times from {@link #times}
   * @return one group a state that was seen
   */
  public static Partition states(Symbols series, History past, int[] times) {
    requireNonNull(series, "series must not be null");
    requireNonNull(past, "past must not be null");
    requireNonNull(times, "times must not be null");
    return Partition.joint(
        times.length,
        series.units() * past.length(),
        series.alphabet(),
        (i, column) ->
            series.get(column / past.length(), times[i] - past.back(column % past.length())));
  }

  /**
   * {@return {@code double[units * history][times]}, the numbers of some series at each time, for
   * continuous measures}
   *
   * @param series {@code samples x units}
   * @param past which values
   * @param times from {@link #times}
   */
  public static double[][] points(Values series, History past, int[] times) {
    requireNonNull(series, "series must not be null");
    requireNonNull(past, "past must not be null");
    requireNonNull(times, "times must not be null");
    double[][] columns = new double[series.units() * past.length()][times.length];
    for (int c = 0; c < columns.length; c++) {
      for (int i = 0; i < times.length; i++) {
        int t = times[i] - past.back(c % past.length());
        columns[c][i] = series.get(t, c / past.length());
      }
    }
    return columns;
  }

  /**
   * A clock for measures that look at neighbours in time: it runs on inside a trial and jumps
   * between trials, by a million steps if there is room.
   *
   * @param times from {@link #times}
   * @return {@code int[transitions]}, rising
   */
  public int[] clock(int[] times) {
    requireNonNull(times, "times must not be null");
    int jump =
        Math.min(1_000_000, (Integer.MAX_VALUE - times[times.length - 1]) / segments.count());
    int[] clock = new int[times.length];
    int segment = 0;
    for (int i = 0; i < times.length; i++) {
      while (segment + 1 < segments.count() && segments.start(segment + 1) <= times[i]) {
        segment++;
      }
      clock[i] = times[i] + segment * jump;
    }
    return clock;
  }

  @Override
  public String toString() {
    return "k = %s%s, l = %s%s, lag = %s%s"
        .formatted(
            target.length(),
            target.delay() == 1 ? "" : " (delay " + target.delay() + ")",
            source.length(),
            source.delay() == 1 ? "" : " (delay " + source.delay() + ")",
            source.lag(),
            segments.count() == 1 ? "" : ", " + segments);
  }

  /**
   * Checks that series belong together.
   *
   * @param source samples of the source
   * @param target samples of the target
   * @throws IllegalArgumentException if they differ
   */
  public static void requireSameLength(int source, int target) {
    if (source != target) {
      throw new IllegalArgumentException(
          "The source has %s samples, the target %s. Pass series of the same time axis."
              .formatted(source, target));
    }
  }
}
