package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.infoplane.testing.RealSeries.columns;
import static org.infoplane.testing.RealSeries.gaussian;
import static org.infoplane.testing.RealSeries.mix;
import static org.infoplane.testing.RealSeries.none;
import static org.infoplane.testing.RealSeries.times;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class GaussianCopulaTest {

  private static final ContinuousEstimator COPULA = ContinuousEstimator.gaussianCopula();

  private static double quantile(double p) {
    return new NormalDistribution().inverseCumulativeProbability(p);
  }

  @Test
  void scoresAreNormalQuantilesOfRanks() {
    double[] scores = GaussianCopula.scores(new double[] {5, -3, 100});
    assertThat(scores[1]).isCloseTo(-0.6744897501960817, within(1e-12));
    assertThat(scores[0]).isZero();
    assertThat(scores[2]).isCloseTo(0.6744897501960817, within(1e-12));
  }

  @Test
  void equalNumbersGetTheMeanOfTheirRanks() {
    double[] scores = GaussianCopula.scores(new double[] {2, 0.0, 7, 2, -0.0, 2});
    assertThat(scores[1]).isEqualTo(scores[4]).isCloseTo(quantile(1.5 / 7), within(1e-12));
    assertThat(scores[0])
        .isEqualTo(scores[3])
        .isEqualTo(scores[5])
        .isCloseTo(quantile(4.0 / 7), within(1e-12));
    assertThat(scores[2]).isCloseTo(quantile(6.0 / 7), within(1e-12));
  }

  @Test
  void isTheGaussianOfTheScores() {
    double[][] all = gaussian(1, 3, 40);
    double[] b = mix(1, all[0], 0.7, all[1]);
    double[] c = mix(1, all[2], 0.5, all[0]);
    assertThat(COPULA.information(columns(all[0]), columns(b), columns(c), times(40)))
        .isCloseTo(
            ContinuousEstimator.gaussian()
                .information(
                    columns(GaussianCopula.scores(all[0])),
                    columns(GaussianCopula.scores(b)),
                    columns(GaussianCopula.scores(c)),
                    times(40)),
            within(1e-15));
  }

  @Test
  void risingTransformsChangeNothing() {
    double[][] all = gaussian(2, 3, 100);
    double[] b = mix(1, all[0], 1, all[1]);
    double[] curved = Arrays.stream(all[0]).map(Math::exp).toArray();
    double[] cubed = Arrays.stream(b).map(x -> x * x * x + 5).toArray();
    double[] squashed = Arrays.stream(all[2]).map(Math::tanh).toArray();
    assertThat(COPULA.information(columns(curved), columns(cubed), columns(squashed), times(100)))
        .isEqualTo(COPULA.information(columns(all[0]), columns(b), columns(all[2]), times(100)));
  }

  @Test
  void findsTheInformationOfCorrelatedGaussians() {
    double[][] all = gaussian(3, 2, 100_000);
    double[] b = mix(0.9, all[0], Math.sqrt(0.19), all[1]);
    // Standard error: correlation over the root of n, 0.003.
    assertThat(COPULA.information(columns(all[0]), columns(b), none(), times(100_000)))
        .isCloseTo(0.830365603, within(0.01));
  }

  @Test
  void degreesOfFreedomAreThoseOfTheScores() {
    double[][] all = gaussian(4, 3, 20);
    double[] curved = Arrays.stream(all[0]).map(Math::exp).toArray();
    assertThat(COPULA.degreesOfFreedom(columns(all[0], all[1]), all, none())).hasValue(6);
    assertThat(COPULA.degreesOfFreedom(columns(all[0], curved), columns(all[1]), none()))
        .hasValue(1);
    assertThat(COPULA.degreesOfFreedom(columns(new double[20]), all, none())).hasValue(0);
  }

  @Test
  void constantsCarryNothing() {
    double[][] all = gaussian(5, 1, 20);
    assertThat(COPULA.information(columns(new double[20]), all, none(), times(20))).isZero();
  }

  @Test
  void conditionalInformationThatBothOweToASquareIsInvented() {
    double[][] noise = gaussian(7, 3, 4000);
    double[] a = new double[4000];
    double[] b = new double[4000];
    for (int i = 0; i < 4000; i++) {
      a[i] = noise[0][i] * noise[0][i] + 0.3 * noise[1][i];
      b[i] = noise[0][i] * noise[0][i] + 0.3 * noise[2][i];
    }
    // The truth is 0; the javadoc warns.
    assertThat(COPULA.information(columns(a), columns(b), columns(noise[0]), times(4000)))
        .isBetween(0.45, 0.51);
  }

  @Test
  void badInputIsNamed() {
    double[] bad = {1, 2, Double.NaN, 4};
    double[] good = {1, 3, 2, 4};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> COPULA.information(columns(good), columns(good, bad), none(), times(4)))
        .withMessage("Dimension 1 of b is NaN at observation 2. Pass finite numbers.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> COPULA.degreesOfFreedom(columns(bad), columns(good), none()))
        .withMessageContaining("Dimension 0 of a is NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> COPULA.information(columns(good), columns(good), none(), times(5)))
        .withMessageContainingAll("times", "4 observations", "got 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> COPULA.information(none(), columns(good), none(), times(4)))
        .withMessageContainingAll("a and b", "at least 1 dimension", "got 0 and 1");
  }

  @Test
  void risingFunctionIsInfinite() {
    double[] a = {1, 3, 2, 4};
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                COPULA.information(
                    columns(a), columns(new double[] {1, 27, 8, 64}), none(), times(4)))
        .withMessageContaining("dimension 0 of b is a linear combination of the others");
  }

  @Test
  void saysWhatItIs() {
    assertThat(COPULA).isEqualTo(new GaussianCopula()).hasToString("Gaussian copula");
  }
}
