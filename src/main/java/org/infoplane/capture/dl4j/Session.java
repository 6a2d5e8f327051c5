package org.infoplane.capture.dl4j;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.infoplane.capture.RunRecorder;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.NetworkStates;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Sequences;
import org.infoplane.recording.TimeAxis;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/** Executes a {@link LayerCapture} once. */
final class Session {
  final LayerCapture capture;
  final Map<TimeAxis, ProbeRecorder> probes = new EnumMap<>(TimeAxis.class);
  final @Nullable OrderLabels order;
  final @Nullable Evaluator evaluator;
  private final NetworkAdapter network;
  private final Recipe recipe;

  /** Either without training, {@code now}, or while training. */
  Session(LayerCapture capture, boolean now) {
    this.capture = capture;
    network = capture.network;
    network.requireOutput();
    if (now) {
      requireProbeAlone();
    }
    if (capture.iterations != null && capture.probe == null) {
      throw new IllegalStateException(
          "iterations(...) records the probe, and there is none. Add onProbe(examples).");
    }
    if (capture.trainingProbe != null) {
      probes.put(TimeAxis.TRAINING_PROBE, probe(capture.trainingProbe));
    }
    if (capture.probe != null) {
      probes.put(TimeAxis.PROBE, probe(capture.probe));
    }
    boolean inOrder = capture.trainingOrder || probes.isEmpty();
    if (inOrder) {
      capture.layers.requireReproducible();
      requireOnePassPerBatch();
    }
    order =
        inOrder
            ? new OrderLabels(labels(), capture.layers.sequences() == Sequences.EVERY_STEP)
            : null;
    evaluator =
        capture.train == null || capture.test == null
            ? null
            : new Evaluator(network, capture.train, capture.test);
    recipe = Recipes.of(capture, probes, inOrder, evaluator, now);
  }

  private void requireProbeAlone() {
    if (capture.probe == null) {
      throw new IllegalStateException(
          "now() records a probe, and there is none. Add onProbe(examples).");
    }
    if (capture.trainingOrder || capture.iterations != null) {
      throw new IllegalStateException(
          "now() records without training, which %s needs. Leave that out, or use whileTraining(...)."
              .formatted(capture.trainingOrder ? "inTrainingOrder()" : "iterations(...)"));
    }
  }

  private void requireOnePassPerBatch() {
    if (network.isTruncatedBackpropagation()) {
      throw new IllegalArgumentException(
          "Truncated backpropagation, which splits sequences, cannot be recorded in training order. Use onProbe(examples) alone, or standard backpropagation.");
    }
    if (network.optimiser() != OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT) {
      throw new IllegalArgumentException(
          "The optimiser %s, which passes each mini-batch several times, cannot be recorded in training order. Use onProbe(examples) alone, or STOCHASTIC_GRADIENT_DESCENT."
              .formatted(network.optimiser()));
    }
  }

  private Labels labels() {
    return new Labels(network, capture.layers.sequences(), capture.labelling);
  }

  private ProbeRecorder probe(DataSet examples) {
    return new ProbeRecorder(capture.layers, examples, labels());
  }

  Recording now() {
    requireNothingToResume("now()");
    try (RunRecorder run = open()) {
      new Recorder(this, run, 0, false).recordEpoch(true);
      return run.finish();
    }
  }

  Recording record(Runnable training) {
    requireNothingToResume("whileTraining(Runnable)");
    try (RunRecorder run = open()) {
      return record(run, recorder -> training.run(), 0, false);
    }
  }

  Recording record(Runnable oneEpoch, int epochs) {
    requireNothingToResume("whileTraining(Runnable)");
    requireScheduled(epochs);
    try (RunRecorder run = open()) {
      expect(run, epochs);
      return record(
          run,
          recorder -> {
            for (int i = 0; i < epochs; i++) {
              recorder.startEpoch();
              oneEpoch.run();
              recorder.endEpoch();
            }
          },
          epochs,
          true);
    }
  }

  private void requireNothingToResume(String who) {
    if (capture.path != null && RunRecorder.cutOff(capture.path).isPresent()) {
      throw new IllegalStateException(
          "\"%s.part\" is an interrupted recording, which %s cannot resume. Use whileTraining(batches, epochs), save to another file, or delete it."
              .formatted(capture.path, who));
    }
  }

  private IntStream scheduled(int epochs) {
    return IntStream.rangeClosed(capture.start + 1, capture.start + epochs)
        .filter(capture.epochs::has);
  }

  private void requireScheduled(int epochs) {
    if (scheduled(epochs).findAny().isEmpty()) {
      throw new IllegalArgumentException(
          "No epoch from %s to %s is in the schedule, \"%s\". Train longer, or choose other epochs with epochs(...)."
              .formatted(capture.start + 1, capture.start + epochs, capture.epochs));
    }
  }

  Recording record(DataSetIterator examples, int epochs) {
    network.requireTrains(false);
    return record(
        examples.resetSupported(),
        examples::reset,
        rest -> network.fit(new LabelledBatches(examples, allowsMasks()), rest),
        epochs);
  }

  Recording record(MultiDataSetIterator examples, int epochs) {
    network.requireTrains(true);
    return record(
        examples.resetSupported(),
        examples::reset,
        rest -> network.fit(new LabelledMultiBatches(examples, network.outputs()), rest),
        epochs);
  }

  /** Masked steps are no samples, and a mask in use would be applied to the probe. */
  private boolean allowsMasks() {
    return order == null && capture.iterations == null;
  }

  private Recording record(boolean canReset, Runnable reset, IntConsumer fit, int epochs) {
    requireScheduled(epochs);
    if (epochs > 1 && !canReset) {
      throw new IllegalArgumentException(
          "epochs must be 1 with an iterator that cannot be reset, got %s. Pass another iterator, or use whileTraining(oneEpoch, epochs)."
              .formatted(epochs));
    }
    try (RunRecorder run = open()) {
      expect(run, epochs);
      int done = run.resumedEpoch().orElse(capture.start) - capture.start;
      if (done > epochs) {
        throw new IllegalStateException(
            "epochs must be at least %s, which \"%s.part\" has already, got %s. Pass more, load it, or delete it."
                .formatted(done, capture.path, epochs));
      }
      run.restore();
      for (int epoch = 0; epoch < done && done < epochs; epoch++) {
        reset.run();
      }
      return record(
          run,
          recorder -> {
            if (epochs > done) {
              fit.accept(epochs - done);
            }
          },
          epochs,
          false);
    }
  }

  /** Announces the number of moments; that of iterations is unknown. */
  private void expect(RunRecorder run, int epochs) {
    int wanted = (int) scheduled(epochs).count();
    if (order != null) {
      run.expect(TimeAxis.TRAINING_ORDER, wanted);
    }
    if (capture.iterations == null) {
      probes.keySet().forEach(axis -> run.expect(axis, wanted + 1));
    }
  }

  private RunRecorder open() {
    List<LayerInfo> infos = capture.layers.infos();
    RunRecorder run =
        capture.path == null
            ? RunRecorder.of(infos, capture.keeping, recipe)
            : RunRecorder.savingTo(
                infos, capture.keeping, recipe, capture.path, network, capture.start);
    probes.forEach((axis, probe) -> run.probe(axis, probe.inputs()));
    if (capture.weights) {
      Map<TimeAxis, NetworkStates.Examples> examples = new EnumMap<>(TimeAxis.class);
      probes.forEach((axis, probe) -> examples.put(axis, probe.examples()));
      run.network(network.kind(), network.json(), examples);
    }
    return run;
  }

  private Recording record(
      RunRecorder run, Consumer<Recorder> training, int epochs, boolean ownLoop) {
    Collection<TrainingListener> before = network.listeners();
    Recorder recorder = new Recorder(this, run, epochs, ownLoop);
    try {
      if (run.resumedEpoch().isPresent()) {
        recorder.resume(run.resumedEpoch().get(), run.resumedIteration());
      } else {
        recorder.beforeTraining();
      }
      List<TrainingListener> all = new ArrayList<>(before);
      all.add(recorder);
      network.listen(all);
      training.accept(recorder);
      return recorder.finish();
    } catch (RuntimeException e) {
      if (!isInterruption(e)) {
        throw e;
      }
      return recorder.stop();
    } finally {
      recorder.end();
      network.listen(before);
    }
  }

  /** Whether the cell was interrupted, perhaps while DL4J waited for a batch; clears the flag. */
  private static boolean isInterruption(Throwable error) {
    for (Throwable e = error; e != null; e = e.getCause()) {
      if (e instanceof Recorder.Interrupted || e instanceof InterruptedException) {
        Thread.interrupted();
        return true;
      }
    }
    return false;
  }
}
