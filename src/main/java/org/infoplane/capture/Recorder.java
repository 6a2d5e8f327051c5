package org.infoplane.capture;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.Progress;
import org.infoplane.recording.Recording;
import org.infoplane.recording.RecordingBuilder;
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

  private final NetworkLayers layers;
  private final RecordingBuilder recording;
  private final @Nullable ProbeRecorder probe;
  private final @Nullable OrderRecorder order;
  private final @Nullable Evaluator evaluator;
  private final Progress progress;
  private final int epochs;
  private int finished;
  private int batches;
  private String note = "";

  Recorder(
      NetworkLayers layers,
      RecordingBuilder recording,
      @Nullable ProbeRecorder probe,
      @Nullable OrderRecorder order,
      @Nullable Evaluator evaluator,
      Progress progress,
      int epochs) {
    this.layers = layers;
    this.recording = recording;
    this.probe = probe;
    this.order = order;
    this.evaluator = evaluator;
    this.progress = progress;
    this.epochs = epochs;
  }

  void beforeTraining() {
    progress.update("training", 0, epochs, "");
    if (probe != null) {
      recording.inputs(TimeAxis.PROBE, probe.inputs());
    }
    lookWithFrozenWeights();
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
    batches++;
    progress.update("training", finished, epochs, "batch " + batches + note);
    if (order != null) {
      MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
      try {
        int[] classes = Examples.classes(((MultiLayerNetwork) model).getLabels());
        order.batch(finished + 1, layers.training(activations), classes);
      } finally {
        outside.close();
      }
    }
  }

  @Override
  public void onEpochEnd(Model model) {
    if (order != null) {
      recording.add(TimeAxis.TRAINING_ORDER, order.endEpoch(finished + 1));
    }
    finished++;
    lookWithFrozenWeights();
    progress.update("training", finished, epochs, note.replaceFirst("^, ", ""));
  }

  private void lookWithFrozenWeights() {
    if (probe != null) {
      recording.add(TimeAxis.PROBE, probe.snapshot(finished));
    }
    EpochMetrics now = null;
    if (evaluator != null) {
      now = evaluator.evaluate(finished);
      note = String.format(Locale.ROOT, ", test accuracy %.3f", now.testAccuracy());
    }
    recording.endEpoch(finished, Optional.ofNullable(now));
  }

  Recording finish() {
    if (finished == 0) {
      throw new IllegalStateException(
          "Training ended, but no epoch of the captured network was finished. Train it inside whileTraining(...) with network.fit(iterator, epochs); network.fit(DataSet) has no epochs.");
    }
    return recording.finish();
  }
}
