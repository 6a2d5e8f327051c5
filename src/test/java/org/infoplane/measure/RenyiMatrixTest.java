package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.infoplane.testing.RealSeries.gaussian;
import static org.infoplane.testing.RealSeries.layer;
import static org.infoplane.testing.RealSeries.layerInputs;
import static org.infoplane.testing.RealSeries.rows;

import java.util.Arrays;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Values;
import org.junit.jupiter.api.Test;

class RenyiMatrixTest {

  private static final Values TWO = Values.ofRows(new double[][] {{0}, {1}});

  private static double bits(Estimate e) {
    return e.in(Unit.BITS);
  }

  @Test
  void equalsOtherToolsOnTwoPoints() {
    assertThat(bits(new RenyiMatrix(2).entropy(TWO, 1)))
        .isCloseTo(0.5480589169169519, within(1e-14));
    assertThat(bits(new RenyiMatrix(1.01).entropy(TWO, 1)))
        .isCloseTo(0.7130994360432628, within(1e-12));
    assertThat(bits(new RenyiMatrix(1).entropy(TWO, 1)))
        .isCloseTo(0.7153491667107217, within(1e-14));
  }

  @Test
  void equalsOtherToolsOnTheDeterministicLayer() {
    RenyiMatrix renyi = new RenyiMatrix(1.01);
    assertThat(bits(renyi.entropy(layerInputs(), 1))).isCloseTo(6.41789492, within(1e-8));
    assertThat(bits(renyi.entropy(layer(), 0.5))).isCloseTo(6.74911190, within(1e-8));
    assertThat(bits(renyi.mutualInformation(layerInputs(), 1, layer(), 0.5).estimate()))
        .isCloseTo(4.51027005, within(1e-8));
  }

  @Test
  void twoPointsAreAClosedForm() {
    // Distance 5, width 4: the eigenvalues are (1 +- kernel) / 2.
    Values points = Values.ofRows(new double[][] {{0, 0}, {3, 4}});
    double kernel = Math.exp(-25 / 32.0);
    for (double alpha : new double[] {0.5, 1.5, 3}) {
      double sum = Math.pow((1 + kernel) / 2, alpha) + Math.pow((1 - kernel) / 2, alpha);
      assertThat(new RenyiMatrix(alpha).entropy(points, 4).nats())
          .isCloseTo(Math.log(sum) / (1 - alpha), within(1e-14));
    }
  }

  @Test
  void orderTwoNeedsNoEigenvalues() {
    double[][] columns = gaussian(1, 2, 30);
    Values values = rows(columns);
    double[][] kernel = new double[30][30];
    for (int i = 0; i < 30; i++) {
      for (int j = 0; j < 30; j++) {
        double dx = columns[0][i] - columns[0][j];
        double dy = columns[1][i] - columns[1][j];
        kernel[i][j] = Math.exp(-(dx * dx + dy * dy) / (2 * 0.8 * 0.8));
      }
    }
    RenyiMatrix two = new RenyiMatrix(2);
    assertThat(two.entropy(values, 0.8).nats()).isCloseTo(two.ofEigenvalues(kernel), within(1e-13));
  }

  @Test
  void equalSamplesHaveNoEntropyAndFarOnesAllOfIt() {
    Values equal = Values.ofRows(new double[100][2]);
    Values far = rows(new double[][] {{0, 1e200, -1e200, 1e100, 7}});
    for (double alpha : new double[] {0.1, 1, 1.01, 2, 3}) {
      assertThat(new RenyiMatrix(alpha).entropy(equal, 1).nats()).isCloseTo(0, within(1e-12));
      assertThat(new RenyiMatrix(alpha).entropy(far, 1).nats())
          .isCloseTo(Math.log(5), within(1e-10));
    }
  }

  @Test
  void layerThatTellsSamplesApartKnowsThemAndConstantLayerNothing() {
    Values far = rows(new double[][] {{0, 100, 200, 300}});
    Values pairs = rows(new double[][] {{0, 0, 100, 100}});
    Values constant = Values.ofRows(new double[4][1]);
    for (double alpha : new double[] {1, 1.01, 2}) {
      RenyiMatrix renyi = new RenyiMatrix(alpha);
      assertThat(renyi.mutualInformation(far, 1, far, 2).estimate().nats())
          .isCloseTo(Math.log(4), within(1e-12));
      assertThat(renyi.mutualInformation(far, 1, pairs, 2).estimate().nats())
          .isCloseTo(Math.log(2), within(1e-12));
      assertThat(renyi.mutualInformation(far, 30, constant, 1).estimate().nats())
          .isCloseTo(0, within(1e-12));
    }
  }

  @Test
  void jointEntropyIsThatOfAllUnitsTogether() {
    // The product of two Gaussian kernels of one width is the kernel of the joined rows.
    double[][] all = gaussian(2, 3, 20);
    Values x = rows(Arrays.copyOf(all, 1));
    Values t = rows(Arrays.copyOfRange(all, 1, 3));
    for (double alpha : new double[] {1, 1.01, 2}) {
      RenyiMatrix renyi = new RenyiMatrix(alpha);
      assertThat(renyi.mutualInformation(x, 0.6, t, 0.6).estimate().nats())
          .isCloseTo(
              renyi.entropy(x, 0.6).nats()
                  + renyi.entropy(t, 0.6).nats()
                  - renyi.entropy(rows(all), 0.6).nats(),
              within(1e-12));
    }
  }

  @Test
  void ordersNearOneAreThoseOfOne() {
    double one = new RenyiMatrix(1).entropy(TWO, 1).nats();
    assertThat(new RenyiMatrix(Math.nextUp(1.0)).entropy(TWO, 1).nats()).isEqualTo(one);
    assertThat(new RenyiMatrix(1 + 2e-6).entropy(TWO, 1).nats()).isCloseTo(one, within(1e-6));
  }

  @Test
  void nullShufflesTheSecond() {
    Values x = rows(gaussian(1, 1, 20));
    Values t = rows(gaussian(2, 2, 20));
    RenyiMatrix renyi = new RenyiMatrix(1.01);
    Surrogates shuffles = Null.globalShuffle(9, 4);
    Estimate e = renyi.mutualInformation(x, 0.5, t, 0.7).against(shuffles).estimate();
    Significance expected =
        shuffles.test(
            e.nats(),
            Segments.whole(),
            20,
            order -> renyi.mutualInformation(x, 0.5, t.reorder(order), 0.7).estimate().nats());
    assertThat(e.significance().nullMean()).isCloseTo(expected.nullMean(), within(1e-12));
    assertThat(e.pValue()).isEqualTo(expected.pValue());
    assertThat(e.toString()).endsWith("by global shuffle x 9, seed 4, Renyi matrix, alpha 1.01)");
    assertThat(renyi.entropy(x, 1).samples()).isEqualTo(20);
  }

  @Test
  void samplesThatDoNotFitIntoMemoryAreNamed() {
    Values many = Values.view(2_000_000, 1, (i, unit) -> i);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RenyiMatrix(2).entropy(many, 1))
        .withMessageContaining("Kernel matrices of 2000000 samples, 30517578 MB each");
  }

  @Test
  void badInputIsNamed() {
    for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new RenyiMatrix(wrong))
          .withMessageContainingAll("alpha must be finite and above 0", "got " + wrong);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new RenyiMatrix(2).entropy(TWO, wrong))
          .withMessageContainingAll("kernel width must be finite and above 0", "got " + wrong);
    }
    RenyiMatrix renyi = new RenyiMatrix(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> renyi.entropy(Values.ofRows(new float[0], 2), 1))
        .withMessageContaining("got 0 x 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> renyi.entropy(Values.ofRows(new double[][] {{Double.NaN}}), 1))
        .withMessageContaining("Unit 0 is NaN at sample 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> renyi.mutualInformation(TWO, 1, Values.ofRows(new double[3][1]), 1))
        .withMessageContainingAll("x and t", "got 2 and 3");
  }

  @Test
  void manySamplesOfALineHaveAnEntropy() {
    Values line = rows(gaussian(3, 1, 300));
    double slow = new RenyiMatrix(2).entropy(line, 0.5).nats();
    assertThat(new RenyiMatrix(2 + 1e-9).entropy(line, 0.5).nats()).isCloseTo(slow, within(1e-6));
    assertThat(new RenyiMatrix(1.01).entropy(line, 0.5).nats()).isBetween(slow, Math.log(300));
  }

  @Test
  void unitsOfMeasurementDoNotMatter() {
    Values values = rows(gaussian(4, 2, 60));
    double expected = new RenyiMatrix(1.01).entropy(values, 0.5).nats();
    for (double scale : new double[] {1e300, 1e-300}) {
      Values scaled = Values.view(60, 2, (i, unit) -> scale * values.get(i, unit));
      assertThat(new RenyiMatrix(1.01).entropy(scaled, 0.5 * scale).nats())
          .isCloseTo(expected, within(1e-9));
    }
  }
}
