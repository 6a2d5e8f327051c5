package org.infoplane.capture.dl4j;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.infoplane.capture.Keeping;
import org.infoplane.capture.Schedule;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Sequences;
import org.infoplane.recording.TimeAxis;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Says what to record of a network, then records it while it trains. Immutable: each step returns a
 * new one.
 *
 * <p>Without any step it records the values of all layers, input and output included, in training
 * order; beyond 1 GiB it packs them to symbols, see {@link Keeping}. Feature maps, {@code
 * [examples, channels, height, width]}, are recorded as one unit a channel, the mean of the map,
 * but with {@link #featureMaps}.
 *
 * <p>Recording does not disturb training: the weights are the same, bit by bit, with and without.
 */
public final class LayerCapture {

  // Read by Session, which does what is asked here.
  final NetworkAdapter network;

  // Set in the step that makes a copy, never after it is returned.
  NetworkLayers layers;
  boolean trainingOrder;
  @Nullable DataSet probe;
  @Nullable DataSet trainingProbe;
  Schedule epochs = Schedule.every();
  @Nullable Schedule iterations;
  @Nullable Path path;
  Keeping keeping = Keeping.defaults();
  boolean weights;
  @Nullable DataSet train;
  @Nullable DataSet test;
  @Nullable Labelling labelling;
  int start;

  private LayerCapture(NetworkAdapter network) {
    this.network = network;
    this.layers = NetworkLayers.of(network);
  }

  private LayerCapture(LayerCapture from) {
    network = from.network;
    layers = from.layers;
    trainingOrder = from.trainingOrder;
    probe = from.probe;
    trainingProbe = from.trainingProbe;
    epochs = from.epochs;
    iterations = from.iterations;
    path = from.path;
    keeping = from.keeping;
    weights = from.weights;
    train = from.train;
    test = from.test;
    labelling = from.labelling;
    start = from.start;
  }

  private LayerCapture copy(Consumer<LayerCapture> step) {
    LayerCapture next = new LayerCapture(this);
    step.accept(next);
    return next;
  }

  /**
   * Starts from a network.
   *
   * @param network initialised, with at least one layer before the output layer
   * @return records all layers in training order
   * @throws IllegalStateException if the network is not initialised
   * @throws IllegalArgumentException if it has one layer only
   */
  public static LayerCapture of(MultiLayerNetwork network) {
    return new LayerCapture(
        new NetworkAdapter.Chain(requireNonNull(network, "network must not be null")));
  }

  /**
   * Starts from a graph of one input and one output. Vertices that join layers are recorded too.
   *
   * @param network initialised
   * @return records all layers in training order
   * @throws IllegalStateException if the network is not initialised
   * @throws IllegalArgumentException if it has several inputs or outputs, or one layer only
   */
  public static LayerCapture of(ComputationGraph network) {
    return new LayerCapture(
        new NetworkAdapter.Graph(requireNonNull(network, "network must not be null")));
  }

  /**
   * Records some layers only.
   *
   * @param names as DL4J shows them, in any order; {@code input} is what goes in; at least one
   * @return a new capture
   * @throws IllegalArgumentException if the network has no layer of that name, or none is named
   */
  public LayerCapture layers(String... names) {
    requireNonNull(names, "names must not be null");
    return copy(next -> next.layers = layers.only(List.of(names)));
  }

  /**
   * Records the layers of some types only.
   *
   * @param types such as {@code dense}, {@code convolution}, {@code output}, {@code input}
   * @return a new capture
   * @throws IllegalArgumentException if no layer is of these types
   */
  public LayerCapture layersOfType(String... types) {
    requireNonNull(types, "types must not be null");
    LayerCapture next = new LayerCapture(this);
    List<String> wanted = List.of(types);
    next.layers = layers.only(info -> wanted.contains(info.type()), "of type " + wanted);
    return next;
  }

  /**
   * Records the layers of some indices only.
   *
   * @param indices 0 is the input, the others follow as DL4J orders them
   * @return a new capture
   * @throws IllegalArgumentException if there is no such layer, or none is named
   */
  public LayerCapture layersAt(int... indices) {
    requireNonNull(indices, "indices must not be null");
    return copy(next -> next.layers = layers.at(indices));
  }

  /**
   * Records the layers that fit.
   *
   * @param wanted asked with name, type, units (0 if not known yet) and inputs of each layer
   * @return a new capture
   * @throws IllegalArgumentException if none does
   */
  public LayerCapture layersWhere(Predicate<LayerInfo> wanted) {
    requireNonNull(wanted, "wanted must not be null");
    return copy(next -> next.layers = layers.only(wanted, "that fit the predicate"));
  }

  /**
   * Records values before the activation function: the authors' thresholds are meant for logits.
   *
   * @param names of layers; none for all that have an activation function
   * @return a new capture
   * @throws IllegalArgumentException if there is no such layer, or it has no such function
   */
  public LayerCapture preActivations(String... names) {
    requireNonNull(names, "names must not be null");
    return copy(next -> next.layers = layers.beforeActivation(List.of(names)));
  }

  /**
   * Chooses what is kept of the activations: values, which any question can be asked of afterwards,
   * or symbols.
   *
   * @param chosen such as {@code values()} or {@code symbols(median())}; values within 1 GiB by
   *     default, see {@link Keeping}
   * @return a new capture
   * @throws IllegalArgumentException if it names a layer that is not recorded
   */
  public LayerCapture keeping(Keeping chosen) {
    requireNonNull(chosen, "chosen must not be null");
    chosen.requireNames(layers.infos());
    return copy(next -> next.keeping = chosen);
  }

  /**
   * {@return a new capture that keeps the weights at each recorded moment too, and the examples of
   * the probe: {@code networkAt(run, epoch)} gives the network back}
   */
  public LayerCapture keepingWeights() {
    return copy(next -> next.weights = true);
  }

  /**
   * Says what of sequences is recorded; needed for recurrent layers.
   *
   * @param which the last step, or every step
   * @return a new capture
   */
  public LayerCapture sequences(Sequences which) {
    requireNonNull(which, "which must not be null");
    return copy(next -> next.layers = layers.sequences(which));
  }

  /**
   * Records some epochs only; on the probe also the state before training.
   *
   * @param which such as {@link Schedule#logSpaced}; every one by default
   * @return a new capture
   */
  public LayerCapture epochs(Schedule which) {
    requireNonNull(which, "which must not be null");
    return copy(next -> next.epochs = which);
  }

  /**
   * Looks at the probe also after some mini-batches, counted from 1 over all epochs: most happens
   * in the first ones.
   *
   * @param which such as {@link Schedule#logSpaced}; none by default
   * @return a new capture, which needs {@link #onProbe}
   */
  public LayerCapture iterations(Schedule which) {
    requireNonNull(which, "which must not be null");
    return copy(next -> next.iterations = which);
  }

  /**
   * Saves while it records: after each epoch what was recorded so far is in the file, and the
   * weights are beside it. Until training has ended the file has {@code .part} behind its name; a
   * finished file of that name is replaced then. If there is such a part, from a kernel that was
   * killed or a cell that was interrupted, {@link #whileTraining(DataSetIterator, int)} takes its
   * weights and goes on after its last epoch. Pass a new iterator: if its order depends on how
   * often it was reset, the batches are those that would have followed. A dropout draws other
   * numbers.
   *
   * @param file where the recording will be
   * @return a new capture
   */
  public LayerCapture savingTo(Path file) {
    requireNonNull(file, "file must not be null");
    return copy(next -> next.path = file);
  }

  /**
   * Chooses which units of convolution layers are recorded.
   *
   * @param reduction such as {@link FeatureMaps#sampled}; {@link FeatureMaps#channelMean()} by
   *     default
   * @return a new capture
   */
  public LayerCapture featureMaps(FeatureMaps reduction) {
    requireNonNull(reduction, "reduction must not be null");
    return copy(next -> next.layers = layers.reducing(reduction));
  }

  /**
   * Records every sample in the order in which the network sees it, in mini-batches, during the
   * training pass: each layer as the next one receives it, dropout on, the output layer without a
   * dropout of its own.
   *
   * @return a new capture
   */
  public LayerCapture inTrainingOrder() {
    return copy(next -> next.trainingOrder = true);
  }

  /**
   * Records a fixed set of examples with frozen weights, before training and after each epoch. The
   * mutual-information plane needs it. May be combined with {@link #inTrainingOrder()}.
   *
   * <p>Labels are the Y of I(T;Y) if they are classes: one-hot, {@code [examples, classes]}, class
   * numbers from 0 of a softmax output or a sparse loss, or 0 and 1 of a single output, {@code
   * [examples, 1]}; of sequences also {@code [examples, columns, steps]}. Others have no I(T;Y),
   * but with {@link #labelling(Labelling)}. The recipe says how they were understood.
   *
   * @param examples features as the network takes them, and labels, at least two examples
   * @return a new capture
   * @throws IllegalArgumentException if there are fewer than two examples, no labels, a label is
   *     NaN or infinite, or the network cannot take the features
   */
  public LayerCapture onProbe(DataSet examples) {
    requireNonNull(examples, "examples must not be null");
    Examples.require(examples, "onProbe(examples)", 2);
    network.requireTakes(examples, "onProbe(examples)");
    return copy(next -> next.probe = examples);
  }

  /**
   * Records two fixed sets, such as training and test examples, each as {@link #onProbe(DataSet)}
   * does: planes of both from one run.
   *
   * @param trainExamples on the axis {@link TimeAxis#TRAINING_PROBE}
   * @param testExamples on the axis {@link TimeAxis#PROBE}, which queries take by default
   * @return a new capture
   * @throws IllegalArgumentException as {@link #onProbe(DataSet)}
   */
  public LayerCapture onProbe(DataSet trainExamples, DataSet testExamples) {
    requireNonNull(trainExamples, "trainExamples must not be null");
    requireNonNull(testExamples, "testExamples must not be null");
    Examples.require(trainExamples, "onProbe(train, ...)", 2);
    network.requireTakes(trainExamples, "onProbe(train, ...)");
    LayerCapture next = onProbe(testExamples);
    next.trainingProbe = trainExamples;
    return next;
  }

  /**
   * Says which labels count as equal, the groups Y of I(T;Y): for regression targets, autoencoders
   * and several labels at once. Classes need none. Accuracy stays as it is.
   *
   * @param groups such as {@code Labelling.quantiles(4, train)}
   * @return a new capture
   */
  public LayerCapture labelling(Labelling groups) {
    requireNonNull(groups, "groups must not be null");
    return copy(next -> next.labelling = groups);
  }

  /**
   * Groups labels by a function of yours, as {@link Labelling#by} does.
   *
   * @param groupOf gives the group of a label row, {@code double[columns]}, such as {@code y ->
   *     y[0] > 0.5}; groups are told apart by {@code equals}
   * @return a new capture
   */
  public LayerCapture labelling(Function<double[], ?> groupOf) {
    return labelling(Labelling.by(requireNonNull(groupOf, "groupOf must not be null")));
  }

  /**
   * Goes on counting epochs of a network that has been trained before: this recording begins at
   * this epoch, and its first epoch is the next one. {@link #epochs} is asked with the same
   * numbers; mini-batches are counted from 1 again.
   *
   * @param epoch finished before, at least 0; 0 by default
   * @return a new capture
   * @throws IllegalArgumentException if it is below 0
   */
  public LayerCapture countingFrom(int epoch) {
    if (epoch < 0) {
      throw new IllegalArgumentException(
          "Asked to count from epoch %s. Pass the number of finished epochs, at least 0."
              .formatted(epoch));
    }
    return copy(next -> next.start = epoch);
  }

  /**
   * Measures accuracy and loss on two sets, before training and after each epoch. Accuracy is that
   * of DL4J's {@code Evaluation}: the share of examples, of sequences of steps, whose largest
   * output is their class, or whose single output is above 0.5 just where the label is 1. If labels
   * are not classes, as {@link #onProbe(DataSet)} tells them, accuracy is NaN.
   *
   * @param trainExamples examples that the network trains on, or some of them
   * @param testExamples examples that it never trains on
   * @return a new capture
   * @throws IllegalArgumentException if a set is empty, has no labels, a label is NaN or infinite
   *     or no number of a class where the loss takes these, or the network cannot take a set
   */
  public LayerCapture evaluating(DataSet trainExamples, DataSet testExamples) {
    requireNonNull(trainExamples, "trainExamples must not be null");
    requireNonNull(testExamples, "testExamples must not be null");
    Examples.require(trainExamples, "evaluating(train, ...)", 1);
    Examples.require(testExamples, "evaluating(..., test)", 1);
    network.requireTakes(trainExamples, "evaluating(train, ...)");
    network.requireTakes(testExamples, "evaluating(..., test)");
    network.requireScores(trainExamples, "evaluating(train, ...)");
    network.requireScores(testExamples, "evaluating(..., test)");
    LayerCapture next = new LayerCapture(this);
    next.train = trainExamples;
    next.test = testExamples;
    return next;
  }

  /**
   * Records the network as it is, without training: one moment, epoch 0 or that of {@link
   * #countingFrom}.
   *
   * @return the recording
   * @throws IllegalStateException if there is no probe, or training order was asked for
   * @throws IllegalArgumentException if an activation is NaN or infinite
   */
  public Recording now() {
    return new Session(this, true).now();
  }

  /**
   * Trains and records. The network's listeners are what they were afterwards, whatever happens. If
   * the cell is interrupted, the epochs that were finished are returned, and the recipe says {@code
   * stopped}.
   *
   * @param examples what to train on; more than one epoch needs an iterator that can be reset
   * @param epochs how often in all, at least 1
   * @return the recording
   * @throws IllegalStateException if no epoch was finished
   * @throws IllegalArgumentException if an activation is NaN or infinite, batches have no labels or
   *     cannot be reset, no epoch is among those asked for, or an interrupted recording cannot be
   *     resumed
   */
  public Recording whileTraining(DataSetIterator examples, int epochs) {
    requireNonNull(examples, "examples must not be null");
    requireSome(epochs);
    return new Session(this, false).record(examples, epochs);
  }

  /**
   * Records while a loop of yours trains the network: {@code oneEpoch} is called so many times, and
   * each call is one epoch, whatever it does. {@code network.fit(DataSet)} is enough, and an epoch
   * that DL4J counts by itself, in {@code network.fit(iterator)}, is not counted twice. The
   * network's listeners are what they were afterwards, whatever happens. If the cell is
   * interrupted, the epochs that were finished are returned, and the recipe says {@code stopped}.
   *
   * @param oneEpoch trains the network for an epoch
   * @param epochs how often to call it, at least 1
   * @return the recording
   * @throws IllegalStateException if a recording that was cut off is where this one is to be saved
   * @throws IllegalArgumentException if an activation is NaN or infinite, or no epoch is among
   *     those asked for
   */
  public Recording whileTraining(Runnable oneEpoch, int epochs) {
    requireNonNull(oneEpoch, "oneEpoch must not be null");
    requireSome(epochs);
    return new Session(this, false).record(oneEpoch, epochs);
  }

  /**
   * Records while any code of yours trains the network, by {@code network.fit(iterator, epochs)}.
   * The network's listeners are what they were afterwards, whatever happens.
   *
   * @param training trains the network; epochs are those of the network's own listener calls
   * @return the recording
   * @throws IllegalStateException if no epoch was finished, none was among those asked for, or a
   *     recording that was cut off is where this one is to be saved
   * @throws IllegalArgumentException if an activation is NaN or infinite
   */
  public Recording whileTraining(Runnable training) {
    requireNonNull(training, "training must not be null");
    return new Session(this, false).record(training);
  }

  private static void requireSome(int epochs) {
    if (epochs < 1) {
      throw new IllegalArgumentException(
          "Asked to train for %s epochs. Pass at least 1.".formatted(epochs));
    }
  }
}
