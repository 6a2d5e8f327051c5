package org.infoplane.capture.dl4j;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.util.ModelSerializer;
import org.infoplane.capture.Weights;
import org.infoplane.symbol.Values;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/**
 * A DL4J network of either kind, as far as capture needs it.
 *
 * @param network a {@link MultiLayerNetwork}, which is a chain, or a {@link ComputationGraph}
 * @param chosen the output that labels, accuracy and loss are about; null for the only one
 */
record NetworkAdapter(Model network, @Nullable String chosen) implements Weights {

  static final String CHAIN = "MultiLayerNetwork";
  static final String GRAPH = "ComputationGraph";

  NetworkAdapter(Model network) {
    this(network, null);
  }

  private <T> T either(
      Function<MultiLayerNetwork, T> ofChain, Function<ComputationGraph, T> ofGraph) {
    return network instanceof MultiLayerNetwork chain
        ? ofChain.apply(chain)
        : ofGraph.apply((ComputationGraph) network);
  }

  String kind() {
    return either(chain -> CHAIN, graph -> GRAPH);
  }

  /** In the order of a forward pass; node 0 is the input. */
  List<Node> nodes() {
    return either(Nodes::ofChain, graph -> Nodes.ofGraph(graph, chosen));
  }

  List<String> outputs() {
    return either(
        chain -> List.of(Nodes.ofChain(chain).get(chain.getnLayers()).name()),
        graph -> graph.getConfiguration().getNetworkOutputs());
  }

  NetworkAdapter output(String name) {
    if (!outputs().contains(name)) {
      throw new IllegalArgumentException(
          "No output named \"%s\". This network has: %s. Pass one of these to output(...)."
              .formatted(name, quoted(outputs())));
    }
    return new NetworkAdapter(network, name);
  }

  void requireOutput() {
    if (outputs().size() > 1 && chosen == null) {
      throw new IllegalStateException(
          "The graph has %s outputs: %s. Choose the one that labels, accuracy and I(T;Y) are about: captureLayers(graph).output(\"%s\")."
              .formatted(outputs().size(), quoted(outputs()), outputs().get(0)));
    }
  }

  private static String quoted(List<String> names) {
    return "\"" + String.join("\", \"", names) + "\"";
  }

  private int outputIndex() {
    return chosen == null ? 0 : outputs().indexOf(chosen);
  }

  boolean isInitialised() {
    return either(MultiLayerNetwork::isInitCalled, graph -> graph.getVertices() != null);
  }

  NeuralNetConfiguration configuration() {
    return either(
        MultiLayerNetwork::getDefaultConfiguration,
        graph -> graph.getConfiguration().getDefaultConfiguration());
  }

  String json() {
    return either(
        chain -> chain.getLayerWiseConfigurations().toJson(),
        graph -> graph.getConfiguration().toJson());
  }

  /** A hash of the configuration, without how long the network was trained. */
  String fingerprint() {
    CRC32C crc = new CRC32C();
    crc.update(
        json()
            .replaceAll("\"(iterationCount|epochCount)\"\\s*:\\s*\\d+", "")
            .getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(crc.getValue());
  }

  /** A copy of all parameters, {@code 1 x n}. */
  Values parameters() {
    INDArray all = network.params();
    if (!isDouble()) {
      return Values.ofRows(all.dup().toFloatVector(), (int) all.length());
    }
    return Values.ofRows(new double[][] {all.dup().toDoubleVector()});
  }

  boolean isTruncatedBackpropagation() {
    BackpropType type =
        either(
            chain -> chain.getLayerWiseConfigurations().getBackpropType(),
            graph -> graph.getConfiguration().getBackpropType());
    return type == BackpropType.TruncatedBPTT;
  }

  Collection<TrainingListener> listeners() {
    return List.copyOf(either(MultiLayerNetwork::getListeners, ComputationGraph::getListeners));
  }

  void listen(Collection<TrainingListener> listeners) {
    network.setListeners(listeners);
  }

  /** Refuses batches that the network cannot be trained on. */
  void requireTrains(boolean severalLabels) {
    if (severalLabels && kind().equals(CHAIN)) {
      throw new IllegalArgumentException(
          "A MultiLayerNetwork takes batches with one array of labels. Pass a DataSetIterator.");
    }
    if (!severalLabels && outputs().size() > 1) {
      throw new IllegalArgumentException(
          "The graph has %s outputs, so batches need labels for each: %s. Pass a MultiDataSetIterator."
              .formatted(outputs().size(), quoted(outputs())));
    }
    if (!(outputLayer() instanceof IOutputLayer)) {
      throw new IllegalArgumentException(
          "The network has no loss after its last layer, so it cannot be trained. Add an output or loss layer (compile a Keras model before it is saved), or record it with onProbe(examples).now().");
    }
  }

  void fit(DataSetIterator examples, int epochs) {
    if (network instanceof MultiLayerNetwork chain) {
      chain.fit(examples, epochs);
    } else {
      ((ComputationGraph) network).fit(examples, epochs);
    }
  }

  void fit(MultiDataSetIterator examples, int epochs) {
    ((ComputationGraph) network).fit(examples, epochs);
  }

  INDArray output(INDArray features) {
    return either(
        chain -> chain.output(features, false),
        graph -> graph.output(false, features)[outputIndex()]);
  }

  double score(DataSet examples) {
    return either(
        chain -> chain.score(examples, false),
        graph ->
            graph.getNumOutputArrays() == 1
                ? graph.score(examples, false)
                : scoreOfOutput(graph, examples));
  }

  /** As DL4J's, which adds the losses of all outputs, but with the loss of the chosen one alone. */
  private double scoreOfOutput(ComputationGraph graph, DataSet examples) {
    NetworkLayers layers = NetworkLayers.of(this);
    List<INDArray> values = layers.activations().values(examples.getFeatures());
    Node output =
        layers.nodes().stream()
            .filter(node -> node.layer() == outputLayer())
            .findFirst()
            .orElseThrow();
    return output.loss(values.get(output.inputs().get(0)).dup(), examples.getLabels())
        + graph.calcRegularizationScore(true);
  }

  @Override
  public void save(Path file) throws IOException {
    ModelSerializer.writeModel(network, file.toFile(), true);
  }

  @Override
  public void restore(Path file) throws IOException {
    if (network instanceof MultiLayerNetwork chain) {
      MultiLayerNetwork saved = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
      chain.setParams(saved.params());
      INDArray state = saved.getUpdater().getStateViewArray();
      if (state != null) {
        chain.getUpdater().setStateViewArray(chain, state.dup(), false);
      }
      chain.getLayerWiseConfigurations().setEpochCount(saved.getEpochCount());
      chain.getLayerWiseConfigurations().setIterationCount(saved.getIterationCount());
    } else {
      ComputationGraph graph = (ComputationGraph) network;
      ComputationGraph saved = ModelSerializer.restoreComputationGraph(file.toFile(), true);
      graph.setParams(saved.params());
      INDArray state = saved.getUpdater().getUpdaterStateViewArray();
      if (state != null) {
        graph.getUpdater().setStateViewArray(state.dup());
      }
      graph.getConfiguration().setEpochCount(saved.getEpochCount());
      graph.getConfiguration().setIterationCount(saved.getIterationCount());
    }
  }

  /** Refuses features that the network cannot process. */
  void requireTakes(DataSet examples, String where) {
    DataSet some = Examples.some(examples);
    require(() -> output(some.getFeatures()), "features", examples.getFeatures(), where);
  }

  /** Refuses labels that the loss function cannot process. */
  void requireScores(DataSet examples, String where) {
    requireOutput();
    DataSet some = Examples.some(examples);
    require(() -> score(some), "labels", examples.getLabels(), where);
  }

  private static void require(Runnable pass, String what, INDArray array, String where) {
    try {
      pass.run();
    } catch (RuntimeException e) {
      String oneLine =
          Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName())
              .strip()
              .replaceAll("\\s+", " ")
              .replaceFirst("\\.$", "");
      throw new IllegalArgumentException(
          "%s got %s of shape %s, which the network does not accept: %s. Pass examples of the shape that it trains on."
              .formatted(where, what, Arrays.toString(array.shape()), oneLine),
          e);
    }
  }

  Layer outputLayer() {
    return either(MultiLayerNetwork::getOutputLayer, graph -> graph.getOutputLayer(outputIndex()));
  }

  private org.deeplearning4j.nn.conf.layers.Layer outputConf() {
    return outputLayer().conf().getLayer();
  }

  /** Units of the output layer; 0 if unknown. */
  int outputUnits() {
    return nodes().stream()
        .filter(node -> node.layer() == outputLayer())
        .mapToInt(Node::units)
        .findFirst()
        .orElse(0);
  }

  /** Whether labels are class numbers. */
  boolean hasSparseLabels() {
    return (outputConf() instanceof BaseOutputLayer output && isSparse(output.getLossFn()))
        || (outputConf() instanceof LossLayer loss && isSparse(loss.getLossFn()))
        || (outputConf() instanceof RnnLossLayer steps && isSparse(steps.getLossFn()));
  }

  private static boolean isSparse(ILossFunction loss) {
    return loss instanceof LossSparseMCXENT;
  }

  boolean isSoftmax() {
    return outputConf() instanceof BaseLayer base
        && base.getActivationFn() instanceof ActivationSoftmax;
  }

  boolean isSigmoid() {
    return outputConf() instanceof BaseLayer base
        && (base.getActivationFn() instanceof ActivationSigmoid
            || base.getActivationFn() instanceof ActivationHardSigmoid);
  }

  boolean isDouble() {
    return configuration().getDataType() == DataType.DOUBLE;
  }

  OptimizationAlgorithm optimiser() {
    return outputLayer().conf().getOptimizationAlgo();
  }

  /** Whether the current mini-batch of a graph has masks, which recurrent layers do not keep. */
  boolean hasMasks() {
    return network instanceof ComputationGraph graph
        && (graph.getInputMaskArrays() != null || graph.getLabelMaskArrays() != null);
  }

  /** The labels of the current mini-batch; known once its pass goes backward. */
  INDArray labels() {
    return ((IOutputLayer) outputLayer()).getLabels();
  }
}
