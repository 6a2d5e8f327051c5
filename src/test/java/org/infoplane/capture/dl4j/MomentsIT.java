package org.infoplane.capture.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.listeners.ScoreIterationListener;
import org.infoplane.Notebook;
import org.infoplane.capture.Keeping;
import org.infoplane.capture.Schedule;
import org.infoplane.data.Split;
import org.infoplane.jupyter.Cards;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.store.RecordingFile;
import org.infoplane.symbol.Discretizer;
import org.infoplane.testing.Networks;
import org.infoplane.testing.Recordings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** When a network is looked at: now, after each round of a loop of one's own, on from an epoch. */
class MomentsIT {

  private static final Split DIGITS = Networks.digits();

  @TempDir private Path folder;

  private static LayerCapture capture(MultiLayerNetwork network) {
    return Notebook.captureLayers(network)
        .inTrainingOrder()
        .onProbe(DIGITS.test())
        .evaluating(DIGITS.train(), DIGITS.test());
  }

  private static List<Integer> epochs(Recording run, TimeAxis axis) {
    return run.track(axis).snapshots().stream().map(Snapshot::epoch).toList();
  }

  private static void fitEach(MultiLayerNetwork network, DataSetIterator batches) {
    batches.reset();
    while (batches.hasNext()) {
      network.fit(batches.next());
    }
  }

  @Test
  void trainedNetworkOnAProbeIsTheLastMomentOfItsTraining() {
    MultiLayerNetwork network = Networks.dense();
    LayerCapture probe =
        Notebook.captureLayers(network)
            .onProbe(DIGITS.train(), DIGITS.test())
            .keeping(Keeping.symbols())
            .evaluating(DIGITS.train(), DIGITS.test());
    Recording run = probe.whileTraining(DIGITS.batches(50, 1), 3);
    Recording now = probe.now();
    for (TimeAxis axis : List.of(TimeAxis.PROBE, TimeAxis.TRAINING_PROBE)) {
      Snapshot last = run.track(axis).snapshots().get(3);
      assertThat(epochs(now, axis)).containsExactly(0);
      assertThat(now.track(axis).snapshots().get(0).patterns(2).orElseThrow().sizes())
          .isEqualTo(last.patterns(2).orElseThrow().sizes());
    }
    assertThat(epochs(probe.countingFrom(3).now(), TimeAxis.PROBE)).containsExactly(3);
    assertThat(now.metrics().get(0).testAccuracy()).isEqualTo(run.metrics().get(3).testAccuracy());
    assertThat(now.recipe().entries().get("probe")).contains("as the network is");
    assertThat(
            Notebook.mutualInformation(now).table().doubleColumn("I(T;Y) [bits]").asDoubleArray())
        .containsExactly(
            Notebook.mutualInformation(run)
                .table()
                .doubleColumn("I(T;Y) [bits]")
                .last(4)
                .asDoubleArray());
    assertThat(now.toString()).contains("probe: epoch 0, 50 samples\n");
    assertThat(Cards.html(now)).contains("epoch 0, 50 samples; symbols, ");
    assertThat(Notebook.transferEntropy(now).table().rowCount()).isEqualTo(6);
    assertThat(Notebook.plotPlane(now).html()).contains("Transfer entropy plane");
    assertThat(Notebook.plotPlane(now).mutualInformation().html()).contains("Information plane");
    assertThat(Notebook.transferEntropy(now).curves().html()).contains("test accuracy");
    probe.savingTo(folder.resolve("now")).now();
    assertThat(folder.toFile().list()).containsExactly("now");
    Recordings.assertEqual(RecordingFile.load(folder.resolve("now")), now);
  }

  @Test
  void nowNeedsAProbeAndNoTraining() {
    LayerCapture capture = Notebook.captureLayers(Networks.dense());
    assertThatIllegalStateException()
        .isThrownBy(capture::now)
        .withMessageContainingAll("now()", "onProbe(examples)");
    assertThatIllegalStateException()
        .isThrownBy(() -> capture.onProbe(DIGITS.test()).inTrainingOrder().now())
        .withMessageContainingAll("now()", "inTrainingOrder()", "whileTraining(...)");
    assertThatIllegalStateException()
        .isThrownBy(() -> capture.onProbe(DIGITS.test()).iterations(Schedule.every()).now())
        .withMessageContaining("which iterations(...) needs");
  }

  /** DL4J's {@code fit(DataSet)} counts no epochs. */
  @Test
  void loopOfOnesOwnIsRecordedLikeThatOfDl4j() {
    Recording expected = capture(Networks.dense()).whileTraining(DIGITS.batches(50, 4), 3);
    MultiLayerNetwork network = Networks.dense();
    ScoreIterationListener mine = new ScoreIterationListener(1000);
    network.setListeners(mine);
    List<Integer> calls = new ArrayList<>();
    Recording run =
        capture(network)
            .whileTraining(
                () -> {
                  DataSetIterator batches = DIGITS.batches(50, 4);
                  calls.forEach(call -> batches.reset()); // the order of this epoch
                  calls.add(calls.size());
                  while (batches.hasNext()) {
                    network.fit(batches.next());
                  }
                },
                3);
    assertThat(calls).hasSize(3);
    Recordings.assertEqual(run, expected);
    assertThat(network.getListeners()).containsExactly(mine);
  }

  @Test
  void epochsThatDl4jCountsInTheLoopAreNotCountedTwice() {
    MultiLayerNetwork network = Networks.dense();
    Recording run = capture(network).whileTraining(() -> network.fit(DIGITS.batches(50, 4), 1), 2);
    assertThat(epochs(run, TimeAxis.TRAINING_ORDER)).containsExactly(1, 2);
    assertThat(epochs(run, TimeAxis.PROBE)).containsExactly(0, 1, 2);
    // A call is one epoch, also if DL4J counts two in it.
    Recording two = capture(network).whileTraining(() -> network.fit(DIGITS.batches(50, 4), 2), 2);
    assertThat(epochs(two, TimeAxis.TRAINING_ORDER)).containsExactly(1, 2);
    assertThat(two.track(TimeAxis.TRAINING_ORDER).snapshots().get(1).samples()).isEqualTo(400);
  }

  @Test
  void graphInALoopOfOnesOwn() {
    ComputationGraph network = Networks.residual();
    Recording run =
        Notebook.captureLayers(network).whileTraining(() -> network.fit(DIGITS.train()), 2);
    assertThat(epochs(run, TimeAxis.TRAINING_ORDER)).containsExactly(1, 2);
    assertThat(run.track(TimeAxis.TRAINING_ORDER).snapshots().get(1).samples()).isEqualTo(200);
  }

  @Test
  void loopThatIsInterruptedLeavesItsFinishedEpochs() {
    MultiLayerNetwork network = Networks.dense();
    List<Integer> calls = new ArrayList<>();
    Recording run =
        capture(network)
            .whileTraining(
                () -> {
                  fitEach(network, DIGITS.batches(50, 4));
                  calls.add(1);
                  if (calls.size() == 2) {
                    Thread.currentThread().interrupt();
                  }
                },
                5);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(run.recipe().entries()).containsEntry("stopped", "after epoch 2");
  }

  @Test
  void loopThatTrainsNothingInTrainingOrderIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> capture(Networks.dense()).whileTraining(() -> {}, 2))
        .withMessageStartingWith("Epoch 1 had no mini-batch: ")
        .withMessageEndingWith("with onProbe(examples) alone and whileTraining(oneEpoch, epochs).");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> capture(Networks.dense()).whileTraining(() -> {}, 0))
        .withMessageContainingAll("epochs", "at least 1", "got 0");
  }

  @Test
  void anotherRecordingGoesOnCounting() {
    Path path = folder.resolve("more");
    MultiLayerNetwork whole = Networks.dense();
    Recording expected = capture(whole).whileTraining(DIGITS.batches(50, 4), 5);
    MultiLayerNetwork network = Networks.dense();
    DataSetIterator batches = DIGITS.batches(50, 4);
    capture(network).whileTraining(batches, 3);
    batches.reset();
    Recording more =
        capture(network)
            .countingFrom(3)
            .epochs(Schedule.when(epoch -> epoch > 3))
            .savingTo(path)
            .whileTraining(batches, 2);
    assertThat(epochs(more, TimeAxis.PROBE)).containsExactly(3, 4, 5);
    assertThat(epochs(more, TimeAxis.TRAINING_ORDER)).containsExactly(4, 5);
    assertThat(more.metrics().stream().map(EpochMetrics::epoch)).containsExactly(3, 4, 5);
    assertThat(more.metrics()).isEqualTo(expected.metrics().subList(3, 6));
    assertThat(more.recipe().entries()).containsEntry("epochs are counted from", "3");
    assertThat(Notebook.transferEntropy(more).table().intColumn("epoch").asList())
        .startsWith(4)
        .endsWith(5);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                capture(network)
                    .countingFrom(3)
                    .epochs(Schedule.when(epoch -> epoch <= 3))
                    .whileTraining(batches, 2))
        .withMessageContaining("No epoch from 4 to 5 is in the schedule");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> capture(network).countingFrom(-1))
        .withMessageContainingAll("epoch", "at least 0", "got -1");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 10}) // in the first epoch, in the third
  void runThatCountsFromAnEpochGoesOnAfterItWasCutOff(int batch) {
    Path path = folder.resolve("cut");
    Recording expected =
        capture(Networks.dense()).countingFrom(7).whileTraining(DIGITS.batches(50, 4), 3);
    MultiLayerNetwork cut = Networks.dense();
    cut.setListeners(
        new BaseTrainingListener() {
          @Override
          public void iterationDone(Model model, int done, int epoch) {
            if (done == batch) {
              throw new IllegalStateException("power cut");
            }
          }
        });
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                capture(cut).countingFrom(7).savingTo(path).whileTraining(DIGITS.batches(50, 4), 3))
        .withMessage("power cut");
    MultiLayerNetwork again = Networks.dense();
    Recording run =
        capture(again).countingFrom(7).savingTo(path).whileTraining(DIGITS.batches(50, 4), 3);
    Recordings.assertEqual(run, expected);
    assertThat(epochs(run, TimeAxis.PROBE)).containsExactly(7, 8, 9, 10);
  }

  @Test
  void scheduleThatMatchesNoEpochIsRefused() {
    LayerCapture tenth =
        Notebook.captureLayers(Networks.dense())
            .keeping(Keeping.symbols(Discretizer.zero()))
            .onProbe(DIGITS.test())
            .epochs(Schedule.everyNth(10));
    String[] words = {"from 1 to 5", "every 10-th", "epochs(...)"};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tenth.whileTraining(DIGITS.batches(50, 4), 5))
        .withMessageContainingAll(words);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tenth.whileTraining(() -> {}, 5))
        .withMessageContainingAll(words);
    MultiLayerNetwork network = Networks.dense();
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Notebook.captureLayers(network)
                    .inTrainingOrder()
                    .epochs(Schedule.everyNth(10))
                    .whileTraining(() -> network.fit(DIGITS.batches(50, 4), 2)))
        .withMessageContainingAll("up to 2", "every 10-th", "epochs(...)");
  }

  @Test
  void examplesOfOneBatchAreNotAnEpochOfDl4j() {
    DataSet all = DIGITS.train();
    MultiLayerNetwork network = Networks.dense();
    assertThatIllegalStateException()
        .isThrownBy(() -> Notebook.captureLayers(network).whileTraining(() -> network.fit(all)))
        .withMessageContaining(
            "network.fit(DataSet) has no epochs, use whileTraining(oneEpoch, epochs).");
  }
}
