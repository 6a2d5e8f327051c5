package org.infoplane.measure;

import java.util.Arrays;
import java.util.OptionalLong;
import org.apache.commons.math3.special.Erf;

/**
 * Information of the Gaussian copula: {@link Gaussian} on the normal scores of each dimension,
 * invariant to increasing transformations. Up to estimation error it is a lower bound of I(A;B),
 * but it can overestimate conditional information, and so transfer entropy: if A and B both follow
 * the square of C, conditioning on the scores of C does not explain what A and B share.
 *
 * <p>The score of an observation is the standard normal quantile of rank / (n + 1), with mean ranks
 * for ties. No bias is subtracted.
 *
 * @see <a href="https://doi.org/10.1002/hbm.23471">Ince et al. 2017</a>
 */
public record GaussianCopula() implements ContinuousEstimator {

  @Override
  public double information(double[][] a, double[][] b, double[][] given, int[] times) {
    Columns.check(a, b, given, times);
    return Gaussian.of(scores(a), scores(b), scores(given));
  }

  @Override
  public OptionalLong degreesOfFreedom(double[][] a, double[][] b, double[][] given) {
    Columns.check(a, b, given);
    return new Gaussian().degreesOfFreedom(scores(a), scores(b), scores(given));
  }

  @Override
  public double pValue(double nats, double[][] a, double[][] b, double[][] given) {
    Columns.check(a, b, given);
    return new Gaussian().pValue(nats, scores(a), scores(b), scores(given));
  }

  private static double[][] scores(double[][] columns) {
    return Arrays.stream(columns).map(GaussianCopula::scores).toArray(double[][]::new);
  }

  /** Normal scores of one column; 0.0 and -0.0 are ties. */
  static double[] scores(double[] column) {
    int n = column.length;
    double[] sorted = column.clone();
    Arrays.sort(sorted);
    double[] ofRank = new double[n];
    for (int from = 0, to; from < n; from = to) {
      to = from + 1;
      while (to < n && sorted[to] == sorted[from]) {
        to++;
      }
      double meanRank = (from + 1 + to) / 2.0;
      Arrays.fill(ofRank, from, to, Math.sqrt(2) * Erf.erfInv(2 * meanRank / (n + 1) - 1));
    }
    double[] scores = new double[n];
    Arrays.setAll(scores, i -> ofRank[Arrays.binarySearch(sorted, column[i])]);
    return scores;
  }

  @Override
  public String toString() {
    return "Gaussian copula";
  }
}
