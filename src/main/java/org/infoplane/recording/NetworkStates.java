package org.infoplane.recording;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.infoplane.symbol.Values;

/**
 * The network that was recorded: its configuration, its parameters at each recorded moment, and the
 * examples of its probes. Immutable; it knows no framework, which reads configuration and
 * parameters as it wrote them.
 *
 * @param kind what reads the configuration
 * @param configuration of the network, as its framework writes it
 * @param states in the order of time
 * @param examples of each probe
 */
public record NetworkStates(
    String kind, String configuration, List<State> states, Map<TimeAxis, Examples> examples) {

  /**
   * The parameters at a moment.
   *
   * @param epoch finished epochs, 0 before training
   * @param iteration mini-batches seen since the recording began
   * @param parameters {@code 1 x n}, in the order of the framework; read when they are asked for
   */
  public record State(int epoch, int iteration, Supplier<Values> parameters) {}

  /**
   * What goes into a network, in its shape.
   *
   * @param shape of all examples, their number first
   * @param features {@code examples x values}, each example row-major
   */
  public record Examples(List<Integer> shape, Supplier<Values> features) {}

  /**
   * Copies lists and map.
   *
   * @param kind what reads the configuration
   * @param configuration of the network
   * @param states in the order of time
   * @param examples of each probe
   */
  public NetworkStates {
    requireNonNull(kind, "kind must not be null");
    requireNonNull(configuration, "configuration must not be null");
    states = List.copyOf(requireNonNull(states, "states must not be null"));
    examples = Map.copyOf(requireNonNull(examples, "examples must not be null"));
  }

  /**
   * The last state of an epoch.
   *
   * @param epoch a recorded one
   * @return the state
   * @throws IllegalArgumentException if there is none
   */
  public State at(int epoch) {
    return states.stream()
        .filter(state -> state.epoch() == epoch)
        .reduce((first, second) -> second)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Asked for the network after epoch %s, but weights were kept after epochs %s. Pass one of these."
                        .formatted(epoch, states.stream().map(State::epoch).distinct().toList())));
  }
}
