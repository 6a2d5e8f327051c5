package org.infoplane.capture.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;

/** Makes the {@link Node}s of both kinds of networks. */
final class Nodes {

  private Nodes() {}

  static List<Node> ofChain(MultiLayerNetwork network) {
    List<Node> nodes = new ArrayList<>();
    nodes.add(input(NetworkLayers.INPUT, inputUnits(network)));
    for (int i = 0; i < network.getnLayers(); i++) {
      Layer layer = network.getLayer(i);
      String name = layer.conf().getLayer().getLayerName();
      nodes.add(
          layer(
              name == null ? "layer" + i : name,
              layer,
              network.getLayerWiseConfigurations().getInputPreProcess(i),
              nodes,
              List.of(i)));
    }
    return nodes;
  }

  /** Units of the input if the first layer takes it as it is; else 0, unknown. */
  private static int inputUnits(MultiLayerNetwork network) {
    org.deeplearning4j.nn.conf.layers.Layer first = network.getLayer(0).conf().getLayer();
    boolean flat =
        first instanceof FeedForwardLayer
            && !(first instanceof ConvolutionLayer
                || first instanceof EmbeddingLayer
                || first instanceof EmbeddingSequenceLayer)
            && network.getLayerWiseConfigurations().getInputPreProcess(0) == null;
    return flat ? (int) ((FeedForwardLayer) first).getNIn() : 0;
  }

  static List<Node> ofGraph(ComputationGraph network, @Nullable String last) {
    if (network.getNumInputArrays() != 1) {
      throw new IllegalArgumentException(
          "The graph must have one input, got %s: %s. Record other graphs by saving their activations: ActivationFolder."
              .formatted(
                  network.getNumInputArrays(), network.getConfiguration().getNetworkInputs()));
    }
    GraphVertex[] vertices = network.getVertices();
    int[] order = order(network, last);
    int[] place = new int[vertices.length];
    List<Node> nodes = new ArrayList<>();
    for (int at = 0; at < order.length; at++) {
      GraphVertex vertex = vertices[order[at]];
      place[order[at]] = at;
      List<Integer> inputs =
          vertex.getInputVertices() == null
              ? List.of()
              : Arrays.stream(vertex.getInputVertices())
                  .map(VertexIndices::getVertexIndex)
                  .map(v -> place[v])
                  .toList();
      nodes.add(ofVertex(vertex, nodes, inputs));
    }
    return nodes;
  }

  /** The order of a forward pass, with one of several outputs last if nothing depends on it. */
  private static int[] order(ComputationGraph network, @Nullable String last) {
    GraphVertex chosen = last == null ? null : network.getVertex(last);
    if (chosen == null || chosen.getNumOutputConnections() > 0) {
      return network.topologicalSortOrder();
    }
    int index = chosen.getVertexIndex();
    return IntStream.concat(
            Arrays.stream(network.topologicalSortOrder()).filter(i -> i != index),
            IntStream.of(index))
        .toArray();
  }

  private static Node ofVertex(GraphVertex vertex, List<Node> before, List<Integer> inputs) {
    String name = vertex.getVertexName();
    if (vertex instanceof LayerVertex layer) {
      return layer(name, layer.getLayer(), layer.getLayerPreProcessor(), before, inputs);
    }
    return vertex.isInputVertex()
        ? input(name, 0)
        : new Node(name, type(vertex, "Vertex"), 0, inputs, null, null, vertex);
  }

  private static Node input(String name, int units) {
    return new Node(name, NetworkLayers.INPUT, units, List.of(), null, null, null);
  }

  /** A layer; it has the units of its input if its configuration has none. */
  private static Node layer(
      String name,
      Layer layer,
      @Nullable InputPreProcessor preProcessor,
      List<Node> before,
      List<Integer> inputs) {
    org.deeplearning4j.nn.conf.layers.Layer conf = layer.conf().getLayer();
    int units =
        conf instanceof FeedForwardLayer f && f.getNOut() > 0
            ? (int) f.getNOut()
            : before.get(inputs.get(0)).units();
    return new Node(name, type(conf, "Layer"), units, inputs, layer, preProcessor, null);
  }

  private static String type(Object node, String suffix) {
    String name = node.getClass().getSimpleName();
    return name.replaceAll(suffix + "$", "").toLowerCase(Locale.ROOT);
  }
}
