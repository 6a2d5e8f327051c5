package org.infoplane.capture;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.Discretizer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Says what to record of a network, then records it while it trains. Immutable: each step returns a
 * new one.
 *
 * <p>Without any step it records all layers, input and output included, in training order, each
 * unit 1 if it is above its median. Feature maps, {@code [examples, channels, height, width]}, are
 * recorded as one unit a channel, the mean of the map, but with {@link #featureMaps}.
 *
 * <p>Recording does not disturb training: the weights are the same, bit by bit, with and without.
 */
public final class LayerCapture {

  // Read by Session, which does what is asked here.
  final Net network;

  // Set in the step that makes a copy, never after it is returned.
  NetworkLayers layers;
  boolean trainingOrder;
  @Nullable DataSet probe;
  @Nullable DataSet trainingProbe;
  Schedule epochs = Schedule.every();
  @Nullable Schedule iterations;
  @Nullable Path path;
  Discretizer rule = Discretizer.median();
  Map<String, Discretizer> ruleOfLayer = Map.of();
  Discretizer bins = Discretizer.equalWidth(30);
  boolean fitOnce;
  @Nullable DataSet train;
  @Nullable DataSet test;

  private LayerCapture(Net network) {
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
    rule = from.rule;
    ruleOfLayer = from.ruleOfLayer;
    bins = from.bins;
    fitOnce = from.fitOnce;
    train = from.train;
    test = from.test;
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
    return new LayerCapture(new Net.Chain(network));
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
    return new LayerCapture(new Net.Graph(network));
  }

  /**
   * Records some layers only.
   *
   * @param names as DL4J shows them, in any order; {@code input} is what goes in; at least two
   * @return a new capture
   * @throws IllegalArgumentException if the network has no layer of that name, or fewer than two
   *     are named
   */
  public LayerCapture layers(String... names) {
    LayerCapture next = new LayerCapture(this);
    next.layers = layers.only(List.of(names));
    return next;
  }

  /**
   * Records the layers of some types only.
   *
   * @param types such as {@code dense}, {@code convolution}, {@code output}, {@code input}
   * @return a new capture
   * @throws IllegalArgumentException if fewer than two layers are of these types
   */
  public LayerCapture layersOfType(String... types) {
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
   * @throws IllegalArgumentException if there is no such layer, or fewer than two are named
   */
  public LayerCapture layersAt(int... indices) {
    LayerCapture next = new LayerCapture(this);
    next.layers = layers.at(indices);
    return next;
  }

  /**
   * Records the layers that fit.
   *
   * @param wanted asked with name, type, units (0 if not known yet) and inputs of each layer
   * @return a new capture
   * @throws IllegalArgumentException if fewer than two do
   */
  public LayerCapture layersWhere(Predicate<LayerInfo> wanted) {
    LayerCapture next = new LayerCapture(this);
    next.layers = layers.only(wanted, "that fit the predicate");
    return next;
  }

  /**
   * Records values before the activation function: the authors' thresholds are meant for logits.
   *
   * @param names of layers; none for all that have an activation function
   * @return a new capture
   * @throws IllegalArgumentException if there is no such layer, or it has no such function
   */
  public LayerCapture preActivations(String... names) {
    LayerCapture next = new LayerCapture(this);
    next.layers = layers.beforeActivation(List.of(names));
    return next;
  }

  /**
   * Says what of sequences is recorded; needed for recurrent layers.
   *
   * @param which the last step, or every step
   * @return a new capture
   */
  public LayerCapture sequences(Sequences which) {
    LayerCapture next = new LayerCapture(this);
    next.layers = layers.sequences(which);
    return next;
  }

  /**
   * Records some epochs only; on the probe also the state before training.
   *
   * @param which such as {@link Schedule#logSpaced}; every one by default
   * @return a new capture
   */
  public LayerCapture epochs(Schedule which) {
    LayerCapture next = new LayerCapture(this);
    next.epochs = which;
    return next;
  }

  /**
   * Looks at the probe also after some mini-batches, counted from 1 over all epochs: most happens
   * in the first ones.
   *
   * @param which such as {@link Schedule#logSpaced}; none by default
   * @return a new capture, which needs {@link #onProbe}
   */
  public LayerCapture iterations(Schedule which) {
    LayerCapture next = new LayerCapture(this);
    next.iterations = which;
    return next;
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
    LayerCapture next = new LayerCapture(this);
    next.path = file;
    return next;
  }

  /**
   * Chooses which units of convolution layers are recorded.
   *
   * @param reduction such as {@link FeatureMaps#sampled}; {@link FeatureMaps#channelMean()} by
   *     default
   * @return a new capture
   */
  public LayerCapture featureMaps(FeatureMaps reduction) {
    LayerCapture next = new LayerCapture(this);
    next.layers = layers.reducing(reduction);
    return next;
  }

  /**
   * Records every sample in the order in which the network sees it, in mini-batches, during the
   * training pass: each layer as the next one receives it, dropout on, the output layer without a
   * dropout of its own.
   *
   * @return a new capture
   */
  public LayerCapture inTrainingOrder() {
    LayerCapture next = new LayerCapture(this);
    next.trainingOrder = true;
    return next;
  }

  /**
   * Records a fixed set of examples with frozen weights, before training and after each epoch. The
   * mutual-information plane needs it. May be combined with {@link #inTrainingOrder()}.
   *
   * @param examples features and labels, at least two examples
   * @return a new capture
   * @throws IllegalArgumentException if there are fewer than two examples, no labels, or examples
   *     that the first layer cannot take
   */
  public LayerCapture onProbe(DataSet examples) {
    Examples.require(examples, "onProbe(examples)", 2);
    layers.requireWidth(examples.getFeatures(), "onProbe(examples)");
    LayerCapture next = new LayerCapture(this);
    next.probe = examples;
    return next;
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
    Examples.require(trainExamples, "onProbe(train, ...)", 2);
    layers.requireWidth(trainExamples.getFeatures(), "onProbe(train, ...)");
    LayerCapture next = onProbe(testExamples);
    next.trainingProbe = trainExamples;
    return next;
  }

  /**
   * Sets how activations become binary symbols for transfer entropy, for all layers. Rules that
   * look at data are fitted anew every epoch, but with {@link #fittingOnce()}: on the probe
   * examples for the probe, on the first mini-batch for the training order, which then needs at
   * least 10 examples.
   *
   * @param binaryRule such as {@link Discretizer#median()}, the default
   * @return a new capture
   * @throws IllegalArgumentException if the rule has more than two symbols
   */
  public LayerCapture discretize(Discretizer binaryRule) {
    requireBinary(binaryRule);
    LayerCapture next = new LayerCapture(this);
    next.rule = binaryRule;
    return next;
  }

  /**
   * Sets how the activations of one layer become binary symbols.
   *
   * @param layer its name
   * @param binaryRule such as {@link Discretizer#authorsSoftmax()}
   * @return a new capture
   * @throws IllegalArgumentException if there is no such layer, or the rule has more than two
   *     symbols
   */
  public LayerCapture discretize(String layer, Discretizer binaryRule) {
    requireBinary(binaryRule);
    layers.requireName(layer, "discretize(...)");
    Map<String, Discretizer> more = new LinkedHashMap<>(ruleOfLayer);
    more.put(layer, binaryRule);
    LayerCapture next = new LayerCapture(this);
    next.ruleOfLayer = more;
    return next;
  }

  /**
   * Sets the bins for mutual information on the probe; fitted anew every epoch, for each layer, but
   * with {@link #fittingOnce()}.
   *
   * @param binning such as {@code equalWidth(30, -1, 1)} for tanh; {@code equalWidth(30)} by
   *     default
   * @return a new capture
   * @throws IllegalArgumentException for ordinal patterns, which look at several examples
   */
  public LayerCapture bins(Discretizer binning) {
    if (binning.span() > 1) {
      throw new IllegalArgumentException(
          "Asked for bins that are %s, which look at several examples. Use a rule of one: equalWidth(n), binWidth(w) or quantiles(n)."
              .formatted(binning));
    }
    LayerCapture next = new LayerCapture(this);
    next.bins = binning;
    return next;
  }

  /**
   * Fits rules and bins at the first snapshot and keeps their edges, instead of fitting them anew
   * at every epoch. The planes differ: with kept edges a layer that grows leaves its bins, and the
   * share of values outside is reported.
   *
   * @return a new capture
   */
  public LayerCapture fittingOnce() {
    LayerCapture next = new LayerCapture(this);
    next.fitOnce = true;
    return next;
  }

  /**
   * Measures accuracy and loss on two sets, before training and after each epoch.
   *
   * @param trainExamples examples that the network trains on, or some of them
   * @param testExamples examples that it never trains on
   * @return a new capture
   * @throws IllegalArgumentException if a set is empty, has no labels, or has examples that the
   *     first layer cannot take
   */
  public LayerCapture evaluating(DataSet trainExamples, DataSet testExamples) {
    Examples.require(trainExamples, "evaluating(train, ...)", 1);
    Examples.require(testExamples, "evaluating(..., test)", 1);
    layers.requireWidth(trainExamples.getFeatures(), "evaluating(train, ...)");
    layers.requireWidth(testExamples.getFeatures(), "evaluating(..., test)");
    LayerCapture next = new LayerCapture(this);
    next.train = trainExamples;
    next.test = testExamples;
    return next;
  }

  /**
   * Trains and records. The network's listeners are what they were afterwards, whatever happens. If
   * the cell is interrupted, the epochs that were finished are returned, and the recipe says {@code
   * stopped}.
   *
   * @param examples what to train on
   * @param epochs how often in all, at least 1
   * @return the recording
   * @throws IllegalStateException if no epoch was finished
   * @throws IllegalArgumentException if an activation is NaN or infinite, or a recording that was
   *     cut off cannot be gone on with
   */
  public Recording whileTraining(DataSetIterator examples, int epochs) {
    if (epochs < 1) {
      throw new IllegalArgumentException(
          "Asked to train for %s epochs. Pass at least 1.".formatted(epochs));
    }
    return new Session(this).record(examples, epochs);
  }

  /**
   * Records while any code of yours trains the network, by {@code network.fit(iterator, epochs)}.
   * The network's listeners are what they were afterwards, whatever happens.
   *
   * @param training trains the network; epochs are those of the network's own listener calls
   * @return the recording
   * @throws IllegalStateException if no epoch was finished, or a recording that was cut off is
   *     where this one is to be saved
   * @throws IllegalArgumentException if an activation is NaN or infinite
   */
  public Recording whileTraining(Runnable training) {
    return new Session(this).record(training);
  }

  List<Discretizer> rules() {
    return layers.infos().stream().map(l -> ruleOfLayer.getOrDefault(l.name(), rule)).toList();
  }

  private static void requireBinary(Discretizer rule) {
    if (!rule.isBinary()) {
      throw new IllegalArgumentException(
          "Asked for transfer entropy of %s. Use a binary rule: median(), mean(), zero(), threshold(t), authorsLogits() or authorsSoftmax(); bins(...) sets the bins of mutual information."
              .formatted(rule));
    }
  }
}
