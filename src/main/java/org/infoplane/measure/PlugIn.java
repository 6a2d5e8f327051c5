package org.infoplane.measure;

import static java.util.Objects.requireNonNull;

import org.infoplane.symbol.Partition;

/** Relative frequencies taken for probabilities. */
record PlugIn() implements EntropyEstimator {

  @Override
  public double entropy(int[] sizes) {
    double sum = 0;
    double n = 0;
    for (int size : sizes) {
      sum += NLogN.of(size);
      n += size;
    }
    return Math.max(0, Math.log(n) - sum / n);
  }

  /** As a sum of n ln n over the counts, in which nothing cancels but what is equal. */
  @Override
  public double information(Partition a, Partition b, Partition given) {
    requireNonNull(a, "a must not be null");
    requireNonNull(b, "b must not be null");
    requireNonNull(given, "given must not be null");
    Partition bGiven = b.and(given);
    double sum = nLogN(a.and(bGiven)) - nLogN(a.and(given)) - nLogN(bGiven) + nLogN(given);
    return Math.max(0, sum / a.samples());
  }

  private static double nLogN(Partition groups) {
    double sum = 0;
    for (int size : groups.sizes()) {
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
