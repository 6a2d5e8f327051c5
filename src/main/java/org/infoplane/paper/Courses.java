package org.infoplane.paper;

import java.util.Arrays;
import java.util.List;

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
  static List<Integer> common(List<Integer> a, List<Integer> b) {
    return a.stream().filter(b::contains).toList();
  }

  /** The values at some of the epochs. */
  static double[] at(List<Integer> wanted, List<Integer> epochs, double[] values) {
    return wanted.stream().mapToDouble(epoch -> values[epochs.indexOf(epoch)]).toArray();
  }

  static double[] doubles(List<? extends Number> values) {
    return values.stream().mapToDouble(Number::doubleValue).toArray();
  }
}
