package org.infoplane.capture.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.AutoEncoder;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.Subsampling3DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.variational.VariationalAutoencoder;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.infoplane.Notebook;
import org.infoplane.capture.Keeping;
import org.infoplane.data.Split;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.infoplane.testing.Networks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.learning.config.Adam;

/** What cannot be recorded right is refused in words, before training where it is known. */
class RefusedIT {

  private static final Split DIGITS = Networks.digits();
  private static final String[] NO_BATCH = {
    "Epoch 1 had no mini-batch", "no labels", "onProbe(examples) alone", "whileTraining(oneEpoch"
  };

  private static MultiLayerNetwork volumes(Convolution3D.DataFormat format, Layer second) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .list()
                .layer(
                    new Convolution3D.Builder(2, 2, 2)
                        .name("conv")
                        .nOut(3)
                        .dataFormat(format)
                        .build())
                .layer(second)
                .layer(Networks.output().nOut(10).build())
                .setInputType(InputType.convolutional3D(format, 4, 4, 4, 1))
                .build());
    network.init();
    return network;
  }

  private static Subsampling3DLayer pool(Convolution3D.DataFormat format) {
    return new Subsampling3DLayer.Builder()
        .name("pool")
        .kernelSize(2, 2, 2)
        .dataFormat(format)
        .build();
  }

  @Test
  void volumesWithChannelsLastAreRefused() {
    Convolution3D.DataFormat last = Convolution3D.DataFormat.NDHWC;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerCapture.of(volumes(last, pool(last))))
        .withMessageContainingAll("\"conv\" must be NCDHW", "got NDHWC");
  }

  @Test
  void volumesWithChannelsFirstAreTheMeansOfTheirChannels() {
    Convolution3D.DataFormat first = Convolution3D.DataFormat.NCDHW;
    MultiLayerNetwork network = volumes(first, pool(first));
    INDArray x = DIGITS.test().getFeatures().reshape(50, 1, 4, 4, 4);
    Recording run =
        LayerCapture.of(network)
            .keeping(Keeping.symbols(Discretizer.zero()))
            .onProbe(new DataSet(x, DIGITS.test().getLabels()))
            .now();
    INDArray means = network.feedForward(x, false).get(1).mean(2, 3, 4);
    Values values = Values.ofRows(means.dup('c').data().asFloat(), 3);
    Symbols expected = Discretizer.zero().fit(values).encode(values);
    Symbols symbols = run.track(TimeAxis.PROBE).snapshots().get(0).symbols(run.layer("conv"));
    for (int unit = 0; unit < 3; unit++) {
      for (int i = 0; i < 50; i++) {
        assertThat(symbols.get(unit, i)).isEqualTo(expected.get(unit, i));
      }
    }
  }

  @Test
  void interventionsOnImagesWithChannelsLastAreRefused() {
    MultiLayerNetwork network = images(CNN2DFormat.NHWC, CNN2DFormat.NHWC);
    INDArray x = DIGITS.test().getFeatures().reshape(50, 8, 8, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Notebook.informationFlow(network, new DataSet(x, DIGITS.test().getLabels()))
                    .table())
        .withMessageContainingAll("channels last (NHWC)", "channels first, NCHW");
  }

  private static MultiLayerNetwork images(CNN2DFormat first, CNN2DFormat second) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(
                    new SubsamplingLayer.Builder()
                        .name("pool")
                        .kernelSize(2, 2)
                        .dataFormat(first)
                        .build())
                .layer(
                    new ConvolutionLayer.Builder(2, 2)
                        .name("conv")
                        .nOut(2)
                        .dataFormat(second)
                        .build())
                .layer(Networks.output().nOut(10).build())
                .setInputType(InputType.convolutional(8, 8, 1, first))
                .build());
    network.init();
    return network;
  }

  private static MultiLayerNetwork optimised(OptimizationAlgorithm algorithm) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .optimizationAlgo(algorithm)
                .updater(new Adam(0.01))
                .list(
                    Networks.layer("dense").nIn(64).nOut(6).build(),
                    Networks.output().nIn(6).nOut(10).build())
                .build());
    network.init();
    return network;
  }

  @ParameterizedTest
  @EnumSource(OptimizationAlgorithm.class)
  void optimisersThatPassABatchSeveralTimesAreRefusedInTrainingOrder(
      OptimizationAlgorithm algorithm) {
    MultiLayerNetwork network = optimised(algorithm);
    INDArray before = network.params().dup();
    LayerCapture capture = LayerCapture.of(network).keeping(Keeping.symbols(Discretizer.zero()));
    if (algorithm == OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT) {
      Recording run = capture.whileTraining(DIGITS.batches(50, 1), 1);
      assertThat(run.track(TimeAxis.TRAINING_ORDER).snapshots().get(0).samples()).isEqualTo(200);
      return;
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> capture.whileTraining(DIGITS.batches(50, 1), 1))
        .withMessageContainingAll(
            algorithm.toString(),
            "training order",
            "onProbe(examples) alone, or STOCHASTIC_GRADIENT_DESCENT");
    assertThat(network.params()).isEqualTo(before);
    Recording probe = capture.onProbe(DIGITS.test()).whileTraining(DIGITS.batches(50, 1), 2);
    assertThat(probe.track(TimeAxis.PROBE).snapshots().stream().map(Snapshot::iteration))
        .containsExactly(0, 4, 8);
  }

  private static MultiLayerNetwork pretrainable(Layer first) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Adam(0.01))
                .list(first, Networks.output().nIn(5).nOut(10).build())
                .build());
    network.init();
    return network;
  }

  private static List<Layer> pretrained() {
    return List.of(
        new VariationalAutoencoder.Builder()
            .name("first")
            .nIn(64)
            .nOut(5)
            .encoderLayerSizes(8)
            .decoderLayerSizes(8)
            .build(),
        new AutoEncoder.Builder().name("first").nIn(64).nOut(5).build());
  }

  @Test
  void pretrainingIsNoEpochInTrainingOrder() {
    for (Layer first : pretrained()) {
      MultiLayerNetwork network = pretrainable(first);
      LayerCapture capture = LayerCapture.of(network).keeping(Keeping.symbols(Discretizer.zero()));
      assertThatIllegalStateException()
          .isThrownBy(() -> capture.whileTraining(() -> network.pretrain(DIGITS.batches(50, 1))))
          .withMessageStartingWith("No epoch of the captured network was finished");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> capture.whileTraining(() -> network.pretrain(DIGITS.batches(50, 1)), 2))
          .withMessageContainingAll(NO_BATCH);
      // What is trained after it is recorded as ever.
      Recording run =
          capture.whileTraining(
              () -> {
                network.pretrain(DIGITS.batches(50, 1));
                network.fit(DIGITS.batches(50, 1), 1);
              });
      assertThat(run.track(TimeAxis.TRAINING_ORDER).snapshots().get(0).samples()).isEqualTo(200);
    }
  }

  @Test
  void pretrainingIsRecordedOnTheProbe() {
    for (Layer first : pretrained()) {
      MultiLayerNetwork network = pretrainable(first);
      Recording run =
          LayerCapture.of(network)
              .keeping(Keeping.symbols(Discretizer.zero()))
              .onProbe(DIGITS.test())
              .whileTraining(() -> network.pretrain(DIGITS.batches(50, 1)), 2);
      assertThat(run.track(TimeAxis.PROBE).snapshots().stream().map(Snapshot::epoch))
          .containsExactly(0, 1, 2);
      INDArray activations = network.feedForward(DIGITS.test().getFeatures(), false).get(1);
      Values values = Values.ofRows(activations.dup('c').data().asFloat(), 5);
      Symbols expected = Discretizer.zero().fit(values).encode(values);
      Symbols last = run.track(TimeAxis.PROBE).snapshots().get(2).symbols(1);
      for (int i = 0; i < 50; i++) {
        assertThat(last.get(3, i)).isEqualTo(expected.get(3, i));
      }
    }
  }

  @Test
  void batchesThatCannotBeResetAreOneEpoch() {
    List<DataSet> batches = DIGITS.train().batchBy(50);
    MultiLayerNetwork network = Networks.dense();
    DataSetIterator once = new ExistingDataSetIterator(batches.iterator());
    assertThat(once.resetSupported()).isFalse();
    LayerCapture capture = LayerCapture.of(network);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> capture.whileTraining(once, 2))
        .withMessageContainingAll(
            "epochs", "cannot be reset", "got 2", "whileTraining(oneEpoch, epochs)");
    Recording run = capture.whileTraining(once, 1);
    assertThat(run.track(TimeAxis.TRAINING_ORDER).snapshots().get(0).samples()).isEqualTo(200);
  }

  private static DataSetIterator iterator(List<DataSet> batches, boolean ahead) {
    return new ExistingDataSetIterator(batches) {
      @Override
      public boolean asyncSupported() {
        return ahead; // in a thread of its own
      }
    };
  }

  @Test
  void batchesWithoutLabelsAreRefused() {
    DataSet first = DIGITS.test();
    List<DataSet> batches = List.of(first, new DataSet(first.getFeatures(), null), first);
    String[] words = {"Batch 2 of an epoch has no labels", "Pass features with labels"};
    MultiLayerNetwork chain = Networks.dense();
    for (boolean ahead : new boolean[] {true, false}) {
      for (LayerCapture capture :
          List.of(LayerCapture.of(chain), LayerCapture.of(Networks.residual()))) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> capture.onProbe(first).whileTraining(iterator(batches, ahead), 1))
            .withMessageContainingAll(words);
      }
    }
    assertThat(chain.getListeners()).isEmpty();
    // Code of one's own that trains on nothing has no epoch.
    DataSet unlabelled = batches.get(1);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                LayerCapture.of(chain)
                    .onProbe(first)
                    .whileTraining(
                        () -> chain.fit(new ExistingDataSetIterator(List.of(unlabelled)), 1)))
        .withMessageContainingAll(NO_BATCH);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Split("features", unlabelled, first))
        .withMessageContainingAll("The training part has no labels", "Pass features with labels");
  }
}
