package org.infoplane.measure;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Finds tied values, which nearest neighbour estimators assume to be absent. */
final class Ties {

  private Ties() {}

  /** Whether each observation has a tied value in any dimension that is not constant. */
  static boolean[] repeated(double[][] columns) {
    boolean[] repeated = new boolean[columns.length == 0 ? 0 : columns[0].length];
    for (double[] column : columns) {
      if (!Columns.isConstant(column)) {
        double[] sorted = sorted(column);
        for (int i = 0; i < repeated.length; i++) {
          int at = Arrays.binarySearch(sorted, column[i] + 0.0);
          repeated[i] |=
              (at > 0 && sorted[at - 1] == sorted[at])
                  || (at + 1 < sorted.length && sorted[at + 1] == sorted[at]);
        }
      }
    }
    return repeated;
  }

  static boolean any(boolean[] repeated) {
    return IntStream.range(0, repeated.length).anyMatch(i -> repeated[i]);
  }

  private static double[] sorted(double[] column) {
    double[] sorted = column.clone();
    Arrays.setAll(sorted, i -> sorted[i] + 0.0); // makes -0.0 equal 0.0
    Arrays.sort(sorted);
    return sorted;
  }

  /** The share of observations with a tied value, in the non-constant dimension with the most. */
  static double repeatedShare(double[][] columns) {
    return Arrays.stream(columns).mapToDouble(Ties::repeatedShare).max().orElse(0);
  }

  private static double repeatedShare(double[] column) {
    boolean[] repeated = repeated(new double[][] {column});
    return IntStream.range(0, column.length).filter(i -> repeated[i]).count()
        / (double) column.length;
  }
}
