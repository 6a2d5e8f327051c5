package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;

/**
 * Which samples a spectrum of lags looks at: those of the target that have the longest lag before
 * them in their trial, and for each lag the samples of the source that stand beside them.
 */
final class LagTimes {

  private final int first;
  private final int last;
  private final int[] targets; // samples, trial by trial
  private final int[] ends; // for each of these, the last sample of its trial
  private final Embedding embedding;

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
    int[] kept =
        IntStream.range(0, segments.count())
            .filter(i -> segments.end(i, to) - segments.start(i) > needed)
            .toArray();
    if (kept.length == 0) {
      int longest =
          IntStream.range(0, segments.count())
              .map(i -> segments.end(i, to) - segments.start(i))
              .max()
              .orElse(0);
      throw new IllegalArgumentException(
          "Asked for lags up to %s, which need sequences of %s steps, but the longest has %s. Pass lags up to %s, or longer sequences."
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

  int first() {
    return first;
  }

  int last() {
    return last;
  }

  /** The samples of the target that are left. */
  int[] targets() {
    return targets;
  }

  /** With the trials of these. */
  Embedding embedding() {
    return embedding;
  }

  int samples() {
    return targets.length;
  }

  /** At lag 0 the last of a trial would be after its end, where no transition looks. */
  int[] sources(int lag) {
    return IntStream.range(0, targets.length)
        .map(i -> Math.min(targets[i] + 1 - lag, ends[i]))
        .toArray();
  }

  /** Some samples of a layer, in rising stretches. */
  static Symbols some(Symbols layer, int[] samples) {
    List<Symbols> stretches = new ArrayList<>();
    int first = 0;
    for (int i = 1; i <= samples.length; i++) {
      if (i == samples.length || samples[i] != samples[i - 1] + 1) {
        stretches.add(layer.slice(samples[first], samples[i - 1] + 1));
        first = i;
      }
    }
    return Symbols.join(stretches.toArray(Symbols[]::new));
  }

  /** Mini-batches of the samples that are left. */
  Segments batches(Segments all) {
    int[] starts =
        IntStream.range(0, all.count())
            .map(
                i -> {
                  int start = all.start(i);
                  int k = Arrays.binarySearch(targets, start);
                  return k >= 0 ? k : -k - 1;
                })
            .filter(k -> k < targets.length)
            .distinct()
            .toArray();
    return Segments.startingAt(starts);
  }
}
