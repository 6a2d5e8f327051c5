package org.infoplane.capture.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What would train otherwise than in Keras is refused. */
class KerasTrainingTest {

  private static final Path FILE = Path.of("model.h5");
  private static final KerasTraining COMPILED = new KerasTraining("{}", Set.of());

  private static KerasTraining training(Object loss, String optimiser, Map<String, Object> config) {
    Map<String, Object> saved = new HashMap<>();
    saved.put("loss", loss);
    saved.put("optimizer_config", Map.of("class_name", optimiser, "config", config));
    return KerasTraining.of(FILE, saved, List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "Adadelta, learning_rate, 0.001",
    "Adam, decay, 0.01",
    "Nadam, decay, 0.004",
    "RMSprop, momentum, 0.9"
  })
  void optimiserThatDeeplearning4jTakesForAnotherIsRefused(
      String name, String setting, double value) {
    Map<String, Object> config = new HashMap<>(Map.of("learning_rate", 1.0));
    config.put(setting, value);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> training("mse", name, config))
        .withMessageContainingAll("optimiser " + name, setting + "=" + value, "include_optimizer");
  }

  @ParameterizedTest
  @CsvSource({"Adadelta, 1.0", "Adam, 0.001", "SGD, 0.01"})
  void optimiserThatIsTheSameIsAccepted(String name, double rate) {
    Map<String, Object> config = Map.of("learning_rate", rate, "decay", 0.0);
    assertThat(training("mse", name, config).json()).contains(name, "mse");
  }

  @Test
  void sumOverExamplesIsRefused() {
    Map<String, Object> config = Map.of("learning_rate", 0.01);
    for (String reduction : List.of("sum", "none")) {
      Map<String, Object> loss =
          Map.of(
              "class_name",
              "MeanSquaredError",
              "config",
              Map.of("name", "mean_squared_error", "reduction", reduction));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> training(loss, "SGD", config))
          .withMessageContainingAll("reduction is " + reduction, "include_optimizer");
    }
  }

  /** As the importer makes it. */
  private static MultiLayerNetwork imported(int columns, Layer loss, InputType input) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new DenseLayer.Builder().name("out").nIn(3).nOut(columns).build())
                .layer(loss)
                .setInputType(input)
                .build());
    network.init();
    return network;
  }

  private static LossLayer loss(LossFunction function) {
    return new LossLayer.Builder(function).name("loss").activation(Activation.IDENTITY).build();
  }

  @ParameterizedTest
  @EnumSource(names = {"XENT", "HINGE", "SQUARED_HINGE", "POISSON"})
  void sumOverColumnsThatIsAMeanInKerasIsRefused(LossFunction function) {
    InputType input = InputType.feedForward(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KerasLosses.joined(imported(2, loss(function), input), COMPILED))
        .withMessageContainingAll("over several columns", "include_optimizer");
  }

  @ParameterizedTest
  @EnumSource(names = {"XENT", "MCXENT", "L2", "MEAN_ABSOLUTE_ERROR"})
  void lossThatIsTheSameIsJoinedWithItsLayer(LossFunction function) {
    InputType input = InputType.feedForward(3);
    MultiLayerNetwork joined = KerasLosses.joined(imported(1, loss(function), input), COMPILED);
    assertThat(joined.getLayerNames()).containsExactly("out");
  }

  @Test
  void outputThatIsASequenceIsRefused() {
    RnnLossLayer loss = new RnnLossLayer.Builder(LossFunction.MSE).build();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> KerasLosses.joined(imported(2, loss, InputType.recurrent(3, 4)), COMPILED))
        .withMessageContainingAll("sequence or an image", "include_optimizer");
  }
}
