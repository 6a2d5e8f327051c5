package org.infoplane.capture.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.parallelism.ParallelWrapper;
import org.infoplane.Notebook;
import org.infoplane.capture.Schedule;
import org.infoplane.data.Split;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Sequences;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.Values;
import org.infoplane.testing.Networks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Networks trained in threads, or with masks: recorded right, or refused. */
class ParallelAndMaskedIT {

  private static final Split DIGITS = Networks.digits();
  private static final String[] COPIES = {
    "Copies of the network were trained, as ParallelWrapper does",
    "Record onProbe(examples) alone with whileTraining(oneEpoch, epochs)",
    "() -> wrapper.fit(batches)"
  };
  private static final String[] UNHEARD = {
    "The listeners of the network were replaced during training, by setListeners(...) or a ParallelWrapper",
    "Record onProbe(examples) alone"
  };

  private static ParallelWrapper parallel(MultiLayerNetwork network) {
    return new ParallelWrapper.Builder<>(network)
        .workers(2)
        .prefetchBuffer(0)
        .averagingFrequency(1)
        .build();
  }

  /** Made before or during training: it takes over the listeners that it finds. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void probeOfANetworkTrainedInThreadsHasItsWeightsAfterEachEpoch(boolean before) {
    MultiLayerNetwork network = Networks.dense();
    ParallelWrapper wrapper = before ? parallel(network) : null;
    DataSetIterator batches = DIGITS.batches(50, 1);
    List<INDArray> outputs = new ArrayList<>();
    Recording run =
        Notebook.captureLayers(network)
            .onProbe(DIGITS.test())
            .evaluating(DIGITS.train(), DIGITS.test())
            .whileTraining(
                () -> {
                  (wrapper == null ? parallel(network) : wrapper).fit(batches);
                  outputs.add(network.output(DIGITS.test().getFeatures()));
                },
                3);
    assertThat(run.track(TimeAxis.PROBE).snapshots().stream().map(Snapshot::epoch))
        .containsExactly(0, 1, 2, 3);
    for (int epoch = 1; epoch <= 3; epoch++) {
      assertSame(run.activations("output", epoch), outputs.get(epoch - 1));
    }
    assertThat(run.metrics().get(3).trainLoss())
        .isLessThan(0.95 * run.metrics().get(0).trainLoss());
  }

  private static void assertSame(Values values, INDArray rows) {
    for (int i = 0; i < rows.size(0); i++) {
      for (int unit = 0; unit < rows.size(1); unit++) {
        assertThat(values.get(i, unit)).isEqualTo(rows.getDouble(i, unit), within(1e-6));
      }
    }
  }

  @Test
  void whatIsTrainedInThreadsIsNotInTrainingOrder() {
    for (boolean before : new boolean[] {true, false}) {
      MultiLayerNetwork network = Networks.dense();
      ParallelWrapper wrapper = before ? parallel(network) : null;
      Runnable fit =
          () -> (wrapper == null ? parallel(network) : wrapper).fit(DIGITS.batches(50, 1));
      LayerCapture capture = Notebook.captureLayers(network);
      LayerCapture iterations = capture.onProbe(DIGITS.test()).iterations(Schedule.everyNth(1));
      String[] words = before ? UNHEARD : COPIES;
      for (LayerCapture one : List.of(capture, iterations)) {
        assertThatIllegalStateException()
            .isThrownBy(() -> one.whileTraining(fit, 2))
            .withMessageContainingAll(words);
        assertThatIllegalStateException()
            .isThrownBy(() -> one.whileTraining(fit))
            .withMessageContainingAll(words);
      }
      assertThatIllegalStateException()
          .isThrownBy(() -> capture.onProbe(DIGITS.test()).whileTraining(fit))
          .withMessageContainingAll(words);
    }
  }

  @Test
  void wrapperMadeDuringARecordingTrainsOnAfterIt() {
    MultiLayerNetwork network = Networks.dense();
    ParallelWrapper[] wrapper = new ParallelWrapper[1];
    Recording run =
        Notebook.captureLayers(network)
            .onProbe(DIGITS.test())
            .whileTraining(
                () -> {
                  wrapper[0] = parallel(network);
                  wrapper[0].fit(DIGITS.batches(50, 1));
                },
                1);
    wrapper[0].fit(DIGITS.batches(50, 1));
    assertThat(run.track(TimeAxis.PROBE).snapshots()).hasSize(2);
  }

  @Test
  void listenersThatAreReplacedAreNotHalfARecording() {
    MultiLayerNetwork network = Networks.dense();
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Notebook.captureLayers(network)
                    .onProbe(DIGITS.test())
                    .whileTraining(
                        () -> {
                          network.fit(DIGITS.batches(50, 1), 1);
                          network.setListeners();
                          network.fit(DIGITS.batches(50, 1), 1);
                        }))
        .withMessageContainingAll(UNHEARD);
  }

  private static ComputationGraph graph() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .graphBuilder()
                .addInputs("rows")
                .addLayer("lstm", new LSTM.Builder().nIn(8).nOut(6).build(), "rows")
                .addLayer(
                    "output",
                    new RnnOutputLayer.Builder()
                        .nIn(6)
                        .nOut(10)
                        .activation(Activation.SOFTMAX)
                        .build(),
                    "lstm")
                .setOutputs("output")
                .setInputTypes(InputType.recurrent(8))
                .build());
    graph.init();
    return graph;
  }

  /** Sequences of which the first half has five steps, the others eight. */
  private static DataSet masked(boolean features, boolean labels) {
    DataSet rows = Networks.rows(DIGITS.test());
    INDArray mask = Nd4j.ones(50, 8);
    mask.get(NDArrayIndex.interval(0, 25), NDArrayIndex.interval(5, 8)).assign(0);
    return new DataSet(
        rows.getFeatures(), rows.getLabels(), features ? mask : null, labels ? mask.dup() : null);
  }

  @Test
  void masksAreRefusedWhereTheyWouldCountPaddedSteps() {
    DataSet rows = Networks.rows(DIGITS.test());
    for (DataSet batch : List.of(masked(true, true), masked(true, false), masked(false, true))) {
      for (boolean iterations : new boolean[] {true, false}) {
        for (LayerCapture one :
            List.of(
                Notebook.captureLayers(Networks.recurrent()), Notebook.captureLayers(graph()))) {
          LayerCapture every = one.sequences(Sequences.EVERY_STEP);
          LayerCapture asked =
              iterations ? every.onProbe(rows).iterations(Schedule.everyNth(1)) : every;
          assertThatIllegalArgumentException()
              .isThrownBy(
                  () -> asked.whileTraining(new ExistingDataSetIterator(List.of(batch, batch)), 1))
              .withMessageContainingAll(
                  "Masks cannot be recorded", "padded steps", "onProbe(examples) alone");
        }
      }
    }
  }

  @Test
  void masksInALoopOfOnesOwnAreRefused() {
    DataSet batch = masked(true, true);
    MultiLayerNetwork chain = Networks.recurrent();
    ComputationGraph graph = graph();
    assertMasked(Notebook.captureLayers(chain), () -> chain.fit(batch));
    assertMasked(Notebook.captureLayers(graph), () -> graph.fit(batch));
    assertMasked(Notebook.captureLayers(graph), () -> graph.fit(masked(true, false)));
  }

  private static void assertMasked(LayerCapture capture, Runnable oneEpoch) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> capture.sequences(Sequences.EVERY_STEP).whileTraining(oneEpoch, 1))
        .withMessageContaining("Masks cannot be recorded");
  }

  @Test
  void trainingMayHaveMasksIfTheProbeIsRecordedAlone() {
    DataSet rows = Networks.rows(DIGITS.test());
    for (DataSet batch : List.of(masked(true, true), masked(true, false), masked(false, true))) {
      MultiLayerNetwork chain = Networks.recurrent();
      Recording ofChain =
          Notebook.captureLayers(chain)
              .sequences(Sequences.LAST_STEP)
              .onProbe(rows)
              .evaluating(rows, rows)
              .whileTraining(new ExistingDataSetIterator(List.of(batch, batch)), 2);
      MultiLayerNetwork plain = Networks.recurrent();
      plain.fit(new ExistingDataSetIterator(List.of(batch, batch)), 2);
      assertThat(chain.params().equalsWithEps(plain.params(), 0)).isTrue();
      assertSame(ofChain.activations("output", 2), last(plain.output(rows.getFeatures())));
      assertThat(ofChain.metrics().get(2).testLoss())
          .isCloseTo(plain.score(rows, false), within(1e-5));

      ComputationGraph graph = graph();
      Recording ofGraph =
          Notebook.captureLayers(graph)
              .sequences(Sequences.LAST_STEP)
              .onProbe(rows)
              .whileTraining(new ExistingDataSetIterator(List.of(batch, batch)), 2);
      ComputationGraph twin = graph();
      twin.fit(new ExistingDataSetIterator(List.of(batch, batch)), 2);
      assertThat(graph.params().equalsWithEps(twin.params(), 0)).isTrue();
      assertSame(ofGraph.activations("output", 2), last(twin.output(rows.getFeatures())[0]));
    }
  }

  private static INDArray last(INDArray sequences) {
    return sequences.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(7)).dup();
  }
}
