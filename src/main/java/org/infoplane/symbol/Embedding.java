package org.infoplane.symbol;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * The time-delay embedding of series: at each time t the target's next symbol {@code y[t]}, the
 * histories of target and source, and of any conditioning series. Shared by all discrete and
 * continuous measures over time.
 *
 * @param target history of the target: k symbols, lag 1
 * @param source history of the source: l symbols, lag u
 * @param given history of the conditioning series, if any
 * @param segments whose borders no transition crosses
 * @see <a href="https://doi.org/10.1103/PhysRevLett.85.461">Schreiber 2000</a>
 */
public record Embedding(History target, History source, History given, Segments segments) {

  /**
   * Checks that the histories lie in the past.
   *
   * @param target history of the target
   * @param source history of the source
   * @param given history of the conditioning series
   * @param segments whose borders no transition crosses
   * @throws IllegalArgumentException if the lag of target or source is below 1
   */
  public Embedding {
    Require.atLeast(1, "lag of the target", target.lag());
    Require.atLeast(1, "lag of the source", source.lag());
  }

  /**
   * Creates an embedding with delay 1 and one segment.
   *
   * @param targetHistory k, symbols in the history of the target
   * @param sourceHistory l, symbols in the history of the source
   * @param lag u, steps from the source's most recent symbol to the target's next symbol
   * @throws IllegalArgumentException if one of them is below 1
   */
  public Embedding(int targetHistory, int sourceHistory, int lag) {
    this(
        new History(targetHistory, 1, 1),
        new History(sourceHistory, 1, lag),
        new History(1, 1, 1),
        Segments.whole());
  }

  /** {@return the embedding with k = l = u = 1: histories of one symbol, lag 1} */
  public static Embedding oneStep() {
    return new Embedding(1, 1, 1);
  }

  /**
   * {@return the embedding with another delay in the history of the target}
   *
   * @param steps at least 1
   */
  public Embedding targetDelay(int steps) {
    History delayed = new History(target.length(), steps, target.lag());
    return new Embedding(delayed, source, given, segments);
  }

  /**
   * {@return the embedding with another delay in the history of the source}
   *
   * @param steps at least 1
   */
  public Embedding sourceDelay(int steps) {
    History delayed = new History(source.length(), steps, source.lag());
    return new Embedding(target, delayed, given, segments);
  }

  /**
   * {@return the embedding with another history of the conditioning series; one symbol, lag 1, by
   * default}
   *
   * @param past the history
   */
  public Embedding given(History past) {
    requireNonNull(past, "past must not be null");
    return new Embedding(target, source, past, segments);
  }

  /**
   * {@return the embedding with segments pooled, such as trials or mini-batches}
   *
   * @param stretches whose borders no transition crosses
   */
  public Embedding within(Segments stretches) {
    requireNonNull(stretches, "stretches must not be null");
    return new Embedding(target, source, given, stretches);
  }

  /**
   * {@return the times t with complete histories in their segment, {@code int[transitions]},
   * ascending, at least one}
   *
   * @param samples length of the series
   * @param pasts the histories used
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
   * {@return the number of times with complete histories in their segment, at least 1}
   *
   * @param samples length of the series
   * @param pasts the histories used
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
          "No transitions: the histories look %s steps back, but the series have %s samples (segments: %s). Pass longer series or shorter histories."
              .formatted(reach(pasts), samples, segments.count()));
    }
    return count;
  }

  private static long reach(History... pasts) {
    return Arrays.stream(pasts).mapToLong(History::reach).max().orElse(0);
  }

  /** The reach of the longest history, at most the length of the series. */
  static int reach(int samples, History... pasts) {
    return (int) Math.min(reach(pasts), samples);
  }

  /**
   * {@return the joint state of all units and symbols of a history at each time, one group for each
   * observed state}
   *
   * @param series units are taken jointly
   * @param past the history
   * @param times from {@link #times}
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
   * {@return the values of a history at each time, {@code double[units * length][times]}, for
   * continuous measures}
   *
   * @param series {@code samples x units}
   * @param past the history
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
   * {@return a clock for measures that exclude neighbours in time, {@code int[transitions]}: it
   * advances with time within a segment and jumps between segments, by up to a million steps}
   *
   * @param times from {@link #times}
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
   * Checks that series have equal length.
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
