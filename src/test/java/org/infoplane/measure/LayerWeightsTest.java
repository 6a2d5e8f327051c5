package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.infoplane.symbol.Values;
import org.junit.jupiter.api.Test;

class DenseLayerTest {

  private static final Values INPUTS = Values.ofRows(new double[][] {{1, 2}, {-3, 0}});
  private static final double[][] WEIGHTS = {{1, 0, -2}, {.5, 3, 1}};
  private static final double[] BIASES = {.25, 0, -1};

  private static double[][] applied(ActivationFunction activation) {
    Values outputs = LayerWeights.of(WEIGHTS, BIASES, activation).apply(INPUTS);
    double[][] rows = new double[outputs.samples()][outputs.units()];
    for (int n = 0; n < rows.length; n++) {
      for (int j = 0; j < rows[n].length; j++) {
        rows[n][j] = outputs.get(n, j);
      }
    }
    return rows;
  }

  @Test
  void weightsAreInputsTimesOutputs() {
    assertThat(applied(ActivationFunction.identity()))
        .isDeepEqualTo(new double[][] {{2.25, 6, -1}, {-2.75, 0, 5}});
    assertThat(applied(ActivationFunction.relu()))
        .isDeepEqualTo(new double[][] {{2.25, 6, 0}, {0, 0, 5}});
    assertThat(applied(ActivationFunction.tanh())[0][2]).isEqualTo(Math.tanh(-1));
    assertThat(applied(ActivationFunction.sigmoid())[1])
        .containsExactly(new double[] {1 / (1 + Math.exp(2.75)), .5, 1 / (1 + Math.exp(-5))});
    double[] softmax = applied(ActivationFunction.softmax())[0];
    assertThat(softmax[0] + softmax[1] + softmax[2]).isCloseTo(1, within(1e-15));
    assertThat(softmax[1] / softmax[0]).isCloseTo(Math.exp(3.75), within(1e-12));
  }

  @Test
  void softmaxOfLargeNumbersIsFinite() {
    double[] row = {1000, 999, -1000};
    ActivationFunction.softmax().apply(row);
    assertThat(row[0] / row[1]).isCloseTo(Math.E, within(1e-12));
    assertThat(row[2]).isZero();
  }

  @Test
  void onlyElementwiseActivationsAreMonotone() {
    assertThat(ActivationFunction.tanh().isMonotone()).isTrue();
    assertThat(ActivationFunction.softmax().isMonotone()).isFalse();
    assertThat(ActivationFunction.elementwise(Math::abs, false).isMonotone()).isFalse();
  }

  @Test
  void layerIsACopy() {
    double[][] weights = {{1}};
    double[] biases = {0};
    LayerWeights layer = LayerWeights.of(weights, biases, ActivationFunction.identity());
    weights[0][0] = 9;
    biases[0] = 9;
    assertThat(layer.apply(Values.ofSeries(new double[] {2})).get(0, 0)).isEqualTo(2);
    assertThat(layer.inputs()).isEqualTo(1);
    assertThat(layer.outputs()).isEqualTo(1);
    assertThat(LayerWeights.of(WEIGHTS, BIASES, ActivationFunction.tanh()))
        .hasToString("dense layer, 2 -> 3");
  }

  private static void assertRefused(double[][] weights, double[] biases, String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerWeights.of(weights, biases, ActivationFunction.tanh()))
        .withMessage(words);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    String none = "weights must be double[inputs][outputs] with at least one of each";
    assertRefused(new double[0][], new double[0], none);
    assertRefused(new double[2][0], new double[0], none);
    assertRefused(
        new double[][] {{1, 2}, {1}},
        new double[2],
        "weights must be double[inputs][outputs] with rows of equal length, got 1 for input 1 and 2 for input 0");
    assertRefused(
        WEIGHTS,
        new double[2],
        "biases must have one value for each output of double[inputs][outputs] weights (3), got 2");
    assertRefused(
        new double[][] {{1, Double.NaN}},
        new double[2],
        "weights of input 0 must be finite, got NaN");
    assertRefused(
        new double[][] {{1}},
        new double[] {Double.POSITIVE_INFINITY},
        "biases must be finite, got Infinity");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                LayerWeights.of(WEIGHTS, BIASES, ActivationFunction.tanh())
                    .apply(Values.ofSeries(new double[] {1})))
        .withMessageContainingAll("as the layer has inputs (2)", "got 1");
  }
}
