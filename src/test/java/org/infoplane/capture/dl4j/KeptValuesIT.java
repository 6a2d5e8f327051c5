package org.infoplane.capture.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.infoplane.Notebook;
import org.infoplane.capture.Keeping;
import org.infoplane.capture.Schedule;
import org.infoplane.data.Split;
import org.infoplane.recording.NetworkStates;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Sequences;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.store.RecordingFile;
import org.infoplane.symbol.Values;
import org.infoplane.testing.Networks;
import org.infoplane.testing.Recordings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Values and weights that are kept, against what the network itself computes. */
class KeptValuesIT {

  private static final Split DIGITS = Networks.digits();
  private static final INDArray X = DIGITS.test().getFeatures();

  @TempDir private Path folder;

  /** 64-6-10 in double precision. */
  private static MultiLayerNetwork precise() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .dataType(DataType.DOUBLE)
                .updater(new Adam(0.01))
                .list(
                    Networks.layer("first").nIn(64).nOut(6).build(),
                    Networks.output().nIn(6).nOut(10).build())
                .build());
    network.init();
    return network;
  }

  private static void assertSame(Values kept, INDArray expected) {
    assertThat(kept.samples()).isEqualTo((int) expected.size(0));
    assertThat(kept.units()).isEqualTo((int) expected.size(1));
    for (int i = 0; i < kept.samples(); i++) {
      for (int unit = 0; unit < kept.units(); unit++) {
        assertThat(kept.get(i, unit))
            .as("sample %d, unit %d", i, unit)
            .isEqualTo((float) expected.getDouble(i, unit));
      }
    }
  }

  @Test
  void valuesOnTheProbeAreThoseOfFeedForward() {
    MultiLayerNetwork network = Networks.dense();
    List<INDArray> before = copies(network.feedForward(X, false));
    Recording run =
        LayerCapture.of(network).onProbe(DIGITS.test()).whileTraining(DIGITS.batches(50, 1), 2);
    List<INDArray> after = network.feedForward(X, false);
    for (int layer = 0; layer < 4; layer++) {
      assertSame(run.track(TimeAxis.PROBE).at(0).values(layer), before.get(layer));
      assertSame(run.track(TimeAxis.PROBE).at(2).values(layer), after.get(layer));
    }
    assertThat(run.recipe().entries())
        .containsEntry("kept of the probe", "values, 0.0510 MB")
        .doesNotContainKeys("values", "binary rule", "bins");
  }

  private static List<INDArray> copies(List<INDArray> arrays) {
    return arrays.stream().map(INDArray::dup).toList();
  }

  @Test
  void valuesOfFeatureMapsAreTheirMeans() {
    MultiLayerNetwork network = Networks.convolutional();
    Recording run =
        LayerCapture.of(network)
            .onProbe(DIGITS.test())
            .keeping(Keeping.values())
            .whileTraining(DIGITS.batches(32, 1), 1);
    for (int layer = 1; layer < run.layers().size(); layer++) {
      // Up to this layer only: the ReLU layer overwrites its input.
      INDArray all = network.feedForwardToLayer(layer - 1, X, false).get(layer);
      INDArray expected = all.rank() == 4 ? all.mean(2, 3) : all;
      assertClose(run.track(TimeAxis.PROBE).at(1).values(layer), expected);
    }
  }

  /** The same sums in another order. */
  private static void assertClose(Values kept, INDArray expected) {
    assertThat(kept.samples()).isEqualTo((int) expected.size(0));
    assertThat(kept.units()).isEqualTo((int) expected.size(1));
    for (int i = 0; i < kept.samples(); i++) {
      for (int unit = 0; unit < kept.units(); unit++) {
        assertThat(kept.get(i, unit)).isEqualTo(expected.getDouble(i, unit), within(1e-6));
      }
    }
  }

  @Test
  void valuesOfAGraphAreThoseOfItsNodes() {
    ComputationGraph network = Networks.residual();
    List<Map<String, INDArray>> then = new ArrayList<>();
    Recording run =
        LayerCapture.of(network)
            .inTrainingOrder()
            .onProbe(DIGITS.test())
            .whileTraining(
                () -> {
                  then.add(NetworkKindsIT.residual(network, DIGITS.train().getFeatures()));
                  network.fit(DIGITS.train());
                },
                2);
    NetworkKindsIT.residual(network, X)
        .forEach((node, expected) -> assertClose(run.activations(node, 2), expected));
    for (int epoch = 1; epoch <= 2; epoch++) {
      int at = epoch;
      then.get(epoch - 1)
          .forEach(
              (node, expected) ->
                  assertClose(run.activations(node, at, TimeAxis.TRAINING_ORDER), expected));
    }
  }

  /** Any layers whose training pass is their inference pass, with weights that move. */
  @ParameterizedTest
  @MethodSource("org.infoplane.testing.Networks#withoutDropout")
  void valuesInTrainingOrderAreThoseOfTheWeightsBeforeEachBatch(MultiLayerNetwork network) {
    List<List<INDArray>> then = new ArrayList<>();
    DataSetIterator batches = DIGITS.batches(60, 9);
    INDArray before = network.params().dup();
    Recording run =
        Notebook.captureLayers(network)
            .inTrainingOrder()
            .whileTraining(
                () -> {
                  batches.reset();
                  while (batches.hasNext()) {
                    DataSet batch = batches.next();
                    then.add(copies(network.feedForward(batch.getFeatures(), false)));
                    network.fit(batch);
                  }
                },
                2);
    assertThat(network.params().equalsWithEps(before, 1e-4)).isFalse();
    for (int epoch = 1; epoch <= 2; epoch++) {
      Snapshot snapshot = run.track(TimeAxis.TRAINING_ORDER).at(epoch);
      assertThat(snapshot.batchStarts()).containsExactly(0, 60, 120, 180);
      for (int batch = 0; batch < 4; batch++) {
        List<INDArray> layers = then.get(4 * (epoch - 1) + batch);
        assertThat(layers).hasSize(4);
        for (int layer = 0; layer < 4; layer++) {
          int end = 60 * batch + (int) layers.get(layer).size(0);
          assertSame(snapshot.values(layer).slice(60 * batch, end), layers.get(layer));
        }
      }
    }
  }

  private static Stream<Keeping> keepings() {
    return Stream.of(
        Keeping.values(), Keeping.values("dense"), Keeping.budget(0), Keeping.budget(50_000));
  }

  @ParameterizedTest
  @MethodSource("keepings")
  void weightsAreBitIdenticalWhateverIsKept(Keeping keeping) {
    MultiLayerNetwork plain = Networks.convolutional();
    Nd4j.getRandom().setSeed(99); // dropout draws from it
    plain.fit(DIGITS.batches(32, 4), 3);
    MultiLayerNetwork captured = Networks.convolutional();
    Nd4j.getRandom().setSeed(99);
    Recording run =
        LayerCapture.of(captured)
            .inTrainingOrder()
            .onProbe(DIGITS.test())
            .iterations(Schedule.everyNth(3))
            .keeping(keeping)
            .keepingWeights()
            .evaluating(DIGITS.train(), DIGITS.test())
            .whileTraining(DIGITS.batches(32, 4), 3);
    assertThat(captured.params().equalsWithEps(plain.params(), 0)).isTrue();
    assertThat(Notebook.networkAt(run, 3).params().equalsWithEps(plain.params(), 0)).isTrue();
  }

  private static Stream<MultiLayerNetwork> chains() {
    return Stream.of(Networks.dense(), Networks.convolutional(), precise());
  }

  private static DataSet of(MultiLayerNetwork network, DataSet examples) {
    DataType type = network.params().dataType();
    return new DataSet(examples.getFeatures().castTo(type), examples.getLabels().castTo(type));
  }

  @ParameterizedTest
  @MethodSource("chains")
  void networkOfEachEpochGivesWhatItGaveThen(MultiLayerNetwork network) {
    DataSet test = of(network, DIGITS.test());
    DataSet train = of(network, DIGITS.train());
    List<INDArray> then = new ArrayList<>(List.of(network.output(test.getFeatures()).dup()));
    Recording run =
        Notebook.captureLayers(network)
            .onProbe(test)
            .keepingWeights()
            .whileTraining(
                () -> {
                  network.fit(train);
                  then.add(network.output(test.getFeatures()).dup());
                },
                3);
    Path path = folder.resolve("run");
    RecordingFile.save(run, path);
    for (Recording either : List.of(run, RecordingFile.load(path))) {
      for (int epoch = 0; epoch <= 3; epoch++) {
        MultiLayerNetwork again = Notebook.networkAt(either, epoch);
        INDArray output = again.output(test.getFeatures());
        assertThat(output.equalsWithEps(then.get(epoch), 0)).as("epoch %d", epoch).isTrue();
        assertThat(again.params().dataType()).isEqualTo(network.params().dataType());
        int last = run.layers().size() - 1;
        assertSame(either.track(TimeAxis.PROBE).at(epoch).values(last), output);
      }
    }
    assertThat(then.get(0).equalsWithEps(then.get(3), 1e-3)).isFalse();
  }

  @Test
  void graphOfEachEpochGivesWhatItGaveThen() {
    ComputationGraph network = Networks.residual();
    List<INDArray> then = new ArrayList<>(List.of(network.outputSingle(X).dup()));
    Recording run =
        Notebook.captureLayers(network)
            .inTrainingOrder()
            .keepingWeights()
            .whileTraining(
                () -> {
                  network.fit(DIGITS.train());
                  then.add(network.outputSingle(X).dup());
                },
                3);
    for (int epoch = 0; epoch <= 3; epoch++) {
      assertThat(Notebook.graphAt(run, epoch).outputSingle(X).equalsWithEps(then.get(epoch), 0))
          .as("epoch %d", epoch)
          .isTrue();
    }
  }

  @Test
  void weightsAreKeptOnceAMomentAndExamplesInTheirShape() {
    DataSet probe = Networks.rows(DIGITS.test());
    MultiLayerNetwork network = Networks.recurrent();
    Recording run =
        Notebook.captureLayers(network)
            .sequences(Sequences.EVERY_STEP)
            .onProbe(probe)
            .iterations(Schedule.everyNth(2))
            .keepingWeights()
            .whileTraining(() -> network.fit(probe), 3);
    NetworkStates states = run.network();
    assertThat(states.states())
        .extracting(NetworkStates.State::epoch)
        .containsExactly(0, 1, 1, 2, 3);
    assertThat(states.states())
        .extracting(NetworkStates.State::iteration)
        .containsExactly(0, 1, 2, 2, 3);
    NetworkStates.Examples examples = Objects.requireNonNull(states.examples().get(TimeAxis.PROBE));
    assertThat(examples.shape()).containsExactly(50, 8, 8);
    for (int i = 0; i < 50; i++) {
      for (int k = 0; k < 64; k++) {
        assertThat(examples.features().get().get(i, k))
            .isEqualTo(probe.getFeatures().getDouble(i, k / 8, k % 8));
      }
    }
  }

  /** Throws in the middle of an epoch. */
  private static BaseTrainingListener failingAt(int iteration) {
    return new BaseTrainingListener() {
      @Override
      public void iterationDone(Model model, int done, int epoch) {
        if (done == iteration) {
          throw new IllegalStateException("power cut");
        }
      }
    };
  }

  private static LayerCapture capture(MultiLayerNetwork network, Keeping keeping) {
    return Notebook.captureLayers(network)
        .inTrainingOrder()
        .onProbe(DIGITS.train(), DIGITS.test())
        .keeping(keeping)
        .keepingWeights();
  }

  @ParameterizedTest
  @MethodSource("resumed")
  void runThatWasCutOffHasTheValuesAndTheWeightsOfOneThatWasNot(Keeping keeping) {
    Path path = folder.resolve("run");
    Recording expected = capture(Networks.dense(), keeping).whileTraining(DIGITS.batches(50, 4), 5);
    for (int iteration : new int[] {6, 14}) { // in the second epoch, and in the fourth
      MultiLayerNetwork cut = Networks.dense();
      cut.setListeners(failingAt(iteration));
      assertThatIllegalStateException()
          .isThrownBy(
              () -> capture(cut, keeping).savingTo(path).whileTraining(DIGITS.batches(50, 4), 5))
          .withMessage("power cut");
    }
    MultiLayerNetwork again = Networks.dense(); // as in a new kernel
    Recording resumed =
        capture(again, keeping).savingTo(path).whileTraining(DIGITS.batches(50, 4), 5);
    Recordings.assertEqual(resumed, expected);
    Recordings.assertEqual(RecordingFile.load(path), expected);
    assertThat(resumed.network().states()).hasSize(6);
    for (int epoch = 0; epoch <= 5; epoch++) {
      INDArray was = Notebook.networkAt(expected, epoch).params();
      assertThat(Notebook.networkAt(resumed, epoch).params().equalsWithEps(was, 0)).isTrue();
    }
    assertThat(folder.toFile().list()).containsExactly("run");
  }

  private static Stream<Keeping> resumed() {
    long train = 6 * 200 * 85 * 4L; // a look at the training examples, before and after 5 epochs
    return Stream.of(
        Keeping.values(), Keeping.values("second"), Keeping.budget(train), Keeping.budget(0));
  }

  @Test
  void networkInDoublePrecisionSaysThatItsValuesAreKeptInSingle() {
    MultiLayerNetwork network = precise();
    DataSet test = of(network, DIGITS.test());
    Recording run =
        Notebook.captureLayers(network)
            .onProbe(test)
            .keepingWeights()
            .whileTraining(() -> network.fit(test), 1);
    assertThat(run.recipe().entries())
        .containsEntry("values", "of a network in double precision, kept in single");
    INDArray first = network.feedForward(test.getFeatures(), false).get(1);
    assertSame(run.activations("first", 1), first);
    assertThat(run.activations("first", 1).isSingle()).isTrue();
    Values parameters = run.network().at(1).parameters().get();
    for (int i = 0; i < parameters.units(); i++) {
      assertThat(parameters.get(0, i)).isEqualTo(network.params().getDouble(i));
    }
  }

  @Test
  void networksThatWereNotKeptAreRefused() {
    MultiLayerNetwork network = Networks.dense();
    LayerCapture capture = Notebook.captureLayers(network).onProbe(DIGITS.test());
    Recording without = capture.now();
    assertThat(without.hasNetwork()).isFalse();
    assertThatIllegalStateException()
        .isThrownBy(() -> Notebook.networkAt(without, 0))
        .withMessageContaining("Capture with keepingWeights().");
    Recording with = capture.keepingWeights().now();
    assertThat(with.recipe().entries()).containsEntry("weights", "kept at each recorded moment");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Notebook.networkAt(with, 1))
        .withMessage("No weights of epoch 1. They were kept after epochs [0]. Pass one of these.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Notebook.graphAt(with, 0))
        .withMessage(
            "Asked for a ComputationGraph, but the recording is of a MultiLayerNetwork. Use networkAt(run, epoch).");
    Recording graph =
        Notebook.captureLayers(Networks.residual()).onProbe(DIGITS.test()).keepingWeights().now();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Notebook.networkAt(graph, 0))
        .withMessage(
            "Asked for a MultiLayerNetwork, but the recording is of a ComputationGraph. Use graphAt(run, epoch).");
  }

  @Test
  void valuesThatDoNotFitAreRefusedBeforeTheNetworkIsTrained() {
    MultiLayerNetwork network = Networks.dense();
    INDArray weights = network.params().dup();
    LayerCapture capture =
        Notebook.captureLayers(network)
            .onProbe(DIGITS.test())
            .keeping(Keeping.values().atMost(100_000));
    assertThatIllegalStateException()
        .isThrownBy(() -> capture.whileTraining(DIGITS.batches(50, 4), 9))
        .withMessageStartingWith(
            "Asked to keep values, at most 100000 bytes, but the 10 moments of the probe take 170000 bytes.");
    assertThat(network.params()).isEqualTo(weights);
    assertThat(capture.whileTraining(DIGITS.batches(50, 4), 4).track(TimeAxis.PROBE).snapshots())
        .hasSize(5);
  }
}
