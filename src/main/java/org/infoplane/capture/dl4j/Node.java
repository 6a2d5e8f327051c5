package org.infoplane.capture.dl4j;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Cnn3DLossLayer;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution3D;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.Subsampling3DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.Upsampling3D;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A node of a network: what goes in, a layer, or a vertex that joins others.
 *
 * @param name as DL4J shows it
 * @param type such as {@code dense}
 * @param units as configured; 0 if that is not known before the first pass
 * @param inputs indices of the nodes whose values it takes
 * @param layer of DL4J; null if it is none
 * @param preProcessor what changes the shape of its input; null if nothing does
 * @param vertex that joins its inputs; null if it does not
 */
record Node(
    String name,
    String type,
    int units,
    List<Integer> inputs,
    @Nullable Layer layer,
    @Nullable InputPreProcessor preProcessor,
    @Nullable GraphVertex vertex) {

  static Node input(String name, int units) {
    return new Node(name, NetworkLayers.INPUT, units, List.of(), null, null, null);
  }

  /** A layer; {@code units} are told by the nodes before it if its configuration does not. */
  static Node of(
      String name,
      Layer layer,
      @Nullable InputPreProcessor preProcessor,
      List<Node> before,
      int... inputs) {
    org.deeplearning4j.nn.conf.layers.Layer conf = layer.conf().getLayer();
    int units =
        conf instanceof FeedForwardLayer f && f.getNOut() > 0
            ? (int) f.getNOut()
            : before.get(inputs[0]).units();
    String type = conf.getClass().getSimpleName().replaceAll("Layer$", "").toLowerCase(Locale.ROOT);
    List<Integer> from = Arrays.stream(inputs).boxed().toList();
    return new Node(name, type, units, from, layer, preProcessor, null);
  }

  /**
   * Its value with frozen weights, in memory of its own.
   *
   * @param examples how many there are; values may have one row for each step of them
   * @param values of its inputs, which may be overwritten: an ActivationLayer does
   */
  INDArray infer(int examples, INDArray... values) {
    if (layer != null) {
      return layer.activate(shaped(values[0], examples), false, LayerWorkspaceMgr.noWorkspaces());
    }
    GraphVertex joins = java.util.Objects.requireNonNull(vertex);
    try {
      joins.setInputs(values);
      return joins.doForward(false, LayerWorkspaceMgr.noWorkspaces());
    } finally {
      joins.clear();
    }
  }

  /**
   * The loss of an output layer, the mean over the examples, by DL4J, without regularisation.
   *
   * @param value of its input, which may be overwritten
   * @param labels of the examples
   */
  double loss(INDArray value, INDArray labels) {
    IOutputLayer output = (IOutputLayer) java.util.Objects.requireNonNull(layer);
    LayerWorkspaceMgr everywhere = LayerWorkspaceMgr.noWorkspaces();
    try {
      output.setInput(shaped(value, (int) labels.size(0)), everywhere);
      output.setLabels(labels);
      return output.computeScore(0, false, everywhere);
    } finally {
      output.clear();
    }
  }

  private INDArray shaped(INDArray value, int examples) {
    return preProcessor == null
        ? value
        : preProcessor.preProcess(value, examples, LayerWorkspaceMgr.noWorkspaces());
  }

  /** Whether it has an activation function that works on one number at a time, or on all. */
  boolean hasPreActivation() {
    return layer != null
        && (conf() instanceof BaseLayer || conf() instanceof ActivationLayer)
        && !(conf() instanceof BatchNormalization)
        && !(conf() instanceof BaseRecurrentLayer);
  }

  /**
   * What the training pass does to its input or weights that cannot be done again beside it; null
   * if nothing.
   *
   * @param sharedInput if other nodes take the same input
   */
  @Nullable String randomInTraining(boolean sharedInput) {
    if (layer == null) {
      return null;
    }
    if (conf() instanceof BaseLayer base && base.getWeightNoise() != null) {
      return "weight noise";
    }
    boolean written = preProcessor == null && !sharedInput; // into what is handed over
    return conf().getIDropout() != null && !written
        ? "dropout of an input that is not its own"
        : null;
  }

  /**
   * How its values are laid out, as DL4J names it, such as {@code NHWC}: a last letter C means that
   * the channels or units come last.
   */
  String format() {
    return layer == null ? "" : String.valueOf(format(conf()));
  }

  private static @Nullable Object format(org.deeplearning4j.nn.conf.layers.Layer conf) {
    if (conf instanceof BaseWrapperLayer wrapper) {
      return format(wrapper.getUnderlying());
    } else if (conf instanceof Bidirectional both) {
      return format(both.getFwd());
    } else if (conf instanceof Convolution3D volume) {
      return volume.getDataFormat();
    } else if (conf instanceof Deconvolution3D volume) {
      return volume.getDataFormat();
    } else if (conf instanceof Subsampling3DLayer volume) {
      return volume.getDataFormat();
    } else if (conf instanceof Upsampling3D volume) {
      return volume.getDataFormat();
    } else if (conf instanceof Cnn3DLossLayer volume) {
      return volume.getDataFormat();
    } else if (conf instanceof Convolution1DLayer sequence) {
      return sequence.getRnnDataFormat();
    } else if (conf instanceof ConvolutionLayer image) {
      return image.getCnn2dDataFormat();
    } else if (conf instanceof SubsamplingLayer image) {
      return image.getCnn2dDataFormat();
    } else if (conf instanceof Upsampling2D image) {
      return image.getFormat();
    } else if (conf instanceof CnnLossLayer image) {
      return image.getFormat();
    } else if (conf instanceof BaseRecurrentLayer sequence) {
      return sequence.getRnnDataFormat();
    } else if (conf instanceof RnnOutputLayer sequence) {
      return sequence.getRnnDataFormat();
    } else if (conf instanceof RnnLossLayer sequence) {
      return sequence.getRnnDataFormat();
    } else if (conf instanceof EmbeddingSequenceLayer sequence) {
      return sequence.getOutputFormat();
    }
    return null;
  }

  /**
   * Its value from a value of its input, by a layer of the same weights that is not part of the
   * network: whatever the network keeps of the pass that is under way stays.
   *
   * @param examples how many there are
   * @param beforeActivation without the activation function
   */
  INDArray beside(INDArray value, int examples, boolean beforeActivation) {
    Layer twin = twin(beforeActivation);
    return twin.activate(shaped(value.dup(), examples), false, LayerWorkspaceMgr.noWorkspaces());
  }

  private Layer twin(boolean beforeActivation) {
    Layer original = java.util.Objects.requireNonNull(layer);
    NeuralNetConfiguration all = original.conf().clone();
    if (beforeActivation && all.getLayer() instanceof BaseLayer base) {
      base.setActivationFn(new ActivationIdentity());
    } else if (beforeActivation && all.getLayer() instanceof ActivationLayer activation) {
      activation.setActivationFn(new ActivationIdentity());
    }
    INDArray weights = original.numParams() == 0 ? null : original.params();
    return all.getLayer()
        .instantiate(all, null, original.getIndex(), weights, false, all.getDataType());
  }

  org.deeplearning4j.nn.conf.layers.Layer conf() {
    return java.util.Objects.requireNonNull(layer).conf().getLayer();
  }
}
