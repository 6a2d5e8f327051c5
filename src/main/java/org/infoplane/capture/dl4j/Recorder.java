package org.infoplane.capture.dl4j;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.infoplane.capture.RunRecorder;
import org.infoplane.capture.TrainingMoment;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.Progress;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.Values;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Mutable: the listener that records one training run. Everything it keeps is copied and encoded
 * inside the callback; no array of DL4J's workspaces is held.
 */
final class Recorder extends BaseTrainingListener {

  /** Ends training when the cell was interrupted. */
  static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final LayerCapture asked;
  private final NetworkLayers layers;
  private final RunRecorder run;
  private final Map<TimeAxis, ProbeRecorder> probes;
  private final @Nullable OrderLabels order;
  private final @Nullable Evaluator evaluator;
  private final Progress progress;
  private final int epochs;
  private final boolean ownLoop; // epochs are those of the user's loop, not DL4J's
  private int finished;
  private int iterations;
  private int batches;
  private int keptEpoch = -1; // whose weights were kept last
  private int keptIteration;
  private boolean recorded; // an epoch that was asked for
  private String note = "";

  Recorder(
      LayerCapture asked,
      RunRecorder run,
      Map<TimeAxis, ProbeRecorder> probes,
      @Nullable OrderLabels order,
      @Nullable Evaluator evaluator,
      Progress progress,
      int epochs,
      boolean ownLoop) {
    this.asked = asked;
    this.layers = asked.layers;
    this.run = run;
    this.probes = probes;
    this.order = order;
    this.evaluator = evaluator;
    this.progress = progress;
    this.epochs = epochs;
    this.ownLoop = ownLoop;
    this.finished = asked.start;
  }

  void beforeTraining() {
    update("");
    look();
  }

  /** Records the first moment. */
  void look() {
    endEpoch(true);
  }

  private void update(String words) {
    progress.update("training", finished - asked.start, epochs, "epoch", words);
  }

  /** Goes on where weights were saved. */
  void afterEpoch(int epoch, int iteration) {
    finished = epoch;
    iterations = iteration;
    recorded = IntStream.rangeClosed(asked.start + 1, epoch).anyMatch(this::isWanted);
    update("going on");
  }

  /** Whether this epoch's samples are recorded in the order of training. */
  private boolean isWanted(int epoch) {
    return asked.epochs.has(epoch);
  }

  @Override
  public void onEpochStart(Model model) {
    if (!ownLoop) {
      startEpoch();
    }
  }

  void startEpoch() {
    if (ownLoop && Thread.currentThread().isInterrupted()) {
      throw new Interrupted();
    }
    batches = 0;
    startOrder();
  }

  /** Batches between epochs are no part of the next one. */
  private void startOrder() {
    if (order != null) {
      order.startEpoch();
      run.drop(TimeAxis.TRAINING_ORDER);
    }
  }

  @Override
  public void onForwardPass(Model model, List<INDArray> activations) {
    if (isWhole(model)) {
      onForwardPass(node -> node < activations.size() ? activations.get(node) : null);
    }
  }

  @Override
  public void onForwardPass(Model model, Map<String, INDArray> activations) {
    if (isWhole(model)) {
      onForwardPass(node -> activations.get(layers.name(node)));
    }
  }

  /** Pretraining passes one layer at a time, which is no sample of the network. */
  private boolean isWhole(Model model) {
    return model == asked.network.network();
  }

  private void onForwardPass(IntFunction<@Nullable INDArray> activations) {
    if (Thread.currentThread().isInterrupted()) {
      throw new Interrupted();
    }
    batches++;
    update("batch " + batches + note);
    if (order != null || asked.iterations != null) {
      layers.requireNoMask(); // DL4J would lay them over the probe, too
    }
    if (order != null && isWanted(finished + 1)) {
      MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
      try {
        INDArray input = Objects.requireNonNull(activations.apply(0));
        int samples = Examples.samples(input, layers.sequences());
        List<float[]> rows = layers.training(activations);
        for (int i = 0; i < rows.size(); i++) {
          Values values = Values.ofRows(rows.get(i), rows.get(i).length / samples);
          run.push(layers.infos().get(i).name(), values, epochInOrder());
        }
        order.batch(samples);
      } finally {
        outside.close();
      }
    }
  }

  private TrainingMoment epochInOrder() {
    return new TrainingMoment(TimeAxis.TRAINING_ORDER, finished + 1, iterations);
  }

  /** Labels are known of both kinds of networks when the pass goes back. */
  @Override
  public void onBackwardPass(Model model) {
    if (order != null && isWanted(finished + 1)) {
      order.add(asked.network.labels(), finished + 1);
    }
  }

  @Override
  public void iterationDone(Model model, int iteration, int epoch) {
    iterations++;
    if (asked.iterations != null && asked.iterations.has(iterations)) {
      addProbes();
    }
  }

  @Override
  public void onEpochEnd(Model model) {
    if (!ownLoop) {
      endEpoch();
    }
  }

  void endEpoch() {
    boolean wanted = isWanted(finished + 1);
    if (batches == 0 && !(ownLoop && order == null)) {
      throw new IllegalArgumentException(
          "Epoch %s passed no batch through the network: there were none, they had no labels, or layers were only pretrained. Pass batches with labels; pretrain before whileTraining(...), or record it by onProbe(examples) alone and whileTraining(oneEpoch, epochs)."
              .formatted(finished + 1));
    }
    if (order != null && wanted) {
      run.complete(epochInOrder(), order.labels(), order.sequences());
    }
    startOrder();
    finished++;
    recorded |= wanted;
    endEpoch(wanted);
    update(note.replaceFirst("^, ", ""));
  }

  private void addProbes() {
    keepWeights();
    probes.forEach(
        (axis, probe) -> probe.push(run, new TrainingMoment(axis, finished, iterations)));
  }

  /** Once a moment: an epoch may end with an iteration that was looked at. */
  private void keepWeights() {
    if (asked.weights && (finished != keptEpoch || iterations != keptIteration)) {
      run.parameters(finished, iterations, asked.network.parameters());
      keptEpoch = finished;
      keptIteration = iterations;
    }
  }

  private void endEpoch(boolean wanted) {
    EpochMetrics now = null;
    if (wanted) {
      addProbes();
      if (evaluator != null) {
        now = evaluator.evaluate(finished);
        note =
            Double.isNaN(now.testAccuracy())
                ? String.format(Locale.ROOT, ", test loss %.3g", now.testLoss())
                : String.format(Locale.ROOT, ", test accuracy %.3f", now.testAccuracy());
      }
    }
    if (now == null) {
      run.endEpoch(finished, iterations);
    } else {
      run.endEpoch(iterations, now);
    }
  }

  /** All epochs that were finished. */
  Recording finish() {
    if (finished == asked.start) {
      throw new IllegalStateException(
          "Training ended, but no epoch of the captured network was finished. Train it inside whileTraining(...) with network.fit(iterator, epochs); network.fit(DataSet) has no epochs: use whileTraining(oneEpoch, epochs).");
    }
    if (!recorded) {
      throw new IllegalStateException(
          "Asked for epochs, %s, but training ended after epoch %s and had none of them. Train longer, or choose others with epochs(...)."
              .formatted(asked.epochs, finished));
    }
    startOrder();
    return run.finish();
  }

  /** All epochs that were finished before the cell was interrupted. */
  Recording stop() {
    if (finished == asked.start) {
      throw new IllegalStateException(
          "Training was interrupted in its first epoch, so that nothing is recorded. Run it again.");
    }
    update("interrupted");
    return run.stop();
  }
}
