package org.infoplane.capture;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.infoplane.recording.EpochMetrics;
import org.infoplane.recording.Fact;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.NetworkStates;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
import org.infoplane.recording.store.RecordingBuilder;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Values;
import org.jspecify.annotations.Nullable;

/**
 * Mutable: the door through which any program that trains a network hands over its activations. It
 * pushes layer by layer, says when a moment is complete, and ends epochs:
 *
 * <pre>{@code
 * var layers = List.of(new LayerInfo("input", "input", 0), new LayerInfo("hidden", "dense", 0));
 * var recipe = Recipe.empty().with("activations", "of my trainer, seed 7");
 * try (var run = RunRecorder.of(layers, Keeping.defaults(), recipe)) {
 *   run.probe(TimeAxis.PROBE, Partition.ofDistinctRows(examples));
 *   for (int epoch = 1; epoch <= 30; epoch++) {
 *     for (...) { // mini-batches; the network trains on one
 *       iteration++;
 *       var batch = new TrainingMoment(TimeAxis.TRAINING_ORDER, epoch, iteration);
 *       run.push("input", Values.ofRows(...), batch);
 *       run.push("hidden", Values.ofRows(...), batch);
 *     }
 *     run.complete(
 *         new TrainingMoment(TimeAxis.TRAINING_ORDER, epoch, iteration), Partition.of(allLabels));
 *     var look = new TrainingMoment(TimeAxis.PROBE, epoch, iteration);
 *     run.push("input", examples, look);
 *     run.push("hidden", Values.ofRows(...), look);
 *     run.complete(look, Partition.of(labelsOfExamples));
 *     run.endEpoch(epoch, iteration);
 *   }
 *   Recording recording = run.finish();
 * }
 * }</pre>
 *
 * <p>On a probe, fixed examples with frozen weights, each layer is pushed once a moment. In
 * training order each push of a layer is its next mini-batch, and an epoch is a moment; it is
 * completed with the labels of all its samples. Layers may come in any order. Either axis may be
 * left out, and so may epochs.
 *
 * <p>Rows are checked at once. What is packed is encoded by chunks, and rows may be mapped from a
 * file larger than the heap; of values that are kept a copy is taken ({@link Values#kept}), so that
 * their array may be used again. A call that fails because of its arguments changes nothing; but if
 * a rule refuses a value, what was pushed of the moment is dropped. For one thread.
 */
public final class RunRecorder implements AutoCloseable {

  private record Saving(Path path, Weights weights, int start) {}

  private final RecordingBuilder recording;
  private final List<LayerInfo> layers;
  private final Keeping keeping;
  private final Budget budget;
  private final @Nullable Saving saving;
  private final @Nullable Checkpoint reached;
  private final Map<TimeAxis, AxisRecorder> axes = new EnumMap<>(TimeAxis.class);
  private final int[] units;
  private int lastEpoch;

  private RunRecorder(
      RecordingBuilder recording,
      List<LayerInfo> layers,
      Keeping keeping,
      @Nullable Saving saving,
      @Nullable Checkpoint reached) {
    this.recording = recording;
    this.layers = List.copyOf(layers);
    this.keeping = keeping;
    this.budget = new Budget(keeping);
    recording.resumedBytes().forEach(budget::resume);
    this.saving = saving;
    this.reached = reached;
    this.units = new int[layers.size()];
    this.lastEpoch = reached == null ? -1 : reached.epoch();
    axes.put(TimeAxis.TRAINING_ORDER, axis(TimeAxis.TRAINING_ORDER, 0));
  }

  /**
   * Starts a recording.
   *
   * @param layers from input to output, each with a name of its own; units are those that are
   *     pushed, whatever is said here
   * @param keeping values, or the symbols that they are packed to
   * @param recipe how it is made, as far as the program knows; rules and versions are added
   * @return nothing recorded yet
   * @throws IllegalArgumentException if two layers have one name, or a rule is for another layer
   */
  public static RunRecorder of(List<LayerInfo> layers, Keeping keeping, Recipe recipe) {
    requireNonNull(layers, "layers must not be null");
    requireNonNull(keeping, "keeping must not be null");
    requireNonNull(recipe, "recipe must not be null");
    requireNames(layers, keeping);
    return new RunRecorder(
        RecordingBuilder.of(layers, complete(recipe, keeping), keeping.folder()),
        layers,
        keeping,
        null,
        null);
  }

  /**
   * Starts a recording in a file, or resumes one that was interrupted, after the last epoch of
   * which there are weights. Until it is finished the file has {@code .part} behind its name, and
   * weights are beside it.
   *
   * @param layers from input to output, each with a name of its own; units are those that are
   *     pushed, whatever is said here
   * @param keeping values, or the symbols that they are packed to
   * @param recipe how it is made; the same if a recording is resumed
   * @param path where it will be
   * @param weights saved at the end of each epoch
   * @param start epochs that were finished before the recording began, 0 of a new network: the
   *     weights of these are not saved
   * @return nothing recorded yet, or all up to {@link #resumedEpoch()}: then {@link #restore()} it
   * @throws IllegalArgumentException if the recording that was cut off was made otherwise, or is
   *     damaged; if two layers have one name, or a rule is for another layer
   * @throws IllegalStateException if it has no weights or was fitted once, or another recording is
   *     being written there, by any process
   * @throws java.io.UncheckedIOException if a file cannot be written
   */
  public static RunRecorder savingTo(
      List<LayerInfo> layers,
      Keeping keeping,
      Recipe recipe,
      Path path,
      Weights weights,
      int start) {
    requireNonNull(layers, "layers must not be null");
    requireNonNull(keeping, "keeping must not be null");
    requireNonNull(recipe, "recipe must not be null");
    requireNonNull(path, "path must not be null");
    requireNonNull(weights, "weights must not be null");
    requireNames(layers, keeping);
    Recipe whole = complete(recipe, keeping);
    Saving saving = new Saving(path, weights, start);
    Checkpoint reached = reached(saving, layers, keeping, whole);
    int epoch = reached == null ? -1 : reached.epoch();
    return new RunRecorder(
        RecordingBuilder.savingTo(path, layers, whole, epoch), layers, keeping, saving, reached);
  }

  /** With what the program did not say. */
  private static Recipe complete(Recipe recipe, Keeping keeping) {
    Recipe more = keeping.addTo(recipe);
    return recipe.find(Fact.Version.class).isPresent()
        ? more
        : more.with(Fact.Version.infoplane()).with(Fact.Version.java());
  }

  private static void requireNames(List<LayerInfo> layers, Keeping keeping) {
    List<String> names = layers.stream().map(LayerInfo::name).toList();
    if (new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException(
          "Asked to record layers named %s, of which two are one. Give each a name of its own."
              .formatted(names));
    }
    keeping.requireNames(layers);
  }

  /**
   * How far a recording went that was cut off.
   *
   * @param path as in {@link #savingTo}
   * @return its last finished epoch; empty if there is none
   * @throws IllegalArgumentException if a byte of it is damaged
   */
  public static Optional<Integer> cutOff(Path path) {
    return RecordingBuilder.cutOff(path);
  }

  /** Where a recording that was cut off may be resumed. */
  private static @Nullable Checkpoint reached(
      Saving saving, List<LayerInfo> layers, Keeping keeping, Recipe recipe) {
    Path path = saving.path;
    Optional<Integer> cutOff = RecordingBuilder.cutOff(path);
    if (cutOff.isEmpty()) {
      return null;
    }
    Path part = path.resolveSibling(path.getFileName() + ".part");
    if (keeping.isOnce()) {
      throw new IllegalStateException(
          "There is \"%s\", of a run that was cut off, but what fittingOnce() fitted is not kept. Load it, save to another file, or delete it."
              .formatted(part));
    }
    // The recipe is compared before anything is cut off or restored.
    RecordingBuilder.savingTo(path, layers, recipe, cutOff.get()).close();
    Optional<Checkpoint> found = Checkpoint.upTo(cutOff.get(), path);
    if (found.isEmpty() && cutOff.get() > saving.start) {
      throw new IllegalStateException(
          "There is \"%s\", of a run that was cut off after epoch %s, but not its weights, \"%s.epoch-...zip\". Load it, save to another file, or delete it."
              .formatted(part, cutOff.get(), path));
    }
    return found.orElse(null);
  }

  /**
   * Gives the program the weights of the last epoch that is kept of a recording that was cut off.
   *
   * @return whether there is one; else there is nothing to restore
   * @throws java.io.UncheckedIOException if they cannot be read
   */
  public boolean restore() {
    if (saving == null || reached == null) {
      return false;
    }
    reached.restore(saving.weights);
    return true;
  }

  /**
   * {@return the last epoch kept of a recording that was cut off; empty if the recording begins
   * anew}
   */
  public Optional<Integer> resumedEpoch() {
    return Optional.ofNullable(reached).map(Checkpoint::epoch);
  }

  /**
   * How many mini-batches had been seen when {@link #resumedEpoch()} ended.
   *
   * @return their number; 0 if the recording begins anew
   */
  public int resumedIteration() {
    return reached == null ? 0 : reached.iteration();
  }

  /**
   * Declares a probe, before it is pushed and before an epoch ends.
   *
   * @param axis {@link TimeAxis#PROBE} or {@link TimeAxis#TRAINING_PROBE}
   * @param inputs its examples grouped by their exact input
   * @throws IllegalArgumentException if the axis is no probe
   * @throws IllegalStateException if it was declared before, or an epoch has ended since
   */
  public void probe(TimeAxis axis, Partition inputs) {
    requireNonNull(axis, "axis must not be null");
    requireNonNull(inputs, "inputs must not be null");
    if (axis != TimeAxis.PROBE && axis != TimeAxis.TRAINING_PROBE) {
      throw new IllegalArgumentException(
          "Asked for fixed examples on the axis of %s, which is no probe. Pass PROBE or TRAINING_PROBE."
              .formatted(axis));
    }
    if (axes.containsKey(axis) || lastEpoch > resumedEpoch().orElse(-1)) {
      throw new IllegalStateException(
          "Asked for examples of the %s, but they are declared already, or an epoch has ended. Declare each probe once, at first."
              .formatted(axis));
    }
    recording.inputs(axis, inputs);
    axes.put(axis, axis(axis, inputs.samples()));
  }

  /**
   * Says how many moments will come, before the first one is complete, so that {@link
   * Keeping#budget} can tell then whether the values of all of them fit.
   *
   * @param axis a probe or the training order
   * @param moments of the whole recording, at least 1
   * @throws IllegalArgumentException if it is below 1
   */
  public void expect(TimeAxis axis, int moments) {
    requireNonNull(axis, "axis must not be null");
    if (moments < 1) {
      throw new IllegalArgumentException(
          "The number of moments must be at least 1, got %s.".formatted(moments));
    }
    budget.expect(axis, moments);
  }

  private AxisRecorder axis(TimeAxis axis, int examples) {
    return new AxisRecorder(
        axis,
        layers,
        keeping,
        budget,
        examples,
        reached == null ? null : new TrainingMoment(axis, reached.epoch(), reached.iteration()));
  }

  /**
   * Says which network it is whose parameters are kept, before anything is pushed.
   *
   * @param kind what reads the configuration
   * @param configuration as its framework writes it
   * @param examples of each probe, in their shape
   */
  public void network(
      String kind, String configuration, Map<TimeAxis, NetworkStates.Examples> examples) {
    requireNonNull(kind, "kind must not be null");
    requireNonNull(configuration, "configuration must not be null");
    requireNonNull(examples, "examples must not be null");
    recording.network(kind, configuration);
    examples.forEach(recording::examples);
  }

  /**
   * Keeps the parameters of the network, once at each moment.
   *
   * @param epoch finished epochs, 0 before training
   * @param iteration mini-batches seen since the recording began
   * @param parameters {@code 1 x n}, which must not change any more
   */
  public void parameters(int epoch, int iteration, Values parameters) {
    requireNonNull(parameters, "parameters must not be null");
    recording.parameters(new NetworkStates.State(epoch, iteration, () -> parameters));
  }

  /**
   * Hands over the activations of a layer.
   *
   * @param layer its name
   * @param rows {@code samples x units}: all examples of the probe, or the next mini-batch
   * @param moment when; in training order mini-batches share the epoch
   * @throws IllegalArgumentException if there is no such layer, a value is NaN or infinite, samples
   *     or units differ from before, or the first mini-batch is too small to fit a rule
   * @throws IllegalStateException if the probe was not declared, another moment of the axis is not
   *     complete, this one does not come after the last, or the layer was pushed before
   */
  public void push(String layer, Values rows, TrainingMoment moment) {
    requireNonNull(layer, "layer must not be null");
    requireNonNull(rows, "rows must not be null");
    requireNonNull(moment, "moment must not be null");
    List<String> names = layers.stream().map(LayerInfo::name).toList();
    int index = names.indexOf(layer);
    if (index < 0) {
      throw new IllegalArgumentException(
          "Asked to push layer \"%s\", but recorded are %s. Push these.".formatted(layer, names));
    }
    if (units[index] > 0 && units[index] != rows.units()) {
      throw new IllegalArgumentException(
          "Asked to push %s units of layer \"%s\", but it had %s before. Push the same units always."
              .formatted(rows.units(), layer, units[index]));
    }
    axis(moment).push(index, rows, moment);
    units[index] = rows.units();
  }

  private AxisRecorder axis(TrainingMoment moment) {
    AxisRecorder axis = axes.get(moment.axis());
    if (axis == null) {
      throw new IllegalStateException(
          "Asked for %s, but no probe was declared on that axis. Call probe(axis, inputs) first."
              .formatted(moment));
    }
    if (moment.epoch() < lastEpoch) {
      throw new IllegalStateException(
          "Asked for %s, but epoch %s has ended. Push moments in the order of time."
              .formatted(moment, lastEpoch));
    }
    return axis;
  }

  /**
   * Completes a moment whose samples are no steps of sequences.
   *
   * @param moment when; in training order its iteration is the last of the epoch
   * @param labels all its samples grouped by label; one group if there are no classes
   * @throws IllegalArgumentException if there are not as many labels as samples, or fewer than two
   *     samples in training order
   * @throws IllegalStateException if a layer, or a mini-batch of it, was not pushed
   */
  public void complete(TrainingMoment moment, Partition labels) {
    complete(moment, labels, Segments.whole());
  }

  /**
   * Completes a moment.
   *
   * @param moment when; in training order its iteration is the last of the epoch
   * @param labels all its samples grouped by label; one group if there are no classes
   * @param sequences that the samples are steps of, whose borders no transition crosses
   * @throws IllegalArgumentException if there are not as many labels as samples, a sequence begins
   *     after them, or there are fewer than two samples in training order
   * @throws IllegalStateException if a layer, or a mini-batch of it, was not pushed
   */
  public void complete(TrainingMoment moment, Partition labels, Segments sequences) {
    requireNonNull(moment, "moment must not be null");
    requireNonNull(labels, "labels must not be null");
    requireNonNull(sequences, "sequences must not be null");
    recording.add(moment.axis(), axis(moment).complete(moment, labels, sequences));
  }

  /**
   * Forgets what was pushed since the last moment that is complete, such as the mini-batches of an
   * epoch that is begun anew.
   *
   * @param axis a time axis
   */
  public void drop(TimeAxis axis) {
    requireNonNull(axis, "axis must not be null");
    Optional.ofNullable(axes.get(axis)).ifPresent(AxisRecorder::drop);
  }

  /**
   * Ends an epoch: with its weights, if the recording is saved. What is pushed afterwards is lost
   * if the run is cut off before the next one ends.
   *
   * @param epoch how many are finished; 0 before training
   * @param iteration mini-batches seen since the recording began
   * @throws IllegalStateException if a moment is not complete, or a later epoch has ended
   * @throws java.io.UncheckedIOException if a file cannot be written
   */
  public void endEpoch(int epoch, int iteration) {
    end(epoch, iteration, Optional.empty());
  }

  /**
   * Ends an epoch after which accuracy and loss were measured.
   *
   * @param iteration mini-batches seen since the recording began
   * @param measured with the number of the epoch
   * @throws IllegalStateException if a moment is not complete, or a later epoch has ended
   * @throws java.io.UncheckedIOException if a file cannot be written
   */
  public void endEpoch(int iteration, EpochMetrics measured) {
    requireNonNull(measured, "measured must not be null");
    end(measured.epoch(), iteration, Optional.of(measured));
  }

  private void end(int epoch, int iteration, Optional<EpochMetrics> measured) {
    requireComplete("end epoch " + epoch);
    if (epoch < lastEpoch) {
      throw new IllegalStateException(
          "Asked to end epoch %s, but epoch %s has ended. End epochs in the order of time."
              .formatted(epoch, lastEpoch));
    }
    lastEpoch = epoch;
    if (saving == null || epoch <= saving.start) {
      recording.endEpoch(epoch, measured);
      return;
    }
    // An epoch that is recorded always has its weights, whenever the program is killed.
    Checkpoint now = Checkpoint.save(saving.weights, epoch, iteration, saving.path);
    recording.endEpoch(epoch, measured);
    now.dropOthers(saving.path);
  }

  private void requireComplete(String asked) {
    for (AxisRecorder axis : axes.values()) {
      if (axis.now() != null) {
        throw new IllegalStateException(
            "Asked to %s, but %s is not complete. Call complete(...) first, or drop(...)."
                .formatted(asked, axis.now()));
      }
    }
  }

  /**
   * Ends the recording; weights beside it go.
   *
   * @return all of it; on disk if it was too large for the memory
   * @throws IllegalStateException if a moment is not complete
   * @throws IllegalArgumentException if there is none
   * @throws java.io.UncheckedIOException if a file cannot be written
   */
  public Recording finish() {
    requireComplete("finish the recording");
    Recording finished = recording.finish();
    if (saving != null) {
      Checkpoint.clear(saving.path);
    }
    return finished;
  }

  /**
   * Ends the recording before its time. One that is saved stays a {@code .part}, to be resumed.
   *
   * @return all epochs that have ended; its recipe says {@code stopped}
   * @throws IllegalStateException if none has
   * @throws java.io.UncheckedIOException if a file cannot be written
   */
  public Recording stop() {
    if (lastEpoch < 0) {
      throw new IllegalStateException(
          "Asked to stop the recording, but no epoch has ended, so that nothing is recorded. Run it again.");
    }
    return recording.stop(lastEpoch);
  }

  /**
   * Closes a recording that was not finished: one in memory is gone, one in a file is kept as
   * {@code .part}. Does nothing to one that was finished.
   */
  @Override
  public void close() {
    recording.close();
  }
}
