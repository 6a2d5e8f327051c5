package org.infoplane.capture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Progress;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.RecordingBuilder;
import org.infoplane.recording.TimeAxis;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** Mutable: what is needed once, for one training. */
final class Session {
  private final LayerCapture asked;
  private final Net network;
  private final Map<TimeAxis, ProbeRecorder> probes = new EnumMap<>(TimeAxis.class);
  private final @Nullable OrderRecorder order;
  private final Recipe recipe;

  Session(LayerCapture asked) {
    this.asked = asked;
    network = asked.network;
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
      if (network.isTruncated()) {
        throw new IllegalArgumentException(
            "Asked to record a network in training order that is trained by truncated backpropagation, piece by piece. Use onProbe(examples) alone, or standard backpropagation.");
      }
    }
    order = inOrder ? new OrderRecorder(asked.layers, asked.rules(), asked.fitOnce) : null;
    recipe =
        Recipes.of(
            network,
            asked.layers,
            asked.rule,
            asked.ruleOfLayer,
            asked.bins,
            asked.fitOnce,
            probes,
            inOrder,
            asked.epochs,
            asked.iterations);
  }

  private ProbeRecorder probe(DataSet examples) {
    return new ProbeRecorder(asked.layers, asked.rules(), asked.bins, asked.fitOnce, examples);
  }

  Recording record(Runnable training) {
    Path path = asked.path;
    if (path != null && RecordingBuilder.cutOff(path).isPresent()) {
      throw new IllegalStateException(
          "There is \"%s.part\", of a run that was cut off, and whileTraining(Runnable) cannot go on with it. Use whileTraining(batches, epochs), save to another file, or delete this one."
              .formatted(path));
    }
    return record(training, 0, Optional.empty());
  }

  Recording record(DataSetIterator examples, int epochs) {
    if (order != null && IntStream.rangeClosed(1, epochs).noneMatch(asked.epochs::has)) {
      throw new IllegalArgumentException(
          "Asked for epochs in training order, %s, but %s epochs have none of them. Train longer, or choose others with epochs(...)."
              .formatted(asked.epochs, epochs));
    }
    Optional<Checkpoint> last = checkpoint();
    int done = last.map(Checkpoint::epoch).orElse(0);
    if (done > epochs) {
      throw new IllegalStateException(
          "Asked for %s epochs, but \"%s.part\" has %s already. Ask for at least as many, load it, or delete it."
              .formatted(epochs, asked.path, done));
    }
    last.ifPresent(checkpoint -> checkpoint.restore(network));
    for (int epoch = 0; epoch < done; epoch++) {
      examples.reset();
    }
    return record(
        () -> {
          if (epochs > done) {
            network.fit(examples, epochs - done);
          }
        },
        epochs,
        last);
  }

  /** Where a recording that was cut off may be gone on with. */
  private Optional<Checkpoint> checkpoint() {
    Path path = asked.path;
    Optional<Integer> cutOff = path == null ? Optional.empty() : RecordingBuilder.cutOff(path);
    if (path == null || cutOff.isEmpty()) {
      return Optional.empty();
    }
    Path part = path.resolveSibling(path.getFileName() + ".part");
    if (asked.fitOnce) {
      throw new IllegalStateException(
          "There is \"%s\", of a run that was cut off, but what fittingOnce() fitted is not kept. Load it, save to another file, or delete it."
              .formatted(part));
    }
    // The recipe is compared before the network's weights are touched.
    RecordingBuilder.savingTo(path, asked.layers.infos(), recipe, cutOff.get()).close();
    Optional<Checkpoint> found = Checkpoint.upTo(cutOff.get(), path);
    if (found.isEmpty() && cutOff.get() > 0) {
      throw new IllegalStateException(
          "There is \"%s\", of a run that was cut off after epoch %s, but not its weights, \"%s.epoch-...zip\". Load it, save to another file, or delete it."
              .formatted(part, cutOff.get(), path));
    }
    return found;
  }

  private Recording record(Runnable training, int epochs, Optional<Checkpoint> last) {
    Collection<TrainingListener> before = network.listeners();
    try (RecordingBuilder recording = builder(last)) {
      Recorder recorder =
          new Recorder(
              network,
              asked.layers,
              recording,
              probes,
              order,
              evaluator(),
              asked.epochs,
              asked.iterations,
              asked.path,
              Progress.ofNotebook(),
              epochs);
      try {
        if (last.isPresent()) {
          recorder.afterEpoch(last.get().epoch(), last.get().iteration());
        } else {
          recorder.beforeTraining();
        }
        List<TrainingListener> all = new ArrayList<>(before);
        all.add(recorder);
        network.listen(all);
        training.run();
      } catch (RuntimeException e) {
        if (!isInterruption(e)) {
          throw e;
        }
        return recorder.stop();
      }
      Recording finished = recorder.finish();
      if (asked.path != null) {
        Checkpoint.clear(asked.path);
      }
      return finished;
    } finally {
      network.listen(before);
    }
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

  private RecordingBuilder builder(Optional<Checkpoint> last) {
    List<LayerInfo> infos = asked.layers.infos();
    return asked.path == null
        ? RecordingBuilder.of(infos, recipe)
        : RecordingBuilder.savingTo(
            asked.path, infos, recipe, last.map(Checkpoint::epoch).orElse(-1));
  }

  private @Nullable Evaluator evaluator() {
    return asked.train == null || asked.test == null
        ? null
        : new Evaluator(network, asked.train, asked.test);
  }
}
