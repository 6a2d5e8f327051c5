package org.infoplane.capture;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.infoplane.capture.Checkpoints.Checkpoint;
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
 * Mutable: records the activations that a training program, of any framework, pushes. The program
 * pushes layer by layer, completes each moment, and ends epochs:
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
 * <p>On a probe (fixed examples, frozen weights) each layer is pushed once per moment. In training
 * order each push of a layer is its next mini-batch, and a moment is an epoch, completed with the
 * labels of all its samples. Layers may be pushed in any order; axes and epochs may be left out.
 *
 * <p>Rows are checked when pushed. Packed layers are encoded in chunks, and may be mapped from a
 * file larger than the heap; kept values are copied ({@link Values#kept}), so that the program may
 * reuse its array. A call that fails because of its arguments changes nothing, but if a discretizer
 * refuses a value, the moment is dropped. Not thread-safe.
 */
public final class RunRecorder implements AutoCloseable {

  private final RecordingBuilder recording;
  private final List<LayerInfo> layers;
  private final Keeping keeping;
  private final Budget budget;
  private final @Nullable Checkpoints checkpoints; // if the recording is saved
  private final @Nullable Checkpoint reached; // if it is resumed
  private final Map<TimeAxis, AxisRecorder> axes = new EnumMap<>(TimeAxis.class);
  private final int[] units;
  private int lastEpoch;

  private RunRecorder(
      List<LayerInfo> layers, Keeping keeping, Recipe recipe, @Nullable Checkpoints checkpoints) {
    this.layers = List.copyOf(requireNonNull(layers, "layers must not be null"));
    this.keeping = requireNonNull(keeping, "keeping must not be null");
    requireNames();
    Recipe whole = withDefaults(requireNonNull(recipe, "recipe must not be null"));
    this.checkpoints = checkpoints;
    this.reached = checkpoints == null ? null : checkpoints.reached(layers, keeping, whole);
    this.lastEpoch = reached == null ? -1 : reached.epoch();
    this.recording =
        checkpoints == null
            ? RecordingBuilder.of(layers, whole, keeping.folder())
            : RecordingBuilder.savingTo(checkpoints.recording(), layers, whole, lastEpoch);
    this.budget = new Budget(keeping);
    recording.resumedBytes().forEach(budget::resume);
    this.units = new int[layers.size()];
    axes.put(TimeAxis.TRAINING_ORDER, axis(TimeAxis.TRAINING_ORDER, 0));
  }

  /**
   * Starts a recording.
   *
   * @param layers from input to output, with distinct names; their units are ignored, the pushed
   *     rows count
   * @param keeping values, or the symbols that they are packed to
   * @param recipe how it is made, as far as the program knows; rules and versions are added
   * @return an empty recording
   * @throws IllegalArgumentException if two layers share a name, or {@code keeping} names a layer
   *     that is not recorded
   */
  public static RunRecorder of(List<LayerInfo> layers, Keeping keeping, Recipe recipe) {
    return new RunRecorder(layers, keeping, recipe, null);
  }

  /**
   * Starts a recording in a file, or resumes an interrupted one after the last epoch whose weights
   * were saved. An unfinished file has {@code .part} appended to its name, and weights beside it.
   *
   * @param layers as for {@link #of}
   * @param keeping values, or the symbols that they are packed to
   * @param recipe how it is made; the same if a recording is resumed
   * @param path of the finished recording
   * @param weights saved at the end of each epoch
   * @param start epochs finished before the recording began, 0 for a new network; their weights are
   *     not saved
   * @return an empty recording, or one up to {@link #resumedEpoch()}: then call {@link #restore()}
   * @throws IllegalArgumentException as for {@link #of}; also if the interrupted recording has
   *     another recipe or is damaged
   * @throws IllegalStateException if it has no weights or was fitted once, or if any process is
   *     writing a recording there
   * @throws java.io.UncheckedIOException if a file cannot be written
   */
  public static RunRecorder savingTo(
      List<LayerInfo> layers,
      Keeping keeping,
      Recipe recipe,
      Path path,
      Weights weights,
      int start) {
    requireNonNull(path, "path must not be null");
    requireNonNull(weights, "weights must not be null");
    return new RunRecorder(layers, keeping, recipe, new Checkpoints(path, weights, start));
  }

  private List<String> names() {
    return layers.stream().map(LayerInfo::name).toList();
  }

  /** Adds what is kept, and versions unless the program gave them. */
  private Recipe withDefaults(Recipe recipe) {
    Recipe more = keeping.addTo(recipe);
    return recipe.find(Fact.Version.class).isPresent()
        ? more
        : more.with(Fact.Version.infoplane()).with(Fact.Version.java());
  }

  private void requireNames() {
    List<String> names = names();
    if (new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException(
          "Layer names must be distinct, got %s. Rename layers that share a name."
              .formatted(names));
    }
    keeping.requireNames(layers);
  }

  /**
   * {@return the last finished epoch of an interrupted recording; empty if there is none}
   *
   * @param path as for {@link #savingTo}
   * @throws IllegalArgumentException if it is damaged
   */
  public static Optional<Integer> cutOff(Path path) {
    return RecordingBuilder.cutOff(path);
  }

  /**
   * Restores the weights of {@link #resumedEpoch()}, if there is one.
   *
   * @return whether there is one
   * @throws java.io.UncheckedIOException if they cannot be read
   */
  public boolean restore() {
    if (checkpoints == null || reached == null) {
      return false;
    }
    checkpoints.restore(reached);
    return true;
  }

  /** {@return the last recorded epoch of a resumed recording; empty for a new one} */
  public Optional<Integer> resumedEpoch() {
    return Optional.ofNullable(reached).map(Checkpoint::epoch);
  }

  /** {@return the mini-batches up to the end of {@link #resumedEpoch()}; 0 for a new recording} */
  public int resumedIteration() {
    return reached == null ? 0 : reached.iteration();
  }

  /**
   * Declares a probe, before it is pushed and before an epoch ends.
   *
   * @param axis {@link TimeAxis#PROBE} or {@link TimeAxis#TRAINING_PROBE}
   * @param inputs its examples grouped by their exact input
   * @throws IllegalArgumentException if the axis is not a probe
   * @throws IllegalStateException if it is declared already, or an epoch has ended
   */
  public void probe(TimeAxis axis, Partition inputs) {
    requireNonNull(axis, "axis must not be null");
    requireNonNull(inputs, "inputs must not be null");
    if (axis != TimeAxis.PROBE && axis != TimeAxis.TRAINING_PROBE) {
      throw new IllegalArgumentException(
          "axis must be PROBE or TRAINING_PROBE, got %s".formatted(axis.name()));
    }
    if (axes.containsKey(axis) || lastEpoch > resumedEpoch().orElse(-1)) {
      throw new IllegalStateException(
          "The %s is declared already, or an epoch has ended. Declare each probe once, before the first epoch ends."
              .formatted(axis));
    }
    recording.inputs(axis, inputs);
    axes.put(axis, axis(axis, inputs.samples()));
  }

  /**
   * Announces the number of moments, before the first one is complete, so that {@link
   * Keeping#budget} can decide at once whether all their values fit.
   *
   * @param axis a probe or the training order
   * @param moments of the whole recording, at least 1
   * @throws IllegalArgumentException if it is below 1
   */
  public void expect(TimeAxis axis, int moments) {
    requireNonNull(axis, "axis must not be null");
    Require.atLeast(1, "moments", moments);
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
   * Describes the network whose parameters are kept, before anything is pushed.
   *
   * @param kind class that reads the configuration
   * @param configuration in the format of its framework
   * @param examples of each probe, with their shape
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
   * Keeps the parameters of the network, once per moment.
   *
   * @param epoch number of finished epochs, 0 before training
   * @param iteration mini-batches since the recording began
   * @param parameters {@code 1 x n}, which must not change afterwards
   */
  public void parameters(int epoch, int iteration, Values parameters) {
    requireNonNull(parameters, "parameters must not be null");
    recording.parameters(new NetworkStates.State(epoch, iteration, () -> parameters));
  }

  /**
   * Pushes the activations of a layer.
   *
   * @param layer its name
   * @param rows {@code samples x units}: all examples of the probe, or the next mini-batch
   * @param moment when; the mini-batches of an epoch share its number
   * @throws IllegalArgumentException if there is no such layer, a value is NaN or infinite, samples
   *     or units differ from earlier pushes, or the first mini-batch is too small to fit a rule
   * @throws IllegalStateException if the probe was not declared, another moment of the axis is not
   *     complete, this one is not after the last, or the layer was pushed before
   */
  public void push(String layer, Values rows, TrainingMoment moment) {
    requireNonNull(layer, "layer must not be null");
    requireNonNull(rows, "rows must not be null");
    requireNonNull(moment, "moment must not be null");
    List<String> names = names();
    int index = names.indexOf(layer);
    if (index < 0) {
      throw new IllegalArgumentException(
          "No layer named \"%s\" is recorded. Recorded are %s. Push one of these."
              .formatted(layer, names));
    }
    if (units[index] > 0 && units[index] != rows.units()) {
      throw new IllegalArgumentException(
          "Layer \"%s\" must have %s units as before, got %s. Push the same units at each moment."
              .formatted(layer, units[index], rows.units()));
    }
    axis(moment).push(index, rows, moment);
    units[index] = rows.units();
  }

  private AxisRecorder axis(TrainingMoment moment) {
    AxisRecorder axis = axes.get(moment.axis());
    if (axis == null) {
      throw new IllegalStateException(
          "The %s was not declared. Call probe(axis, inputs) before the first push."
              .formatted(moment.axis()));
    }
    if (moment.epoch() < lastEpoch) {
      throw new IllegalStateException(
          "Moment \"%s\" is too late: epoch %s has ended. Push moments in chronological order."
              .formatted(moment, lastEpoch));
    }
    return axis;
  }

  /**
   * Completes a moment whose samples are not steps of sequences, see {@link
   * #complete(TrainingMoment, Partition, Segments)}.
   *
   * @param moment when; in training order its iteration is the last of the epoch
   * @param labels its samples grouped by label; one group if there are no classes
   */
  public void complete(TrainingMoment moment, Partition labels) {
    complete(moment, labels, Segments.whole());
  }

  /**
   * Completes a moment.
   *
   * @param moment when; in training order its iteration is the last of the epoch
   * @param labels its samples grouped by label; one group if there are no classes
   * @param sequences that the samples are steps of; no transition crosses their borders
   * @throws IllegalArgumentException if there are not as many labels as samples, a sequence begins
   *     after the last sample, or there are fewer than two samples in training order
   * @throws IllegalStateException if a layer, or a mini-batch of it, was not pushed
   */
  public void complete(TrainingMoment moment, Partition labels, Segments sequences) {
    requireNonNull(moment, "moment must not be null");
    requireNonNull(labels, "labels must not be null");
    requireNonNull(sequences, "sequences must not be null");
    recording.add(moment.axis(), axis(moment).complete(moment, labels, sequences));
  }

  /**
   * Drops what was pushed since the last complete moment, such as the mini-batches of an epoch that
   * is started again.
   *
   * @param axis a time axis
   */
  public void drop(TimeAxis axis) {
    requireNonNull(axis, "axis must not be null");
    Optional.ofNullable(axes.get(axis)).ifPresent(AxisRecorder::drop);
  }

  /**
   * Ends an epoch, and saves it with its weights if the recording is saved: an interrupted run
   * resumes from here.
   *
   * @param epoch number of finished epochs; 0 before training
   * @param iteration mini-batches since the recording began
   * @throws IllegalStateException if a moment is not complete, or a later epoch has ended
   * @throws java.io.UncheckedIOException if a file cannot be written
   */
  public void endEpoch(int epoch, int iteration) {
    end(epoch, iteration, Optional.empty());
  }

  /**
   * Ends an epoch whose accuracy and loss were measured, as {@link #endEpoch(int, int)}.
   *
   * @param iteration mini-batches since the recording began
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
          "Cannot end epoch %s after epoch %s. End epochs in chronological order."
              .formatted(epoch, lastEpoch));
    }
    lastEpoch = epoch;
    if (checkpoints == null || epoch <= checkpoints.start()) {
      recording.endEpoch(epoch, measured);
      return;
    }
    // In this order a recorded epoch has its weights, whenever the program is killed.
    Checkpoint now = checkpoints.save(epoch, iteration);
    recording.endEpoch(epoch, measured);
    checkpoints.deleteAllBut(now);
  }

  private void requireComplete(String step) {
    for (AxisRecorder axis : axes.values()) {
      if (axis.now() != null) {
        throw new IllegalStateException(
            "Cannot %s: moment \"%s\" is not complete. Call complete(...) or drop(...) first."
                .formatted(step, axis.now()));
      }
    }
  }

  /**
   * {@return all epochs that have ended, while more may follow. Immutable, and cheap: it shares
   * their snapshots with this recorder. Queries of it have no null unless one is chosen}
   *
   * @throws IllegalStateException if no epoch has ended
   * @throws IllegalArgumentException if none of them was recorded
   */
  public Recording soFar() {
    requireEnded();
    return recording.soFar();
  }

  private void requireEnded() {
    if (lastEpoch < 0) {
      throw new IllegalStateException("No epoch has ended, so nothing is recorded. Run it again.");
    }
  }

  /**
   * Finishes the recording, and deletes the weights beside it.
   *
   * @return the recording, on disk if it exceeds the memory
   * @throws IllegalStateException if a moment is not complete
   * @throws IllegalArgumentException if nothing was recorded
   * @throws java.io.UncheckedIOException if a file cannot be written
   */
  public Recording finish() {
    requireComplete("finish the recording");
    Recording finished = recording.finish();
    if (checkpoints != null) {
      checkpoints.deleteAllBut(null);
    }
    return finished;
  }

  /**
   * Stops the recording early. A saved one stays a {@code .part}, which can be resumed.
   *
   * @return all epochs that have ended; its recipe says {@code stopped}
   * @throws IllegalStateException if no epoch has ended
   * @throws java.io.UncheckedIOException if a file cannot be written
   */
  public Recording stop() {
    requireEnded();
    return recording.stop(lastEpoch);
  }

  /**
   * Closes an unfinished recording: in memory it is lost, in a file it stays a {@code .part}. Has
   * no effect on a finished one.
   */
  @Override
  public void close() {
    recording.close();
  }
}
