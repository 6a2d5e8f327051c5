package org.infoplane.capture.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.infoplane.Notebook;
import org.infoplane.data.Split;
import org.infoplane.jupyter.FakeScreen;
import org.infoplane.recording.LiveFigure;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
import org.infoplane.testing.Networks;
import org.infoplane.testing.Recordings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

/** A figure that is drawn while a network trains. */
class ShowingIT {

  private static final Split DIGITS = Networks.digits();

  @TempDir private Path folder;

  private final FakeScreen screen = new FakeScreen();
  private final AtomicLong seconds = new AtomicLong();

  /** At once, whenever there is a new epoch, in no time. */
  private LiveFigure figure() {
    return screen.figure(() -> seconds.addAndGet(2) * 1_000_000_000, 1000, Runnable::run);
  }

  private static LayerCapture capture(MultiLayerNetwork network) {
    return LayerCapture.of(network).inTrainingOrder().onProbe(DIGITS.test());
  }

  private static int lastEpoch(Recording run) {
    var all = run.track(TimeAxis.PROBE).snapshots();
    return all.get(all.size() - 1).epoch();
  }

  @Test
  void eachEpochIsShownInPlaceOfTheOneBefore() {
    for (boolean saving : new boolean[] {false, true}) {
      FakeScreen mine = new FakeScreen();
      List<Recording> kept = new ArrayList<>();
      LayerCapture capture =
          capture(Networks.dense())
              .showing(
                  run -> {
                    kept.add(run);
                    return "epoch " + lastEpoch(run);
                  })
              .on(mine.figure(() -> seconds.addAndGet(2) * 1_000_000_000, 1000, Runnable::run));
      Recording run =
          (saving ? capture.savingTo(folder.resolve("run")) : capture)
              .whileTraining(DIGITS.batches(50, 1), 3);
      assertThat(mine.all("text/plain"))
          .containsExactly("epoch 0", "epoch 1", "epoch 2", "epoch 3", "epoch 3");
      assertThat(mine.outputs()).isEqualTo(1);
      assertThat(mine.ids()).hasSize(1);
      assertThat(mine.threads()).containsExactly(Thread.currentThread());
      assertThat(kept).allMatch(Recording::isGrowing);
      Recordings.assertEqual(kept.get(4), run, kept.get(4).recipe());
      assertThat(run.isGrowing()).isFalse();
      assertThat(kept.get(1).activations("first", 1, TimeAxis.PROBE).get(3, 2))
          .as("also when training is over")
          .isEqualTo(run.activations("first", 1, TimeAxis.PROBE).get(3, 2));
    }
  }

  @Test
  void planeIsDrawnWithoutANull() {
    Recording run =
        capture(Networks.dense())
            .showing(Notebook::plotPlane)
            .on(figure())
            .whileTraining(DIGITS.batches(50, 1), 2);
    assertThat(screen.last("text/html")).contains("newPlot").doesNotContain("shuffle");
    assertThat(screen.last("text/plain")).isEqualTo(Notebook.plotPlane(run).toString());
  }

  /**
   * Dropout draws from the generator of the thread; the function makes networks, which draw too.
   */
  @Test
  void weightsAreTheSameWithAndWithout() {
    MultiLayerNetwork plain = Networks.convolutional();
    Nd4j.getRandom().setSeed(99);
    plain.fit(DIGITS.batches(32, 4), 3);
    plain.fit(DIGITS.batches(32, 5), 1);
    MultiLayerNetwork shown = Networks.convolutional();
    Nd4j.getRandom().setSeed(99);
    List<Integer> epochs = Collections.synchronizedList(new ArrayList<>());
    capture(shown)
        .keepingWeights()
        .showing(
            run -> {
              epochs.add(lastEpoch(run));
              Notebook.networkAt(run, lastEpoch(run)).fit(DIGITS.test());
              return Notebook.informationFlow(run).from("dense").to("logits").table();
            })
        .on(screen.figure(() -> seconds.addAndGet(2) * 1_000_000_000))
        .whileTraining(DIGITS.batches(32, 4), 3);
    shown.fit(DIGITS.batches(32, 5), 1); // from where the generator was left
    assertThat(shown.params().equalsWithEps(plain.params(), 0)).isTrue();
    assertThat(epochs).as("drawn beside the training, too").startsWith(0).endsWith(3);
    assertThat(screen.last("text/plain")).contains("flow");
  }

  @Test
  void failureOfTheFunctionLosesNothing() {
    var capture = capture(Networks.dense());
    Recording run =
        capture
            .showing(
                so -> {
                  throw new IllegalStateException("mine");
                })
            .on(figure())
            .whileTraining(DIGITS.batches(50, 1), 3);
    Recording expected = capture(Networks.dense()).whileTraining(DIGITS.batches(50, 1), 3);
    Recordings.assertEqual(run, expected);
    assertThat(screen.outputs()).isEqualTo(1);
    assertThat(screen.last("text/plain"))
        .isEqualTo(
            "The live figure could not be drawn, while recording goes on: IllegalStateException: mine");
  }

  @Test
  void interruptedCellShowsItsFinishedEpochs() {
    MultiLayerNetwork network = Networks.dense();
    Thread cell = Thread.currentThread();
    network.setListeners(
        new BaseTrainingListener() {
          @Override
          public void iterationDone(Model model, int done, int epoch) {
            if (done == 10) { // in the third epoch
              cell.interrupt();
            }
          }
        });
    Recording run =
        capture(network)
            .showing(so -> "epoch " + lastEpoch(so))
            .on(screen.figure())
            .whileTraining(DIGITS.batches(50, 4), 5);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(run.recipe().entries()).containsEntry("stopped", "after epoch 2");
    assertThat(screen.last("text/plain")).isEqualTo("epoch 2");
  }

  @Test
  void withoutANotebookTheFunctionIsNotCalled() {
    List<Recording> asked = new ArrayList<>();
    capture(Networks.dense()).showing(asked::add).whileTraining(DIGITS.batches(50, 1), 1);
    assertThat(asked).isEmpty();
  }
}
