package org.infoplane.capture.dl4j;

import static java.util.Objects.requireNonNull;

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

/** Networks of recordings that keep weights. */
public final class SavedNetworks {

  private SavedNetworks() {}

  /**
   * A network as it was.
   *
   * @param run recorded with {@code keepingWeights()}
   * @param epoch a recorded one; of several moments of it the last
   * @return a new network with the weights of then; its optimiser begins anew
   * @throws IllegalStateException if the weights were not kept
   * @throws IllegalArgumentException if the epoch was not recorded, or the network is a graph
   */
  public static MultiLayerNetwork chain(Recording run, int epoch) {
    requireNonNull(run, "run must not be null");
    NetworkStates states = require(run, NetworkAdapter.Chain.KIND, "graphAt(run, epoch)");
    return ((NetworkAdapter.Chain) net(states, states.at(epoch))).network();
  }

  /**
   * A graph as it was.
   *
   * @param run recorded with {@code keepingWeights()}
   * @param epoch a recorded one; of several moments of it the last
   * @return a new graph with the weights of then; its optimiser begins anew
   * @throws IllegalStateException if the weights were not kept
   * @throws IllegalArgumentException if the epoch was not recorded, or the network is no graph
   */
  public static ComputationGraph graph(Recording run, int epoch) {
    requireNonNull(run, "run must not be null");
    NetworkStates states = require(run, NetworkAdapter.Graph.KIND, "networkAt(run, epoch)");
    return ((NetworkAdapter.Graph) net(states, states.at(epoch))).network();
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
    Values parameters = state.parameters().get();
    if (states.kind().equals(NetworkAdapter.Chain.KIND)) {
      MultiLayerNetwork network =
          new MultiLayerNetwork(MultiLayerConfiguration.fromJson(states.configuration()));
      network.init();
      set(network, parameters);
      return new NetworkAdapter.Chain(network);
    }
    ComputationGraph network =
        new ComputationGraph(ComputationGraphConfiguration.fromJson(states.configuration()));
    network.init();
    set(network, parameters);
    return new NetworkAdapter.Graph(network);
  }

  /** The examples of a probe, in their shape. */
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
          "Asked for a %s, but the recording is of a %s. Use %s."
              .formatted(kind, states.kind(), other));
    }
    return states;
  }

  private static void set(Model network, Values parameters) {
    double[] numbers = new double[parameters.units()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = parameters.get(0, i);
    }
    network.setParams(
        Nd4j.createFromArray(new double[][] {numbers}).castTo(network.params().dataType()));
  }
}
