package org.infoplane;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.infoplane.capture.dl4j.LayerCapture;
import org.infoplane.capture.dl4j.NetworkAblation;
import org.infoplane.capture.dl4j.NetworkInterventions;
import org.infoplane.capture.dl4j.SavedNetworks;
import org.infoplane.capture.numpy.ActivationFolder;
import org.infoplane.jupyter.Kernels;
import org.infoplane.query.EffectiveInformationQuery;
import org.infoplane.query.InformationFlowQuery;
import org.infoplane.query.InformationPlane;
import org.infoplane.query.KnockOutQuery;
import org.infoplane.query.MutualInformationQuery;
import org.infoplane.query.TransferEntropyQuery;
import org.infoplane.recording.Recording;
import org.nd4j.linalg.dataset.DataSet;

/**
 * The entry points for notebooks: {@code import static org.infoplane.Notebook.*;}.
 *
 * <pre>{@code
 * var run = captureLayers(network).inTrainingOrder().onProbe(test).whileTraining(batches, 30);
 * transferEntropy(run).from("dense1").to("output").table()
 * plotPlane(run)
 * }</pre>
 */
public final class Notebook {

  // For kernels that do not load extensions by themselves.
  static {
    Kernels.install();
  }

  private Notebook() {}

  /**
   * Shows results as figures and tables, and puts the script of the figures into the output of this
   * cell, again if another cell has it: for a page whose cell with the script was run again and
   * lost it.
   */
  public static void showResults() {
    Kernels.showResults();
  }

  /**
   * {@return a capture of all layers of a network during training, see {@link LayerCapture}}
   *
   * @param network initialised, with at least one layer before the output layer
   * @throws IllegalStateException if the network is not initialised
   * @throws IllegalArgumentException if it has one layer only
   */
  public static LayerCapture captureLayers(MultiLayerNetwork network) {
    return LayerCapture.of(network);
  }

  /**
   * {@return a capture of all layers of a graph during training, see {@link LayerCapture}}
   *
   * @param network initialised, with one input; of several outputs choose one, {@link
   *     LayerCapture#output}
   * @throws IllegalStateException if the network is not initialised
   * @throws IllegalArgumentException if it has several inputs, or one layer only
   */
  public static LayerCapture captureLayers(ComputationGraph network) {
    return LayerCapture.of(network);
  }

  /**
   * {@return a capture of all layers of a Keras 2 model, see {@link LayerCapture#of(Path)}}
   *
   * @param kerasModel an HDF5 file, saved by {@code model.save("model.h5")}
   * @throws IllegalStateException if {@code deeplearning4j-modelimport} is not on the class path
   * @throws IllegalArgumentException if it is no such file, or has something that Deeplearning4j
   *     cannot import
   */
  public static LayerCapture captureLayers(Path kerasModel) {
    return LayerCapture.of(kerasModel);
  }

  /**
   * {@return the activations that another program saved, such as PyTorch or Keras; {@code
   * recording()} reads them, {@code following(run -> plotPlane(run))} reads and shows them while
   * they are written}
   *
   * @param folder of numpy arrays and {@code activations.json}
   * @throws IllegalArgumentException if that file is invalid
   */
  public static ActivationFolder readActivations(Path folder) {
    return ActivationFolder.of(folder);
  }

  /**
   * {@return a new network with the weights after an epoch, and a fresh optimiser}
   *
   * @param run recorded with {@code keepingWeights()}
   * @param epoch a recorded one; its last moment if it has several
   * @throws IllegalStateException if the weights were not kept
   * @throws IllegalArgumentException if the epoch was not recorded, or the network is a graph
   */
  public static MultiLayerNetwork networkAt(Recording run, int epoch) {
    return SavedNetworks.chain(run, epoch);
  }

  /**
   * {@return a new graph with the weights after an epoch, and a fresh optimiser}
   *
   * @param run recorded with {@code keepingWeights()}
   * @param epoch a recorded one; its last moment if it has several
   * @throws IllegalStateException if the weights were not kept
   * @throws IllegalArgumentException if the epoch was not recorded, or the network is not a graph
   */
  public static ComputationGraph graphAt(Recording run, int epoch) {
    return SavedNetworks.graph(run, epoch);
  }

  /**
   * {@return the transfer entropy between all adjacent layers, in both directions, in bits}
   *
   * @param run a recording
   */
  public static TransferEntropyQuery transferEntropy(Recording run) {
    return TransferEntropyQuery.of(run);
  }

  /**
   * {@return the information flow between all adjacent layers, in bits, measured by interventions
   * on one unit at a time}
   *
   * @param run recorded with {@code onProbe(examples).keepingWeights()}
   * @throws IllegalStateException if the weights were not kept
   * @throws IllegalArgumentException if there is no probe, or layers are sequences
   */
  public static InformationFlowQuery informationFlow(Recording run) {
    return InformationFlowQuery.of(
        withWeights(run), moment -> NetworkInterventions.at(run, moment));
  }

  private static Recording withWeights(Recording run) {
    requireNonNull(run, "run must not be null").network(); // throws if they were not kept
    return run;
  }

  /**
   * {@return the information flow between all adjacent layers of a network as it is, in bits}
   *
   * @param network initialised
   * @param examples among which units exchange their values
   * @throws IllegalArgumentException if the network does not accept the examples
   */
  public static InformationFlowQuery informationFlow(MultiLayerNetwork network, DataSet examples) {
    return informationFlow(snapshot(captureLayers(network), examples));
  }

  /**
   * {@return the information flow between all adjacent layers of a graph as it is, in bits}
   *
   * @param network initialised
   * @param examples among which units exchange their values
   * @throws IllegalArgumentException if the network does not accept the examples
   */
  public static InformationFlowQuery informationFlow(ComputationGraph network, DataSet examples) {
    return informationFlow(snapshot(captureLayers(network), examples));
  }

  private static Recording snapshot(LayerCapture capture, DataSet examples) {
    return capture.onProbe(examples).keepingWeights().now();
  }

  /**
   * {@return the damage of each unit and of each layer, the performance lost without it, at the
   * last recorded moment; units are held at their mean}
   *
   * @param run recorded with {@code onProbe(examples).keepingWeights()}
   * @throws IllegalStateException if the weights were not kept
   * @throws IllegalArgumentException if there is no probe
   */
  public static KnockOutQuery knockOut(Recording run) {
    return KnockOutQuery.of(withWeights(run), moment -> NetworkAblation.at(run, moment));
  }

  /**
   * {@return the damage of each unit and of each layer of a network as it is; units are held at
   * their mean}
   *
   * @param network initialised
   * @param test labelled examples on which it is evaluated
   * @throws IllegalArgumentException if the network does not accept the examples
   */
  public static KnockOutQuery knockOut(MultiLayerNetwork network, DataSet test) {
    return knockOut(captureLayers(network), test);
  }

  /**
   * {@return the damage of each unit and of each layer of a graph as it is; units are held at their
   * mean}
   *
   * @param network initialised
   * @param test labelled examples on which it is evaluated
   * @throws IllegalArgumentException if the network does not accept the examples
   */
  public static KnockOutQuery knockOut(ComputationGraph network, DataSet test) {
    return knockOut(captureLayers(network), test);
  }

  private static KnockOutQuery knockOut(LayerCapture capture, DataSet test) {
    Recording run = snapshot(capture, test);
    return KnockOutQuery.of(run, moment -> NetworkAblation.at(run, moment, test));
  }

  /**
   * {@return the effective information of all dense layers and moments, in bits, with sensitivity
   * and degeneracy: the information that passes the weights if all inputs of a layer are noise; its
   * null is that of permuted weights}
   *
   * @param run recorded with {@code onProbe(examples).keepingWeights()}
   * @throws IllegalStateException if the weights were not kept
   * @throws IllegalArgumentException if there is no probe
   */
  public static EffectiveInformationQuery effectiveInformation(Recording run) {
    return EffectiveInformationQuery.of(
        withWeights(run), moment -> NetworkInterventions.at(run, moment));
  }

  /**
   * {@return the effective information of all dense layers of a network as it is, in bits}
   *
   * @param network initialised
   * @param examples give the range of the noise if an activation function is unbounded
   * @throws IllegalArgumentException if the network does not accept the examples
   */
  public static EffectiveInformationQuery effectiveInformation(
      MultiLayerNetwork network, DataSet examples) {
    return effectiveInformation(snapshot(captureLayers(network), examples));
  }

  /**
   * {@return the effective information of all dense layers of a graph as it is, in bits}
   *
   * @param network initialised
   * @param examples give the range of the noise if an activation function is unbounded
   * @throws IllegalArgumentException if the network does not accept the examples
   */
  public static EffectiveInformationQuery effectiveInformation(
      ComputationGraph network, DataSet examples) {
    return effectiveInformation(snapshot(captureLayers(network), examples));
  }

  /**
   * {@return the mutual information of each layer with input and label, in bits}
   *
   * @param run recorded with {@code onProbe(examples)}
   * @throws IllegalArgumentException if there is no probe
   */
  public static MutualInformationQuery mutualInformation(Recording run) {
    return MutualInformationQuery.of(run);
  }

  /**
   * {@return the transfer-entropy plane of neighbouring layers; {@code inputOutput()} and {@code
   * mutualInformation()} are the other planes}
   *
   * @param run a recording
   */
  public static InformationPlane plotPlane(Recording run) {
    return InformationPlane.of(run);
  }

  /**
   * {@return the plane of information flow: from the input to each layer, and from there to the
   * class}
   *
   * @param flow from {@link #informationFlow(Recording)}
   */
  public static InformationPlane plotPlane(InformationFlowQuery flow) {
    return InformationPlane.of(flow);
  }

  /**
   * {@return the transfer-entropy plane of neighbouring layers, with the null and seed of a query}
   *
   * @param te from {@link #transferEntropy}
   */
  public static InformationPlane plotPlane(TransferEntropyQuery te) {
    return InformationPlane.of(te);
  }

  /**
   * {@return the plane of mutual information, with the estimator, null and intervals of a query}
   *
   * @param mi from {@link #mutualInformation}
   */
  public static InformationPlane plotPlane(MutualInformationQuery mi) {
    return InformationPlane.of(mi);
  }
}
