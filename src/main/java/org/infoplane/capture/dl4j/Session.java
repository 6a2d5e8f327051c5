package org.infoplane.capture.dl4j;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.infoplane.capture.RunRecorder;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.NetworkStates;
import org.infoplane.recording.Progress;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Sequences;
import org.infoplane.recording.TimeAxis;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** Mutable: what is needed once, for one training. */
final class Session {
  private final LayerCapture asked;
  private final NetworkAdapter network;
  private final Map<TimeAxis, ProbeRecorder> probes = new EnumMap<>(TimeAxis.class);
  private final @Nullable OrderLabels order;
  private final @Nullable Evaluator evaluator;
  private final Recipe recipe;

  /** Either {@code now}, or while training. */
  Session(LayerCapture asked, boolean now) {
    this.asked = asked;
    network = asked.network;
    if (now) {
      requireProbeAlone();
    }
    if (asked.iterations != null && asked.probe == null) {
      throw new IllegalStateException(
          "Asked to look at the probe after iterations, but there is none. Add onProbe(examples).");
    }
    if (asked.trainingProbe != null) {
      probes.put(TimeAxis.TRAINING_PROBE, probe(asked.trainingProbe));
    }
    if (asked.probe != null) {
      probes.put(TimeAxis.PROBE, probe(asked.probe));
    }
    boolean inOrder = asked.trainingOrder || probes.isEmpty();
    if (inOrder) {
      asked.layers.requireSeenInTraining();
      requireOnePassABatch();
    }
    order =
        inOrder
            ? new OrderLabels(labels(), asked.layers.sequences() == Sequences.EVERY_STEP)
            : null;
    evaluator =
        asked.train == null || asked.test == null
            ? null
            : new Evaluator(network, asked.train, asked.test);
    recipe = Recipes.of(asked, probes, inOrder, evaluator, now);
  }

  private void requireProbeAlone() {
    if (asked.probe == null) {
      throw new IllegalStateException(
          "Asked for a recording of the network as it is now, but of no examples. Add onProbe(examples).");
    }
    if (asked.trainingOrder || asked.iterations != null) {
      throw new IllegalStateException(
          "Asked for a recording of the network as it is now, without training, but also %s. Leave that out, or use whileTraining(...)."
              .formatted(asked.trainingOrder ? "inTrainingOrder()" : "iterations(...)"));
    }
  }

  private void requireOnePassABatch() {
    if (network.isTruncated()) {
      throw new IllegalArgumentException(
          "Asked to record a network in training order that is trained by truncated backpropagation, piece by piece. Use onProbe(examples) alone, or standard backpropagation.");
    }
    if (network.optimiser() != OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT) {
      throw new IllegalArgumentException(
          "Asked to record a network in training order whose optimiser is %s, which passes each batch several times. Use onProbe(examples) alone, or STOCHASTIC_GRADIENT_DESCENT."
              .formatted(network.optimiser()));
    }
  }

  private Labels labels() {
    return new Labels(network, asked.layers.sequences(), asked.labelling);
  }

  private ProbeRecorder probe(DataSet examples) {
    return new ProbeRecorder(asked.layers, examples, labels());
  }

  Recording now() {
    requireNothingToGoOnWith("now()");
    try (RunRecorder run = open()) {
      recorder(run, 0, false).look();
      return run.finish();
    }
  }

  Recording record(Runnable training) {
    requireNothingToGoOnWith("whileTraining(Runnable)");
    return record(recorder -> training.run(), 0, false);
  }

  Recording record(Runnable oneEpoch, int epochs) {
    requireNothingToGoOnWith("whileTraining(Runnable)");
    requireChosen(epochs);
    return record(
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

  private Recording record(Consumer<Recorder> training, int epochs, boolean ownLoop) {
    try (RunRecorder run = open()) {
      if (epochs > 0) {
        expect(run, epochs);
      }
      return record(run, training, epochs, ownLoop);
    }
  }

  private void requireNothingToGoOnWith(String who) {
    Path path = asked.path;
    if (path != null && RunRecorder.cutOff(path).isPresent()) {
      throw new IllegalStateException(
          "There is \"%s.part\", of a run that was cut off, and %s cannot go on with it. Use whileTraining(batches, epochs), save to another file, or delete this one."
              .formatted(path, who));
    }
  }

  private void requireChosen(int epochs) {
    if (IntStream.rangeClosed(asked.start + 1, asked.start + epochs).noneMatch(asked.epochs::has)) {
      throw new IllegalArgumentException(
          "Asked for epochs, %s, but epochs %s to %s have none of them. Train longer, or choose others with epochs(...)."
              .formatted(asked.epochs, asked.start + 1, asked.start + epochs));
    }
  }

  Recording record(DataSetIterator examples, int epochs) {
    requireChosen(epochs);
    if (epochs > 1 && !examples.resetSupported()) {
      throw new IllegalArgumentException(
          "Asked to train for %s epochs on batches that cannot be reset, which are one epoch. Pass an iterator that can, or use whileTraining(oneEpoch, epochs)."
              .formatted(epochs));
    }
    try (RunRecorder run = open()) {
      expect(run, epochs);
      int done = run.resumedEpoch().orElse(asked.start) - asked.start;
      if (done > epochs) {
        throw new IllegalStateException(
            "Asked for %s epochs, but \"%s.part\" has %s already. Ask for at least as many, load it, or delete it."
                .formatted(epochs, asked.path, done));
      }
      run.restore();
      for (int epoch = 0; epoch < done && done < epochs; epoch++) {
        examples.reset();
      }
      return record(
          run,
          recorder -> {
            if (epochs > done) {
              network.fit(new LabelledBatches(examples), epochs - done);
            }
          },
          epochs,
          false);
    }
  }

  /** Says how many moments will come; iterations are not known before they are counted. */
  private void expect(RunRecorder run, int epochs) {
    int wanted =
        (int)
            IntStream.rangeClosed(asked.start + 1, asked.start + epochs)
                .filter(asked.epochs::has)
                .count();
    if (order != null) {
      run.expect(TimeAxis.TRAINING_ORDER, wanted);
    }
    if (asked.iterations == null) {
      probes.keySet().forEach(axis -> run.expect(axis, wanted + 1));
    }
  }

  private RunRecorder open() {
    List<LayerInfo> infos = asked.layers.infos();
    RunRecorder run =
        asked.path == null
            ? RunRecorder.of(infos, asked.keeping, recipe)
            : RunRecorder.savingTo(infos, asked.keeping, recipe, asked.path, network, asked.start);
    probes.forEach((axis, probe) -> run.probe(axis, probe.inputs()));
    if (asked.weights) {
      Map<TimeAxis, NetworkStates.Examples> examples = new EnumMap<>(TimeAxis.class);
      probes.forEach((axis, probe) -> examples.put(axis, probe.examples()));
      run.network(network.kind(), network.json(), examples);
    }
    return run;
  }

  private Recorder recorder(RunRecorder run, int epochs, boolean ownLoop) {
    return new Recorder(
        asked, run, probes, order, evaluator, Progress.ofNotebook(), epochs, ownLoop);
  }

  private Recording record(
      RunRecorder run, Consumer<Recorder> training, int epochs, boolean ownLoop) {
    Collection<TrainingListener> before = network.listeners();
    Recorder recorder = recorder(run, epochs, ownLoop);
    try {
      if (run.resumedEpoch().isPresent()) {
        recorder.afterEpoch(run.resumedEpoch().get(), run.resumedIteration());
      } else {
        recorder.beforeTraining();
      }
      List<TrainingListener> all = new ArrayList<>(before);
      all.add(recorder);
      network.listen(all);
      training.accept(recorder);
    } catch (RuntimeException e) {
      if (!isInterruption(e)) {
        throw e;
      }
      return recorder.stop();
    } finally {
      network.listen(before);
    }
    return recorder.finish();
  }

  /** Whether a cell was stopped, perhaps while DL4J waited for a batch; answered here. */
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
