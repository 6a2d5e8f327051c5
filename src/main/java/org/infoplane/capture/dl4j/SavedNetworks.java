package org.infoplane.capture.dl4j;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.infoplane.recording.NetworkStates;
import org.infoplane.recording.Recording;
import org.infoplane.symbol.Values;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Restores networks from recordings that keep weights. */
public final class SavedNetworks {

  private SavedNetworks() {}

  /**
   * {@return a new network with the weights after an epoch, and a fresh optimiser}
   *
   * @param run recorded with {@code keepingWeights()}
   * @param epoch a recorded one; its last moment if it has several
   * @throws IllegalStateException if the weights were not kept
   * @throws IllegalArgumentException if the epoch was not recorded, or the network is a graph
   */
  public static MultiLayerNetwork chain(Recording run, int epoch) {
    requireNonNull(run, "run must not be null");
    NetworkStates states = require(run, NetworkAdapter.CHAIN, "graphAt(run, epoch)");
    return (MultiLayerNetwork) net(states, states.at(epoch)).network();
  }

  /**
   * {@return a new graph with the weights after an epoch, and a fresh optimiser}
   *
   * @param run recorded with {@code keepingWeights()}
   * @param epoch a recorded one; its last moment if it has several
   * @throws IllegalStateException if the weights were not kept
   * @throws IllegalArgumentException if the epoch was not recorded, or the network is not a graph
   */
  public static ComputationGraph graph(Recording run, int epoch) {
    requireNonNull(run, "run must not be null");
    NetworkStates states = require(run, NetworkAdapter.GRAPH, "networkAt(run, epoch)");
    return (ComputationGraph) net(states, states.at(epoch)).network();
  }

  /** A network at the moment of a snapshot. */
  static NetworkAdapter net(NetworkStates states, int epoch, int iteration) {
    return net(
        states,
        states.states().stream()
            .filter(state -> state.epoch() == epoch && state.iteration() == iteration)
            .findFirst()
            .orElseGet(() -> states.at(epoch)));
  }

  private static NetworkAdapter net(NetworkStates states, NetworkStates.State state) {
    String json = states.configuration();
    Model network =
        states.kind().equals(NetworkAdapter.CHAIN)
            ? new MultiLayerNetwork(MultiLayerConfiguration.fromJson(json))
            : new ComputationGraph(ComputationGraphConfiguration.fromJson(json));
    network.init();
    Values parameters = state.parameters().get();
    double[] numbers = new double[parameters.units()];
    Arrays.setAll(numbers, i -> parameters.get(0, i));
    network.setParams(
        Nd4j.createFromArray(new double[][] {numbers}).castTo(network.params().dataType()));
    return new NetworkAdapter(network);
  }

  /** The examples of a probe, with their shape. */
  static INDArray features(NetworkStates.Examples examples) {
    Values rows = examples.features().get();
    float[] all = new float[Math.multiplyExact(rows.samples(), rows.units())];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) rows.get(i / rows.units(), i % rows.units());
    }
    return Nd4j.createFromArray(all)
        .reshape('c', examples.shape().stream().mapToLong(Integer::longValue).toArray());
  }

  private static NetworkStates require(Recording run, String kind, String other) {
    NetworkStates states = run.network();
    if (!states.kind().equals(kind)) {
      throw new IllegalArgumentException(
          "The recorded network must be a %s, got a %s. Use %s."
              .formatted(kind, states.kind(), other));
    }
    return states;
  }
}
