package org.infoplane.capture;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.Progress;
import org.infoplane.recording.Recording;
import org.infoplane.recording.RecordingBuilder;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
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

  private final Net network;
  private final NetworkLayers layers;
  private final RecordingBuilder recording;
  private final Map<TimeAxis, ProbeRecorder> probes;
  private final @Nullable OrderRecorder order;
  private final @Nullable Evaluator evaluator;
  private final Schedule chosenEpochs;
  private final @Nullable Schedule chosenIterations;
  private final @Nullable Path checkpoints;
  private final Progress progress;
  private final int epochs;
  private int finished;
  private int iterations;
  private int batches;
  private String note = "";

  Recorder(
      Net network,
      NetworkLayers layers,
      RecordingBuilder recording,
      Map<TimeAxis, ProbeRecorder> probes,
      @Nullable OrderRecorder order,
      @Nullable Evaluator evaluator,
      Schedule chosenEpochs,
      @Nullable Schedule chosenIterations,
      @Nullable Path checkpoints,
      Progress progress,
      int epochs) {
    this.network = network;
    this.layers = layers;
    this.recording = recording;
    this.probes = probes;
    this.order = order;
    this.evaluator = evaluator;
    this.chosenEpochs = chosenEpochs;
    this.chosenIterations = chosenIterations;
    this.checkpoints = checkpoints;
    this.progress = progress;
    this.epochs = epochs;
  }

  void beforeTraining() {
    progress.update("training", 0, epochs, "");
    probes.forEach((axis, probe) -> recording.inputs(axis, probe.inputs()));
    endEpoch(true);
  }

  /** Goes on where weights were saved. */
  void afterEpoch(int epoch, int iteration) {
    finished = epoch;
    iterations = iteration;
    progress.update("training", finished, epochs, "going on");
  }

  /** Whether this epoch's samples are recorded in the order of training. */
  private boolean isWanted(int epoch) {
    return chosenEpochs.has(epoch);
  }

  @Override
  public void onEpochStart(Model model) {
    batches = 0;
    if (order != null) {
      order.startEpoch();
    }
  }

  @Override
  public void onForwardPass(Model model, List<INDArray> activations) {
    onForwardPass(node -> node < activations.size() ? activations.get(node) : null);
  }

  @Override
  public void onForwardPass(Model model, Map<String, INDArray> activations) {
    onForwardPass(node -> activations.get(layers.name(node)));
  }

  private void onForwardPass(IntFunction<@Nullable INDArray> activations) {
    if (Thread.currentThread().isInterrupted()) {
      throw new Interrupted();
    }
    batches++;
    progress.update("training", finished, epochs, "batch " + batches + note);
    if (order != null || chosenIterations != null) {
      layers.requireNoMask(); // DL4J would lay them over the probe, too
    }
    if (order != null && isWanted(finished + 1)) {
      MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
      try {
        INDArray input = Objects.requireNonNull(activations.apply(0));
        order.batch(
            finished + 1,
            layers.training(activations),
            Examples.samples(input, layers.sequences()));
      } finally {
        outside.close();
      }
    }
  }

  /** Labels are known of both kinds of networks when the pass goes back. */
  @Override
  public void onBackwardPass(Model model) {
    if (order != null && isWanted(finished + 1)) {
      order.labels(network.labels(), layers.sequences());
    }
  }

  @Override
  public void iterationDone(Model model, int iteration, int epoch) {
    iterations++;
    if (chosenIterations != null && chosenIterations.has(iterations)) {
      addProbes();
    }
  }

  @Override
  public void onEpochEnd(Model model) {
    boolean wanted = isWanted(finished + 1);
    if (order != null && wanted) {
      recording.add(
          TimeAxis.TRAINING_ORDER, order.endEpoch(finished + 1).afterIteration(iterations));
    }
    finished++;
    endEpoch(wanted);
    progress.update("training", finished, epochs, note.replaceFirst("^, ", ""));
  }

  private void addProbes() {
    probes.forEach(
        (axis, probe) -> {
          Snapshot snapshot = probe.snapshot(finished);
          recording.add(axis, snapshot.afterIteration(iterations));
        });
  }

  private void endEpoch(boolean wanted) {
    EpochMetrics now = null;
    if (wanted) {
      addProbes();
      if (evaluator != null) {
        now = evaluator.evaluate(finished);
        note = String.format(Locale.ROOT, ", test accuracy %.3f", now.testAccuracy());
      }
    }
    if (checkpoints == null || finished == 0) {
      recording.endEpoch(finished, Optional.ofNullable(now));
      return;
    }
    // An epoch that is recorded always has its weights, whenever the kernel is killed.
    Checkpoint weights = Checkpoint.save(network, finished, iterations, checkpoints);
    recording.endEpoch(finished, Optional.ofNullable(now));
    weights.dropOthers(checkpoints);
  }

  /** All epochs that were finished. */
  Recording finish() {
    if (finished == 0) {
      throw new IllegalStateException(
          "Training ended, but no epoch of the captured network was finished. Train it inside whileTraining(...) with network.fit(iterator, epochs); network.fit(DataSet) has no epochs.");
    }
    return recording.finish();
  }

  /** All epochs that were finished before the cell was interrupted. */
  Recording stop() {
    if (finished == 0) {
      throw new IllegalStateException(
          "Training was interrupted in its first epoch, so that nothing is recorded. Run it again.");
    }
    progress.update("training", finished, epochs, "interrupted");
    return recording.stop(finished);
  }
}
