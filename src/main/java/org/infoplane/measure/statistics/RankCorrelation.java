package org.infoplane.measure.statistics;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.ranking.NaturalRanking;

/**
 * Spearman's rank correlation of two series over epochs or seeds: Pearson's correlation of the
 * ranks, with mid-ranks for ties; undefined (NaN) if a series is constant. Immutable.
 *
 * @see <a href="https://doi.org/10.2307/1412159">Spearman 1904</a>
 */
public final class RankCorrelation {

  private static final int FEWEST = 3;
  private static final double ROUNDING = 1e-12;

  private final double[] x;
  private final double[] y;
  private final double value;

  private RankCorrelation(double[] x, double[] y) {
    this.x = x;
    this.y = y;
    this.value = ofRanks(ranks(x), ranks(y));
  }

  /**
   * {@return the correlation of two series}
   *
   * @param x {@code double[epochs]}, at least 3
   * @param y {@code double[epochs]}, the same epochs
   * @throws IllegalArgumentException if lengths differ or are below 3, or a value is NaN
   */
  public static RankCorrelation of(double[] x, double[] y) {
    Objects.requireNonNull(x, "x must not be null");
    Objects.requireNonNull(y, "y must not be null");
    if (x.length != y.length || x.length < FEWEST) {
      throw new IllegalArgumentException(
          "x and y must have as many values, at least %s, got %s and %s"
              .formatted(FEWEST, x.length, y.length));
    }
    for (int i = 0; i < x.length; i++) {
      if (Double.isNaN(x[i]) || Double.isNaN(y[i])) {
        throw new IllegalArgumentException(
            "Value %s is NaN. Leave out what could not be measured.".formatted(i));
      }
    }
    return new RankCorrelation(x.clone(), y.clone());
  }

  /** {@return the correlation, -1 to 1; NaN if a series is constant} */
  public double value() {
    return value;
  }

  /** {@return the length of both series} */
  public int length() {
    return x.length;
  }

  /** {@return whether the correlation is defined; false if a series is constant} */
  public boolean isDefined() {
    return !Double.isNaN(value);
  }

  /**
   * {@return the correlation of the changes x[i + 1] - x[i], of one value less: series that only
   * share a trend correlate, their changes do not}
   *
   * @throws IllegalArgumentException if there are fewer than 4 values
   */
  public RankCorrelation ofChanges() {
    return of(changes(x), changes(y));
  }

  private static double[] changes(double[] values) {
    return IntStream.range(1, values.length).mapToDouble(i -> values[i] - values[i - 1]).toArray();
  }

  /**
   * {@return the partial rank correlation given {@code z}, such as the epoch; NaN if a series is
   * constant, or has the same order as z}
   *
   * <p>(r_xy - r_xz r_yz) / sqrt((1 - r_xz^2) (1 - r_yz^2)), each r a rank correlation.
   *
   * @param z {@code double[epochs]}
   * @throws IllegalArgumentException if z is not as long as the series
   * @see <a href="https://doi.org/10.1093/biomet/32.3-4.277">Kendall 1942</a>
   */
  public double given(double[] z) {
    Objects.requireNonNull(z, "z must not be null");
    double xz = of(x, z).value;
    double yz = of(y, z).value;
    double left = (1 - xz * xz) * (1 - yz * yz);
    return left > ROUNDING
        ? Math.max(-1, Math.min(1, (value - xz * yz) / Math.sqrt(left)))
        : Double.NaN;
  }

  /**
   * {@return the interval by a moving-block bootstrap; unknown if the correlation is undefined}
   *
   * <p>Pairs of values are drawn in blocks of successive epochs, which preserves autocorrelation.
   * The interval is the middle 95 % of the resampled correlations; those of a constant resample are
   * left out.
   *
   * @param block successive epochs drawn together, 1 if they are independent
   * @param resamples number of resamples, at least 20
   * @param seed the same seed gives the same values
   * @throws IllegalArgumentException if there are fewer than two blocks, or too few resamples
   * @see <a href="https://doi.org/10.1214/aos/1176347265">Kuensch 1989</a>
   */
  public ConfidenceInterval interval(int block, int resamples, long seed) {
    if (block < 1 || 2 * block > x.length || resamples < 20) {
      throw new IllegalArgumentException(
          "block must be from 1 to %s for %s values and resamples at least 20, got %s and %s"
              .formatted(x.length / 2, x.length, block, resamples));
    }
    String method = "bootstrap x %s, blocks of %s, seed %s".formatted(resamples, block, seed);
    if (!isDefined()) {
      return ConfidenceInterval.unknown(method);
    }
    return ConfidenceInterval.percentiles(
        IntStream.range(0, resamples)
            .parallel()
            .mapToDouble(
                r -> {
                  int[] drawn = Draws.blocks(x.length, x.length, block, Draws.random(seed, r));
                  return ofRanks(ranks(Draws.at(x, drawn)), ranks(Draws.at(y, drawn)));
                })
            .toArray(),
        method);
  }

  /**
   * {@return the two-sided p-value of a permutation test; NaN if the correlation is undefined} Two
   * series that share a trend pass this test: it shows an order, but not its cause.
   *
   * @param shuffles number of permutations; the smallest p-value is 1 / (1 + shuffles)
   * @param seed the same seed gives the same values
   * @throws IllegalArgumentException if {@code shuffles} is below 1
   */
  public double pByShuffling(int shuffles, long seed) {
    return pByShuffling(0, shuffles, seed);
  }

  /**
   * {@return the p-value of a permutation test, one-sided if the sign is expected; NaN if the
   * correlation is undefined}
   *
   * @param sign 1 or -1, one-sided; 0 is two-sided
   * @param shuffles number of permutations; the smallest p-value is 1 / (1 + shuffles)
   * @param seed the same seed gives the same values
   * @throws IllegalArgumentException if {@code shuffles} is below 1
   */
  public double pByShuffling(int sign, int shuffles, long seed) {
    if (shuffles < 1) {
      throw new IllegalArgumentException("shuffles must be at least 1, got " + shuffles);
    }
    if (!isDefined()) {
      return Double.NaN;
    }
    double[] rx = ranks(x);
    double[] ry = ranks(y);
    int count = 1;
    for (int s = 0; s < shuffles; s++) {
      double r = ofRanks(Draws.at(rx, Draws.shuffled(seed, s, rx.length)), ry);
      count += distance(r, sign) >= distance(value, sign) - ROUNDING ? 1 : 0;
    }
    return (double) count / (1 + shuffles);
  }

  private static double distance(double r, int sign) {
    return sign == 0 ? Math.abs(r) : sign * r;
  }

  /** Adding 0 turns -0 into 0, or it would be ranked below. */
  static double[] ranks(double[] values) {
    return new NaturalRanking().rank(Arrays.stream(values).map(v -> v + 0.0).toArray());
  }

  private static double ofRanks(double[] x, double[] y) {
    if (isConstant(x) || isConstant(y)) {
      return Double.NaN;
    }
    double r = new PearsonsCorrelation().correlation(x, y);
    return Math.max(-1, Math.min(1, r));
  }

  private static boolean isConstant(double[] ranks) {
    return Arrays.stream(ranks).allMatch(rank -> rank == ranks[0]);
  }

  @Override
  public String toString() {
    return isDefined()
        ? String.format(Locale.ROOT, "rank correlation %.3f of %d values", value, x.length)
        : "no rank correlation: a series is constant";
  }
}
