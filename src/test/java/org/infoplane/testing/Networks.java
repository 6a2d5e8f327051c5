package org.infoplane.testing;

import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.infoplane.data.Digits;
import org.infoplane.data.Split;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
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

  /**
   * A graph with a shortcut: "in", "dense", "relu" (an activation layer), "narrow", "add" of dense
   * and narrow, "output".
   */
  public static ComputationGraph residual() {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Adam(0.01))
                .graphBuilder()
                .addInputs("in")
                .addLayer("dense", dense(64, 8, Activation.TANH), "in")
                .addLayer(
                    "relu",
                    new ActivationLayer.Builder().activation(Activation.RELU).build(),
                    "dense")
                .addLayer("narrow", dense(8, 8, Activation.SIGMOID), "relu")
                .addVertex(
                    "add", new ElementWiseVertex(ElementWiseVertex.Op.Add), "dense", "narrow")
                .addLayer(
                    "output",
                    new OutputLayer.Builder()
                        .nIn(8)
                        .nOut(10)
                        .activation(Activation.SOFTMAX)
                        .lossFunction(LossFunction.MCXENT)
                        .build(),
                    "add")
                .setOutputs("output")
                .build());
    network.init();
    return network;
  }

  private static DenseLayer dense(int in, int out, Activation activation) {
    return new DenseLayer.Builder().nIn(in).nOut(out).activation(activation).build();
  }

  /** LSTM, a recurrent dense layer, an output each step: "lstm", "simple", "output". */
  public static MultiLayerNetwork recurrent() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Adam(0.01))
                .list(
                    new LSTM.Builder().name("lstm").nIn(8).nOut(6).build(),
                    new SimpleRnn.Builder().name("simple").nIn(6).nOut(4).build(),
                    new RnnOutputLayer.Builder()
                        .name("output")
                        .nIn(4)
                        .nOut(10)
                        .activation(Activation.SOFTMAX)
                        .lossFunction(LossFunction.MCXENT)
                        .build())
                .build());
    network.init();
    return network;
  }

  /** The digits as sequences of 8 rows of 8 pixels; the label at each step. */
  public static DataSet rows(DataSet digits) {
    INDArray x = digits.getFeatures().dup('c').reshape('c', digits.numExamples(), 8, 8);
    INDArray y = digits.getLabels();
    return new DataSet(
        x.permute(0, 2, 1).dup('c'), y.reshape('c', y.size(0), y.size(1), 1).repeat(2, 8).dup('c'));
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

  /** A tanh layer; its sizes are still open. */
  public static DenseLayer.Builder layer(@Nullable String name) {
    return new DenseLayer.Builder().name(name).activation(Activation.TANH);
  }

  /** A softmax layer; its sizes are still open. */
  public static OutputLayer.Builder output() {
    return new OutputLayer.Builder().name("output").activation(Activation.SOFTMAX);
  }
}
