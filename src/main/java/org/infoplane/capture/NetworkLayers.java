package org.infoplane.capture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.infoplane.recording.LayerInfo;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The layers of a network that are recorded: their names, and how their activations are had. */
final class NetworkLayers {

  static final String INPUT = "input";

  private final MultiLayerNetwork network;
  private final List<String> names; // of all layers; 0 is the input
  private final List<Integer> selected; // rising indices in names
  private final List<LayerInfo> infos; // of the selected ones
  private final FeatureMaps maps;

  private NetworkLayers(
      MultiLayerNetwork network, List<String> names, List<Integer> selected, FeatureMaps maps) {
    this.network = network;
    this.names = names;
    this.selected = selected;
    this.maps = maps;
    this.infos = selected.stream().map(this::info).toList();
  }

  static NetworkLayers of(MultiLayerNetwork network) {
    if (!network.isInitCalled()) {
      throw new IllegalStateException(
          "Asked to capture the layers of a network that has no weights yet. Call network.init() first.");
    }
    List<String> names = new ArrayList<>(List.of(INPUT));
    for (int i = 0; i < network.getnLayers(); i++) {
      String name = conf(network, i).getLayerName();
      names.add(name == null ? "layer" + i : name);
    }
    for (String name : names) {
      if (Collections.frequency(names, name) > 1) {
        throw new IllegalArgumentException(
            "The network has two layers named \"%s\" (\"input\" is what goes in). All are: %s. Give each layer a name of its own with name(\"...\")."
                .formatted(name, names));
      }
    }
    if (network.getnLayers() < 2) {
      throw new IllegalArgumentException(
          "Asked to capture a network of one layer, \"%s\". There is nothing between layers to measure; pass a network with at least one layer before the output."
              .formatted(names.get(1)));
    }
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      all.add(i);
    }
    return new NetworkLayers(network, List.copyOf(names), all, FeatureMaps.channelMean());
  }

  NetworkLayers only(List<String> wanted) {
    wanted.forEach(this::requireName);
    Set<String> set = new LinkedHashSet<>(wanted);
    if (set.size() < 2) {
      throw new IllegalArgumentException(
          "Asked to capture %d layer(s), %s. Pass at least two: information passes between layers. This network has: %s."
              .formatted(set.size(), set, describe()));
    }
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (set.contains(names.get(i))) {
        indices.add(i);
      }
    }
    return new NetworkLayers(network, names, indices, maps);
  }

  NetworkLayers reducing(FeatureMaps reduction) {
    return new NetworkLayers(network, names, selected, reduction);
  }

  FeatureMaps maps() {
    return maps;
  }

  void requireName(String name) {
    if (!names.contains(name)) {
      throw new IllegalArgumentException(
          "No layer named \"%s\". This network has: %s. Pass one of these to layers(...)."
              .formatted(name, describe()));
    }
  }

  /** Refuses examples that the first layer cannot take. */
  void requireWidth(INDArray features, String where) {
    int takes = info(0).units();
    if (takes > 0 && features.size(1) != takes) {
      throw new IllegalArgumentException(
          "%s got examples of %d values, but \"%s\" takes %d. Pass examples of the shape that the network trains on."
              .formatted(where, features.size(1), names.get(1), takes));
    }
  }

  List<LayerInfo> infos() {
    return infos;
  }

  /**
   * The layers of a forward pass with frozen weights, {@code float[examples * units]} each. Copied
   * layer by layer: an ActivationLayer overwrites its input in inference, so that DL4J's {@code
   * feedForward} shows the layer before it as it was not.
   */
  List<float[]> inference(INDArray features) {
    List<float[]> result = new ArrayList<>();
    INDArray current = features.dup();
    for (int i = 0; i < names.size(); i++) {
      if (i > 0) {
        current =
            network
                .getLayer(i - 1)
                .activate(preProcessed(i - 1, current), false, LayerWorkspaceMgr.noWorkspaces());
      }
      if (selected.contains(i)) {
        result.add(Examples.rows(current, maps));
      }
    }
    return result;
  }

  private INDArray preProcessed(int layer, INDArray input) {
    var preProcessor = network.getLayerWiseConfigurations().getInputPreProcess(layer);
    return preProcessor == null
        ? input
        : preProcessor.preProcess(input, (int) input.size(0), LayerWorkspaceMgr.noWorkspaces());
  }

  /**
   * The layers of the training pass that is under way, copied, each as the next one received it:
   * its dropout included, which DL4J writes into it. DL4J hands over all but the output layer,
   * whose activations are computed here from its input and weights, without a dropout of its own.
   */
  List<float[]> training(List<INDArray> allButOutput) {
    List<float[]> result = new ArrayList<>();
    for (int i : selected) {
      result.add(
          Examples.rows(
              i < allButOutput.size()
                  ? allButOutput.get(i)
                  : output(allButOutput.get(allButOutput.size() - 1).detach()),
              maps));
    }
    return result;
  }

  private INDArray output(INDArray hidden) {
    int last = network.getnLayers() - 1;
    INDArray h = preProcessed(last, hidden);
    Layer conf = conf(network, last);
    if (conf instanceof LossLayer loss) {
      return loss.getActivationFn().getActivation(h.dup(), true);
    }
    if (conf instanceof BaseOutputLayer output && h.rank() == 2) {
      INDArray z = h.mmul(network.getLayer(last).getParam("W"));
      if (output.hasBias()) {
        z.addiRowVector(network.getLayer(last).getParam("b"));
      }
      return output.getActivationFn().getActivation(z, true);
    }
    throw new IllegalArgumentException(
        "Asked for the output of %s in training order, which DL4J does not hand over. Use onProbe(examples), or name the other layers in layers(...)."
            .formatted(conf.getClass().getSimpleName()));
  }

  private LayerInfo info(int index) {
    if (index == 0) {
      Layer first = conf(network, 0);
      boolean flat = first instanceof FeedForwardLayer && !(first instanceof ConvolutionLayer);
      int units = flat ? (int) ((FeedForwardLayer) first).getNIn() : 0; // of images: not known yet
      return new LayerInfo(INPUT, INPUT, units);
    }
    Layer conf = conf(network, index - 1);
    if (conf instanceof ConvolutionLayer c && c.getCnn2dDataFormat() == CNN2DFormat.NHWC) {
      throw new IllegalArgumentException(
          "Asked to capture \"%s\", whose format is NHWC. Use NCHW, DL4J's default."
              .formatted(names.get(index)));
    }
    String type = conf.getClass().getSimpleName().replaceAll("Layer$", "").toLowerCase(Locale.ROOT);
    return new LayerInfo(names.get(index), type, units(index - 1));
  }

  private int units(int layer) {
    for (int i = layer; i >= 0; i--) {
      if (conf(network, i) instanceof FeedForwardLayer f && f.getNOut() > 0) {
        return (int) f.getNOut();
      }
    }
    return 0;
  }

  private String describe() {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      int units = info(i).units();
      words.add("\"" + names.get(i) + "\"" + (units > 0 ? " (" + units + " units)" : ""));
    }
    return String.join(", ", words);
  }

  private static Layer conf(MultiLayerNetwork network, int layer) {
    return network.getLayer(layer).conf().getLayer();
  }
}
