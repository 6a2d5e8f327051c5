package org.infoplane.testing;

import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.infoplane.data.Digits;
import org.infoplane.data.Split;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small networks on the digits. */
public final class Networks {

  private Networks() {}

  /** 64-6-5-10, named "first", "second", "output", initialised. */
  public static MultiLayerNetwork dense() {
    MultiLayerNetwork network = denseWithoutWeights();
    network.init();
    return network;
  }

  /** The same before {@code init()}. */
  public static MultiLayerNetwork denseWithoutWeights() {
    return new MultiLayerNetwork(
        new NeuralNetConfiguration.Builder()
            .seed(5)
            .updater(new Adam(0.01))
            .list(
                layer("first").nIn(64).nOut(6).build(),
                layer("second").nIn(6).nOut(5).build(),
                output().nIn(5).nOut(10).build())
            .build());
  }

  /** One layer only, "output". */
  public static MultiLayerNetwork single() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder().list(output().nIn(64).nOut(10).build()).build());
    network.init();
    return network;
  }

  /**
   * Convolution, batch normalisation, ReLU, pooling, dense with dropout, logits, softmax loss
   * layer.
   */
  public static MultiLayerNetwork convolutional() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Adam(0.01))
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3).name("conv").nOut(3).build())
                .layer(new BatchNormalization.Builder().name("norm").build())
                .layer(
                    new ActivationLayer.Builder().name("relu").activation(Activation.RELU).build())
                .layer(
                    new SubsamplingLayer.Builder()
                        .name("pool")
                        .kernelSize(2, 2)
                        .stride(2, 2)
                        .build())
                .layer(new DenseLayer.Builder().name("dense").nOut(8).dropOut(0.8).build())
                .layer(
                    new DenseLayer.Builder()
                        .name("logits")
                        .nOut(10)
                        .activation(Activation.IDENTITY)
                        .build())
                .layer(
                    new LossLayer.Builder()
                        .name("softmax")
                        .lossFunction(LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutionalFlat(8, 8, 1))
                .build());
    network.init();
    return network;
  }

  /** Networks whose training pass is their inference pass: an output layer, and a loss layer. */
  public static Stream<MultiLayerNetwork> withoutDropout() {
    MultiLayerNetwork logits =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(6)
                .list(
                    layer("first").nIn(64).nOut(6).build(),
                    layer("logits").nIn(6).nOut(10).activation(Activation.IDENTITY).build(),
                    new LossLayer.Builder()
                        .name("softmax")
                        .lossFunction(LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    logits.init();
    return Stream.of(dense(), logits);
  }

  /** A sigmoid layer, "sigmoid", whose output meets a dropout of one half; rate 0. */
  public static MultiLayerNetwork dropout() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(7)
                .list(
                    layer("sigmoid").nIn(64).nOut(20).activation(Activation.SIGMOID).build(),
                    layer("second").nIn(20).nOut(5).dropOut(0.5).build(),
                    output().nIn(5).nOut(10).build())
                .build());
    network.init();
    network.setLearningRate(0);
    return network;
  }

  /** A network whose layers have the names given. */
  public static MultiLayerNetwork named(String first, String second) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list(
                    layer(first).nIn(64).nOut(3).build(),
                    layer(second).nIn(3).nOut(3).build(),
                    output().nIn(3).nOut(10).build())
                .build());
    network.init();
    return network;
  }

  /** The first 200 digits to train, 50 to test. */
  public static Split digits() {
    return Digits.load(3).take(200, 50);
  }

  private static DenseLayer.Builder layer(String name) {
    return new DenseLayer.Builder().name(name).activation(Activation.TANH);
  }

  private static OutputLayer.Builder output() {
    return new OutputLayer.Builder().name("output").activation(Activation.SOFTMAX);
  }
}
