package org.infoplane.claim;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Values over epochs. */
final class Courses {

  private Courses() {}

  static double[] minus(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
  }

  /** The sum at each epoch. */
  static double[] sum(
      Collection<FlowCourse> flows, int epochs, Function<FlowCourse, double[]> values) {
    List<double[]> all = flows.stream().map(values).toList();
    return IntStream.range(0, epochs)
        .mapToDouble(i -> all.stream().mapToDouble(of -> of[i]).sum())
        .toArray();
  }

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
