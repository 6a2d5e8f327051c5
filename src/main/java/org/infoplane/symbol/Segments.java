package org.infoplane.symbol;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Stretches of samples that follow each other: the trials of an ensemble, whose borders no
 * transition crosses, or mini-batches, within which a null shuffles. Immutable.
 */
public final class Segments {

  private final int[] starts;

  private Segments(int[] starts) {
    this.starts = starts;
  }

  /** {@return all samples as one trial} */
  public static Segments whole() {
    return new Segments(new int[] {0});
  }

  /**
   * {@return stretches by their first samples; the last one goes to the end}
   *
   * @param starts {@code int[trials]}, rising from 0; copied
   * @throws IllegalArgumentException if they do not rise from 0
   */
  public static Segments startingAt(int... starts) {
    requireNonNull(starts, "starts must not be null");
    boolean rising = starts.length > 0 && starts[0] == 0;
    for (int i = 1; i < starts.length; i++) {
      rising &= starts[i - 1] < starts[i];
    }
    if (!rising) {
      throw new IllegalArgumentException(
          "Asked for segments that start at %s. Pass rising first samples, from 0."
              .formatted(Arrays.toString(starts)));
    }
    return new Segments(starts.clone());
  }

  /**
   * {@return stretches of one length, the last one perhaps shorter}
   *
   * @param length at least 1
   * @param samples how many there are in all, at least 1
   * @throws IllegalArgumentException if a number is below 1
   */
  public static Segments ofLength(int length, int samples) {
    if (length < 1 || samples < 1) {
      throw new IllegalArgumentException(
          "Asked to cut %s samples into segments of %s. Pass numbers of at least 1."
              .formatted(samples, length));
    }
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

  /** {@return the number of stretches, at least 1} */
  public int count() {
    return starts.length;
  }

  /**
   * {@return the first sample of a stretch}
   *
   * @param segment from 0
   * @throws IllegalArgumentException if there is no such stretch
   */
  public int start(int segment) {
    return starts[Index.require("segment", segment, starts.length)];
  }

  /**
   * {@return the stretches that are left when the first samples are dropped; the first one may have
   * lost its beginning}
   *
   * @param sample first sample that is kept, at least 0
   */
  public Segments from(int sample) {
    int[] left = Arrays.stream(starts).filter(start -> start > sample).toArray();
    int[] moved = new int[left.length + 1];
    for (int i = 0; i < left.length; i++) {
      moved[i + 1] = left[i] - sample;
    }
    return new Segments(moved);
  }

  /**
   * {@return the sample after the last one of a stretch}
   *
   * @param segment from 0
   * @param samples how many there are in all
   * @throws IllegalArgumentException if there is no such stretch, or the last one starts after the
   *     end
   */
  public int end(int segment, int samples) {
    Index.require("segment", segment, starts.length);
    if (starts[starts.length - 1] >= samples) {
      throw new IllegalArgumentException(
          "The last segment starts at %s, but there are %s samples. Pass first samples of these."
              .formatted(starts[starts.length - 1], samples));
    }
    return segment + 1 < starts.length ? starts[segment + 1] : samples;
  }
}
