package org.infoplane.capture.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.infoplane.recording.Sequences;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Computes the activations of the recorded layers, in inference and in training. */
record LayerActivations(NetworkLayers layers) {

  /** The recorded layers of a forward pass with frozen weights, {@code float[samples * units]}. */
  List<float[]> inference(INDArray features) {
    int examples = (int) features.size(0);
    List<INDArray> values = values(features);
    List<float[]> result = new ArrayList<>();
    for (int i : layers.selected) {
      Node node = layers.nodes().get(i);
      INDArray value =
          layers.before.contains(node.name())
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
    for (Node node : layers.nodes()) {
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
    Set<Integer> changed = new TreeSet<>(List.of(layers.node(from)));
    for (int i = layers.node(from) + 1; i <= node; i++) {
      if (layers.nodes().get(i).inputs().stream().anyMatch(changed::contains)) {
        changed.add(i);
        values.set(i, infer(layers.nodes().get(i), values, examples));
      }
    }
    return values.get(node);
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
    for (int i : layers.selected) {
      Node node = layers.nodes().get(i);
      INDArray value = given.apply(i);
      boolean asked = layers.before.contains(node.name());
      if (value == null || asked) {
        INDArray input = Objects.requireNonNull(given.apply(node.inputs().get(0)));
        value = node.beside(input.detach(), (int) features.size(0), asked);
      }
      result.add(rows(i, value, features));
    }
    return result;
  }

  /** The value of a recorded layer, one row per sample. */
  float[] rowsOf(int layer, INDArray value, INDArray features) {
    return rows(layers.node(layer), value, features);
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
          case 3 -> Examples.steps(whole, layers.declared(node, whole));
          case 4 -> layers.maps().reduce(layers.channelsLast() ? whole.permute(0, 3, 1, 2) : whole);
          case 5 -> layers.maps().reduce(whole);
          default -> throw notOneRowEach(node, value, features);
        };
    if (flat.size(0) != Examples.samples(features, layers.sequences())) {
      throw notOneRowEach(node, value, features);
    }
    return Examples.floats(flat);
  }

  private IllegalArgumentException notOneRowEach(int node, INDArray value, INDArray features) {
    return new IllegalArgumentException(
        "Layer \"%s\" must have one row for each of %s samples, got shape %s. Leave it out with layers(...), or use sequences(LAST_STEP)."
            .formatted(
                layers.name(node),
                Examples.samples(features, layers.sequences()),
                Arrays.toString(value.shape())));
  }

  private INDArray inStep(int node, INDArray value) {
    if (layers.sequences() == Sequences.EVERY_STEP) {
      throw new IllegalArgumentException(
          "sequences(EVERY_STEP) needs every layer at every step, but layer \"%s\" has one value per example. Leave it out with layers(...), or use sequences(LAST_STEP)."
              .formatted(layers.name(node)));
    }
    return value;
  }
}
