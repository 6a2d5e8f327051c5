package org.infoplane.capture.dl4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/**
 * The importer appends a loss layer to each output, with the identity as its activation function.
 * Here both become one output layer of Keras's name; a loss on logits gets its softmax or sigmoid.
 */
final class KerasLosses {

  private static final long SEED = 0;

  private KerasLosses() {}

  static MultiLayerNetwork joined(MultiLayerNetwork network, @Nullable KerasTraining training) {
    MultiLayerConfiguration all = network.getLayerWiseConfigurations().clone();
    List<NeuralNetConfiguration> layers = new ArrayList<>(all.getConfs());
    int last = layers.size() - 1;
    if (training != null) {
      LossLayer loss = requireLoss(layers.get(last).getLayer());
      NeuralNetConfiguration before = layers.get(last - 1);
      requireAsInKeras(before.getLayer(), loss);
      Optional<Layer> both = both(before.getLayer(), loss, !training.logits().isEmpty());
      if (both.isPresent()) {
        before.setLayer(both.get());
        layers.remove(last);
      }
    }
    layers.forEach(layer -> layer.setSeed(SEED));
    all.setConfs(layers);
    MultiLayerNetwork joined = new MultiLayerNetwork(all);
    joined.init();
    joined.setParams(network.params());
    return joined;
  }

  static ComputationGraph joined(ComputationGraph network, @Nullable KerasTraining training) {
    ComputationGraphConfiguration all = network.getConfiguration().clone();
    if (training != null) {
      List<String> outputs = new ArrayList<>();
      for (String output : all.getNetworkOutputs()) {
        outputs.add(join(all, output, training));
      }
      all.setNetworkOutputs(outputs);
      all.setTopologicalOrder(null);
      all.setTopologicalOrderStr(null);
    }
    all.getDefaultConfiguration().setSeed(SEED);
    all.getVertices().values().stream()
        .filter(LayerVertex.class::isInstance)
        .forEach(vertex -> ((LayerVertex) vertex).getLayerConf().setSeed(SEED));
    ComputationGraph joined = new ComputationGraph(all);
    joined.init();
    for (org.deeplearning4j.nn.api.Layer layer : joined.getLayers()) {
      if (layer.numParams() > 0) {
        layer.setParams(network.getLayer(layer.conf().getLayer().getLayerName()).params());
      }
    }
    return joined;
  }

  /** The name of the output then. */
  private static String join(
      ComputationGraphConfiguration all, String output, KerasTraining training) {
    Map<String, GraphVertex> vertices = new LinkedHashMap<>(all.getVertices());
    Map<String, List<String>> inputs = new LinkedHashMap<>(all.getVertexInputs());
    List<String> from = Objects.requireNonNull(inputs.get(output));
    String name = from.get(0);
    if (!(vertices.get(output) instanceof LayerVertex last)
        || !(vertices.get(name) instanceof LayerVertex vertex)) {
      throw new IllegalArgumentException(
          "its output \"%s\" has no layer before its loss.%s"
              .formatted(name, KerasTraining.INSTEAD));
    }
    LossLayer loss = requireLoss(last.getLayerConf().getLayer());
    boolean shared = inputs.values().stream().filter(list -> list.contains(name)).count() > 1;
    boolean ofLogits = training.logits().contains(name);
    NeuralNetConfiguration before = vertex.getLayerConf();
    requireAsInKeras(before.getLayer(), loss);
    Optional<Layer> both =
        shared && !ofLogits ? Optional.empty() : both(before.getLayer(), loss, ofLogits);
    vertices.remove(output);
    inputs.remove(output);
    String joined = both.isPresent() ? name : ofLogits ? loss.getLayerName() : output;
    if (both.isPresent()) {
      before.setLayer(both.get());
    } else {
      vertices.put(joined, last);
      inputs.put(joined, from);
    }
    all.setVertices(vertices);
    all.setVertexInputs(inputs);
    return joined;
  }

  /** The importer makes other layers for outputs that are sequences or images. */
  private static LossLayer requireLoss(Layer layer) {
    if (layer instanceof LossLayer loss) {
      return loss;
    }
    throw new IllegalArgumentException(
        "its output is a sequence or an image, whose loss differs in Deeplearning4j."
            + KerasTraining.INSTEAD);
  }

  /** Losses that have the same value in both; other sums over columns are means in Keras. */
  private static void requireAsInKeras(Layer layer, LossLayer loss) {
    if (loss.getLossFn().getClass() == LossL2.class) {
      loss.setLossFn(new LossMSE()); // Keras's is a mean over columns
    }
    ILossFunction function = loss.getLossFn();
    boolean single =
        function instanceof LossBinaryXENT
            && layer instanceof FeedForwardLayer sized
            && !(layer instanceof ActivationLayer)
            && sized.getNOut() == 1;
    if (!single
        && !(function instanceof LossMCXENT)
        && function.getClass() != LossMSE.class
        && function.getClass() != LossMAE.class) {
      throw new IllegalArgumentException(
          "its loss %s over several columns, or after an activation layer, is not Keras's in Deeplearning4j.%s"
              .formatted(function.getClass().getSimpleName(), KerasTraining.INSTEAD));
    }
  }

  /** The layer and its loss in one; empty if they stay apart. */
  private static Optional<Layer> both(Layer layer, LossLayer loss, boolean ofLogits) {
    if (ofLogits) {
      Activation activation =
          loss.getLossFn() instanceof LossBinaryXENT ? Activation.SIGMOID : Activation.SOFTMAX;
      loss.setActivationFn(activation.getActivationFunction());
      loss.setLayerName(layer.getLayerName() + "_" + activation.name().toLowerCase(Locale.ROOT));
      return Optional.empty();
    }
    if (layer instanceof ActivationLayer activation) {
      loss.setLayerName(layer.getLayerName());
      loss.setActivationFn(activation.getActivationFn());
      return Optional.of(loss);
    }
    return layer instanceof DenseLayer dense && !dense.hasLayerNorm()
        ? Optional.of(output(dense, loss.getLossFn()))
        : Optional.empty();
  }

  private static OutputLayer output(DenseLayer dense, ILossFunction loss) {
    OutputLayer output =
        new OutputLayer.Builder(loss)
            .name(dense.getLayerName())
            .nIn(dense.getNIn())
            .nOut(dense.getNOut())
            .activation(dense.getActivationFn())
            .weightInit(dense.getWeightInitFn())
            .hasBias(dense.hasBias())
            .updater(dense.getIUpdater())
            .biasUpdater(dense.getBiasUpdater())
            .biasInit(dense.getBiasInit())
            .build();
    output.setRegularization(dense.getRegularization());
    output.setRegularizationBias(dense.getRegularizationBias());
    output.setConstraints(dense.getConstraints());
    output.setIDropout(dense.getIDropout());
    output.setGradientNormalization(dense.getGradientNormalization());
    output.setGradientNormalizationThreshold(dense.getGradientNormalizationThreshold());
    return output;
  }
}
