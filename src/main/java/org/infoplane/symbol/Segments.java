package org.infoplane.symbol;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Contiguous segments of samples: the trials of an ensemble, whose borders no transition crosses,
 * or mini-batches, within which a null shuffles. Immutable.
 */
public final class Segments {

  private final int[] starts;

  private Segments(int[] starts) {
    this.starts = starts;
  }

  /** {@return all samples as one segment} */
  public static Segments whole() {
    return new Segments(new int[] {0});
  }

  /**
   * {@return segments with given first samples; the last one extends to the end}
   *
   * @param starts {@code int[segments]}, strictly ascending from 0; copied
   * @throws IllegalArgumentException if they do not ascend from 0
   */
  public static Segments startingAt(int... starts) {
    requireNonNull(starts, "starts must not be null");
    boolean rising = starts.length > 0 && starts[0] == 0;
    for (int i = 1; i < starts.length; i++) {
      rising &= starts[i - 1] < starts[i];
    }
    if (!rising) {
      throw new IllegalArgumentException(
          "starts must ascend strictly from 0, got " + Arrays.toString(starts));
    }
    return new Segments(starts.clone());
  }

  /**
   * {@return segments of equal length, except for a shorter last one}
   *
   * @param length at least 1
   * @param samples in total, at least 1
   * @throws IllegalArgumentException if length or samples is below 1
   */
  public static Segments ofLength(int length, int samples) {
    Require.atLeast(1, "length", length);
    Require.atLeast(1, "samples", samples);
    int[] starts = new int[(samples - 1) / length + 1];
    Arrays.setAll(starts, i -> i * length);
    return new Segments(starts);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Segments segments && Arrays.equals(starts, segments.starts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(starts);
  }

  @Override
  public String toString() {
    return starts.length == 1 ? "one segment" : starts.length + " segments";
  }

  /** {@return the number of segments, at least 1} */
  public int count() {
    return starts.length;
  }

  /**
   * {@return the first sample of a segment}
   *
   * @param segment from 0
   * @throws IllegalArgumentException if there is no such segment
   */
  public int start(int segment) {
    return starts[Require.index("segment", segment, starts.length)];
  }

  /**
   * {@return the segments that remain when the first samples are dropped; the first one may be
   * shortened}
   *
   * @param sample first sample to keep, at least 0
   */
  public Segments from(int sample) {
    IntStream later = Arrays.stream(starts).filter(start -> start > sample);
    return new Segments(
        IntStream.concat(IntStream.of(0), later.map(start -> start - sample)).toArray());
  }

  /**
   * {@return the end of a segment, exclusive}
   *
   * @param segment from 0
   * @param samples in total
   * @throws IllegalArgumentException if there is no such segment, or the last one starts after the
   *     end
   */
  public int end(int segment, int samples) {
    Require.index("segment", segment, starts.length);
    if (starts[starts.length - 1] >= samples) {
      throw new IllegalArgumentException(
          "Segments must start below the number of samples, %s, got %s"
              .formatted(samples, starts[starts.length - 1]));
    }
    return segment + 1 < starts.length ? starts[segment + 1] : samples;
  }
}
