package org.infoplane.capture;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.infoplane.recording.Progress;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.RecordingBuilder;
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

  private final MultiLayerNetwork network;

  // Set in the step that makes a copy, never after it is returned.
  private NetworkLayers layers;
  private boolean trainingOrder;
  private @Nullable DataSet probe;
  private Discretizer rule = Discretizer.median();
  private Map<String, Discretizer> ruleOfLayer = Map.of();
  private Discretizer bins = Discretizer.equalWidth(30);
  private boolean fitOnce;
  private @Nullable DataSet train;
  private @Nullable DataSet test;

  private LayerCapture(MultiLayerNetwork network) {
    this.network = network;
    this.layers = NetworkLayers.of(network);
  }

  private LayerCapture(LayerCapture from) {
    network = from.network;
    layers = from.layers;
    trainingOrder = from.trainingOrder;
    probe = from.probe;
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
    return new LayerCapture(network);
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
    layers.requireName(layer);
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
   * Trains and records. The network's listeners are what they were afterwards, whatever happens.
   *
   * @param examples what to train on
   * @param epochs how often, at least 1
   * @return the recording
   * @throws IllegalStateException if no epoch was finished
   * @throws IllegalArgumentException if an activation is NaN or infinite
   */
  public Recording whileTraining(DataSetIterator examples, int epochs) {
    if (epochs < 1) {
      throw new IllegalArgumentException(
          "Asked to train for %d epochs. Pass at least 1.".formatted(epochs));
    }
    return record(() -> network.fit(examples, epochs), epochs);
  }

  /**
   * Records while any code of yours trains the network, by {@code network.fit(iterator, epochs)}.
   * The network's listeners are what they were afterwards, whatever happens.
   *
   * @param training trains the network; epochs are those of the network's own listener calls
   * @return the recording
   * @throws IllegalStateException if no epoch was finished
   * @throws IllegalArgumentException if an activation is NaN or infinite
   */
  public Recording whileTraining(Runnable training) {
    return record(training, 0);
  }

  private Recording record(Runnable training, int epochs) {
    Progress progress = Progress.ofNotebook();
    Evaluator evaluator =
        train == null || test == null ? null : new Evaluator(network, train, test);
    ProbeRecorder probeRecorder =
        probe == null ? null : new ProbeRecorder(layers, rules(), bins, fitOnce, probe);
    OrderRecorder orderRecorder =
        trainingOrder || probe == null ? new OrderRecorder(layers, rules(), fitOnce) : null;
    Recipe recipe =
        Recipes.of(network, layers, rule, ruleOfLayer, bins, fitOnce, probeRecorder, orderRecorder);
    Collection<TrainingListener> before = List.copyOf(network.getListeners());
    try (RecordingBuilder recording = RecordingBuilder.of(layers.infos(), recipe)) {
      Recorder recorder =
          new Recorder(
              layers, recording, probeRecorder, orderRecorder, evaluator, progress, epochs);
      recorder.beforeTraining();
      network.addListeners(recorder);
      training.run();
      return recorder.finish();
    } finally {
      network.setListeners(before);
    }
  }

  private List<Discretizer> rules() {
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
