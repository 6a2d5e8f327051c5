package org.infoplane.measure.nulls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FourierTest {

  /** By its definition. */
  static double[][] naive(double[] re, double[] im) {
    int n = re.length;
    double[][] to = new double[2][n];
    for (int k = 0; k < n; k++) {
      for (int t = 0; t < n; t++) {
        double angle = -2 * Math.PI * ((long) k * t % n) / n;
        to[0][k] += re[t] * Math.cos(angle) - im[t] * Math.sin(angle);
        to[1][k] += re[t] * Math.sin(angle) + im[t] * Math.cos(angle);
      }
    }
    return to;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 30, 63, 64, 65, 97, 500, 1023})
  void equalsItsDefinitionForAnyLength(int n) {
    SplittableRandom random = new SplittableRandom(n);
    double[] re = random.doubles(n).toArray();
    double[] im = random.doubles(n).toArray();
    double[][] expected = naive(re, im);
    new Fourier(n).transform(re, im);
    assertThat(re).containsExactly(expected[0], within(1e-10));
    assertThat(im).containsExactly(expected[1], within(1e-10));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 64, 1000, 65_536, 100_003})
  void withThePartsExchangedItGoesBack(int n) {
    SplittableRandom random = new SplittableRandom(n);
    double[] re = random.doubles(n).toArray();
    double[] im = random.doubles(n).toArray();
    double[] sameRe = re.clone();
    double[] sameIm = im.clone();
    Fourier fourier = new Fourier(n);
    fourier.transform(re, im);
    fourier.transform(im, re);
    for (int t = 0; t < n; t++) {
      assertThat(re[t] / n).isCloseTo(sameRe[t], within(1e-10));
      assertThat(im[t] / n).isCloseTo(sameIm[t], within(1e-10));
    }
  }
}
