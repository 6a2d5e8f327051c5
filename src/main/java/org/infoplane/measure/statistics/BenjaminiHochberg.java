package org.infoplane.measure.statistics;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The Benjamini-Hochberg step-up procedure for the false discovery rate.
 *
 * @see <a href="https://doi.org/10.1111/j.2517-6161.1995.tb02031.x">Benjamini and Hochberg 1995</a>
 */
public final class BenjaminiHochberg {

  private BenjaminiHochberg() {}

  /**
   * {@return the adjusted p-values {@code double[tests]} in the same order: the smallest false
   * discovery rate at which each test is significant}
   *
   * @param p {@code double[tests]}, each from 0 to 1, at least one
   * @throws IllegalArgumentException if there is no p-value, or one is not from 0 to 1
   */
  public static double[] adjusted(double... p) {
    requireNonNull(p, "p must not be null");
    if (p.length == 0) {
      throw new IllegalArgumentException("p must have at least one value");
    }
    for (int i = 0; i < p.length; i++) {
      requireProbability(p[i], i);
    }
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

  private static void requireProbability(double p, int test) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException(
          "p-values must be from 0 to 1, got %s for test %s".formatted(p, test));
    }
  }

  /**
   * {@return the number of significant tests}
   *
   * @param rate false discovery rate, such as 0.05
   * @param p {@code double[tests]}, each from 0 to 1, or NaN for a test that was not made
   * @throws IllegalArgumentException if the rate or a p-value is out of range
   */
  public static int discoveries(double rate, double... p) {
    requireNonNull(p, "p must not be null");
    if (!(rate > 0 && rate < 1)) {
      throw new IllegalArgumentException("rate must be between 0 and 1, got " + rate);
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
      found--; // down to the last one whose adjusted p-value is at most the rate
    }
    return found;
  }
}
