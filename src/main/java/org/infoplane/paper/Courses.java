package org.infoplane.paper;

import java.util.Arrays;

/** Values over epochs. */
final class Courses {

  private Courses() {}

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  /** The mean of those that are numbers; NaN if none is. */
  static double meanOfDefined(double[] values) {
    return mean(Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray());
  }

  /** Epochs that both have, rising. */
  static int[] common(int[] a, int[] b) {
    return Arrays.stream(a).filter(epoch -> Arrays.binarySearch(b, epoch) >= 0).toArray();
  }

  /** The values at some of the epochs. */
  static double[] at(int[] wanted, int[] epochs, double[] values) {
    return Arrays.stream(wanted)
        .mapToDouble(epoch -> values[Arrays.binarySearch(epochs, epoch)])
        .toArray();
  }

  static double[] asDoubles(int[] epochs) {
    return Arrays.stream(epochs).asDoubleStream().toArray();
  }
}
