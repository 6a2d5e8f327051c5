package org.infoplane.recording;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.infoplane.symbol.Values;

/**
 * The recorded network: its configuration, its parameters at each recorded moment, and the examples
 * of its probes. Immutable and independent of any framework.
 *
 * @param kind identifies the reader of the configuration
 * @param configuration in the format of its framework
 * @param states in chronological order
 * @param examples of each probe
 */
public record NetworkStates(
    String kind, String configuration, List<State> states, Map<TimeAxis, Examples> examples) {

  /**
   * The parameters at a moment.
   *
   * @param epoch finished epochs, 0 before training
   * @param iteration mini-batches since the recording began
   * @param parameters {@code 1 x n}, in the order of the framework; read on access
   */
  public record State(int epoch, int iteration, Supplier<Values> parameters) {}

  /**
   * The input of a network.
   *
   * @param shape of all examples, their number first
   * @param features {@code examples x values}, each example row-major
   */
  public record Examples(List<Integer> shape, Supplier<Values> features) {}

  /**
   * Copies lists and map.
   *
   * @param kind identifies the reader of the configuration
   * @param configuration in the format of its framework
   * @param states in chronological order
   * @param examples of each probe
   */
  public NetworkStates {
    requireNonNull(kind, "kind must not be null");
    requireNonNull(configuration, "configuration must not be null");
    states = List.copyOf(requireNonNull(states, "states must not be null"));
    examples = Map.copyOf(requireNonNull(examples, "examples must not be null"));
  }

  /**
   * {@return the last state of an epoch}
   *
   * @param epoch a recorded one
   * @throws IllegalArgumentException if there is none
   */
  public State at(int epoch) {
    return states.stream()
        .filter(state -> state.epoch() == epoch)
        .reduce((first, second) -> second)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No weights of epoch %s. They were kept after epochs %s. Pass one of these."
                        .formatted(epoch, states.stream().map(State::epoch).distinct().toList())));
  }
}
