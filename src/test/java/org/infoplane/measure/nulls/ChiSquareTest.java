package org.infoplane.measure.nulls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;

class ChiSquareTest {

  @Test
  void twoDegreesOfFreedomAreAnExponential() {
    assertThat(ChiSquare.pValue(0.002, 1000, 2)).isCloseTo(Math.exp(-2), within(1e-12));
    assertThat(ChiSquare.pValue(0.5, 1000, 2)).isCloseTo(Math.exp(-500), within(1e-220));
  }

  @Test
  void tableValues() {
    assertThat(ChiSquare.pValue(3.841458821 / 200, 100, 1)).isCloseTo(0.05, within(1e-9));
    assertThat(ChiSquare.pValue(9.487729037 / 200, 100, 4)).isCloseTo(0.05, within(1e-9));
  }

  @Test
  void nothingMeasuredIsNeverSignificant() {
    assertThat(ChiSquare.pValue(0, 10, 2)).isEqualTo(1);
    assertThat(ChiSquare.pValue(0.1, 10, 0)).isEqualTo(1);
  }

  @Test
  void badInputIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChiSquare.pValue(Double.POSITIVE_INFINITY, 10, 2))
        .withMessageContainingAll("nats must be finite", "got Infinity, 10 and 2");
    assertThat(ChiSquare.pValue(-1, 10, 2)).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChiSquare.pValue(Double.NaN, 10, 2))
        .withMessageContainingAll("nats must be finite", "got NaN, 10 and 2");
    assertThatIllegalArgumentException().isThrownBy(() -> ChiSquare.pValue(1, 0, 2));
  }

  @Test
  void theExponentialIsTheGammaFunction() {
    for (double x = .01; x < 1400; x *= 1.3) {
      double exact = Gamma.regularizedGammaQ(1, x / 2);
      assertThat(ChiSquare.upperTail(x, 2)).isCloseTo(exact, within(1e-12 * exact));
    }
  }
}
