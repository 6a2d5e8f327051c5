package org.infoplane.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.infoplane.symbol.Values;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class WiresTest {

  private static double radius(double[][] weights) {
    EigenDecomposition eigen = new EigenDecomposition(MatrixUtils.createRealMatrix(weights));
    return IntStream.range(0, weights.length)
        .mapToDouble(i -> Math.hypot(eigen.getRealEigenvalue(i), eigen.getImagEigenvalue(i)))
        .max()
        .orElseThrow();
  }

  @Test
  void hasTheRecipesRadiusAndShareOfLinks() {
    for (long seed = 0; seed < 5; seed++) {
      Wires wires = Wires.of(10, seed);
      assertThat(radius(wires.recurrentWeights())).isCloseTo(0.9, within(1e-9));
      int links = 0;
      for (int i = 0; i < 40; i++) {
        assertThat(wires.links()[i][i]).isFalse();
        for (int j = 0; j < 40; j++) {
          links += wires.links()[i][j] ? 1 : 0;
          assertThat(wires.inputWeights()[1 + i][j]).isEqualTo(i == j ? 0.1 : 0);
        }
      }
      assertThat(links).isEqualTo(156); // a tenth of 40 x 39
    }
  }

  @Test
  void theSpectralRadiusIsTheLargestEigenvalue() {
    double[][] turn = {{0, -2, 1}, {2, 0, 0}, {0, 0, 1}}; // +-2i and 1
    assertThat(Wires.spectralRadius(turn)).isCloseTo(2, within(1e-9));
    assertThat(Wires.spectralRadius(new double[][] {{0, 1}, {0, 0}})).isZero();
  }

  @Test
  void theSameSeedGivesTheSameNumbers() {
    Wires one = Wires.of(50, 7);
    Wires same = Wires.of(50, 7);
    Wires other = Wires.of(50, 8);
    assertThat(same.recurrentWeights()).isDeepEqualTo(one.recurrentWeights());
    assertThat(other.links()).isNotEqualTo(one.links());
    Values states = one.states();
    assertThat(states.samples()).isEqualTo(50);
    assertThat(states.units()).isEqualTo(40);
    for (int t = 0; t < 50; t++) {
      assertThat(same.states().get(t, 13)).isEqualTo(states.get(t, 13));
      assertThat(other.states().get(t, 13)).isNotEqualTo(states.get(t, 13));
      assertThat(one.input().get(t, 0)).isEqualTo(one.inputs().get(t, 0));
    }
    assertThat(one.input().units()).isEqualTo(1);
    assertThat(one.inputs().units()).isEqualTo(41);
  }

  @Test
  void aLayerOfDeeplearning4jHasTheSameStates() {
    Wires wires = Wires.of(new Wires.Kind(12, 0.2, 1.2, 0.2, 0.5), 30, 3);
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new SimpleRnn.Builder().nIn(13).nOut(12).activation(Activation.TANH).build())
                .layer(
                    new RnnOutputLayer.Builder()
                        .nIn(12)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    network
        .getLayer(0)
        .setParam("W", Nd4j.create(wires.inputWeights()).castTo(network.params().dataType()));
    network
        .getLayer(0)
        .setParam("RW", Nd4j.create(wires.recurrentWeights()).castTo(network.params().dataType()));
    INDArray inputs = Nd4j.zeros(1, 13, 30);
    for (int t = 0; t < 30; t++) {
      for (int i = 0; i < 13; i++) {
        inputs.putScalar(new int[] {0, i, t}, wires.inputs().get(t, i));
      }
    }
    INDArray states = network.feedForward(inputs).get(1);
    for (int t = 0; t < 30; t++) {
      for (int unit = 0; unit < 12; unit++) {
        assertThat(states.getDouble(0, unit, t))
            .isCloseTo(wires.states().get(t, unit), within(1e-4));
      }
    }
  }

  @Test
  void errorsSayWhatToDo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Wires.of(0, 1))
        .withMessageContainingAll("steps", "at least 1", "got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Wires.Kind(40, 1.5, 0.9, 0.1, 0.3))
        .withMessageContaining("share above 0 to 1, got 1.5")
        .withMessageContaining("units must be at least 2, got 40");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Wires.of(new Wires.Kind(3, 0.1, 0.9, 0.1, 0.3), 10, 1))
        .withMessageContainingAll("3 units have no cycle", "0.9", "another seed");
  }
}
