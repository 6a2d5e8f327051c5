package org.infoplane.capture.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.infoplane.capture.RunRecorder;
import org.infoplane.capture.TrainingMoment;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Sequences;
import org.infoplane.symbol.Values;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The recorded layers of a network: their names, and how their activations are computed. */
final class NetworkLayers {

  static final String INPUT = "input";
  private static final String CHANNELS_LAST = "NHWC";

  private final List<Node> nodes;
  private final List<Integer> selected; // rising indices in nodes
  private final Set<String> before; // recorded before their activation function
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

  /** The recorded layers of a forward pass with frozen weights, {@code float[samples * units]}. */
  List<float[]> inference(INDArray features) {
    int examples = (int) features.size(0);
    List<INDArray> values = values(features);
    List<float[]> result = new ArrayList<>();
    for (int i : selected) {
      Node node = nodes.get(i);
      INDArray value =
          before.contains(node.name())
              ? node.beside(values.get(node.inputs().get(0)), examples, true)
              : values.get(i);
      result.add(rows(i, value, features));
    }
    return result;
  }

  /**
   * The value of every node in such a pass. Inputs are copied, since an ActivationLayer overwrites
   * its input in inference, also in DL4J's {@code feedForward}.
   */
  List<INDArray> values(INDArray features) {
    List<INDArray> values = new ArrayList<>();
    for (Node node : nodes) {
      values.add(
          node.inputs().isEmpty() ? features.dup() : infer(node, values, (int) features.size(0)));
    }
    return values;
  }

  private static INDArray infer(Node node, List<INDArray> values, int examples) {
    return node.infer(
        examples, node.inputs().stream().map(i -> values.get(i).dup()).toArray(INDArray[]::new));
  }

  /**
   * Recomputes a node after a recorded layer was changed; only nodes that depend on it change.
   *
   * @param values of every node, that of {@code from} changed; its dependents are overwritten
   */
  INDArray recompute(int node, int from, List<INDArray> values) {
    int examples = (int) values.get(0).size(0);
    Set<Integer> changed = new TreeSet<>(List.of(node(from)));
    for (int i = node(from) + 1; i <= node; i++) {
      if (nodes.get(i).inputs().stream().anyMatch(changed::contains)) {
        changed.add(i);
        values.set(i, infer(nodes.get(i), values, examples));
      }
    }
    return values.get(node);
  }

  /** The index of a recorded layer among the nodes. */
  int node(int layer) {
    return selected.get(layer);
  }

  List<Node> nodes() {
    return nodes;
  }

  /** The value of a recorded layer, one row per sample. */
  float[] rowsOf(int layer, INDArray value, INDArray features) {
    return rows(node(layer), value, features);
  }

  /**
   * Copies of the recorded layers in the current training pass, each as the next one received it,
   * with the dropout that DL4J applies in place. DL4J reports all but the output layer, which is
   * computed here from its input and weights, without its own dropout.
   *
   * @param given the value of a node, by index; null if DL4J does not report it
   */
  List<float[]> training(IntFunction<@Nullable INDArray> given) {
    INDArray features = Objects.requireNonNull(given.apply(0));
    List<float[]> result = new ArrayList<>();
    for (int i : selected) {
      Node node = nodes.get(i);
      INDArray value = given.apply(i);
      boolean asked = before.contains(node.name());
      if (value == null || asked) {
        INDArray input = Objects.requireNonNull(given.apply(node.inputs().get(0)));
        value = node.beside(input.detach(), (int) features.size(0), asked);
      }
      result.add(rows(i, value, features));
    }
    return result;
  }

  String name(int node) {
    return nodes.get(node).name();
  }

  /**
   * One row per sample, copied outside of any workspace, with feature maps and sequences reduced. A
   * dense layer between recurrent ones has a row for each step of each example.
   */
  private float[] rows(int node, INDArray value, INDArray features) {
    long steps = features.rank() == 3 ? features.size(2) : 1;
    boolean folded = steps > 1 && value.rank() == 2 && value.size(0) == features.size(0) * steps;
    INDArray whole =
        folded
            ? new FeedForwardToRnnPreProcessor()
                .preProcess(value, (int) features.size(0), LayerWorkspaceMgr.noWorkspaces())
            : value;
    INDArray flat =
        switch (whole.rank()) {
          case 1 -> whole.reshape(whole.length(), 1);
          case 2 -> inStep(node, whole);
          case 3 -> Examples.steps(whole, declared(node, whole));
          case 4 -> maps.reduce(channelsLast() ? whole.permute(0, 3, 1, 2) : whole);
          case 5 -> maps.reduce(whole);
          default -> throw notOneRowEach(node, value, features);
        };
    if (flat.size(0) != Examples.samples(features, sequences)) {
      throw notOneRowEach(node, value, features);
    }
    return Examples.floats(flat);
  }

  private IllegalArgumentException notOneRowEach(int node, INDArray value, INDArray features) {
    return new IllegalArgumentException(
        "Layer \"%s\" must have one row for each of %s samples, got shape %s. Leave it out with layers(...), or use sequences(LAST_STEP)."
            .formatted(
                name(node), Examples.samples(features, sequences), Arrays.toString(value.shape())));
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

  private Sequences declared(int node, INDArray value) {
    if (sequences == null) {
      throw new IllegalArgumentException(
          "Layer \"%s\" has sequences, [%s examples, %s units, %s steps]. Choose what to record of them: sequences(LAST_STEP) or sequences(EVERY_STEP)."
              .formatted(name(node), value.size(0), value.size(1), value.size(2)));
    }
    return sequences;
  }

  private INDArray inStep(int node, INDArray value) {
    if (sequences == Sequences.EVERY_STEP) {
      throw new IllegalArgumentException(
          "sequences(EVERY_STEP) needs every layer at every step, but layer \"%s\" has one value per example. Leave it out with layers(...), or use sequences(LAST_STEP)."
              .formatted(name(node)));
    }
    return value;
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
