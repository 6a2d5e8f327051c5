package org.infoplane.capture.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.datasets.iterator.utilty.SingletonDataSetIterator;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.listeners.ScoreIterationListener;
import org.infoplane.Notebook;
import org.infoplane.capture.Keeping;
import org.infoplane.capture.Schedule;
import org.infoplane.data.Split;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Sequences;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.infoplane.testing.Networks;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Graphs, sequences and pre-activations, against what the network itself computes. */
class NetworkKindsIT {

  private static final Split DIGITS = Networks.digits();
  private static final Discretizer RULE = Discretizer.threshold(0.1);

  private static void assertSame(Symbols symbols, INDArray rows) {
    Values values = Values.ofRows(rows.dup('c').data().asFloat(), (int) rows.size(1));
    Symbols expected = RULE.fit(values).encode(values);
    assertThat(symbols.units()).isEqualTo(expected.units());
    assertThat(symbols.samples()).isEqualTo(expected.samples());
    for (int unit = 0; unit < expected.units(); unit++) {
      for (int i = 0; i < expected.samples(); i++) {
        assertThat(symbols.get(unit, i))
            .as("unit %d, sample %d", unit, i)
            .isEqualTo(expected.get(unit, i));
      }
    }
  }

  /** All nodes of the residual network, written out; DL4J overwrites "dense" in inference. */
  static Map<String, INDArray> residual(ComputationGraph network, INDArray x) {
    Map<String, INDArray> all = new LinkedHashMap<>();
    all.put("in", x);
    INDArray dense =
        Nd4j.math()
            .tanh(
                x.mmul(network.getLayer("dense").getParam("W"))
                    .addRowVector(network.getLayer("dense").getParam("b")));
    all.put("dense", dense);
    INDArray relu = Nd4j.nn().relu(dense.dup(), 0);
    all.put("relu", relu);
    INDArray logits =
        relu.mmul(network.getLayer("narrow").getParam("W"))
            .addRowVector(network.getLayer("narrow").getParam("b"));
    all.put("narrow", Nd4j.nn().sigmoid(logits.dup()));
    all.put("add", dense.add(all.get("narrow")));
    INDArray z =
        all.get("add")
            .mmul(network.getLayer("output").getParam("W"))
            .addRowVector(network.getLayer("output").getParam("b"));
    all.put("output", Nd4j.nn().softmax(z, 1));
    return all;
  }

  @Test
  void graphIsRecordedNodeByNodeOnBothAxes() {
    ComputationGraph network = Networks.residual();
    Recording run =
        Notebook.captureLayers(network)
            .keeping(Keeping.symbols(RULE))
            .inTrainingOrder()
            .onProbe(DIGITS.test())
            .evaluating(DIGITS.train(), DIGITS.test())
            .whileTraining(DIGITS.batches(60, 3), 2);
    assertThat(run.layers().stream().map(LayerInfo::name))
        .containsExactly("in", "dense", "relu", "narrow", "add", "output");
    assertThat(run.layers().get(4))
        .isEqualTo(new LayerInfo("add", "elementwise", 8, List.of("dense", "narrow")));
    Map<String, INDArray> expected = residual(network, DIGITS.test().getFeatures());
    Snapshot last = run.track(TimeAxis.PROBE).snapshots().get(2);
    expected.forEach((name, rows) -> assertSame(last.symbols(run.layer(name)), rows));
    assertThat(run.metrics().get(2).testLoss())
        .isCloseTo(
            network.score(DIGITS.test(), false), org.assertj.core.api.Assertions.within(1e-5));
    assertThat(Notebook.plotPlane(run).html()).contains("Transfer entropy plane");
  }

  @Test
  void graphInTrainingOrderEqualsItsForwardPassBatchByBatch() {
    ComputationGraph network = Networks.residual();
    network.setLearningRate(0);
    Recording run =
        Notebook.captureLayers(network)
            .keeping(Keeping.symbols(RULE))
            .whileTraining(DIGITS.batches(60, 9), 1);
    Snapshot epoch = run.track(TimeAxis.TRAINING_ORDER).snapshots().get(0);
    DataSetIterator again = DIGITS.batches(60, 9);
    INDArray[] features = new INDArray[4];
    Arrays.setAll(features, i -> again.next().getFeatures());
    Map<String, INDArray> expected = residual(network, Nd4j.vstack(features));
    expected.forEach((name, rows) -> assertSame(epoch.symbols(run.layer(name)), rows));
    assertThat(epoch.labels().groups()).isEqualTo(10);
  }

  @Test
  void edgesLeadAroundLayersThatAreNotRecorded() {
    Recording run =
        Notebook.captureLayers(Networks.residual())
            .layers("in", "dense", "add", "output")
            .keeping(Keeping.symbols(Discretizer.zero()))
            .whileTraining(DIGITS.batches(50, 3), 1);
    assertThat(run.layers().get(2).inputs()).containsExactly("dense");
    assertThat(Notebook.transferEntropy(run).table().rowCount()).isEqualTo(6);
    Recording skip =
        Notebook.captureLayers(Networks.residual())
            .layersWhere(layer -> !layer.name().equals("relu"))
            .keeping(Keeping.symbols(Discretizer.zero()))
            .whileTraining(DIGITS.batches(50, 3), 1);
    // in-dense, dense-narrow, dense-add, narrow-add, add-output
    assertThat(Notebook.transferEntropy(skip).table().rowCount()).isEqualTo(10);
  }

  @Test
  void weightsAreBitIdenticalWithAndWithoutCapture() {
    ComputationGraph plain = Networks.residual();
    plain.fit(DIGITS.batches(32, 4), 2);
    ComputationGraph captured = Networks.residual();
    ScoreIterationListener mine = new ScoreIterationListener(1000);
    captured.setListeners(mine);
    Notebook.captureLayers(captured)
        .inTrainingOrder()
        .preActivations()
        .onProbe(DIGITS.test())
        .iterations(Schedule.everyNth(2))
        .whileTraining(DIGITS.batches(32, 4), 2);
    assertThat(captured.params().equalsWithEps(plain.params(), 0)).isTrue();
    assertThat(captured.getListeners()).containsExactly(mine);

    DataSet rows = Networks.rows(DIGITS.train());
    MultiLayerNetwork sequences = Networks.recurrent();
    sequences.fit(batches(rows), 2);
    MultiLayerNetwork recorded = Networks.recurrent();
    Notebook.captureLayers(recorded)
        .sequences(Sequences.EVERY_STEP)
        .inTrainingOrder()
        .onProbe(rows)
        .whileTraining(batches(rows), 2);
    assertThat(recorded.params().equalsWithEps(sequences.params(), 0)).isTrue();
  }

  private static DataSetIterator batches(DataSet all) {
    return new Split("rows", all, all).batches(50, 3);
  }

  @Test
  void sequencesAreRecordedStepByStep() {
    DataSet rows = Networks.rows(DIGITS.test());
    MultiLayerNetwork network = Networks.recurrent();
    Recording run =
        Notebook.captureLayers(network)
            .sequences(Sequences.EVERY_STEP)
            .keeping(Keeping.symbols(RULE))
            .onProbe(rows)
            .inTrainingOrder()
            .whileTraining(new Split("rows", rows, rows).batches(30, 3), 1);
    Snapshot last = run.track(TimeAxis.PROBE).snapshots().get(1);
    List<INDArray> layers = network.feedForward(rows.getFeatures(), false);
    for (int i = 0; i < layers.size(); i++) {
      INDArray steps = layers.get(i).permute(0, 2, 1).dup('c');
      assertSame(last.symbols(i), steps.reshape('c', steps.size(0) * steps.size(1), steps.size(2)));
    }
    assertThat(last.sequences()).isEqualTo(Segments.ofLength(8, 400));
    assertThat(last.labels().samples()).isEqualTo(400);
    Partition inputs = run.track(TimeAxis.PROBE).inputs().orElseThrow();
    assertThat(inputs.get(0)).isNotEqualTo(inputs.get(1)); // another step is another input
    Snapshot order = run.track(TimeAxis.TRAINING_ORDER).snapshots().get(0);
    assertThat(order.batchStarts()).containsExactly(0, 240);
    assertThat(order.sequences()).isEqualTo(Segments.ofLength(8, 400));
    assertThat(run.recipe().entries()).containsEntry("sequences", "every step of each sequence");
    assertThat(Notebook.transferEntropy(run).from("input").to("lstm").table().intColumn(6).get(0))
        .isEqualTo(50 * 7); // no transition from one sequence to the next
  }

  @Test
  void lastStepOfSequencesIsRecorded() {
    DataSet rows = Networks.rows(DIGITS.test());
    MultiLayerNetwork network = Networks.recurrent();
    Recording run =
        Notebook.captureLayers(network)
            .sequences(Sequences.LAST_STEP)
            .keeping(Keeping.symbols(RULE))
            .onProbe(rows)
            .whileTraining(new Split("rows", rows, rows).batches(30, 3), 1);
    Snapshot last = run.track(TimeAxis.PROBE).snapshots().get(1);
    List<INDArray> layers = network.feedForward(rows.getFeatures(), false);
    for (int i = 0; i < layers.size(); i++) {
      assertSame(
          last.symbols(i),
          layers.get(i).get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(7)));
    }
    assertThat(last.sequences()).isEqualTo(Segments.whole());
  }

  @Test
  void sequencesMustBeDeclared() {
    DataSet rows = Networks.rows(DIGITS.test());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Notebook.captureLayers(Networks.recurrent()).whileTraining(batches(rows), 1))
        .withMessageContainingAll(
            "\"input\" has sequences, [50 examples, 8 units, 8 steps]",
            "sequences(LAST_STEP) or sequences(EVERY_STEP)");
    DataSet masked =
        new DataSet(rows.getFeatures(), rows.getLabels(), Nd4j.ones(50, 8), Nd4j.ones(50, 8));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Notebook.captureLayers(Networks.recurrent()).onProbe(masked))
        .withMessageContainingAll("onProbe(examples)", "masks", "equal length");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Notebook.captureLayers(Networks.recurrent())
                    .sequences(Sequences.LAST_STEP)
                    .whileTraining(new SingletonDataSetIterator(masked), 1))
        .withMessageContainingAll(
            "Masks cannot be recorded in training order or by iterations (batch 1)",
            "sequences of equal length");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Notebook.captureLayers(Networks.dense())
                    .sequences(Sequences.EVERY_STEP)
                    .whileTraining(DIGITS.batches(50, 3), 1))
        .withMessageContaining("layer \"input\" has one value per example");
  }

  /** A dense layer between recurrent ones has a row for each step of each example. */
  @Test
  void denseLayerBetweenRecurrentOnesIsRecordedStepByStep() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .list()
                .layer(new LSTM.Builder().name("lstm").nOut(6).build())
                .layer(Networks.layer("dense").nOut(4).build())
                .layer(
                    new RnnOutputLayer.Builder()
                        .name("output")
                        .nOut(10)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.recurrent(8))
                .build());
    network.init();
    network.setLearningRate(0);
    DataSet rows = Networks.rows(DIGITS.test());
    Recording run =
        Notebook.captureLayers(network)
            .sequences(Sequences.EVERY_STEP)
            .keeping(Keeping.symbols(RULE))
            .onProbe(rows)
            .inTrainingOrder()
            .whileTraining(new SingletonDataSetIterator(rows), 1);
    INDArray output = network.output(rows.getFeatures()).permute(0, 2, 1).dup('c');
    INDArray lstm =
        network.feedForwardToLayer(0, rows.getFeatures(), false).get(1).permute(0, 2, 1).dup('c');
    INDArray steps = lstm.reshape('c', 400, 6);
    for (TimeAxis axis : List.of(TimeAxis.PROBE, TimeAxis.TRAINING_ORDER)) {
      Snapshot snapshot = run.track(axis).snapshots().get(0);
      assertSame(snapshot.symbols(1), steps);
      assertSame(snapshot.symbols(2), Nd4j.math().tanh(logits(network, 1, steps)));
      assertSame(snapshot.symbols(3), output.reshape('c', 400, 10));
    }
  }

  @Test
  void whatSequencesCannotBeIsRefused() {
    DataSet rows = Networks.rows(DIGITS.test());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Notebook.captureLayers(Networks.recurrent())
                    .onProbe(rows)
                    .whileTraining(new SingletonDataSetIterator(rows), 1))
        .withMessageContaining("Choose what to record of them: sequences(LAST_STEP)");
    MultiLayerNetwork stepsFirst =
        recurrent(
            new LSTM.Builder().name("lstm").nIn(8).nOut(6).dataFormat(RNNFormat.NWC).build(),
            false);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Notebook.captureLayers(stepsFirst))
        .withMessageContainingAll("\"lstm\" must be NCW", "got NWC");
    MultiLayerNetwork truncated =
        recurrent(new LSTM.Builder().name("lstm").nIn(8).nOut(6).build(), true);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Notebook.captureLayers(truncated)
                    .sequences(Sequences.LAST_STEP)
                    .whileTraining(new SingletonDataSetIterator(rows), 1))
        .withMessageContaining("Truncated backpropagation");
    MultiLayerNetwork narrower =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list(
                    new Convolution1DLayer.Builder(2, 2).name("conv").nIn(8).nOut(6).build(),
                    new RnnOutputLayer.Builder()
                        .name("output")
                        .nIn(6)
                        .nOut(10)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    narrower.init();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Notebook.captureLayers(narrower)
                    .sequences(Sequences.EVERY_STEP)
                    .onProbe(rows)
                    .whileTraining(() -> {}))
        .withMessageContaining(
            "Layer \"conv\" must have one row for each of 400 samples, got shape [50, 6, 4].");
  }

  private static MultiLayerNetwork recurrent(LSTM lstm, boolean truncated) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list(
                    lstm,
                    new RnnOutputLayer.Builder()
                        .name("output")
                        .nIn(6)
                        .nOut(10)
                        .dataFormat(lstm.getRnnDataFormat())
                        .activation(Activation.SOFTMAX)
                        .build())
                .backpropType(truncated ? BackpropType.TruncatedBPTT : BackpropType.Standard)
                .tBPTTLength(3)
                .build());
    network.init();
    return network;
  }

  @Test
  void preActivationsOfWhatTheTrainingPassDrawsAreRefused() {
    ComputationGraph shared =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("dense", Networks.layer(null).nIn(64).nOut(8).build(), "in")
                .addLayer("a", Networks.layer(null).nIn(8).nOut(4).dropOut(0.5).build(), "dense")
                .addLayer("b", Networks.layer(null).nIn(8).nOut(4).build(), "dense")
                .addVertex("merge", new MergeVertex(), "a", "b")
                .addLayer("output", Networks.output().nIn(8).nOut(10).build(), "merge")
                .setOutputs("output")
                .build());
    shared.init();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Notebook.captureLayers(shared)
                    .preActivations("a")
                    .whileTraining(DIGITS.batches(50, 1), 1))
        .withMessageContaining("dropout of a shared or reshaped input");
    Recording fine =
        Notebook.captureLayers(shared)
            .preActivations("a")
            .onProbe(DIGITS.test())
            .whileTraining(DIGITS.batches(50, 1), 1);
    assertThat(fine.graph().bottlenecks(4)).containsExactly(0, 1);
    MultiLayerNetwork noisy =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .weightNoise(new DropConnect(0.5))
                .list(
                    Networks.layer("dense").nIn(64).nOut(6).build(),
                    Networks.output().nIn(6).nOut(10).build())
                .build());
    noisy.init();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Notebook.captureLayers(noisy)
                    .preActivations("dense")
                    .whileTraining(DIGITS.batches(50, 1), 1))
        .withMessageContaining(
            "\"dense\" cannot be recorded in training order: they have weight noise");
  }

  @Test
  void preActivationsAreThoseOfTheWeights() {
    MultiLayerNetwork network = Networks.dense();
    network.setLearningRate(0);
    Recording run =
        Notebook.captureLayers(network)
            .preActivations("second", "output")
            .keeping(Keeping.symbols(RULE))
            .onProbe(DIGITS.test())
            .inTrainingOrder()
            .whileTraining(DIGITS.batches(60, 9), 1);
    INDArray x = DIGITS.test().getFeatures();
    List<INDArray> layers = network.feedForward(x, false);
    Snapshot probe = run.track(TimeAxis.PROBE).snapshots().get(1);
    assertSame(probe.symbols(1), layers.get(1));
    assertSame(probe.symbols(2), logits(network, 1, layers.get(1)));
    assertSame(probe.symbols(3), logits(network, 2, layers.get(2)));
    INDArray first = DIGITS.batches(60, 9).next().getFeatures();
    Symbols order = run.track(TimeAxis.TRAINING_ORDER).snapshots().get(0).symbols(3);
    assertSame(order.slice(0, 60), logits(network, 2, network.feedForward(first, false).get(2)));
    assertThat(run.recipe().entries()).containsEntry("pre-activations of", "second, output");
  }

  private static INDArray logits(MultiLayerNetwork network, int layer, INDArray input) {
    return input
        .mmul(network.getLayer(layer).getParam("W"))
        .addRowVector(network.getLayer(layer).getParam("b"));
  }

  @Test
  void layersAreChosenByTypeIndexAndPredicate() {
    LayerCapture all =
        Notebook.captureLayers(Networks.convolutional())
            .keeping(Keeping.symbols(Discretizer.zero()));
    assertThat(names(all.layersOfType("dense", "loss")))
        .containsExactly("dense", "logits", "softmax");
    assertThat(names(all.layersAt(0, 6, 7))).containsExactly("input", "logits", "softmax");
    assertThat(names(all.layersWhere(layer -> layer.units() == 10)))
        .containsExactly("logits", "softmax");
    assertThat(names(all.preActivations("conv", "relu", "softmax"))).hasSize(8);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> names(all.preActivations()))
        .withMessageContainingAll(
            "\"dense\"",
            "training order",
            "dropout of a shared or reshaped input",
            "onProbe(examples) alone");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> all.preActivations("norm"))
        .withMessageContaining("\"norm\" (batchnormalization) has no activation function");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> all.layersOfType("lstm"))
        .withMessageContaining("No layers of type [lstm] to capture.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> all.layersAt(1, 8))
        .withMessageContaining("Layer indices must be 0 to 7, got 8. This network has: \"input\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> all.preActivations("pool"))
        .withMessageContaining("\"pool\" (subsampling) has no activation function");
  }

  private static List<String> names(LayerCapture capture) {
    return capture.whileTraining(DIGITS.batches(100, 1), 1).layers().stream()
        .map(LayerInfo::name)
        .toList();
  }

  @Test
  void onlyScheduledEpochsAndIterationsAreRecorded() {
    Recording run =
        Notebook.captureLayers(Networks.dense())
            .onProbe(DIGITS.train(), DIGITS.test())
            .inTrainingOrder()
            .evaluating(DIGITS.train(), DIGITS.test())
            .epochs(Schedule.everyNth(2))
            .iterations(Schedule.logSpaced(2))
            .whileTraining(DIGITS.batches(50, 4), 5); // 4 mini-batches each
    assertThat(run.track(TimeAxis.TRAINING_ORDER).snapshots().stream().map(Snapshot::epoch))
        .containsExactly(2, 4);
    assertThat(run.track(TimeAxis.PROBE).snapshots().stream().map(Snapshot::iteration))
        .containsExactly(0, 1, 3, 8, 10, 16);
    assertThat(run.track(TimeAxis.PROBE).snapshots().stream().map(Snapshot::epoch))
        .containsExactly(0, 0, 0, 2, 2, 4);
    assertThat(run.track(TimeAxis.TRAINING_PROBE).snapshots().get(0).samples()).isEqualTo(200);
    assertThat(run.metrics()).hasSize(3);
    assertThat(run.recipe().entries())
        .containsEntry("epochs", "every 2-th")
        .containsEntry("iterations of the probe", "2 a power of ten");
    assertThat(Schedule.when(n -> n == 3).has(3)).isTrue();
    assertThatIllegalArgumentException().isThrownBy(() -> Schedule.everyNth(0));
    assertThatIllegalArgumentException().isThrownBy(() -> Schedule.logSpaced(0));
  }

  @Test
  void namesThatDl4jDoesNotGiveAreItsIndices() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list(
                    Networks.layer(null).nIn(64).nOut(10).build(), new LossLayer.Builder().build())
                .build());
    network.init();
    Recording run =
        Notebook.captureLayers(network)
            .keeping(Keeping.symbols(Discretizer.zero()))
            .whileTraining(DIGITS.batches(50, 1), 1);
    assertThat(run.layers().stream().map(LayerInfo::name))
        .containsExactly("input", "layer0", "layer1");
  }

  @Test
  void graphOfSeveralInputsIsRefused() {
    ComputationGraph two =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("a", "b")
                .addLayer("output", Networks.output().nIn(4).nOut(10).build(), "a", "b")
                .setOutputs("output")
                .build());
    two.init();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Notebook.captureLayers(two))
        .withMessageContaining("The graph must have one input, got 2: [a, b].");
  }
}
