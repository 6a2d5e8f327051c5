package org.infoplane.capture;

import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.infoplane.capture.dl4j.LayerCapture;
import org.infoplane.data.Split;
import org.infoplane.measure.PairwiseTransferEntropy;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * An epoch of training alone, the same with every layer captured in training order, and transfer
 * entropy between all adjacent layers of that epoch, in both directions. Images are random: how
 * long it takes does not depend on what they show.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class TrainingBenchmark {

  private static final int BATCH = 100;

  /** A network and its images. */
  @State(Scope.Benchmark)
  public static class Experiment {
    /** 784-1024-20-20-20-10, or the authors' convolutional network. */
    @Param({"mlp", "cnn"})
    String network;

    @Param("60000")
    int images;

    MultiLayerNetwork model;
    Split data;

    @Setup
    public void prepare() {
      model = network(network);
      Nd4j.getRandom().setSeed(1);
      INDArray labels = Nd4j.zeros(images, 10);
      for (int i = 0; i < images; i++) {
        labels.putScalar(i, i % 10, 1);
      }
      DataSet all = new DataSet(Nd4j.rand(images, 784), labels);
      data = new Split("random", all, all);
    }
  }

  /** What was recorded of an epoch. */
  @State(Scope.Benchmark)
  public static class Recorded {
    Recording run;

    @Setup
    public void record(Experiment experiment) {
      run = captured(experiment);
    }
  }

  static MultiLayerNetwork network(String name) {
    MultiLayerNetwork model = new MultiLayerNetwork(name.equals("mlp") ? mlp() : cnn());
    model.init();
    return model;
  }

  private static DenseLayer dense(String name, int units, Activation activation) {
    return new DenseLayer.Builder().name(name).nOut(units).activation(activation).build();
  }

  private static LossLayer softmax() {
    return new LossLayer.Builder()
        .name("softmax")
        .lossFunction(LossFunction.MCXENT)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static MultiLayerConfiguration mlp() {
    return new NeuralNetConfiguration.Builder()
        .updater(new Sgd(0.01))
        .list()
        .layer(dense("dense1", 1024, Activation.TANH))
        .layer(dense("dense2", 20, Activation.TANH))
        .layer(dense("dense3", 20, Activation.TANH))
        .layer(dense("dense4", 20, Activation.TANH))
        .layer(dense("logits", 10, Activation.IDENTITY))
        .layer(softmax())
        .setInputType(InputType.feedForward(784))
        .build();
  }

  private static ConvolutionLayer.Builder convolution(String name, int channels) {
    return new ConvolutionLayer.Builder(3, 3)
        .name(name)
        .nOut(channels)
        .activation(Activation.IDENTITY);
  }

  private static ActivationLayer relu(String name) {
    return new ActivationLayer.Builder().name(name).activation(Activation.RELU).build();
  }

  private static SubsamplingLayer pool(String name) {
    return new SubsamplingLayer.Builder().name(name).kernelSize(2, 2).stride(2, 2).build();
  }

  private static MultiLayerConfiguration cnn() {
    DenseLayer dropped =
        new DenseLayer.Builder()
            .name("dense2")
            .nOut(120)
            .dropOut(0.75)
            .activation(Activation.IDENTITY)
            .build();
    return new NeuralNetConfiguration.Builder()
        .updater(new Sgd(0.008))
        .list()
        .layer(convolution("conv1", 32).padding(1, 1).build())
        .layer(new BatchNormalization.Builder().name("norm1").build())
        .layer(relu("relu1"))
        .layer(pool("pool1"))
        .layer(convolution("conv2", 64).build())
        .layer(new BatchNormalization.Builder().name("norm2").build())
        .layer(relu("relu2"))
        .layer(pool("pool2"))
        .layer(dense("dense1", 600, Activation.IDENTITY))
        .layer(dropped)
        .layer(dense("logits", 10, Activation.IDENTITY))
        .layer(softmax())
        .setInputType(InputType.convolutionalFlat(28, 28, 1))
        .build();
  }

  private static Recording captured(Experiment experiment) {
    return LayerCapture.of(experiment.model)
        .inTrainingOrder()
        .keeping(Keeping.symbols())
        .whileTraining(experiment.data.batches(BATCH, 1), 1);
  }

  @Benchmark
  public void training(Experiment experiment) {
    experiment.model.fit(experiment.data.batches(BATCH, 1), 1);
  }

  @Benchmark
  public Recording trainingCaptured(Experiment experiment) {
    return captured(experiment);
  }

  @Benchmark
  public double transferEntropy(Recorded recorded) {
    Snapshot epoch = recorded.run.track(TimeAxis.TRAINING_ORDER).snapshots().get(0);
    double sum = 0;
    for (int layer = 0; layer + 1 < recorded.run.layers().size(); layer++) {
      var here = epoch.symbols(layer);
      var next = epoch.symbols(layer + 1);
      sum += PairwiseTransferEntropy.between(here, next).meanNats();
      sum += PairwiseTransferEntropy.between(next, here).meanNats();
    }
    return sum;
  }
}
