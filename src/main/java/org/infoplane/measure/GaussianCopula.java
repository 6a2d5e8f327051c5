package org.infoplane.measure;

import java.util.Arrays;
import java.util.OptionalLong;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.stat.ranking.NaturalRanking;

/**
 * Information of the Gaussian copula: each dimension is replaced by its normal scores, then {@link
 * Gaussian}. It does not change if a dimension is transformed by any rising function. Without
 * anything given it is a lower bound of the information, but for its error of estimation. A
 * conditional information, and so a transfer entropy, it can invent: if A and B both follow the
 * square of C, the scores see no C to explain what A and B share.
 *
 * <p>The score of an observation is the standard normal quantile of rank / (n + 1); equal numbers
 * get the mean of their ranks. No bias is subtracted.
 *
 * @see <a href="https://doi.org/10.1002/hbm.23471">Ince et al. 2017</a>
 */
public record GaussianCopula() implements ContinuousEstimator {

  @Override
  public double information(double[][] a, double[][] b, double[][] given, int[] times) {
    Columns.check(a, b, given, times);
    return Gaussian.of(scores(a), scores(b), scores(given));
  }

  /** That of {@link Gaussian} for the normal scores. */
  @Override
  public OptionalLong degreesOfFreedom(double[][] a, double[][] b, double[][] given) {
    Columns.requireThere(a, b, given);
    Columns.check(a, b);
    return new Gaussian().degreesOfFreedom(scores(a), scores(b), scores(given));
  }

  /** That of {@link Gaussian} for the normal scores. */
  @Override
  public double pValue(double nats, double[][] a, double[][] b, double[][] given) {
    Columns.requireThere(a, b, given);
    Columns.check(a, b);
    return new Gaussian().pValue(nats, scores(a), scores(b), scores(given));
  }

  private static double[][] scores(double[][] columns) {
    return Arrays.stream(columns).map(GaussianCopula::scores).toArray(double[][]::new);
  }

  /** Normal scores of one column; adding 0 makes 0 of -0, which would be ranked below. */
  static double[] scores(double[] column) {
    double[] ranks = new NaturalRanking().rank(Arrays.stream(column).map(v -> v + 0.0).toArray());
    return Arrays.stream(ranks)
        .map(rank -> Math.sqrt(2) * Erf.erfInv(2 * rank / (column.length + 1) - 1))
        .toArray();
  }

  @Override
  public String toString() {
    return "Gaussian copula";
  }
}
