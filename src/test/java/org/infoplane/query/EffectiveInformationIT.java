package org.infoplane.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.infoplane.Notebook.captureLayers;
import static org.infoplane.Notebook.effectiveInformation;
import static org.infoplane.Notebook.knockOut;
import static org.infoplane.Notebook.networkAt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.infoplane.data.Digits;
import org.infoplane.data.Split;
import org.infoplane.figure.Plane;
import org.infoplane.measure.ActivationFunction;
import org.infoplane.measure.EffectiveInformation;
import org.infoplane.measure.LayerWeights;
import org.infoplane.measure.UniformNoise;
import org.infoplane.measure.Unit;
import org.infoplane.recording.Recording;
import org.infoplane.result.LayerEffect;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Values;
import org.infoplane.testing.Drawn;
import org.infoplane.testing.Networks;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import tech.tablesaw.api.Table;

/** Effective information of networks, against closed forms and the measure itself. */
class EffectiveInformationIT {

  private static final Split DIGITS = Networks.digits();

  /** 64-2-2-2-10, all tanh but the output; layers "first", "same", "none". */
  private static MultiLayerNetwork handMade() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .list(
                    Networks.layer("first").nIn(64).nOut(2).build(),
                    Networks.layer("same").nIn(2).nOut(2).build(),
                    Networks.layer("none").nIn(2).nOut(2).build(),
                    Networks.output().nIn(2).nOut(10).build())
                .build());
    network.init();
    // Tanh of 100 x is on either side, so that with two bins a unit is the sign of its input.
    network.getLayer(1).setParam("W", Nd4j.eye(2).mul(100));
    network.getLayer(2).setParam("W", Nd4j.zeros(2, 2));
    return network;
  }

  private static LayerEffect to(EffectiveInformationQuery query, String layer) {
    return query.result().effects().stream()
        .filter(effect -> effect.to().equals(layer))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void weightsThatCopyTellABitAUnitAndZeroWeightsNothing() {
    EffectiveInformationQuery query =
        effectiveInformation(handMade(), DIGITS.test()).bins(2).permutations(0);
    EffectiveInformation same = to(query, "same").measured().orElseThrow();
    assertThat(same.joint().in(Unit.BITS)).isCloseTo(2, within(1e-3));
    assertThat(same.parts().in(Unit.BITS)).isCloseTo(2, within(1e-3));
    assertThat(same.sensitivity().in(Unit.BITS)).isCloseTo(2, within(1e-3));
    assertThat(same.degeneracyOfParts().in(Unit.BITS)).isCloseTo(0, within(1e-3));
    assertThat(same.parts().pValue()).isNaN();
    EffectiveInformation none = to(query, "none").measured().orElseThrow();
    assertThat(none.joint().nats()).isZero();
    assertThat(none.parts().nats()).isZero();
    assertThat(none.sensitivity().nats()).isZero();
  }

  @Test
  void itIsTheMeasureOfTheLayersWeights() {
    MultiLayerNetwork network = Networks.dense();
    EffectiveInformationQuery query =
        effectiveInformation(network, DIGITS.test()).samples(800, 5).bins(4).permutations(3);
    EffectiveInformation second = to(query, "second").measured().orElseThrow();
    assertThat(second)
        .isEqualTo(
            EffectiveInformation.againstPermutedWeights(
                layer(network, 1, ActivationFunction.tanh()),
                3,
                42,
                UniformNoise.on(6, -1, 1, 800, 5),
                Discretizer.equalWidth(4, -1, 1),
                Discretizer.equalWidth(4, -1, 1)));
    assertThat(to(query, "output").measured().orElseThrow())
        .isEqualTo(
            EffectiveInformation.againstPermutedWeights(
                layer(network, 2, ActivationFunction.softmax()),
                3,
                42,
                UniformNoise.on(5, -1, 1, 800, 5),
                Discretizer.equalWidth(4, -1, 1),
                Discretizer.equalWidth(4, 0, 1)));
    INDArray x = DIGITS.test().getFeatures();
    assertThat(to(query, "first").measured().orElseThrow())
        .isEqualTo(
            EffectiveInformation.againstPermutedWeights(
                layer(network, 0, ActivationFunction.tanh()),
                3,
                42,
                UniformNoise.onRangeOf(rows(x), 800, 5),
                Discretizer.equalWidth(4),
                Discretizer.equalWidth(4, -1, 1)));
  }

  private static Values rows(INDArray x) {
    return Values.view(
        (int) x.size(0), (int) x.size(1), (sample, unit) -> x.getFloat(sample, unit));
  }

  private static LayerWeights layer(
      MultiLayerNetwork network, int number, ActivationFunction activation) {
    return LayerWeights.of(
        network.getLayer(number).getParam("W").toDoubleMatrix(),
        network.getLayer(number).getParam("b").toDoubleVector(),
        activation);
  }

  private static Recording course() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.01))
                .list(
                    Networks.layer("dense1").nIn(64).nOut(12).build(),
                    Networks.layer("dense2").nIn(12).nOut(8).build(),
                    Networks.layer("dense3").nIn(8).nOut(6).build(),
                    Networks.output().nIn(6).nOut(10).build())
                .build());
    network.init();
    Split digits = Digits.load(1).take(600, 200);
    return captureLayers(network)
        .onProbe(digits.test())
        .keepingWeights()
        .whileTraining(digits.batches(50, 1), 4);
  }

  @Test
  void theCourseOfANetworkIsFiniteAndLearned() throws Exception {
    Recording run = course();
    EffectiveInformationQuery query =
        effectiveInformation(run).samples(2000, 1).permutations(2).widest(12).epochs(0, 2, 4);
    Table table = query.table();
    assertThat(table.rowCount()).isEqualTo(3 * 4);
    assertThat(table.stringColumn("warnings").get(0))
        .isEqualTo("left out: 64 inputs, more than 12; widest(64) includes it, but takes longer");
    assertThat(table.doubleColumn("sensitivity [bits]").isMissing(0)).isTrue();
    double most = Math.log(8) / Math.log(2);
    for (LayerEffect effect : query.result().known()) {
      EffectiveInformation measured = effect.measured().orElseThrow();
      int pairs = effect.to().equals("dense2") ? 96 : effect.to().equals("dense3") ? 48 : 60;
      assertThat(measured.parts().in(Unit.BITS)).isPositive().isLessThan(pairs * most);
      assertThat(measured.sensitivity().in(Unit.BITS)).isPositive().isLessThan(pairs * most);
      assertThat(measured.degeneracyOfParts().nats())
          .isEqualTo(measured.sensitivity().nats() - measured.parts().nats());
    }
    assertThat(query.result().known().stream().map(LayerEffect::at).distinct()).hasSize(3);
    assertThat(
            to(
                    effectiveInformation(networkAt(run, 0), DIGITS.test())
                        .samples(2000, 1)
                        .permutations(2)
                        .widest(12),
                    "dense3")
                .measured())
        .isEqualTo(to(query, "dense3").measured())
        .isNotEqualTo(
            to(
                    effectiveInformation(networkAt(run, 4), DIGITS.test())
                        .samples(2000, 1)
                        .permutations(2)
                        .widest(12),
                    "dense3")
                .measured());
    Plane plane = query.plane();
    assertThat(plane.kind()).isEqualTo(Plane.Kind.CAUSAL);
    JsonNode drawn = Drawn.json(plane.figure());
    JsonNode output = Drawn.trace(drawn, "output");
    assertThat(output.path("x")).hasSize(3);
    assertThat(output.path("x").path(0).asDouble())
        .isCloseTo(
            to(query, "output").measured().orElseThrow().sensitivity().in(Unit.BITS), within(1e-3));
    assertThat(drawn.at("/layout/xaxis/title/text").asText()).contains("sensitivity");
    JsonNode curves = Drawn.json(query.curves());
    assertThat(Drawn.trace(curves, "dense1 → dense2").path("y").path(0).asDouble())
        .isCloseTo(
            to(query, "dense2").measured().orElseThrow().parts().in(Unit.BITS), within(1e-2));
    assertThat(plane.figure().png()).isPresent();
    assertThat(query.curves().png()).isPresent();
  }

  @Test
  void whatIsNoDenseLayerHasARowWithTheReason() {
    EffectiveInformationQuery query =
        effectiveInformation(Networks.convolutional(), DIGITS.test())
            .samples(200, 1)
            .permutations(0);
    assertThat(
            query.result().effects().stream()
                .filter(effect -> effect.measured().isEmpty())
                .map(LayerEffect::leftOut)
                .distinct())
        .containsExactly("left out: not a dense layer alone between them");
    assertThat(query.result().known().stream().map(LayerEffect::label))
        .containsExactly("dense → logits");
  }

  @Test
  void whatCannotBeAskedIsRefused() {
    DataSet test = DIGITS.test();
    Recording light = captureLayers(Networks.dense()).onProbe(test).now();
    assertThatIllegalStateException()
        .isThrownBy(() -> effectiveInformation(light))
        .withMessageContaining("keepingWeights()");
    EffectiveInformationQuery query = effectiveInformation(Networks.dense(), test);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> query.widest(3).table())
        .withMessageContaining("Effective information cannot be measured for any pair of layers")
        .withMessageContaining("first → second left out: 6 inputs, more than 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> query.samples(99, 1))
        .withMessageContainingAll("samples must be at least 100", "got 99");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> query.bins(1))
        .withMessageContainingAll("bins must be at least 2", "got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> query.permutations(-1))
        .withMessageContainingAll("permutations must be at least 0", "got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> query.widest(0))
        .withMessageContainingAll("inputs must be at least 1", "got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> query.epochs(3))
        .withMessageContaining("Epoch 3 was not recorded");
    Recording two =
        captureLayers(Networks.convolutional())
            .layers("conv", "norm")
            .onProbe(test)
            .keepingWeights()
            .now();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> effectiveInformation(two).table())
        .withMessageContaining("conv → norm left out: not a dense layer alone");
  }

  @Test
  void itStopsWhenItIsInterrupted() {
    EffectiveInformationQuery query = effectiveInformation(Networks.dense(), DIGITS.test());
    KnockOutQuery damage = knockOut(Networks.dense(), DIGITS.test());
    for (Runnable asked : List.<Runnable>of(query::result, damage::result)) {
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(CancellationException.class).isThrownBy(asked::run);
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(damage.result().units()).isNotEmpty();
  }
}
