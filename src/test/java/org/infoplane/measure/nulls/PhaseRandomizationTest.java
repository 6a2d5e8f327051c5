package org.infoplane.measure.nulls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhaseRandomizationTest {

  private static final Segments WHOLE = Segments.whole();
  private static final ValueSurrogates PHASES = Null.phaseRandomization(9, 3);

  /** Three units that follow themselves and the one before; the last of them an odd one out. */
  private static double[][] series(int n) {
    SplittableRandom random = new SplittableRandom(n);
    double[][] units = new double[3][n];
    for (int t = 0; t < n; t++) {
      for (int unit = 0; unit < 3; unit++) {
        units[unit][t] = 5 * unit + random.nextGaussian();
        units[unit][t] += t == 0 ? 0 : 0.8 * (units[unit][t - 1] - 5 * unit);
        units[unit][t] += unit == 0 ? 0 : units[unit - 1][t] / 2;
      }
    }
    return units;
  }

  private static double[][] surrogate(double[][] series, int number) {
    Values values = PHASES.values(number, WHOLE, Values.ofSeries(series));
    double[][] columns = new double[series.length][series[0].length];
    values.columns(0, columns);
    return columns;
  }

  private static double[][] transformed(double[] series) {
    return FourierTest.naive(series, new double[series.length]);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 64, 99, 100, 128})
  void periodogramMeanAndVarianceStay(int n) {
    double[][] series = series(n);
    double[][] other = surrogate(series, 2);
    for (int unit = 0; unit < 3; unit++) {
      assertThat(other[unit]).isNotEqualTo(series[unit]);
      double[][] was = transformed(series[unit]);
      double[][] is = transformed(other[unit]);
      for (int k = 0; k < n; k++) {
        double power = was[0][k] * was[0][k] + was[1][k] * was[1][k];
        assertThat((is[0][k] * is[0][k] + is[1][k] * is[1][k]) / n)
            .isCloseTo(power / n, within(1e-9));
      }
      double mean = Arrays.stream(series[unit]).average().orElseThrow();
      assertThat(Arrays.stream(other[unit]).average().orElseThrow()).isCloseTo(mean, within(1e-12));
      assertThat(Arrays.stream(other[unit]).map(v -> (v - mean) * (v - mean)).sum() / n)
          .isCloseTo(
              Arrays.stream(series[unit]).map(v -> (v - mean) * (v - mean)).sum() / n,
              within(1e-11));
    }
  }

  /** The cross-spectrum X_k conj(Y_k) of each two units. */
  @ParameterizedTest
  @ValueSource(ints = {64, 99, 100})
  void unitsKeepWhatTheyShareAtEveryLag(int n) {
    double[][] series = series(n);
    double[][] other = surrogate(series, 4);
    for (int unit = 1; unit < 3; unit++) {
      double[][] x = transformed(series[0]);
      double[][] y = transformed(series[unit]);
      double[][] newX = transformed(other[0]);
      double[][] newY = transformed(other[unit]);
      for (int k = 0; k < n; k++) {
        assertThat((newX[0][k] * newY[0][k] + newX[1][k] * newY[1][k]) / n)
            .isCloseTo((x[0][k] * y[0][k] + x[1][k] * y[1][k]) / n, within(1e-9));
        assertThat((newX[1][k] * newY[0][k] - newX[0][k] * newY[1][k]) / n)
            .isCloseTo((x[1][k] * y[0][k] - x[0][k] * y[1][k]) / n, within(1e-9));
      }
    }
  }

  /** Of one surrogate after another the phase of a frequency goes round evenly. */
  @Test
  void phasesAreUniform() {
    double[][] series = series(16);
    int[] quarters = new int[4];
    double[][] was = transformed(series[0]);
    for (int number = 0; number < 4000; number++) {
      double[][] is = transformed(surrogate(series, number)[0]);
      double turned = Math.atan2(is[1][3], is[0][3]) - Math.atan2(was[1][3], was[0][3]);
      quarters[(int) Math.floor(turned / (Math.PI / 2) + 8) % 4]++;
    }
    // 1000 expected each, standard deviation 27.
    assertThat(Arrays.stream(quarters)).allMatch(n -> Math.abs(n - 1000) < 120);
  }

  @Test
  void aSurrogateDependsOnSeedAndNumberOnly() {
    double[][] series = series(50);
    assertThat(surrogate(series, 1)).isDeepEqualTo(surrogate(series, 1));
    assertThat(surrogate(series, 1)[0]).isNotEqualTo(surrogate(series, 2)[0]);
    Values other = Null.phaseRandomization(9, 4).values(1, WHOLE, Values.ofSeries(series));
    assertThat(other.get(0, 0)).isNotEqualTo(surrogate(series, 1)[0][0]);
    assertThat(PHASES.surrogates()).isEqualTo(9);
    assertThat(PHASES.seed()).isEqualTo(3);
    assertThat(PHASES).hasToString("phase randomisation x 9, seed 3");
  }

  /** Units are turned two by two: each as if it were alone, but for rounding. */
  @Test
  void aUnitIsTheSameAloneAndAmongOthers() {
    double[][] series = series(77);
    double[][] together = surrogate(series, 5);
    for (int unit = 0; unit < 3; unit++) {
      assertThat(surrogate(new double[][] {series[unit]}, 5)[0])
          .containsExactly(together[unit], within(1e-12));
    }
  }

  @Test
  void constantUnitsStayConstant() {
    double[][] series = series(30);
    Arrays.fill(series[0], 0.1);
    Arrays.fill(series[2], -7);
    double[][] other = surrogate(series, 0);
    assertThat(other[0]).isEqualTo(series[0]);
    assertThat(other[2]).isEqualTo(series[2]);
    assertThat(other[1]).isNotEqualTo(series[1]);
  }

  @Test
  void theSourceIsNotChanged() {
    double[][] series = series(20);
    surrogate(series, 0);
    assertThat(series).isDeepEqualTo(series(20));
  }

  @Test
  void whatItCannotDoIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> surrogate(new double[][] {{1, 2}}, 0))
        .withMessageContainingAll("at least 3 samples", "got 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PHASES.order(0, WHOLE, 5))
        .withMessageContainingAll("phase randomisation x 9, seed 3", "no order", "values(...)");
    assertThatIllegalArgumentException()
        .isThrownBy(PHASES::jointly)
        .withMessageContainingAll(
            "phase randomisation x 9, seed 3", "whole samples", "without jointly()");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Null.phaseRandomization(-1, 3))
        .withMessageContainingAll("surrogates must not be negative", "got -1");
  }
}
