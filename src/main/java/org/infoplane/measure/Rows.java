package org.infoplane.measure;

import org.infoplane.symbol.Values;

/** Validates and copies the samples of a layer. */
final class Rows {

  private Rows() {}

  /** {@code double[samples][units]}, at least 1 of each, all finite. */
  static double[][] of(Values values) {
    if (values.samples() == 0 || values.units() == 0) {
      throw new IllegalArgumentException(
          "samples and units must be at least 1, got %s x %s"
              .formatted(values.samples(), values.units()));
    }
    double[][] rows = new double[values.samples()][values.units()];
    for (int i = 0; i < rows.length; i++) {
      for (int unit = 0; unit < rows[i].length; unit++) {
        double value = values.get(i, unit);
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException(
              "Unit %s is %s at sample %s. Pass finite values.".formatted(unit, value, i));
        }
        rows[i][unit] = value;
      }
    }
    return rows;
  }

  /** The squared distance in units of the width, divided first to avoid overflow and underflow. */
  static double squaredDistance(double[] one, double[] other, double width) {
    double sum = 0;
    for (int unit = 0; unit < one.length; unit++) {
      double difference = (one[unit] - other[unit]) / width;
      sum += difference * difference;
    }
    return sum;
  }
}
