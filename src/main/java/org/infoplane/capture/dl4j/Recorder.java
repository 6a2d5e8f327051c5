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
import org.infoplane.recording.LiveFigure;
import org.infoplane.recording.Progress;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Mutable: the listener that records one training run. Arrays of DL4J's workspaces are copied or
 * encoded inside the callback.
 */
final class Recorder extends BaseTrainingListener {

  /** Ends training when the cell is interrupted. */
  static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final LayerCapture capture;
  private final NetworkLayers layers;
  private final RunRecorder run;
  private final Map<TimeAxis, ProbeRecorder> probes;
  private final @Nullable OrderLabels order;
  private final @Nullable Evaluator evaluator;
  private final Progress progress = Progress.ofNotebook();
  private final LiveFigure figure;
  private final int epochs;
  private final Thread cell = Thread.currentThread(); // kernels hear no other
  private final boolean ownLoop; // epochs are counted by the user's loop, not by DL4J
  private int finished;
  private int iterations;
  private int batches;
  private int keptEpoch = -1; // of the last weights
  private int keptIteration;
  private volatile boolean copies; // of the network were trained, in threads
  private volatile boolean over;
  private boolean recorded; // at least one scheduled epoch
  private int moments; // epochs recorded
  private String note = "";

  Recorder(Session session, RunRecorder run, int epochs, boolean ownLoop) {
    this.capture = session.capture;
    this.layers = capture.layers;
    this.run = run;
    this.probes = session.probes;
    this.order = session.order;
    this.evaluator = session.evaluator;
    this.epochs = epochs;
    this.ownLoop = ownLoop;
    this.finished = capture.start;
    this.figure = capture.screen.get();
  }

  void beforeTraining() {
    update("");
    recordEpoch(true);
  }

  private void update(String note) {
    if (Thread.currentThread() != cell) {
      return;
    }
    progress.update("training", finished - capture.start, epochs, "epoch", note);
  }

  void resume(int epoch, int iteration) {
    finished = epoch;
    iterations = iteration;
    recorded = IntStream.rangeClosed(capture.start + 1, epoch).anyMatch(capture.epochs::has);
    update("resumed");
  }

  private boolean isEpochScheduled() {
    return capture.epochs.has(finished + 1);
  }

  @Override
  public void onEpochStart(Model model) {
    if (!ownLoop && !over) {
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

  /** Drops mini-batches that were passed between epochs. */
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

  /** False in pretraining, which passes one layer at a time. */
  private boolean isWhole(Model model) {
    return counts(model) && model == capture.network.network();
  }

  /** False for a copy of the network: ParallelWrapper trains some with the same listeners. */
  private boolean counts(Model model) {
    Model own = capture.network.network();
    boolean copy = model != own && model.getClass() == own.getClass();
    if (copy) {
      copies = true;
    }
    return !copy && !over;
  }

  /** Refuses to record what was not heard, or only in part. */
  private void requireHeard() {
    boolean replaced = !capture.network.listeners().contains(this);
    boolean probeAlone = ownLoop && order == null && capture.iterations == null;
    if ((copies || replaced) && !probeAlone) {
      throw new IllegalStateException(
          "%s. Record onProbe(examples) alone with whileTraining(oneEpoch, epochs), whose oneEpoch may be () -> wrapper.fit(batches), or train the network itself."
              .formatted(
                  copies
                      ? "Copies of the network were trained, as ParallelWrapper does: each has a part of the mini-batches, and no epochs"
                      : "The listeners of the network were replaced during training, by setListeners(...) or a ParallelWrapper, so that mini-batches were not heard"));
    }
  }

  /** Ends its work, though the program may go on calling it. */
  void end() {
    over = true;
  }

  private void onForwardPass(IntFunction<@Nullable INDArray> activations) {
    if (Thread.currentThread().isInterrupted()) {
      throw new Interrupted();
    }
    batches++;
    update("batch " + batches + note);
    if (order != null || capture.iterations != null) {
      layers.requireNoMask(); // DL4J would apply it to the probe, too
      if (capture.network.hasMasks()) {
        throw Examples.masked("batch " + batches);
      }
    }
    if (order != null && isEpochScheduled()) {
      MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
      try {
        INDArray input = Objects.requireNonNull(activations.apply(0));
        int samples = Examples.samples(input, layers.sequences());
        layers.push(run, layers.activations().training(activations), samples, orderMoment());
        order.startBatch(samples);
      } finally {
        outside.close();
      }
    }
  }

  private TrainingMoment orderMoment() {
    return new TrainingMoment(TimeAxis.TRAINING_ORDER, finished + 1, iterations);
  }

  /** Here both kinds of networks have set the labels. */
  @Override
  public void onBackwardPass(Model model) {
    if (isWhole(model) && order != null && isEpochScheduled()) {
      order.add(capture.network.labels(), finished + 1);
    }
  }

  @Override
  public void iterationDone(Model model, int iteration, int epoch) {
    if (!counts(model)) {
      return;
    }
    iterations++;
    show();
    if (capture.iterations != null && capture.iterations.has(iterations)) {
      addProbes();
    }
  }

  @Override
  public void onEpochEnd(Model model) {
    if (!ownLoop && !over) {
      endEpoch();
    }
  }

  void endEpoch() {
    requireHeard();
    boolean scheduled = isEpochScheduled();
    if (batches == 0 && !(ownLoop && order == null)) {
      throw new IllegalArgumentException(
          "Epoch %s had no mini-batch: the data are empty or have no labels, or layers were only pretrained. Pass batches with labels; pretrain before whileTraining(...), or record pretraining with onProbe(examples) alone and whileTraining(oneEpoch, epochs)."
              .formatted(finished + 1));
    }
    if (order != null && scheduled) {
      run.complete(orderMoment(), order.labels(), order.sequences());
    }
    startOrder();
    finished++;
    recorded |= scheduled;
    recordEpoch(scheduled);
    update(note.replaceFirst("^, ", ""));
  }

  private void addProbes() {
    keepWeights();
    probes.forEach(
        (axis, probe) -> probe.push(run, new TrainingMoment(axis, finished, iterations)));
  }

  /** Once per moment: the last iteration of an epoch may be recorded as well as the epoch. */
  private void keepWeights() {
    if (capture.weights && (finished != keptEpoch || iterations != keptIteration)) {
      run.parameters(finished, iterations, capture.network.parameters());
      keptEpoch = finished;
      keptIteration = iterations;
    }
  }

  void recordEpoch(boolean scheduled) {
    EpochMetrics now = null;
    if (scheduled) {
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
    moments += scheduled ? 1 : 0;
    show();
  }

  /** Draws the epochs recorded so far, if it is time to, or shows what was drawn. */
  private void show() {
    if (capture.picture != null && isSome() && Thread.currentThread() == cell) {
      figure.update(moments, run::soFar, capture.picture);
    }
  }

  private boolean isSome() {
    return recorded || !probes.isEmpty();
  }

  private void showLast() {
    if (capture.picture != null && isSome()) {
      figure.finish(run::soFar, capture.picture);
    }
  }

  Recording finish() {
    requireHeard();
    if (finished == capture.start) {
      throw new IllegalStateException(
          "No epoch of the captured network was finished. Train it inside whileTraining(...) with network.fit(iterator, epochs), or, since network.fit(DataSet) has no epochs, use whileTraining(oneEpoch, epochs).");
    }
    if (!recorded) {
      throw new IllegalStateException(
          "No epoch up to %2$s is in the schedule, \"%1$s\". Train longer, or choose other epochs with epochs(...)."
              .formatted(capture.epochs, finished));
    }
    startOrder();
    showLast();
    return run.finish();
  }

  /** The epochs finished before the interruption. */
  Recording stop() {
    if (finished == capture.start) {
      throw new IllegalStateException(
          "Training was interrupted in its first epoch, so nothing is recorded. Run it again.");
    }
    update("interrupted");
    showLast();
    return run.stop();
  }
}
