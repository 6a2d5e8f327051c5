package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.infoplane.testing.RealSeries.columns;
import static org.infoplane.testing.RealSeries.coupled;
import static org.infoplane.testing.RealSeries.embedded;
import static org.infoplane.testing.RealSeries.gaussian;
import static org.infoplane.testing.RealSeries.mix;
import static org.infoplane.testing.RealSeries.none;
import static org.infoplane.testing.RealSeries.times;

import java.util.Arrays;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.infoplane.measure.nulls.ChiSquare;
import org.junit.jupiter.api.Test;

class GaussianTest {

  private static final ContinuousEstimator GAUSSIAN = ContinuousEstimator.gaussian();

  /** Uncorrelated, mean 0, and so are their products. */
  private static final double[] E1 = {1, 1, 1, 1, -1, -1, -1, -1};

  private static final double[] E2 = {1, 1, -1, -1, 1, 1, -1, -1};
  private static final double[] E3 = {1, -1, 1, -1, 1, -1, 1, -1};
  private static final double[] E4 = {1, -1, -1, 1, 1, -1, -1, 1};

  private static double mi(double[][] a, double[][] b) {
    return cmi(a, b, none());
  }

  private static double cmi(double[][] a, double[][] b, double[][] given) {
    return GAUSSIAN.information(a, b, given, times(a[0].length));
  }

  private static double[] correlated(double r, double[] x, double[] rest) {
    return mix(r, x, Math.sqrt(1 - r * r), rest);
  }

  @Test
  void correlationTellsTheInformation() {
    assertThat(mi(columns(E1), columns(correlated(0.5, E1, E2))))
        .isCloseTo(-Math.log(0.75) / 2, within(1e-12))
        .isCloseTo(0.143841036, within(1e-9));
    assertThat(mi(columns(E1), columns(correlated(0.9, E1, E2))))
        .isCloseTo(0.830365603, within(1e-9));
    assertThat(mi(columns(E1), columns(E2))).isCloseTo(0, within(1e-15));
  }

  @Test
  void independentPairsOfDimensionsAddUp() {
    double[][] a = columns(E1, E2);
    double[][] b = columns(correlated(0.5, E1, E3), correlated(-0.9, E2, E4));
    assertThat(mi(a, b)).isCloseTo(0.143841036 + 0.830365603, within(2e-9));
  }

  @Test
  void commonCauseIsExplainedAndCommonEffectIsNot() {
    double[][] a = columns(mix(1, E1, 1, E2));
    double[][] b = columns(mix(1, E1, 1, E3));
    assertThat(mi(a, b)).isCloseTo(-Math.log(0.75) / 2, within(1e-12));
    assertThat(cmi(a, b, columns(E1))).isCloseTo(0, within(1e-15));
    // Given the sum of a, b and as much noise, the partial correlation of a and b is -1/2.
    double[][] sum = columns(mix(1, mix(1, E1, 1, E2), 1, E3));
    assertThat(mi(columns(E1), columns(E2))).isCloseTo(0, within(1e-15));
    assertThat(cmi(columns(E1), columns(E2), sum)).isCloseTo(-Math.log(0.75) / 2, within(1e-12));
  }

  @Test
  void equalsOtherToolsOnD3() {
    double[][] d3 = coupled(123, 1000);
    assertThat(d3[0][0]).isEqualTo(-1.4380493091409068);
    assertThat(d3[1][1]).isEqualTo(0.12154221081860772);
    double[][][] forth = embedded(d3[0], d3[1]);
    double[][][] back = embedded(d3[1], d3[0]);
    assertThat(cmi(forth[0], forth[1], forth[2])).isCloseTo(0.147964695954, within(1e-11));
    double reverse = cmi(back[0], back[1], back[2]);
    assertThat(reverse).isCloseTo(0.000231862406, within(1e-11));
    int df = (int) GAUSSIAN.degreesOfFreedom(back[0], back[1], back[2]).orElseThrow();
    assertThat(ChiSquare.pValue(reverse, 999, df)).isCloseTo(0.496103831, within(1e-8));
  }

  @Test
  void findsTheTransferEntropyOfTheProcess() {
    double[][] xy = coupled(7, 200_001);
    double[][][] te = embedded(xy[0], xy[1]);
    // Standard error: partial correlation 0.514 over the root of n, 0.0012.
    assertThat(cmi(te[0], te[1], te[2])).isCloseTo(0.153742349874, within(0.004));
  }

  /** The formula itself, with determinants of sample covariances. */
  private static double byDeterminants(double[][] a, double[][] b, double[][] given) {
    return (logDeterminant(a, given)
            + logDeterminant(b, given)
            - logDeterminant(a, b, given)
            - logDeterminant(given))
        / 2;
  }

  private static double logDeterminant(double[][]... variables) {
    double[][] columns = Columns.join(variables);
    int n = columns[0].length;
    double[][] rows = new double[n][columns.length];
    for (int i = 0; i < n; i++) {
      for (int d = 0; d < columns.length; d++) {
        rows[i][d] = columns[d][i];
      }
    }
    return Math.log(
        new LUDecomposition(new Covariance(rows).getCovarianceMatrix()).getDeterminant());
  }

  private static double[][] mixed(long seed, int dimensions, double[][] others) {
    double[][] columns = gaussian(seed, dimensions, others[0].length);
    for (int d = 0; d < dimensions; d++) {
      for (int o = 0; o < others.length; o++) {
        columns[d] = mix(1, columns[d], 0.3 * (d + 1) - 0.4 * o, others[o]);
      }
    }
    return columns;
  }

  @Test
  void equalsTheRatioOfDeterminants() {
    double[][] c = gaussian(1, 2, 60);
    double[][] a = mixed(2, 3, c);
    double[][] b = mixed(3, 2, Columns.join(a, c));
    assertThat(cmi(a, b, c)).isCloseTo(byDeterminants(a, b, c), within(1e-12));
    assertThat(cmi(b, c, a)).isCloseTo(byDeterminants(b, c, a), within(1e-12));
  }

  @Test
  void chainRuleAndSymmetryHoldExactly() {
    double[][] c = gaussian(4, 2, 50);
    double[][] a = mixed(5, 2, c);
    double[][] b = mixed(6, 2, Columns.join(a, c));
    assertThat(mi(a, Columns.join(b, c))).isCloseTo(mi(a, c) + cmi(a, b, c), within(1e-12));
    assertThat(cmi(a, b, c)).isCloseTo(cmi(b, a, c), within(1e-12));
  }

  @Test
  void constantsCarryNothing() {
    double[] constant = new double[8];
    Arrays.fill(constant, 0.1);
    double[] y = correlated(0.5, E1, E2);
    assertThat(mi(columns(constant), columns(y))).isZero();
    assertThat(mi(columns(y), columns(constant))).isZero();
    assertThat(cmi(columns(constant, E1), columns(y, constant), columns(constant)))
        .isCloseTo(0.143841036, within(1e-9));
    assertThat(GAUSSIAN.degreesOfFreedom(columns(constant), columns(y), none())).hasValue(0);
  }

  @Test
  void linearCombinationsAreLeftOut() {
    double[] y = correlated(0.5, E1, E2);
    double[][] a = columns(E1, mix(-2, E1, 0, E1), E3);
    double[][] b = columns(y, mix(1, y, 1, E4), E4);
    assertThat(mi(a, b)).isCloseTo(0.143841036, within(1e-9));
    assertThat(cmi(a, b, columns(mix(3, E1, 0, E1)))).isCloseTo(0, within(1e-14));
    assertThat(cmi(columns(E1), columns(E3), columns(E3, E3))).isZero();
    assertThat(GAUSSIAN.degreesOfFreedom(a, b, none())).hasValue(4);
    assertThat(GAUSSIAN.degreesOfFreedom(columns(E1, E2, E3), columns(y, E4), none())).hasValue(6);
  }

  @Test
  void linearFunctionIsInfinite() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> cmi(columns(E1), columns(E4, mix(2, E1, 1, E2), E3), columns(mix(5, E2, 0, E2))))
        .withMessageContaining("dimension 1 of b is a linear combination of the others")
        .withMessageContainingAll("infinite", "Leave it out, or add noise to it.");
  }

  @Test
  void nearlyLinearIsStillMeasured() {
    double r = 1 - 1e-9;
    assertThat(mi(columns(E1), columns(correlated(r, E1, E2))))
        .isCloseTo(-Math.log(1 - r * r) / 2, within(1e-6));
  }

  @Test
  void whatIsOwnBelowOneInTenBillionCountsAsNothing() {
    assertThat(mi(columns(E1), columns(correlated(Math.sqrt(1 - 1.1e-10), E1, E2))))
        .isCloseTo(-Math.log(1.1e-10) / 2, within(1e-5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mi(columns(E1), columns(correlated(Math.sqrt(1 - 0.9e-10), E1, E2))))
        .withMessageContaining("dimension 0 of b is a linear combination");
    assertThat(new Residuals(8).add(columns(E1, E2, E1))).isEqualTo(2);
  }

  @Test
  void unitDoesNotMatterHoweverLargeOrSmall() {
    double[] y = correlated(0.5, E1, E2);
    for (double unit : new double[] {1e-300, 1e-200, 1e200, 1e308}) {
      assertThat(mi(columns(mix(unit, E1, 0, E1)), columns(mix(unit / 2, y, 0, y))))
          .isCloseTo(0.143841036, within(1e-9));
    }
  }

  @Test
  void independentSamplesFollowTheChiSquareNull() {
    double sum = 0;
    int rejected = 0;
    for (int s = 0; s < 2000; s++) {
      double[][] all = gaussian(1000 + s, 5, 300);
      double[][] a = columns(all[0], all[1]);
      double[][] b = columns(all[2], all[3]);
      double nats = cmi(a, b, columns(all[4]));
      sum += 2 * 300 * nats;
      rejected += ChiSquare.pValue(nats, 300, 4) < 0.05 ? 1 : 0;
    }
    // Mean 4, standard error 0.063; first-order term in 1/n adds 0.05. Share 0.05 +- 0.005.
    assertThat(sum / 2000).isCloseTo(4, within(0.2));
    assertThat(rejected / 2000.0).isCloseTo(0.05, within(0.017));
  }

  @Test
  void badInputIsNamed() {
    double[] bad = E1.clone();
    bad[3] = Double.NaN;
    double[] infinite = E1.clone();
    infinite[7] = Double.NEGATIVE_INFINITY;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mi(columns(E1, bad), columns(E2)))
        .withMessage("Dimension 1 of a is NaN at observation 3. Pass finite numbers.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mi(columns(E1), columns(infinite)))
        .withMessage("Dimension 0 of b is -Infinity at observation 7. Pass finite numbers.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cmi(columns(E1), columns(E2), columns(bad)))
        .withMessageContaining("Dimension 0 of given is NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GAUSSIAN.degreesOfFreedom(columns(bad), columns(E2), none()))
        .withMessageContaining("Dimension 0 of a is NaN");
  }

  @Test
  void lengthsMustAgree() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mi(columns(E1, new double[7]), columns(E2)))
        .withMessage(
            "Dimension 1 of a has 7 observations, dimension 0 of a has 8. Pass columns of equal length.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mi(columns(E1), columns(new double[9])))
        .withMessageContaining("Dimension 0 of b has 9 observations");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cmi(columns(E1), columns(E2), columns(new double[9])))
        .withMessageContaining("Dimension 0 of given has 9 observations");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GAUSSIAN.information(columns(E1), columns(E2), none(), times(7)))
        .withMessageContainingAll("times", "8 observations", "got 7");
  }

  @Test
  void emptyIsAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GAUSSIAN.information(none(), columns(E2), none(), times(8)))
        .withMessageContainingAll("a and b", "at least 1 dimension", "got 0 and 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mi(columns(E1), none()))
        .withMessageContainingAll("at least 1 dimension", "got 1 and 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mi(columns(new double[1]), columns(new double[1])))
        .withMessageContainingAll("observations", "at least 2", "got 1");
  }

  @Test
  void moreDimensionsThanObservationsAreAnError() {
    double[][] few = gaussian(9, 3, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cmi(columns(few[0]), columns(few[1]), columns(few[2])))
        .withMessageContainingAll(
            "Gaussian information of 3 dimensions",
            "got 3",
            "Pass more observations than dimensions.");
    double[][] enough = gaussian(9, 3, 4);
    assertThat(cmi(columns(enough[0]), columns(enough[1]), columns(enough[2])))
        .isCloseTo(
            byDeterminants(columns(enough[0]), columns(enough[1]), columns(enough[2])),
            within(1e-11));
  }

  @Test
  void saysWhatItIs() {
    assertThat(GAUSSIAN).isEqualTo(new Gaussian()).hasToString("Gaussian");
  }
}
