package org.infoplane.capture.dl4j;

import java.util.List;
import java.util.Objects;
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
 * A node of a network: the input, a layer, or a vertex that joins other nodes.
 *
 * @param name in DL4J
 * @param type such as {@code dense}
 * @param units as configured; 0 if unknown before the first pass
 * @param inputs indices of its input nodes
 * @param layer null if it is not a layer
 * @param preProcessor reshapes its input; may be null
 * @param vertex null if it is not a vertex
 */
record Node(
    String name,
    String type,
    int units,
    List<Integer> inputs,
    @Nullable Layer layer,
    @Nullable InputPreProcessor preProcessor,
    @Nullable GraphVertex vertex) {

  /**
   * Its value with frozen weights, outside of workspaces.
   *
   * @param examples number of examples, each of which may have a row per step
   * @param values of its inputs, which may be overwritten, as by an ActivationLayer
   */
  INDArray infer(int examples, INDArray... values) {
    if (layer != null) {
      return layer.activate(shaped(values[0], examples), false, LayerWorkspaceMgr.noWorkspaces());
    }
    GraphVertex joins = Objects.requireNonNull(vertex);
    try {
      joins.setInputs(values);
      return joins.doForward(false, LayerWorkspaceMgr.noWorkspaces());
    } finally {
      joins.clear();
    }
  }

  /**
   * DL4J's loss of an output layer, averaged over the examples, without regularisation.
   *
   * @param value of its input, which may be overwritten
   */
  double loss(INDArray value, INDArray labels) {
    IOutputLayer output = (IOutputLayer) Objects.requireNonNull(layer);
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

  /** Whether its activation function can be left out. */
  boolean hasPreActivation() {
    return layer != null
        && (conf() instanceof BaseLayer || conf() instanceof ActivationLayer)
        && !(conf() instanceof BatchNormalization)
        && !(conf() instanceof BaseRecurrentLayer);
  }

  /**
   * The random part of its training pass that cannot be reproduced outside of it; null if none.
   *
   * @param sharedInput whether other nodes take the same input
   */
  @Nullable String randomInTraining(boolean sharedInput) {
    if (layer == null) {
      return null;
    }
    if (conf() instanceof BaseLayer base && base.getWeightNoise() != null) {
      return "weight noise";
    }
    boolean visible = preProcessor == null && !sharedInput; // DL4J drops out in place
    return conf().getIDropout() != null && !visible
        ? "dropout of a shared or reshaped input"
        : null;
  }

  /** DL4J's data format, such as {@code NHWC}; if it ends in C, channels or units come last. */
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
   * Its value, computed by a copy of the layer with the same weights, so that the state of the
   * network's current pass stays untouched.
   *
   * @param value of its input
   * @param examples number of examples
   * @param beforeActivation without the activation function
   */
  INDArray beside(INDArray value, int examples, boolean beforeActivation) {
    Layer twin = twin(beforeActivation);
    return twin.activate(shaped(value.dup(), examples), false, LayerWorkspaceMgr.noWorkspaces());
  }

  private Layer twin(boolean beforeActivation) {
    Layer original = Objects.requireNonNull(layer);
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
    return Objects.requireNonNull(layer).conf().getLayer();
  }
}
