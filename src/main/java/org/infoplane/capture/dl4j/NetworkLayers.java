package org.infoplane.capture.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.infoplane.capture.RunRecorder;
import org.infoplane.capture.TrainingMoment;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Sequences;
import org.infoplane.symbol.Values;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The recorded layers of a network: which they are, and what is recorded of them. */
final class NetworkLayers {

  static final String INPUT = "input";
  private static final String CHANNELS_LAST = "NHWC";

  private final List<Node> nodes;
  final List<Integer> selected; // rising indices in nodes
  final Set<String> before; // recorded before their activation function
  private final FeatureMaps maps;
  private final @Nullable Sequences sequences;
  private final List<LayerInfo> infos; // of the selected ones

  private NetworkLayers(
      List<Node> nodes,
      List<Integer> selected,
      Set<String> before,
      FeatureMaps maps,
      @Nullable Sequences sequences) {
    this.nodes = nodes;
    this.selected = selected;
    this.before = before;
    this.maps = maps;
    this.sequences = sequences;
    this.infos = selected.stream().map(this::info).toList();
  }

  static NetworkLayers of(NetworkAdapter network) {
    if (!network.isInitialised()) {
      throw new IllegalStateException(
          "The network has no weights yet. Call network.init() before capturing its layers.");
    }
    List<Node> nodes = List.copyOf(network.nodes());
    List<String> names = nodes.stream().map(Node::name).toList();
    for (String name : names) {
      if (Collections.frequency(names, name) > 1) {
        throw new IllegalArgumentException(
            "Layer names must be distinct, and \"input\" is the name of the input, got %s. Rename the layers that share a name with name(\"...\")."
                .formatted(names));
      }
    }
    if (nodes.size() < 3) {
      throw new IllegalArgumentException(
          "The network must have at least 2 layers, got only \"%s\". Pass one with a layer before the output."
              .formatted(names.get(1)));
    }
    List<Integer> all = IntStream.range(0, nodes.size()).boxed().toList();
    return new NetworkLayers(nodes, all, Set.of(), FeatureMaps.channelMean(), null);
  }

  /** The same layers, in the order of the same network with another output. */
  NetworkLayers ofOutput(NetworkAdapter network) {
    List<Node> others = network.nodes();
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < others.size(); i++) {
      String name = others.get(i).name();
      if (infos.stream().anyMatch(info -> info.name().equals(name))) {
        indices.add(i);
      }
    }
    return new NetworkLayers(others, indices, before, maps, sequences);
  }

  NetworkLayers only(List<String> wanted) {
    wanted.forEach(name -> requireName(name, "layers(...)"));
    return only(info -> wanted.contains(info.name()), new LinkedHashSet<>(wanted).toString());
  }

  /** The layers that satisfy a predicate, which {@code words} describe. */
  NetworkLayers only(Predicate<LayerInfo> wanted, String words) {
    List<Integer> indices =
        IntStream.range(0, nodes.size()).filter(i -> wanted.test(info(i))).boxed().toList();
    if (indices.isEmpty()) {
      throw new IllegalArgumentException(
          "No layers %s to capture. This network has: %s. Choose at least one of these."
              .formatted(words, describe()));
    }
    return new NetworkLayers(nodes, indices, before, maps, sequences);
  }

  NetworkLayers at(int... indices) {
    for (int index : indices) {
      if (index < 0 || index >= nodes.size()) {
        throw new IllegalArgumentException(
            "Layer indices must be 0 to %s, got %s. This network has: %s. Pass indices of these to layersAt(...)."
                .formatted(nodes.size() - 1, index, describe()));
      }
    }
    List<Integer> wanted = Arrays.stream(indices).boxed().distinct().sorted().toList();
    return only(info -> wanted.contains(indexOf(info.name())), wanted.toString());
  }

  NetworkLayers reducing(FeatureMaps reduction) {
    return new NetworkLayers(nodes, selected, before, reduction, sequences);
  }

  NetworkLayers sequences(Sequences which) {
    return new NetworkLayers(nodes, selected, before, maps, which);
  }

  /** Records the pre-activations of these layers; if none is named, of all that have them. */
  NetworkLayers beforeActivation(List<String> names) {
    names.forEach(name -> requireName(name, "preActivations(...)"));
    for (String name : names) {
      if (!nodes.get(indexOf(name)).hasPreActivation()) {
        throw new IllegalArgumentException(
            "Layer \"%s\" (%s) has no activation function of its own. Pass dense, convolution, activation, output or loss layers to preActivations(...)."
                .formatted(name, nodes.get(indexOf(name)).type()));
      }
    }
    Set<String> all = new LinkedHashSet<>(names);
    if (names.isEmpty()) {
      nodes.stream().filter(Node::hasPreActivation).map(Node::name).forEach(all::add);
    }
    return new NetworkLayers(nodes, selected, all, maps, sequences);
  }

  FeatureMaps maps() {
    return maps;
  }

  @Nullable Sequences sequences() {
    return sequences;
  }

  List<String> beforeActivation() {
    return infos.stream().map(LayerInfo::name).filter(before::contains).toList();
  }

  private void requireName(String name, String where) {
    if (indexOf(name) < 0) {
      throw new IllegalArgumentException(
          "No layer named \"%s\". This network has: %s. Pass one of these to %s."
              .formatted(name, describe(), where));
    }
  }

  private int indexOf(String name) {
    return nodes.stream().map(Node::name).toList().indexOf(name);
  }

  LayerActivations activations() {
    return new LayerActivations(this);
  }

  List<LayerInfo> infos() {
    return infos;
  }

  /** Pushes {@code float[samples * units]} of each layer. */
  void push(RunRecorder run, List<float[]> rows, int samples, TrainingMoment moment) {
    for (int i = 0; i < rows.size(); i++) {
      float[] layer = rows.get(i);
      run.push(infos.get(i).name(), Values.ofRows(layer, layer.length / samples), moment);
    }
  }

  /** Refuses a training batch with masks that a layer has seen. */
  void requireNoMask() {
    for (Node node : nodes) {
      if (node.layer() != null && node.layer().getMaskArray() != null) {
        throw Examples.masked("layer \"%s\"".formatted(node.name()));
      }
    }
  }

  /** The index of a recorded layer among the nodes. */
  int node(int layer) {
    return selected.get(layer);
  }

  List<Node> nodes() {
    return nodes;
  }

  String name(int node) {
    return nodes.get(node).name();
  }

  /** Refuses sequences unless {@link #sequences(Sequences)} was called. */
  void requireDeclared(INDArray features) {
    if (features.rank() == 3) {
      declared(0, features);
    }
  }

  /** Refuses pre-activations that cannot be reproduced in the training pass. */
  void requireReproducible() {
    for (int i : selected) {
      Node node = nodes.get(i);
      int source = node.inputs().isEmpty() ? i : node.inputs().get(0);
      long consumers = nodes.stream().filter(n -> n.inputs().contains(source)).count();
      String random = node.randomInTraining(consumers > 1);
      if (before.contains(node.name()) && random != null) {
        throw new IllegalArgumentException(
            "The pre-activations of \"%s\" cannot be recorded in training order: they have %s, which cannot be reproduced. Record its output instead, or use onProbe(examples) alone."
                .formatted(node.name(), random));
      }
    }
  }

  Sequences declared(int node, INDArray value) {
    if (sequences == null) {
      throw new IllegalArgumentException(
          "Layer \"%s\" has sequences, [%s examples, %s units, %s steps]. Choose what to record of them: sequences(LAST_STEP) or sequences(EVERY_STEP)."
              .formatted(name(node), value.size(0), value.size(1), value.size(2)));
    }
    return sequences;
  }

  /** Whether images are {@code [examples, height, width, channels]}, as in Keras. */
  boolean channelsLast() {
    return nodes.stream().anyMatch(node -> node.format().equals(CHANNELS_LAST));
  }

  private LayerInfo info(int index) {
    Node node = nodes.get(index);
    String format = node.format();
    boolean images = format.equals(CHANNELS_LAST) && !(node.conf() instanceof CnnLossLayer);
    boolean mixed = format.equals("NCHW") && channelsLast();
    if ((format.endsWith("C") && !images) || mixed) {
      throw new IllegalArgumentException(
          "The format of layer \"%s\" must be %s, got %s. Build the network with that format."
              .formatted(
                  node.name(),
                  mixed
                      ? CHANNELS_LAST + ", that of other layers"
                      : "NC" + format.substring(1, format.length() - 1) + ", DL4J's default",
                  format));
    }
    List<String> from = new ArrayList<>();
    node.inputs().forEach(input -> collect(input, from));
    return new LayerInfo(node.name(), node.type(), node.units(), from);
  }

  /** The nearest recorded layers that a node comes from. */
  private void collect(int index, List<String> to) {
    if (selected.contains(index)) {
      if (!to.contains(nodes.get(index).name())) {
        to.add(nodes.get(index).name());
      }
    } else {
      nodes.get(index).inputs().forEach(input -> collect(input, to));
    }
  }

  private String describe() {
    return nodes.stream()
        .map(
            node ->
                "\"%s\"".formatted(node.name())
                    + (node.units() > 0
                        ? " (%s unit%s)".formatted(node.units(), node.units() == 1 ? "" : "s")
                        : ""))
        .collect(Collectors.joining(", "));
  }
}
