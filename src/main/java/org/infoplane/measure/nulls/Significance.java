package org.infoplane.measure.nulls;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import org.infoplane.measure.statistics.Parallel;

/**
 * The significance of an observed value under a null.
 *
 * @param nullMean mean over surrogates, or of the chi-square distribution, in the unit of the
 *     value; NaN if there is none
 * @param nullDeviation standard deviation under the null; NaN for fewer than two surrogates
 * @param pValue of surrogates (1 + those that reach the observed value) / (1 + all), or reached /
 *     drawn if the test stopped early; else of the analytic test; NaN if there is none
 * @see <a href="https://doi.org/10.2202/1544-6115.1585">Phipson and Smyth 2010</a>
 */
public record Significance(double nullMean, double nullDeviation, double pValue) {

  /** No null: all NaN. */
  public static final Significance NONE = new Significance(Double.NaN, Double.NaN, Double.NaN);

  private static final double ROUNDING = 1e-12;

  /**
   * {@return the significance of a value among its surrogates; {@link #NONE} without surrogates}
   *
   * @param observed the value
   * @param surrogates the same measure of each surrogate, in the same unit
   * @throws IllegalArgumentException if a value is NaN
   */
  public static Significance of(double observed, double[] surrogates) {
    return of(observed, surrogates, Integer.MAX_VALUE);
  }

  /**
   * {@return the significance of a value among surrogates that were drawn until enough of them
   * reached it: p = enough / drawn then, else as in {@link #of(double, double[])}; {@link #NONE}
   * without surrogates}
   *
   * @param observed the value
   * @param surrogates the same measure of each drawn surrogate, in the same unit
   * @param enough number of surrogates reaching the value that ends the test, at least 1
   * @throws IllegalArgumentException if a value is NaN
   * @see <a href="https://doi.org/10.1093/biomet/78.2.301">Besag and Clifford 1991</a>
   */
  public static Significance of(double observed, double[] surrogates, int enough) {
    requireNonNull(surrogates, "surrogates must not be null");
    if (surrogates.length == 0) {
      return NONE;
    }
    double sum = 0;
    int reached = 0;
    for (double value : surrogates) {
      if (Double.isNaN(value) || Double.isNaN(observed)) {
        throw new IllegalArgumentException(
            "observed and surrogates must not be NaN, got %s and %s. Pass a measure that is defined for every order."
                .formatted(observed, value));
      }
      sum += value;
      reached += reaches(value, observed) ? 1 : 0;
    }
    double mean = sum / surrogates.length;
    double squares = 0;
    for (double value : surrogates) {
      squares += (value - mean) * (value - mean);
    }
    return new Significance(
        mean,
        surrogates.length == 1 ? Double.NaN : Math.sqrt(squares / (surrogates.length - 1)),
        reached >= enough
            ? (double) reached / surrogates.length
            : (1.0 + reached) / (1 + surrogates.length));
  }

  /** Draws in parallel as many as still have to reach the value, so that none is wasted. */
  static Significance untilReached(
      double observed, int surrogates, int enough, IntToDoubleFunction of) {
    double[] drawn = {};
    int reached = 0;
    while (drawn.length < surrogates && reached < enough) {
      int first = drawn.length;
      double[] more =
          Parallel.map(
              Math.min(enough - reached, surrogates - first), i -> of.applyAsDouble(first + i));
      drawn = DoubleStream.concat(Arrays.stream(drawn), Arrays.stream(more)).toArray();
      reached += (int) Arrays.stream(more).filter(value -> reaches(value, observed)).count();
    }
    return of(observed, drawn, enough);
  }

  /**
   * {@return whether a surrogate is at least as large as the observed value, up to rounding}
   *
   * @param surrogate its value
   * @param observed the observed value
   */
  public static boolean reaches(double surrogate, double observed) {
    return surrogate >= observed - ROUNDING * Math.max(1, Math.abs(observed));
  }
}
