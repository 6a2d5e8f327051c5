package org.infoplane.capture.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.listeners.ScoreIterationListener;
import org.infoplane.Notebook;
import org.infoplane.capture.Keeping;
import org.infoplane.capture.Schedule;
import org.infoplane.data.Split;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.store.RecordingFile;
import org.infoplane.symbol.Discretizer;
import org.infoplane.testing.Networks;
import org.infoplane.testing.Recordings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stays of a training that did not end by itself. */
class SavingIT {

  private static final Split DIGITS = Networks.digits();

  @TempDir private Path folder;

  private static LayerCapture capture(MultiLayerNetwork network) {
    return Notebook.captureLayers(network)
        .inTrainingOrder()
        .onProbe(DIGITS.train(), DIGITS.test())
        .evaluating(DIGITS.train(), DIGITS.test());
  }

  private static LayerCapture packing(MultiLayerNetwork network) {
    return capture(network).keeping(Keeping.symbols());
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

  @Test
  void runThatWasCutOffGoesOnAsIfNothingHadHappened() {
    Path path = folder.resolve("run.infoplane");
    MultiLayerNetwork whole = Networks.dense();
    Recording expected = capture(whole).whileTraining(DIGITS.batches(50, 4), 5);

    MultiLayerNetwork cut = Networks.dense();
    cut.setListeners(failingAt(14)); // in the fourth epoch
    assertThatIllegalStateException()
        .isThrownBy(() -> capture(cut).savingTo(path).whileTraining(DIGITS.batches(50, 4), 5))
        .withMessage("power cut");
    assertThat(RecordingFile.load(folder.resolve("run.infoplane.part")).recipe().entries())
        .containsEntry("stopped", "after epoch 3");

    MultiLayerNetwork again = Networks.dense(); // as in a new kernel
    Recording resumed = capture(again).savingTo(path).whileTraining(DIGITS.batches(50, 4), 5);
    Recordings.assertEqual(resumed, expected);
    assertThat(again.params().equalsWithEps(whole.params(), 0)).isTrue();
    assertThat(folder.toFile().list()).containsExactly("run.infoplane");
    Recordings.assertEqual(RecordingFile.load(path), expected);
  }

  @Test
  void graphThatWasCutOffGoesOnToo() {
    Path path = folder.resolve("graph");
    ComputationGraph whole = Networks.residual();
    whole.fit(DIGITS.batches(50, 4), 4);
    ComputationGraph cut = Networks.residual();
    cut.setListeners(failingAt(9));
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Notebook.captureLayers(cut).savingTo(path).whileTraining(DIGITS.batches(50, 4), 4));
    ComputationGraph again = Networks.residual();
    Recording run =
        Notebook.captureLayers(again).savingTo(path).whileTraining(DIGITS.batches(50, 4), 4);
    assertThat(run.track(TimeAxis.TRAINING_ORDER).snapshots()).hasSize(4);
    assertThat(again.params().equalsWithEps(whole.params(), 0)).isTrue();
  }

  @Test
  void refusedResumeExplainsAndKeepsFile() throws Exception {
    Path path = folder.resolve("run");
    MultiLayerNetwork cut = Networks.dense();
    cut.setListeners(failingAt(6));
    assertThatIllegalStateException()
        .isThrownBy(() -> packing(cut).savingTo(path).whileTraining(DIGITS.batches(50, 4), 5));
    byte[] part = Files.readAllBytes(folder.resolve("run.part"));

    MultiLayerNetwork again = Networks.dense();
    var weights = again.params().dup();
    LayerCapture other = capture(again).keeping(Keeping.symbols(Discretizer.zero())).savingTo(path);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> other.whileTraining(DIGITS.batches(50, 4), 5))
        .withMessageContaining(
            "which was made with other settings: binary rule was \"median of the unit\", now it is \"a > 0.0\"");
    MultiLayerNetwork wider = Networks.dropout();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> packing(wider).savingTo(path).whileTraining(DIGITS.batches(50, 4), 5))
        .withMessageContaining("which was made with other settings");
    MultiLayerNetwork faster = Networks.dense();
    faster.setLearningRate(0.5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> packing(faster).savingTo(path).whileTraining(DIGITS.batches(50, 4), 5))
        .withMessageContaining("which was made with other settings: network was");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                packing(again)
                    .onProbe(DIGITS.train(), DIGITS.take(50, 50).train())
                    .savingTo(path)
                    .whileTraining(DIGITS.batches(50, 4), 5))
        .withMessageContaining("which was made with other settings: probe examples was");
    assertThatIllegalStateException()
        .isThrownBy(() -> other.whileTraining(() -> again.fit(DIGITS.batches(50, 4), 1)))
        .withMessageContaining("whileTraining(Runnable) cannot resume");
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                capture(again)
                    .keeping(Keeping.symbols().fittingOnce())
                    .savingTo(path)
                    .whileTraining(DIGITS.batches(50, 4), 5))
        .withMessageContaining("the rules fitted by fittingOnce() are not saved");
    assertThat(again.params()).isEqualTo(weights);
    Recording kept = RecordingFile.load(folder.resolve("run.part"));
    assertThat(kept.metrics()).hasSize(2);
    assertThat(part).startsWith(Files.readAllBytes(folder.resolve("run.part")));
    for (File file : folder.toFile().listFiles((f, name) -> name.endsWith(".zip"))) {
      Files.delete(file.toPath());
    }
    assertThatIllegalStateException()
        .isThrownBy(() -> packing(again).savingTo(path).whileTraining(DIGITS.batches(50, 4), 5))
        .withMessageContaining("interrupted after epoch 1, but its weights");
  }

  @Test
  void batchesBetweenEpochsAreNoPartOfThem() {
    MultiLayerNetwork network = Networks.dense();
    Recording run =
        Notebook.captureLayers(network)
            .whileTraining(
                () -> {
                  network.fit(DIGITS.batches(50, 4), 1);
                  network.fit(DIGITS.test());
                  network.fit(DIGITS.batches(50, 4), 1);
                });
    assertThat(run.track(TimeAxis.TRAINING_ORDER).snapshots().get(1).samples()).isEqualTo(200);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Notebook.captureLayers(network)
                    .epochs(Schedule.everyNth(10))
                    .whileTraining(DIGITS.batches(50, 4), 5))
        .withMessageContaining("No epoch from 1 to 5 is in the schedule, \"every 10-th\".");
  }

  @Test
  void interruptedCellLeavesTheFinishedEpochsAndTheListeners() {
    for (boolean saving : new boolean[] {false, true}) {
      Path path = folder.resolve("run");
      MultiLayerNetwork network = Networks.dense();
      ScoreIterationListener mine = new ScoreIterationListener(1000);
      Thread cell = Thread.currentThread();
      BaseTrainingListener stop =
          new BaseTrainingListener() {
            @Override
            public void iterationDone(Model model, int done, int epoch) {
              if (done == 10) { // in the third epoch
                cell.interrupt();
              }
            }
          };
      network.setListeners(mine, stop);
      LayerCapture capture = capture(network).iterations(Schedule.every());
      Recording run =
          (saving ? capture.savingTo(path) : capture).whileTraining(DIGITS.batches(50, 4), 5);
      assertThat(Thread.interrupted()).isFalse();
      assertThat(network.getListeners()).containsExactly(mine, stop);
      assertThat(run.recipe().entries()).containsEntry("stopped", "after epoch 2");
      assertThat(run.track(TimeAxis.TRAINING_ORDER).snapshots()).hasSize(2);
      assertThat(run.track(TimeAxis.PROBE).snapshots()).hasSize(1 + 2 * (4 + 1));
      assertThat(run.metrics()).hasSize(3);
      Recordings.assertEqual(
          run,
          capture(Networks.dense())
              .iterations(Schedule.every())
              .whileTraining(DIGITS.batches(50, 4), 2),
          run.recipe());
    }
  }

  /** At random moments; {@code -Dinfoplane.kills=50} for a long run by hand. */
  @Test
  void killedKernelLosesAtMostTheEpochInProgress() throws Exception {
    Path path = folder.resolve("run");
    Path part = folder.resolve("run.part");
    int kills = Integer.getInteger("infoplane.kills", 3);
    SplittableRandom random = new SplittableRandom(3);
    int before = 0;
    for (int kill = 0; kill < kills; kill++) {
      Process trainer = train(path);
      int said = trainer.getInputStream().read(); // it is in its first epoch
      assertThat((char) said).as("%s", trainer).isEqualTo('.');
      trainer.getInputStream().read(); // it has finished one
      TimeUnit.MILLISECONDS.sleep(random.nextInt(300));
      trainer.destroyForcibly().waitFor();
      int epochs = RecordingFile.load(part).metrics().size() - 1;
      assertThat(epochs).as("after kill %d", kill).isGreaterThan(before);
      before = epochs;
    }
    Recording run = RecordingFile.load(part);
    Recording whole = capture(Networks.dense()).whileTraining(DIGITS.batches(50, 4), before);
    Recordings.assertEqual(run, whole, run.recipe());
  }

  private static Process train(Path path) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            SavingIT.class.getName(),
            path.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Trains until it is killed. */
  public static void main(String[] args) {
    MultiLayerNetwork network = Networks.dense();
    network.setListeners(
        new BaseTrainingListener() {
          @Override
          public void onEpochStart(Model model) {
            System.out.write('.');
            System.out.flush();
          }
        });
    capture(network).savingTo(Path.of(args[0])).whileTraining(DIGITS.batches(50, 4), 4000);
  }
}
