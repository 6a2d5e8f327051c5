package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Segments;

/**
 * The samples of a spectrum of lags: the targets that have the longest lag before them in their
 * trial, and for each lag the source samples that go with them.
 */
final class LagTimes {

  final int first;
  final int last;

  /** Sample indices of the target, trial by trial. */
  final int[] targets;

  /** The embedding within the trials of the targets. */
  final Embedding embedding;

  private final int[] ends; // the last sample of the trial of each target

  private LagTimes(int first, int last, int[] targets, int[] ends, Embedding embedding) {
    this.first = first;
    this.last = last;
    this.targets = targets;
    this.ends = ends;
    this.embedding = embedding;
  }

  static LagTimes of(int from, int to, Embedding embedding, int first, int last) {
    requireNonNull(embedding, "embedding must not be null");
    Embedding.requireSameLength(from, to);
    LagSpectrum.requireLags(first, last, embedding);
    Segments segments = embedding.segments();
    int lost = Math.max(0, last - 1);
    int needed =
        lost + Math.toIntExact(Math.max(embedding.target().reach(), embedding.source().reach()));
    int[] lengths =
        IntStream.range(0, segments.count())
            .map(i -> segments.end(i, to) - segments.start(i))
            .toArray();
    int[] kept = IntStream.range(0, lengths.length).filter(i -> lengths[i] > needed).toArray();
    if (kept.length == 0) {
      int longest = Arrays.stream(lengths).max().orElse(0);
      throw new IllegalArgumentException(
          "lags up to %s need sequences of %s steps, but the longest has %s. Pass lags up to %s, or longer sequences."
              .formatted(last, needed + 1, longest, Math.max(0, last + longest - needed - 1)));
    }
    int[] starts = new int[kept.length];
    IntStream.Builder targets = IntStream.builder();
    IntStream.Builder ends = IntStream.builder();
    int count = 0;
    for (int i = 0; i < kept.length; i++) {
      starts[i] = count;
      int end = segments.end(kept[i], to);
      for (int t = segments.start(kept[i]) + lost; t < end; t++) {
        targets.add(t);
        ends.add(end - 1);
        count++;
      }
    }
    return new LagTimes(
        first,
        last,
        targets.build().toArray(),
        ends.build().toArray(),
        embedding.within(Segments.startingAt(starts)));
  }

  /** Clamped to the end of the trial: at lag 0 the last index would lie beyond it, unused. */
  int[] sources(int lag) {
    return IntStream.range(0, targets.length)
        .map(i -> Math.min(targets[i] + 1 - lag, ends[i]))
        .toArray();
  }

  /** The mini-batches of the retained samples. */
  Segments batches(Segments all) {
    int[] starts =
        IntStream.range(0, all.count())
            .map(i -> Arrays.binarySearch(targets, all.start(i)))
            .map(k -> k >= 0 ? k : -k - 1)
            .filter(k -> k < targets.length)
            .distinct()
            .toArray();
    return Segments.startingAt(starts);
  }
}
