package org.infoplane.capture.dl4j;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.util.ModelSerializer;
import org.infoplane.capture.Weights;
import org.infoplane.symbol.Values;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/** Either of DL4J's two kinds of networks, as far as capture needs it. */
sealed interface NetworkAdapter extends Weights {

  /** From input to output, in the order of a forward pass; node 0 is the input. */
  List<Node> nodes();

  /** Whether weights are there. */
  boolean isReady();

  NeuralNetConfiguration configuration();

  /** The whole configuration, as DL4J writes it. */
  String json();

  /** Which of the two it is. */
  String kind();

  /** All parameters as they are now, {@code 1 x n}. */
  default Values parameters() {
    INDArray all = network().params();
    if (!isDouble()) {
      return Values.ofRows(all.dup().toFloatVector(), (int) all.length());
    }
    return Values.ofRows(new double[][] {all.dup().toDoubleVector()});
  }

  /** Whether sequences are trained piece by piece. */
  boolean isTruncated();

  /**
   * Tells networks apart that are configured otherwise; how long they were trained is no matter.
   */
  default String fingerprint() {
    CRC32C crc = new CRC32C();
    crc.update(
        json()
            .replaceAll("\"(iterationCount|epochCount)\"\\s*:\\s*\\d+", "")
            .getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(crc.getValue());
  }

  Collection<TrainingListener> listeners();

  default void listen(Collection<TrainingListener> listeners) {
    network().setListeners(listeners);
  }

  @Override
  default void save(Path file) throws IOException {
    ModelSerializer.writeModel(network(), file.toFile(), true);
  }

  void fit(DataSetIterator examples, int epochs);

  INDArray output(INDArray features);

  double score(DataSet examples);

  Layer outputLayer();

  /** The network itself. */
  Model network();

  /** Refuses features that the network does not take. */
  default void requireTakes(DataSet examples, String where) {
    DataSet some = Examples.some(examples);
    require(() -> output(some.getFeatures()), "features", examples.getFeatures(), where);
  }

  /** Refuses labels that the network has no loss for. */
  default void requireScores(DataSet examples, String where) {
    DataSet some = Examples.some(examples);
    require(() -> score(some), "labels", examples.getLabels(), where);
  }

  private static void require(Runnable pass, String what, INDArray array, String where) {
    try {
      pass.run();
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "%s got %s of shape %s, which the network does not take: %s. Pass examples of the shape that it trains on."
              .formatted(where, what, Arrays.toString(array.shape()), complaint(e)),
          e);
    }
  }

  /** What DL4J said, in one line. */
  private static String complaint(RuntimeException error) {
    return Objects.requireNonNullElse(error.getMessage(), error.getClass().getSimpleName())
        .strip()
        .replaceAll("\\s+", " ")
        .replaceFirst("\\.$", "");
  }

  /** Numbers that the output layer gives for each example, step or position; 0 if not known. */
  default int outputUnits() {
    return nodes().stream()
        .filter(node -> node.layer() == outputLayer())
        .mapToInt(Node::units)
        .findFirst()
        .orElse(0);
  }

  /** Whether labels are numbers of classes. */
  default boolean hasSparseLabels() {
    return (outputConf() instanceof BaseOutputLayer output && isSparse(output.getLossFn()))
        || (outputConf() instanceof LossLayer loss && isSparse(loss.getLossFn()))
        || (outputConf() instanceof RnnLossLayer steps && isSparse(steps.getLossFn()));
  }

  private static boolean isSparse(ILossFunction loss) {
    return loss instanceof LossSparseMCXENT;
  }

  /** Whether outputs are probabilities of classes. */
  default boolean isSoftmax() {
    return outputConf() instanceof BaseLayer base
        && base.getActivationFn() instanceof ActivationSoftmax;
  }

  /** Whether outputs are chances, each by itself. */
  default boolean isSigmoid() {
    return outputConf() instanceof BaseLayer base
        && (base.getActivationFn() instanceof ActivationSigmoid
            || base.getActivationFn() instanceof ActivationHardSigmoid);
  }

  private org.deeplearning4j.nn.conf.layers.Layer outputConf() {
    return outputLayer().conf().getLayer();
  }

  /** Whether it computes in double precision. */
  default boolean isDouble() {
    return configuration().getDataType() == DataType.DOUBLE;
  }

  /** How weights are found. */
  default OptimizationAlgorithm optimiser() {
    return outputLayer().conf().getOptimizationAlgo();
  }

  /** The labels of the pass that is under way, once it goes backward. */
  default INDArray labels() {
    return ((IOutputLayer) outputLayer()).getLabels();
  }

  /** A chain of layers. */
  record Chain(MultiLayerNetwork network) implements NetworkAdapter {

    static final String KIND = "MultiLayerNetwork";

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public boolean isReady() {
      return network.isInitCalled();
    }

    @Override
    public List<Node> nodes() {
      List<Node> nodes = new ArrayList<>();
      nodes.add(Node.input(NetworkLayers.INPUT, width(network)));
      for (int i = 0; i < network.getnLayers(); i++) {
        Layer layer = network.getLayer(i);
        String name = layer.conf().getLayer().getLayerName();
        nodes.add(
            Node.of(
                name == null ? "layer" + i : name,
                layer,
                network.getLayerWiseConfigurations().getInputPreProcess(i),
                nodes,
                i));
      }
      return nodes;
    }

    @Override
    public NeuralNetConfiguration configuration() {
      return network.getDefaultConfiguration();
    }

    @Override
    public String json() {
      return network.getLayerWiseConfigurations().toJson();
    }

    @Override
    public boolean isTruncated() {
      return network.getLayerWiseConfigurations().getBackpropType() == BackpropType.TruncatedBPTT;
    }

    @Override
    public Collection<TrainingListener> listeners() {
      return List.copyOf(network.getListeners());
    }

    @Override
    public void fit(DataSetIterator examples, int epochs) {
      network.fit(examples, epochs);
    }

    @Override
    public INDArray output(INDArray features) {
      return network.output(features, false);
    }

    @Override
    public double score(DataSet examples) {
      return network.score(examples, false);
    }

    @Override
    public Layer outputLayer() {
      return network.getOutputLayer();
    }

    @Override
    public void restore(Path file) throws IOException {
      MultiLayerNetwork saved = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
      network.setParams(saved.params());
      INDArray state = saved.getUpdater().getStateViewArray();
      if (state != null) {
        network.getUpdater().setStateViewArray(network, state.dup(), false);
      }
      network.getLayerWiseConfigurations().setEpochCount(saved.getEpochCount());
      network.getLayerWiseConfigurations().setIterationCount(saved.getIterationCount());
    }
  }

  /** A graph of layers and of vertices that join them. */
  record Graph(ComputationGraph network) implements NetworkAdapter {

    static final String KIND = "ComputationGraph";

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public boolean isReady() {
      return network.getVertices() != null;
    }

    @Override
    public List<Node> nodes() {
      requireOneInputAndOutput();
      GraphVertex[] vertices = network.getVertices();
      int[] order = network.topologicalSortOrder();
      int[] place = new int[vertices.length];
      List<Node> nodes = new ArrayList<>();
      for (int at = 0; at < order.length; at++) {
        GraphVertex vertex = vertices[order[at]];
        place[order[at]] = at;
        int[] inputs =
            vertex.getInputVertices() == null
                ? new int[0]
                : Arrays.stream(vertex.getInputVertices())
                    .mapToInt(VertexIndices::getVertexIndex)
                    .map(v -> place[v])
                    .toArray();
        nodes.add(node(vertex, nodes, inputs));
      }
      return nodes;
    }

    private static Node node(GraphVertex vertex, List<Node> before, int[] inputs) {
      if (vertex instanceof LayerVertex layer) {
        return Node.of(
            vertex.getVertexName(), layer.getLayer(), layer.getLayerPreProcessor(), before, inputs);
      }
      if (vertex.isInputVertex()) {
        return Node.input(vertex.getVertexName(), 0);
      }
      String type = vertex.getClass().getSimpleName().replaceAll("Vertex$", "");
      return new Node(
          vertex.getVertexName(),
          type.toLowerCase(java.util.Locale.ROOT),
          0,
          Arrays.stream(inputs).boxed().toList(),
          null,
          null,
          vertex);
    }

    private void requireOneInputAndOutput() {
      int in = network.getNumInputArrays();
      int out = network.getNumOutputArrays();
      if (in != 1 || out != 1) {
        throw new IllegalArgumentException(
            "Asked to capture a graph of %s inputs and %s outputs. Pass one of a single input and output; of others, bring the activations yourself: ActivationFolder."
                .formatted(in, out));
      }
    }

    @Override
    public NeuralNetConfiguration configuration() {
      return network.getConfiguration().getDefaultConfiguration();
    }

    @Override
    public String json() {
      return network.getConfiguration().toJson();
    }

    @Override
    public boolean isTruncated() {
      return network.getConfiguration().getBackpropType() == BackpropType.TruncatedBPTT;
    }

    @Override
    public Collection<TrainingListener> listeners() {
      return List.copyOf(network.getListeners());
    }

    @Override
    public void fit(DataSetIterator examples, int epochs) {
      network.fit(examples, epochs);
    }

    @Override
    public INDArray output(INDArray features) {
      return network.output(false, features)[0];
    }

    @Override
    public double score(DataSet examples) {
      return network.score(examples, false);
    }

    @Override
    public Layer outputLayer() {
      return network.getOutputLayer(0);
    }

    @Override
    public void restore(Path file) throws IOException {
      ComputationGraph saved = ModelSerializer.restoreComputationGraph(file.toFile(), true);
      network.setParams(saved.params());
      INDArray state = saved.getUpdater().getUpdaterStateViewArray();
      if (state != null) {
        network.getUpdater().setStateViewArray(state.dup());
      }
      network.getConfiguration().setEpochCount(saved.getEpochCount());
      network.getConfiguration().setIterationCount(saved.getIterationCount());
    }
  }

  /** Numbers that a first layer takes as they are; 0 if that is not known yet. */
  private static int width(MultiLayerNetwork network) {
    org.deeplearning4j.nn.conf.layers.Layer first = network.getLayer(0).conf().getLayer();
    boolean flat =
        first instanceof FeedForwardLayer
            && !(first instanceof ConvolutionLayer
                || first instanceof EmbeddingLayer
                || first instanceof EmbeddingSequenceLayer)
            && network.getLayerWiseConfigurations().getInputPreProcess(0) == null;
    return flat ? (int) ((FeedForwardLayer) first).getNIn() : 0;
  }
}
