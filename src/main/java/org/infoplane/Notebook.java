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
 * The helpers of a notebook: {@code import static org.infoplane.Notebook.*;}.
 *
 * <pre>{@code
 * var run = captureLayers(network).inTrainingOrder().onProbe(test).whileTraining(batches, 30);
 * transferEntropy(run).from("dense1").to("output").table()
 * plotPlane(run)
 * }</pre>
 */
public final class Notebook {

  // On the first helper call. Other kernels find the library by themselves.
  static {
    Kernels.install();
  }

  private Notebook() {}

  /**
   * Records the layers of a network while it trains.
   *
   * @param network initialised, with at least one layer before the output layer
   * @return what to record; all layers in training order without any further step
   * @throws IllegalStateException if the network is not initialised
   * @throws IllegalArgumentException if it has one layer only
   */
  public static LayerCapture captureLayers(MultiLayerNetwork network) {
    requireNonNull(network, "network must not be null");
    return LayerCapture.of(network);
  }

  /**
   * Records the layers of a graph while it trains.
   *
   * @param network initialised, of one input and one output
   * @return what to record; all layers in training order without any further step
   * @throws IllegalStateException if the network is not initialised
   * @throws IllegalArgumentException if it has several inputs or outputs, or one layer only
   */
  public static LayerCapture captureLayers(ComputationGraph network) {
    requireNonNull(network, "network must not be null");
    return LayerCapture.of(network);
  }

  /**
   * Reads activations that another program saved, such as PyTorch or Keras.
   *
   * @param folder of arrays of numpy and {@code activations.json}
   * @return what to make of them; {@code recording()} makes it
   * @throws IllegalArgumentException if there is no such file, or what it says cannot be
   */
  public static ActivationFolder readActivations(Path folder) {
    requireNonNull(folder, "folder must not be null");
    return ActivationFolder.of(folder);
  }

  /**
   * Gives a network back as it was.
   *
   * @param run recorded with {@code keepingWeights()}
   * @param epoch a recorded one; of several moments of it the last
   * @return a new network with the weights of then; its optimiser begins anew
   * @throws IllegalStateException if the weights were not kept
   * @throws IllegalArgumentException if the epoch was not recorded, or the network is a graph
   */
  public static MultiLayerNetwork networkAt(Recording run, int epoch) {
    requireNonNull(run, "run must not be null");
    return SavedNetworks.chain(run, epoch);
  }

  /**
   * Gives a graph back as it was.
   *
   * @param run recorded with {@code keepingWeights()}
   * @param epoch a recorded one; of several moments of it the last
   * @return a new graph with the weights of then; its optimiser begins anew
   * @throws IllegalStateException if the weights were not kept
   * @throws IllegalArgumentException if the epoch was not recorded, or the network is no graph
   */
  public static ComputationGraph graphAt(Recording run, int epoch) {
    requireNonNull(run, "run must not be null");
    return SavedNetworks.graph(run, epoch);
  }

  /**
   * Measures the information that passes from layer to layer.
   *
   * @param run what was recorded
   * @return transfer entropy of all adjacent layers, both directions, in bits
   */
  public static TransferEntropyQuery transferEntropy(Recording run) {
    requireNonNull(run, "run must not be null");
    return TransferEntropyQuery.of(run);
  }

  /**
   * Measures the information that flows from layer to layer, by doing: units are changed, one at a
   * time, and what comes of it is looked at.
   *
   * @param run recorded with {@code onProbe(examples).keepingWeights()}
   * @return flow of all adjacent layers, in bits
   * @throws IllegalStateException if the weights were not kept
   * @throws IllegalArgumentException if there is no probe, or layers are sequences
   */
  public static InformationFlowQuery informationFlow(Recording run) {
    requireNonNull(run, "run must not be null");
    run.network();
    return InformationFlowQuery.of(run, moment -> NetworkInterventions.at(run, moment));
  }

  /**
   * Measures the information that flows from layer to layer of a network as it is.
   *
   * @param network initialised
   * @param examples of which units take each other's values
   * @return flow of all adjacent layers, in bits
   * @throws IllegalArgumentException if the network does not take the examples
   */
  public static InformationFlowQuery informationFlow(MultiLayerNetwork network, DataSet examples) {
    return informationFlow(captureLayers(network).onProbe(examples).keepingWeights().now());
  }

  /**
   * Measures the information that flows from layer to layer of a graph as it is.
   *
   * @param network initialised
   * @param examples of which units take each other's values
   * @return flow of all adjacent layers, in bits
   * @throws IllegalArgumentException if the network does not take the examples
   */
  public static InformationFlowQuery informationFlow(ComputationGraph network, DataSet examples) {
    return informationFlow(captureLayers(network).onProbe(examples).keepingWeights().now());
  }

  /**
   * Measures the damage of each unit and of each layer: how much worse the network does without it.
   *
   * @param run recorded with {@code onProbe(examples).keepingWeights()}
   * @return damage at the last recorded moment, units held at their mean
   * @throws IllegalStateException if the weights were not kept
   * @throws IllegalArgumentException if there is no probe
   */
  public static KnockOutQuery knockOut(Recording run) {
    requireNonNull(run, "run must not be null");
    run.network();
    return KnockOutQuery.of(run, moment -> NetworkAblation.at(run, moment));
  }

  /**
   * Measures the damage of each unit and of each layer of a network as it is.
   *
   * @param network initialised
   * @param test examples with labels, on which it is judged
   * @return damage, units held at their mean
   * @throws IllegalArgumentException if the network does not take the examples
   */
  public static KnockOutQuery knockOut(MultiLayerNetwork network, DataSet test) {
    Recording run = captureLayers(network).onProbe(test).keepingWeights().now();
    return KnockOutQuery.of(run, moment -> NetworkAblation.at(run, moment, test));
  }

  /**
   * Measures the damage of each unit and of each layer of a graph as it is.
   *
   * @param network initialised
   * @param test examples with labels, on which it is judged
   * @return damage, units held at their mean
   * @throws IllegalArgumentException if the network does not take the examples
   */
  public static KnockOutQuery knockOut(ComputationGraph network, DataSet test) {
    Recording run = captureLayers(network).onProbe(test).keepingWeights().now();
    return KnockOutQuery.of(run, moment -> NetworkAblation.at(run, moment, test));
  }

  /**
   * Measures what the weights between adjacent layers can tell: effective information, its parts,
   * sensitivity and degeneracy, under noise on all inputs of a layer.
   *
   * @param run recorded with {@code onProbe(examples).keepingWeights()}
   * @return of all dense layers and moments, in bits, with the null of permuted weights
   * @throws IllegalStateException if the weights were not kept
   * @throws IllegalArgumentException if there is no probe
   */
  public static EffectiveInformationQuery effectiveInformation(Recording run) {
    requireNonNull(run, "run must not be null");
    run.network();
    return EffectiveInformationQuery.of(run, moment -> NetworkInterventions.at(run, moment));
  }

  /**
   * Measures what the weights between adjacent layers of a network as it is can tell.
   *
   * @param network initialised
   * @param examples whose range the noise has where an activation function has none
   * @return of all dense layers, in bits, with the null of permuted weights
   * @throws IllegalArgumentException if the network does not take the examples
   */
  public static EffectiveInformationQuery effectiveInformation(
      MultiLayerNetwork network, DataSet examples) {
    return effectiveInformation(captureLayers(network).onProbe(examples).keepingWeights().now());
  }

  /**
   * Measures what the weights between adjacent layers of a graph as it is can tell.
   *
   * @param network initialised
   * @param examples whose range the noise has where an activation function has none
   * @return of all dense layers, in bits, with the null of permuted weights
   * @throws IllegalArgumentException if the network does not take the examples
   */
  public static EffectiveInformationQuery effectiveInformation(
      ComputationGraph network, DataSet examples) {
    return effectiveInformation(captureLayers(network).onProbe(examples).keepingWeights().now());
  }

  /**
   * Measures what layers know of input and label.
   *
   * @param run recorded with {@code onProbe(examples)}
   * @return mutual information of all layers, in bits
   * @throws IllegalArgumentException if there is no probe
   */
  public static MutualInformationQuery mutualInformation(Recording run) {
    requireNonNull(run, "run must not be null");
    return MutualInformationQuery.of(run);
  }

  /**
   * Draws the information plane.
   *
   * @param run what was recorded
   * @return the transfer-entropy plane of neighbouring layers; {@code inputOutput()} and {@code
   *     mutualInformation()} are the others
   */
  public static InformationPlane plotPlane(Recording run) {
    requireNonNull(run, "run must not be null");
    return InformationPlane.of(run);
  }

  /**
   * Draws the plane of flow.
   *
   * @param flow what {@link #informationFlow(Recording)} returned
   * @return what reaches each layer from the input, and what of it reaches the class, by doing
   */
  public static InformationPlane plotPlane(InformationFlowQuery flow) {
    requireNonNull(flow, "flow must not be null");
    return InformationPlane.of(flow);
  }

  /**
   * Draws the information plane of a query, with its null and seed.
   *
   * @param te what {@link #transferEntropy} returned
   * @return the transfer-entropy plane of neighbouring layers
   */
  public static InformationPlane plotPlane(TransferEntropyQuery te) {
    requireNonNull(te, "te must not be null");
    return InformationPlane.of(te);
  }

  /**
   * Draws the classical information plane of a query, with its estimator, null and intervals.
   *
   * @param mi what {@link #mutualInformation} returned
   * @return the plane of mutual information
   */
  public static InformationPlane plotPlane(MutualInformationQuery mi) {
    requireNonNull(mi, "mi must not be null");
    return InformationPlane.of(mi);
  }
}
