package org.infoplane.measure.statistics;

import java.util.Objects;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * The exact sign test of an effect over seeds: P(K &gt;= positive) for K ~ Binomial(positive +
 * negative, 1/2). Ties are dropped.
 *
 * @param positive values above 0
 * @param negative values below 0
 * @param ties values that are 0
 * @see <a href="https://doi.org/10.1080/01621459.1946.10501898">Dixon and Mood 1946</a>
 */
public record SignTest(int positive, int negative, int ties) {

  /** Tolerance for ties. */
  private static final double ROUNDING = 1e-12;

  /**
   * {@return the test of the signs of these values}
   *
   * @param values {@code double[seeds]}; within 1e-12 of 0 is a tie
   * @throws IllegalArgumentException if a value is NaN
   */
  public static SignTest of(double... values) {
    Objects.requireNonNull(values, "values must not be null");
    int[] count = new int[3];
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        throw new IllegalArgumentException(
            "Value %s of %s is NaN. Leave out what could not be measured."
                .formatted(i, values.length));
      }
      count[1 + sign(values[i])]++;
    }
    return new SignTest(count[2], count[0], count[1]);
  }

  /**
   * {@return the sign of a value: 1, -1, or 0 within 1e-12 of 0}
   *
   * @param value any value
   */
  public static int sign(double value) {
    return Math.abs(value) <= ROUNDING ? 0 : value > 0 ? 1 : -1;
  }

  /** {@return the one-sided p-value of as many positive values; 1 if all are ties} */
  public double pGreater() {
    return pReaching(positive);
  }

  /** {@return the two-sided p-value of as many values of one sign; 1 if all are ties} */
  public double pTwoSided() {
    return Math.min(1, 2 * pReaching(Math.max(positive, negative)));
  }

  /** P(K >= count), by symmetry P(K <= all - count). */
  private double pReaching(int count) {
    int all = positive + negative;
    return all == 0 || count == 0
        ? 1
        : new BinomialDistribution(null, all, 0.5).cumulativeProbability(all - count);
  }
}
