package org.infoplane.paper;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Values over epochs. */
final class EpochSeries {

  private EpochSeries() {}

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  /** The mean without NaN; NaN if nothing is left. */
  static double meanOfDefined(double[] values) {
    return mean(Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray());
  }

  static List<Integer> common(List<Integer> a, List<Integer> b) {
    return a.stream().filter(Set.copyOf(b)::contains).toList();
  }

  /** The values at some of the epochs; the last of several values of one epoch. */
  static double[] at(List<Integer> wanted, List<Integer> epochs, double[] values) {
    Map<Integer, Double> byEpoch = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      byEpoch.put(epochs.get(i), values[i]);
    }
    return wanted.stream().mapToDouble(byEpoch::get).toArray();
  }

  static double[] doubles(List<? extends Number> values) {
    return values.stream().mapToDouble(Number::doubleValue).toArray();
  }
}
