package org.infoplane.recording;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A recorded layer.
 *
 * @param name in the network
 * @param type such as {@code dense} or {@code convolution}
 * @param units number of recorded series; a feature map is one, its mean
 * @param inputs names of the nearest recorded layers that feed it; none for the input layer
 */
public record LayerInfo(String name, String type, int units, List<String> inputs) {

  private static final List<String> THE_ONE_BEFORE = List.of("");

  /**
   * Copies the list.
   *
   * @param name in the network
   * @param type such as {@code dense}
   * @param units number of recorded series
   * @param inputs names of the layers that feed it
   */
  public LayerInfo {
    requireNonNull(name, "name must not be null");
    requireNonNull(type, "type must not be null");
    inputs = List.copyOf(requireNonNull(inputs, "inputs must not be null"));
  }

  /**
   * A layer of a chain, fed by the one recorded before it.
   *
   * @param name in the network
   * @param type such as {@code dense}
   * @param units number of recorded series
   */
  public LayerInfo(String name, String type, int units) {
    this(name, type, units, THE_ONE_BEFORE);
  }

  /**
   * {@return the layer with its inputs named: the last layer before it unless set otherwise}
   *
   * @param before the layers before it
   */
  public LayerInfo after(List<LayerInfo> before) {
    requireNonNull(before, "before must not be null");
    if (!inputs.equals(THE_ONE_BEFORE)) {
      return this;
    }
    int last = before.size() - 1;
    List<String> names = before.isEmpty() ? List.of() : List.of(before.get(last).name());
    return new LayerInfo(name, type, units, names);
  }

  /**
   * {@return the layer with another number of units}
   *
   * @param recorded number of series
   */
  public LayerInfo withUnits(int recorded) {
    return new LayerInfo(name, type, recorded, inputs);
  }
}
