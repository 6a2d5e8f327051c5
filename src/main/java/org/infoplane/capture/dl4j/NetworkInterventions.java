package org.infoplane.capture.dl4j;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.infoplane.measure.ActivationFunction;
import org.infoplane.measure.Intervention;
import org.infoplane.measure.Interventions;
import org.infoplane.measure.LayerWeights;
import org.infoplane.recording.Fact;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.NetworkStates;
import org.infoplane.recording.Recording;
import org.infoplane.recording.Snapshot;
import org.infoplane.recording.TimeAxis;
import org.infoplane.symbol.Values;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Interventions on a recorded network: forward passes of its probe, with the weights of a moment,
 * from an intervened layer to a target layer. Values are those after the activation function; a
 * unit of a convolution is a channel, changed as a whole and observed as the mean of its map.
 * Synchronized: threads wait for each other.
 */
public final class NetworkInterventions implements Interventions {

  private static final Map<String, ActivationFunction> ACTIVATIONS =
      Map.of(
          "identity", ActivationFunction.identity(),
          "tanh", ActivationFunction.tanh(),
          "sigmoid", ActivationFunction.sigmoid(),
          "relu", ActivationFunction.relu(),
          "softmax", ActivationFunction.softmax());

  private static final Map<String, Range> RANGES =
      Map.of(
          "tanh", new Range(-1, 1),
          "hardtanh", new Range(-1, 1),
          "softsign", new Range(-1, 1),
          "sigmoid", new Range(0, 1),
          "hardsigmoid", new Range(0, 1),
          "softmax", new Range(0, 1));

  final NetworkAdapter net;
  final NetworkLayers layers;
  final List<INDArray> values; // of all nodes
  private final INDArray features;
  private final int classes;

  private NetworkInterventions(
      NetworkAdapter net, NetworkLayers layers, INDArray features, int classes) {
    this.net = net;
    this.layers = layers;
    this.features = features;
    this.values = layers.activations().values(features);
    this.classes = classes;
  }

  /**
   * {@return interventions on the network at a moment}
   *
   * @param run recorded on a probe with {@code keepingWeights()}
   * @param moment index of a snapshot of the probe
   * @throws IllegalStateException if the weights were not kept
   * @throws IllegalArgumentException if there is no probe, layers are sequences, or a convolution
   *     was not recorded as one unit per channel
   */
  public static NetworkInterventions at(Recording run, int moment) {
    requireNonNull(run, "run must not be null");
    NetworkStates network = run.network();
    NetworkStates.Examples examples = network.examples().get(TimeAxis.PROBE);
    if (examples == null) {
      throw new IllegalArgumentException(
          "Interventions need the examples of a probe. Record with onProbe(examples).keepingWeights().");
    }
    INDArray features = SavedNetworks.features(examples);
    if (features.rank() == 3) {
      throw new IllegalArgumentException(
          "Interventions on sequences are not supported, since a step also affects later ones. Measure transfer entropy over time instead: transferEntropy(run).lags(1, 10).");
    }
    Snapshot at = run.track(TimeAxis.PROBE).snapshots().get(moment);
    NetworkAdapter saved = SavedNetworks.net(network, at.epoch(), at.iteration());
    NetworkAdapter net =
        run.recipe()
            .find(Fact.Output.class)
            .map(output -> saved.output(output.words()))
            .orElse(saved);
    NetworkLayers layers =
        NetworkLayers.of(net).only(run.layers().stream().map(LayerInfo::name).toList());
    if (layers.channelsLast()) {
      throw new IllegalArgumentException(
          "Interventions on images with channels last (NHWC) are not supported. Build the network with channels first, NCHW.");
    }
    NetworkInterventions all =
        new NetworkInterventions(net, layers, features, net.isSoftmax() ? net.outputUnits() : 0);
    for (int layer = 0; layer < run.layers().size(); layer++) {
      LayerInfo info = run.layers().get(layer);
      int units = all.observed(layer).units();
      if (units != info.units()) {
        throw new IllegalArgumentException(
            "Layer \"%s\" must be recorded as one unit per channel, %s, got %s. Record with featureMaps(FeatureMaps.channelMean())."
                .formatted(info.name(), units, info.units()));
      }
    }
    return all;
  }

  @Override
  public int classes() {
    return classes;
  }

  @Override
  public Intervention between(int from, int to) {
    List<LayerWeights> path = densePath(layers.node(from), layers.node(to));
    if (path.isEmpty()) {
      return new ForwardPass(this, from, to, observed(from), observed(to));
    }
    Intervention all = Intervention.ofDense(observed(from), path.get(0));
    for (LayerWeights layer : path.subList(1, path.size())) {
      all = all.then(layer);
    }
    return all;
  }

  @Override
  public Intervention toClass(int from) {
    if (classes == 0) {
      throw new IllegalArgumentException(
          "toClass(...) needs a softmax output over classes, which this network does not have. Ask for the units of a layer: from(\"...\").to(\"...\").");
    }
    int output = layers.infos().size() - 1;
    if (layers.nodes().get(layers.node(output)).layer() != net.outputLayer()) {
      throw new IllegalArgumentException(
          "toClass(...) needs the output layer, but the last recorded layer is \"%s\". Record the output layer too: layers(..., \"...\")."
              .formatted(layers.infos().get(output).name()));
    }
    return between(from, output).then(NetworkInterventions::predictedClass);
  }

  private static Values predictedClass(Values outputs) {
    float[] classes = new float[outputs.samples()];
    for (int sample = 0; sample < classes.length; sample++) {
      int at = sample;
      classes[sample] =
          Examples.largest(
              IntStream.range(0, outputs.units()).mapToDouble(i -> outputs.get(at, i)).toArray());
    }
    return Values.ofRows(classes, 1);
  }

  @Override
  public Optional<Range> range(int layer) {
    Node node = layers.nodes().get(layers.node(layer));
    IActivation function = null;
    if (node.layer() != null && node.conf() instanceof ActivationLayer activation) {
      function = activation.getActivationFn();
    } else if (node.layer() != null
        && node.conf() instanceof BaseLayer base
        && !(base instanceof BatchNormalization)
        && !(base instanceof DenseLayer dense && dense.hasLayerNorm())) {
      function = base.getActivationFn();
    }
    return Optional.ofNullable(function).map(activation -> RANGES.get(activation.toString()));
  }

  @Override
  public Values observed(int layer) {
    return rows(layer, values.get(layers.node(layer)));
  }

  private Values rows(int layer, INDArray value) {
    float[] rows = layers.activations().rowsOf(layer, value, features);
    return Values.ofRows(rows, rows.length / (int) features.size(0));
  }

  @Override
  public Optional<LayerWeights> dense(int from, int to) {
    List<LayerWeights> path = densePath(layers.node(from), layers.node(to));
    return path.size() == 1 ? Optional.of(path.get(0)) : Optional.empty();
  }

  /** The dense layers from one node to a later one; empty if there is anything else between. */
  private List<LayerWeights> densePath(int from, int to) {
    List<LayerWeights> path = new ArrayList<>();
    for (int node = to; node != from; node = layers.nodes().get(node).inputs().get(0)) {
      Optional<LayerWeights> dense =
          node > from ? dense(layers.nodes().get(node)) : Optional.empty();
      if (dense.isEmpty()) {
        return List.of();
      }
      path.add(0, dense.get());
    }
    return path;
  }

  private Optional<LayerWeights> dense(Node node) {
    if (node.layer() == null
        || node.preProcessor() != null
        || node.inputs().size() != 1
        || values.get(node.inputs().get(0)).rank() != 2
        || !(node.conf() instanceof FeedForwardLayer conf)
        || !(conf instanceof BaseOutputLayer
            || (conf instanceof DenseLayer plain && !plain.hasLayerNorm()))
        || !ACTIVATIONS.containsKey(conf.getActivationFn().toString())) {
      return Optional.empty();
    }
    INDArray weights = node.layer().getParam(DefaultParamInitializer.WEIGHT_KEY);
    INDArray bias = node.layer().getParam(DefaultParamInitializer.BIAS_KEY);
    return Optional.of(
        LayerWeights.of(
            weights.toDoubleMatrix(),
            bias == null ? new double[(int) weights.size(1)] : bias.toDoubleVector(),
            ACTIVATIONS.get(conf.getActivationFn().toString())));
  }

  /** From one layer to a later one, through layers of any kind. */
  private record ForwardPass(
      NetworkInterventions network, int from, int to, Values source, Values target)
      implements Intervention {

    @Override
    public Values target(int unit, int[] draw) {
      synchronized (network) {
        NetworkLayers layers = network.layers;
        List<INDArray> all = new ArrayList<>(network.values);
        all.set(layers.node(from), drawn(all.get(layers.node(from)), unit, draw));
        return network.rows(to, layers.activations().recompute(layers.node(to), from, all));
      }
    }
  }

  /** Replaces one unit, or one channel, by its values on the drawn samples. */
  private static INDArray drawn(INDArray value, int unit, int[] draw) {
    INDArray changed = value.dup('c');
    long size = value.length() / value.size(0) / value.size(1);
    INDArray channel = channel(value, unit).dup('c').reshape('c', value.size(0), size);
    INDArray drawn = Nd4j.pullRows(channel, 1, draw, 'c');
    INDArray to = channel(changed, unit);
    to.assign(drawn.reshape('c', to.shape()));
    return changed;
  }

  static INDArray channel(INDArray value, int unit) {
    INDArrayIndex[] at = new INDArrayIndex[value.rank()];
    Arrays.fill(at, NDArrayIndex.all());
    at[1] = NDArrayIndex.interval(unit, unit + 1);
    return value.get(at);
  }
}
