package org.infoplane.capture.dl4j;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.infoplane.capture.Keeping;
import org.infoplane.capture.Schedule;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.LiveFigure;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Sequences;
import org.infoplane.recording.TimeAxis;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/**
 * Configures what to record of a network, and records it during training. Immutable: each step
 * returns a new one.
 *
 * <p>By default it records the values of all layers, including input and output, in training order;
 * beyond 1 GiB it packs them to symbols, see {@link Keeping}. Feature maps, {@code [examples,
 * channels, height, width]}, are recorded as one unit per channel, the mean of the map, see {@link
 * #featureMaps}.
 *
 * <p>Recording does not disturb training: the weights are bit-identical with and without it.
 */
public final class LayerCapture {

  // Fields are read by Session, and set only before a new copy is returned.
  NetworkAdapter network;
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
  @Nullable Function<? super Recording, ?> picture;
  Supplier<LiveFigure> screen = LiveFigure::ofNotebook;
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
    picture = from.picture;
    screen = from.screen;
    start = from.start;
  }

  private LayerCapture copy(Consumer<LayerCapture> step) {
    LayerCapture next = new LayerCapture(this);
    step.accept(next);
    return next;
  }

  /**
   * {@return a capture of all layers of a network, in training order}
   *
   * @param network initialised, with at least one layer before the output layer
   * @throws IllegalStateException if the network is not initialised
   * @throws IllegalArgumentException if it has one layer only
   */
  public static LayerCapture of(MultiLayerNetwork network) {
    return new LayerCapture(
        new NetworkAdapter(requireNonNull(network, "network must not be null")));
  }

  /**
   * {@return a capture of all layers of a graph, in training order, and of the vertices that join
   * them}
   *
   * @param network initialised, with one input; of several outputs choose one, {@link #output}
   * @throws IllegalStateException if the network is not initialised
   * @throws IllegalArgumentException if it has several inputs, or one layer only
   */
  public static LayerCapture of(ComputationGraph network) {
    return new LayerCapture(
        new NetworkAdapter(requireNonNull(network, "network must not be null")));
  }

  /**
   * {@return a capture of all layers of a Keras 2 model, in training order: those of its file, by
   * their names in Keras}
   *
   * <p>Needs the library {@code org.deeplearning4j:deeplearning4j-modelimport}. Activations are
   * those of Keras. Training goes on with the loss and the optimiser that the model was compiled
   * with, the optimiser fresh, and with dropout drawn by seed 0; a loss on logits adds a layer
   * after these, such as {@code logits_softmax}. {@code keepingWeights()} and {@code networkAt(run,
   * epoch)}, or {@code graphAt}, give the network.
   *
   * @param kerasModel an HDF5 file, saved by {@code model.save("model.h5")}
   * @throws IllegalStateException if that library is not on the class path
   * @throws IllegalArgumentException if it is no such file, or has something that Deeplearning4j
   *     cannot import
   */
  public static LayerCapture of(Path kerasModel) {
    requireNonNull(kerasModel, "kerasModel must not be null");
    return new LayerCapture(new NetworkAdapter(KerasFile.read(kerasModel)));
  }

  /**
   * {@return a new capture of the named layers only}
   *
   * @param names in DL4J, in any order, at least one; {@code input} is the input
   * @throws IllegalArgumentException if the network has no layer of that name, or none is named
   */
  public LayerCapture layers(String... names) {
    requireNonNull(names, "names must not be null");
    return copy(next -> next.layers = layers.only(List.of(names)));
  }

  /**
   * {@return a new capture of a graph with several outputs, whose labels, accuracy, loss and I(T;Y)
   * are those of one of them}
   *
   * <p>All layers are recorded, this output last. {@link #onProbe} and {@link #evaluating} take
   * examples with the labels of this output, training batches have those of all: {@link
   * #whileTraining(MultiDataSetIterator, int)}.
   *
   * @param name of an output
   * @throws IllegalArgumentException if the network has no output of that name
   */
  public LayerCapture output(String name) {
    NetworkAdapter chosen = network.output(requireNonNull(name, "name must not be null"));
    if (train != null && test != null) {
      chosen.requireScores(train, "evaluating(train, ...)");
      chosen.requireScores(test, "evaluating(..., test)");
    }
    return copy(
        next -> {
          next.network = chosen;
          next.layers = layers.ofOutput(chosen);
        });
  }

  /**
   * {@return a new capture of the layers of some types only}
   *
   * @param types such as {@code dense}, {@code convolution}, {@code output}, {@code input}
   * @throws IllegalArgumentException if no layer is of these types
   */
  public LayerCapture layersOfType(String... types) {
    requireNonNull(types, "types must not be null");
    List<String> wanted = List.of(types);
    return copy(
        next ->
            next.layers = layers.only(info -> wanted.contains(info.type()), "of type " + wanted));
  }

  /**
   * {@return a new capture of the layers at some indices only}
   *
   * @param indices 0 is the input, the others follow in DL4J's order
   * @throws IllegalArgumentException if there is no such layer, or no index is given
   */
  public LayerCapture layersAt(int... indices) {
    requireNonNull(indices, "indices must not be null");
    return copy(next -> next.layers = layers.at(indices));
  }

  /**
   * {@return a new capture of the layers that satisfy a predicate}
   *
   * @param wanted tests name, type, units (0 if not known yet) and inputs of a layer
   * @throws IllegalArgumentException if no layer does
   */
  public LayerCapture layersWhere(Predicate<LayerInfo> wanted) {
    requireNonNull(wanted, "wanted must not be null");
    return copy(next -> next.layers = layers.only(wanted, "that satisfy the predicate"));
  }

  /**
   * {@return a new capture of the values before the activation function, such as the logits for
   * which {@code Discretizer.authorsLogits()} is meant}
   *
   * @param names of layers; none for all that have an activation function
   * @throws IllegalArgumentException if there is no such layer, or it has no activation function
   */
  public LayerCapture preActivations(String... names) {
    requireNonNull(names, "names must not be null");
    return copy(next -> next.layers = layers.beforeActivation(List.of(names)));
  }

  /**
   * {@return a new capture that keeps values, for any later query, or symbols}
   *
   * @param chosen such as {@code values()} or {@code symbols(median())}; values within 1 GiB by
   *     default, see {@link Keeping}
   * @throws IllegalArgumentException if it names a layer that is not recorded
   */
  public LayerCapture keeping(Keeping chosen) {
    requireNonNull(chosen, "chosen must not be null");
    chosen.requireNames(layers.infos());
    return copy(next -> next.keeping = chosen);
  }

  /**
   * {@return a new capture that also keeps the weights at each recorded moment, and the examples of
   * the probe, for {@code networkAt(run, epoch)}, interventions and knock-outs}
   */
  public LayerCapture keepingWeights() {
    return copy(next -> next.weights = true);
  }

  /**
   * {@return a new capture of some steps of sequences; needed for recurrent layers}
   *
   * @param which the last step, or every step
   */
  public LayerCapture sequences(Sequences which) {
    requireNonNull(which, "which must not be null");
    return copy(next -> next.layers = layers.sequences(which));
  }

  /**
   * {@return a new capture of some epochs only; on the probe also of the state before training}
   *
   * @param which such as {@link Schedule#logSpaced}; every one by default
   */
  public LayerCapture epochs(Schedule which) {
    requireNonNull(which, "which must not be null");
    return copy(next -> next.epochs = which);
  }

  /**
   * {@return a new capture that also records the probe after some mini-batches; needs {@link
   * #onProbe}}
   *
   * @param which such as {@link Schedule#logSpaced}; mini-batches are counted from 1 over all
   *     epochs
   */
  public LayerCapture iterations(Schedule which) {
    requireNonNull(which, "which must not be null");
    return copy(next -> next.iterations = which);
  }

  /**
   * {@return a new capture that saves the recording, and the weights beside it, after each epoch}
   *
   * <p>Until training ends the file has {@code .part} appended to its name; then it replaces any
   * file of that name. If there is a {@code .part}, left by a killed kernel or an interrupted cell,
   * {@link #whileTraining(DataSetIterator, int)} restores its weights and resumes after its last
   * epoch. Pass a new iterator: it is reset once per finished epoch, so that seeded orders
   * continue. Dropout draws other random numbers than an uninterrupted run.
   *
   * @param file of the finished recording
   */
  public LayerCapture savingTo(Path file) {
    requireNonNull(file, "file must not be null");
    return copy(next -> next.path = file);
  }

  /**
   * {@return a new capture with another reduction of feature maps to units}
   *
   * @param reduction such as {@link FeatureMaps#sampled}; {@link FeatureMaps#channelMean()} by
   *     default
   */
  public LayerCapture featureMaps(FeatureMaps reduction) {
    requireNonNull(reduction, "reduction must not be null");
    return copy(next -> next.layers = layers.reducing(reduction));
  }

  /**
   * {@return a new capture of every sample in training order, taken from the training pass: each
   * layer as the next one receives it, with dropout; the output layer without its own dropout}
   */
  public LayerCapture inTrainingOrder() {
    return copy(next -> next.trainingOrder = true);
  }

  /**
   * {@return a new capture of a fixed set of examples with frozen weights, before training and
   * after each epoch, as the mutual-information plane needs it}
   *
   * <p>May be combined with {@link #inTrainingOrder()}. Labels are the Y of I(T;Y) if they are
   * classes: one-hot, {@code [examples, classes]}; class numbers from 0, {@code [examples, 1]}, for
   * a softmax output or a sparse loss; 0 and 1 for a single sigmoid output; for sequences also
   * {@code [examples, columns, steps]}. Other labels need {@link #labelling(Labelling)}. The recipe
   * says how labels were interpreted.
   *
   * @param examples features and labels, at least two examples
   * @throws IllegalArgumentException if there are fewer than two examples, no labels, a label is
   *     NaN or infinite, or the network does not accept the features
   */
  public LayerCapture onProbe(DataSet examples) {
    requireNonNull(examples, "examples must not be null");
    Examples.require(examples, "onProbe(examples)", 2);
    network.requireTakes(examples, "onProbe(examples)");
    return copy(next -> next.probe = examples);
  }

  /**
   * {@return a new capture of two fixed sets, each as by {@link #onProbe(DataSet)}}
   *
   * @param trainExamples on the axis {@link TimeAxis#TRAINING_PROBE}
   * @param testExamples on the axis {@link TimeAxis#PROBE}, which queries take by default
   * @throws IllegalArgumentException as for {@link #onProbe(DataSet)}
   */
  public LayerCapture onProbe(DataSet trainExamples, DataSet testExamples) {
    requireNonNull(trainExamples, "trainExamples must not be null");
    requireNonNull(testExamples, "testExamples must not be null");
    Examples.require(trainExamples, "onProbe(train, ...)", 2);
    network.requireTakes(trainExamples, "onProbe(train, ...)");
    return onProbe(testExamples).copy(next -> next.trainingProbe = trainExamples);
  }

  /**
   * {@return a new capture with other groups of labels, the Y of I(T;Y), for labels that are not
   * classes; accuracy does not depend on them}
   *
   * @param groups such as {@code Labelling.quantiles(4, train)}
   */
  public LayerCapture labelling(Labelling groups) {
    requireNonNull(groups, "groups must not be null");
    return copy(next -> next.labelling = groups);
  }

  /**
   * {@return a new capture with labels grouped by a function, see {@link Labelling#by}}
   *
   * @param groupOf returns the group of a label row, {@code double[columns]}, such as {@code y ->
   *     y[0] > 0.5}; groups are compared by {@code equals}
   */
  public LayerCapture labelling(Function<double[], ?> groupOf) {
    return labelling(Labelling.by(requireNonNull(groupOf, "groupOf must not be null")));
  }

  /**
   * {@return a new capture that counts epochs, also for {@link #epochs}, from an earlier training
   * of the network; mini-batches are counted from 1 again}
   *
   * @param epoch number of epochs finished before, at least 0; 0 by default
   * @throws IllegalArgumentException if it is below 0
   */
  public LayerCapture countingFrom(int epoch) {
    Require.atLeast(0, "epoch", epoch);
    return copy(next -> next.start = epoch);
  }

  /**
   * {@return a new capture that measures accuracy and loss on two sets, before training and after
   * each epoch}
   *
   * <p>Accuracy is that of DL4J's {@code Evaluation}: the share of examples (of steps, for
   * sequences) whose largest output is their class, or whose single output exceeds 0.5 exactly if
   * the label is 1. It is NaN if labels are not classes, see {@link #onProbe(DataSet)}.
   *
   * @param trainExamples examples that the network trains on, or some of them
   * @param testExamples examples that it never trains on
   * @throws IllegalArgumentException if a set is empty or has no labels, a label is NaN, infinite
   *     or not the class number that the loss takes, or the network does not accept a set
   */
  public LayerCapture evaluating(DataSet trainExamples, DataSet testExamples) {
    requireNonNull(trainExamples, "trainExamples must not be null");
    requireNonNull(testExamples, "testExamples must not be null");
    requireScores(trainExamples, "evaluating(train, ...)");
    requireScores(testExamples, "evaluating(..., test)");
    return copy(
        next -> {
          next.train = trainExamples;
          next.test = testExamples;
        });
  }

  private void requireScores(DataSet examples, String where) {
    Examples.require(examples, where, 1);
    network.requireTakes(examples, where);
    network.requireScores(examples, where);
  }

  /**
   * {@return a new capture that shows a figure while {@code whileTraining} runs in a notebook,
   * drawn again in place as epochs are recorded; elsewhere it has no effect}
   *
   * <p>It is drawn beside the training by a thread of its own, at most once a second and in at most
   * 5 % of the processors' time, and once more at the end. The recording so far has no null unless
   * the function chooses one: {@code run -> plotPlane(transferEntropy(run).against(...))}. An error
   * of the function is shown in place of the figure, and training goes on.
   *
   * @param figure makes what is shown, such as {@code run -> plotPlane(run)}, from the epochs
   *     recorded so far, which it may keep
   */
  public LayerCapture showing(Function<? super Recording, ?> figure) {
    requireNonNull(figure, "figure must not be null");
    return copy(next -> next.picture = figure);
  }

  /** On a screen of a test. */
  LayerCapture on(LiveFigure other) {
    return copy(next -> next.screen = () -> other);
  }

  /**
   * {@return a recording of the network as it is, without training: one moment, at epoch 0 or that
   * of {@link #countingFrom}}
   *
   * @throws IllegalStateException if there is no probe, training order or iterations are set, or no
   *     output of several is chosen
   * @throws IllegalArgumentException if an activation is NaN or infinite
   */
  public Recording now() {
    return new Session(this, true).now();
  }

  /**
   * Trains the network and records it. The network's listeners are restored afterwards. If the cell
   * is interrupted, the recording has the finished epochs, and its recipe says {@code stopped}.
   *
   * @param examples training mini-batches; an iterator that can be reset if epochs are more than 1
   * @param epochs total number, at least 1
   * @return the recording
   * @throws IllegalStateException if no epoch was finished, or an interrupted recording cannot be
   *     resumed
   * @throws IllegalArgumentException if an activation is NaN or infinite, batches have no labels or
   *     cannot be reset, no epoch is in the schedule, or an interrupted recording was made
   *     differently
   */
  public Recording whileTraining(DataSetIterator examples, int epochs) {
    requireNonNull(examples, "examples must not be null");
    Require.atLeast(1, "epochs", epochs);
    return new Session(this, false).record(examples, epochs);
  }

  /**
   * Trains a graph with several outputs and records it, as {@link #whileTraining(DataSetIterator,
   * int)}.
   *
   * @param examples training mini-batches with labels of each output; an iterator that can be reset
   *     if epochs are more than 1
   * @param epochs total number, at least 1
   * @return the recording
   * @throws IllegalStateException if no output is chosen, no epoch was finished, or an interrupted
   *     recording cannot be resumed
   * @throws IllegalArgumentException as for {@link #whileTraining(DataSetIterator, int)}, or if the
   *     network is no graph
   */
  public Recording whileTraining(MultiDataSetIterator examples, int epochs) {
    requireNonNull(examples, "examples must not be null");
    Require.atLeast(1, "epochs", epochs);
    return new Session(this, false).record(examples, epochs);
  }

  /**
   * Records the network while your code trains it, one call per epoch. Each call counts as one
   * epoch, whether it calls {@code network.fit(DataSet)} or {@code network.fit(iterator)}.
   * Listeners and interruption are as for {@link #whileTraining(DataSetIterator, int)}.
   *
   * @param oneEpoch trains the network for an epoch
   * @param epochs number of calls, at least 1
   * @return the recording
   * @throws IllegalStateException if no epoch was finished, or there is an interrupted recording at
   *     the file to save to
   * @throws IllegalArgumentException if an activation is NaN or infinite, an epoch has no
   *     mini-batch, or no epoch is in the schedule
   */
  public Recording whileTraining(Runnable oneEpoch, int epochs) {
    requireNonNull(oneEpoch, "oneEpoch must not be null");
    Require.atLeast(1, "epochs", epochs);
    return new Session(this, false).record(oneEpoch, epochs);
  }

  /**
   * Records the network while your code trains it with {@code network.fit(iterator, epochs)}.
   * Listeners and interruption are as for {@link #whileTraining(DataSetIterator, int)}.
   *
   * @param training trains the network; epochs are those that DL4J reports to listeners
   * @return the recording
   * @throws IllegalStateException if no epoch was finished or none is in the schedule, or there is
   *     an interrupted recording at the file to save to
   * @throws IllegalArgumentException if an activation is NaN or infinite
   */
  public Recording whileTraining(Runnable training) {
    requireNonNull(training, "training must not be null");
    return new Session(this, false).record(training);
  }
}
