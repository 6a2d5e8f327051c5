package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.infoplane.symbol.Partition;

/** Uses relative frequencies as probabilities. */
record PlugIn() implements EntropyEstimator {

  @Override
  public double entropy(int[] sizes) {
    double n = Arrays.stream(sizes).sum();
    return Math.max(0, Math.log(n) - nLogN(sizes) / n);
  }

  /** Sums n ln n over the counts, where only equal terms cancel. */
  @Override
  public double information(Partition a, Partition b, Partition given) {
    requireNonNull(a, "a must not be null");
    requireNonNull(b, "b must not be null");
    requireNonNull(given, "given must not be null");
    Partition bGiven = b.and(given);
    double sum =
        nLogN(a.and(bGiven).sizes())
            - nLogN(a.and(given).sizes())
            - nLogN(bGiven.sizes())
            + nLogN(given.sizes());
    return Math.max(0, sum / a.samples());
  }

  private static double nLogN(int[] sizes) {
    double sum = 0;
    for (int size : sizes) {
      sum += NLogN.of(size);
    }
    return sum;
  }

  @Override
  public double bias(long states, long samples) {
    return states / (2.0 * samples);
  }

  @Override
  public boolean isPlugIn() {
    return true;
  }

  @Override
  public Intervals intervals() {
    return Intervals.HOLD;
  }

  @Override
  public String toString() {
    return "plug-in";
  }
}
