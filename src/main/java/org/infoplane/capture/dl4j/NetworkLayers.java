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
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Sequences;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The layers of a network that are recorded: their names, and how their activations are had. */
final class NetworkLayers {

  static final String INPUT = "input";

  private final List<Node> nodes;
  private final List<Integer> selected; // rising indices in nodes
  private final Set<String> before; // of which the value before the activation function is asked
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
    if (!network.isReady()) {
      throw new IllegalStateException(
          "Asked to capture the layers of a network that has no weights yet. Call network.init() first.");
    }
    List<Node> nodes = List.copyOf(network.nodes());
    List<String> names = nodes.stream().map(Node::name).toList();
    for (String name : names) {
      if (Collections.frequency(names, name) > 1) {
        throw new IllegalArgumentException(
            "The network has two layers named \"%s\" (\"input\" is what goes in). All are: %s. Give each layer a name of its own with name(\"...\")."
                .formatted(name, names));
      }
    }
    if (nodes.size() < 3) {
      throw new IllegalArgumentException(
          "Asked to capture a network of one layer, \"%s\". There is nothing between layers to measure; pass a network with at least one layer before the output."
              .formatted(names.get(1)));
    }
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      all.add(i);
    }
    return new NetworkLayers(nodes, all, Set.of(), FeatureMaps.channelMean(), null);
  }

  NetworkLayers only(List<String> wanted) {
    wanted.forEach(name -> requireName(name, "layers(...)"));
    return only(info -> wanted.contains(info.name()), new LinkedHashSet<>(wanted).toString());
  }

  /** Those that fit; {@code words} say which were asked for. */
  NetworkLayers only(Predicate<LayerInfo> wanted, String words) {
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      if (wanted.test(info(i))) {
        indices.add(i);
      }
    }
    if (indices.isEmpty()) {
      throw new IllegalArgumentException(
          "Asked to capture no layers, %s. Pass at least one. This network has: %s."
              .formatted(words, describe()));
    }
    return new NetworkLayers(nodes, indices, before, maps, sequences);
  }

  NetworkLayers at(int... indices) {
    for (int index : indices) {
      if (index < 0 || index >= nodes.size()) {
        throw new IllegalArgumentException(
            "Asked for layer %s. This network has 0 to %s: %s. Pass some of these to layersAt(...)."
                .formatted(index, nodes.size() - 1, describe()));
      }
    }
    Set<Integer> wanted = new TreeSet<>();
    for (int index : indices) {
      wanted.add(index);
    }
    return only(info -> wanted.contains(indexOf(info.name())), wanted.toString());
  }

  NetworkLayers reducing(FeatureMaps reduction) {
    return new NetworkLayers(nodes, selected, before, reduction, sequences);
  }

  NetworkLayers sequences(Sequences which) {
    return new NetworkLayers(nodes, selected, before, maps, which);
  }

  /** Takes the values before the activation functions of these layers, or of all that have one. */
  NetworkLayers beforeActivation(List<String> names) {
    names.forEach(name -> requireName(name, "preActivations(...)"));
    for (String name : names) {
      if (!nodes.get(indexOf(name)).hasPreActivation()) {
        throw new IllegalArgumentException(
            "Asked for the pre-activations of \"%s\" (%s), which has no activation function of its own. Pass dense, convolution, activation, output or loss layers to preActivations(...)."
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

  /** The names of the recorded layers that are taken before their activation function. */
  List<String> beforeActivation() {
    return infos.stream().map(LayerInfo::name).filter(before::contains).toList();
  }

  void requireName(String name, String where) {
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

  /** Refuses sequences that are not all of one length. */
  void requireNoMask() {
    for (Node node : nodes) {
      if (node.layer() != null && node.layer().getMaskArray() != null) {
        throw new IllegalArgumentException(
            "Asked to record sequences with masks, at layer \"%s\". Pass sequences of one length, without masks."
                .formatted(node.name()));
      }
    }
  }

  /**
   * The layers of a forward pass with frozen weights, {@code float[samples * units]} each. Copied
   * layer by layer: an ActivationLayer overwrites its input in inference, so that DL4J's {@code
   * feedForward} shows the layer before it as it was not.
   */
  List<float[]> inference(INDArray features) {
    int examples = (int) features.size(0);
    List<INDArray> values = values(features);
    List<float[]> result = new ArrayList<>();
    for (int i : selected) {
      result.add(
          rows(
              i,
              before.contains(nodes.get(i).name())
                  ? nodes.get(i).beside(values.get(nodes.get(i).inputs().get(0)), examples, true)
                  : values.get(i),
              features));
    }
    return result;
  }

  /** The value of every node in such a pass. */
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
   * What a recorded layer is when an earlier one is changed, and all that does not come from it is
   * as it was.
   *
   * @param values of every node, that of {@code from} changed; those of later ones are overwritten
   */
  INDArray again(int from, int to, List<INDArray> values) {
    return againTo(node(to), from, values);
  }

  /** The same of any node. */
  INDArray againTo(int node, int from, List<INDArray> values) {
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

  /** All nodes, of recorded layers and others. */
  List<Node> nodes() {
    return nodes;
  }

  /** A recorded layer's value as one row a sample. */
  float[] rowsOf(int layer, INDArray value, INDArray features) {
    return rows(node(layer), value, features);
  }

  /**
   * The layers of the training pass that is under way, copied, each as the next one received it:
   * its dropout included, which DL4J writes into it. DL4J hands over all but the output layer,
   * whose activations are computed here from its input and weights, without a dropout of its own.
   *
   * @param given the value of a node, by index; null if DL4J did not hand it over
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

  /** The name of a node, by index. */
  String name(int node) {
    return nodes.get(node).name();
  }

  /**
   * One row a sample, copied outside of any workspace; feature maps and sequences are reduced. A
   * dense layer between recurrent ones has one row for each step of each example.
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
          case 4, 5 -> maps.reduce(whole);
          default -> throw notOneRowEach(node, value, features);
        };
    if (flat.size(0) != Examples.samples(features, sequences)) {
      throw notOneRowEach(node, value, features);
    }
    return Examples.copy(flat);
  }

  private IllegalArgumentException notOneRowEach(int node, INDArray value, INDArray features) {
    return new IllegalArgumentException(
        "Layer \"%s\" gives %s, which is not one row for each of %s samples. Leave it out with layers(...), or use sequences(LAST_STEP)."
            .formatted(
                nodes.get(node).name(),
                Arrays.toString(value.shape()),
                Examples.samples(features, sequences)));
  }

  /** Refuses sequences of which nothing was said. */
  void requireDeclared(INDArray features) {
    if (features.rank() == 3) {
      declared(0, features);
    }
  }

  /** Refuses pre-activations that the training pass does not show. */
  void requireSeenInTraining() {
    for (int i : selected) {
      Node node = nodes.get(i);
      int source = node.inputs().isEmpty() ? i : node.inputs().get(0);
      long consumers = nodes.stream().filter(n -> n.inputs().contains(source)).count();
      String random = node.randomInTraining(consumers > 1);
      if (before.contains(node.name()) && random != null) {
        throw new IllegalArgumentException(
            "Asked for the pre-activations of \"%s\" in training order, but they have %s, which cannot be drawn again. Record its output there, or use onProbe(examples) alone."
                .formatted(node.name(), random));
      }
    }
  }

  private Sequences declared(int node, INDArray value) {
    if (sequences == null) {
      throw new IllegalArgumentException(
          "Layer \"%s\" gives sequences, [%s examples, %s units, %s steps]. Say what to record of them: sequences(LAST_STEP) or sequences(EVERY_STEP)."
              .formatted(nodes.get(node).name(), value.size(0), value.size(1), value.size(2)));
    }
    return sequences;
  }

  private INDArray inStep(int node, INDArray value) {
    if (sequences == Sequences.EVERY_STEP) {
      throw new IllegalArgumentException(
          "Asked for every step of the sequences, but layer \"%s\" has one value an example. Leave it out with layers(...), or use sequences(LAST_STEP)."
              .formatted(nodes.get(node).name()));
    }
    return value;
  }

  private LayerInfo info(int index) {
    Node node = nodes.get(index);
    String format = node.format();
    if (format.endsWith("C")) {
      throw new IllegalArgumentException(
          "Asked to capture \"%s\", whose format is %s. Use %s, DL4J's default."
              .formatted(node.name(), format, "NC" + format.substring(1, format.length() - 1)));
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
                "\""
                    + node.name()
                    + "\""
                    + (node.units() > 0 ? " (" + node.units() + " units)" : ""))
        .collect(Collectors.joining(", "));
  }
}
