package org.infoplane.measure.statistics;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The step-up procedure for the false discovery rate among many tests.
 *
 * @see <a href="https://doi.org/10.1111/j.2517-6161.1995.tb02031.x">Benjamini and Hochberg 1995</a>
 */
public final class BenjaminiHochberg {

  private BenjaminiHochberg() {}

  /**
   * Adjusts p-values: the smallest false discovery rate at which each test is significant.
   *
   * @param p {@code double[tests]}, each 0 to 1, at least one
   * @return {@code double[tests]}, in the same order
   * @throws IllegalArgumentException if there is no p-value, or one is not from 0 to 1
   */
  public static double[] adjusted(double... p) {
    requireSome(p);
    int[] largestFirst =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[p.length];
    double smallest = 1;
    for (int i = 0; i < p.length; i++) {
      int test = largestFirst[i];
      smallest = Math.min(smallest, p[test] * ((double) p.length / (p.length - i)));
      adjusted[test] = smallest;
    }
    return adjusted;
  }

  private static void requireSome(double... p) {
    requireNonNull(p, "p must not be null");
    if (p.length == 0) {
      throw new IllegalArgumentException("Asked to adjust no p-value. Pass at least one.");
    }
    for (int i = 0; i < p.length; i++) {
      requireProbability(p[i], i);
    }
  }

  private static void requireProbability(double p, int test) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException(
          "Asked to adjust the p-value %s of test %s. Pass numbers from 0 to 1."
              .formatted(p, test));
    }
  }

  /**
   * {@return how many tests are significant at that rate}
   *
   * @param rate false discovery rate, such as 0.05
   * @param p {@code double[tests]}, each 0 to 1, or NaN for a test that was not made
   * @throws IllegalArgumentException if the rate or a p-value is not in its range
   */
  public static int discoveries(double rate, double... p) {
    requireNonNull(p, "p must not be null");
    if (!(rate > 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "Asked for a false discovery rate of %s. Pass a number between 0 and 1.".formatted(rate));
    }
    double[] small = new double[p.length];
    int tests = 0;
    int found = 0;
    for (int i = 0; i < p.length; i++) {
      if (!Double.isNaN(p[i])) {
        requireProbability(p[i], i);
        tests++;
        if (p[i] <= rate) {
          small[found++] = p[i];
        }
      }
    }
    Arrays.sort(small, 0, found);
    while (found > 0 && small[found - 1] * ((double) tests / found) > rate) {
      found--; // until the last one whose adjusted p-value is that small
    }
    return found;
  }
}
