package org.infoplane.recording;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A recorded layer.
 *
 * @param name as the network calls it
 * @param type such as {@code dense} or {@code convolution}
 * @param units series recorded for it; a feature map is one, its mean
 * @param inputs names of the nearest recorded layers that it comes from; none of what goes in
 */
public record LayerInfo(String name, String type, int units, List<String> inputs) {

  private static final List<String> THE_ONE_BEFORE = List.of("");

  /**
   * Copies the list.
   *
   * @param name as the network calls it
   * @param type such as {@code dense}
   * @param units series recorded for it
   * @param inputs names of the layers that it comes from
   */
  public LayerInfo {
    requireNonNull(name, "name must not be null");
    requireNonNull(type, "type must not be null");
    requireNonNull(inputs, "inputs must not be null");
    inputs = List.copyOf(inputs);
  }

  /**
   * A layer of a chain: it comes from the one recorded before it.
   *
   * @param name as the network calls it
   * @param type such as {@code dense}
   * @param units series recorded for it
   */
  public LayerInfo(String name, String type, int units) {
    this(name, type, units, THE_ONE_BEFORE);
  }

  /**
   * The same layer, that comes from the one before it if nothing else was said.
   *
   * @param before the layers before it
   * @return with the names of its inputs
   */
  public LayerInfo after(List<LayerInfo> before) {
    requireNonNull(before, "before must not be null");
    if (!inputs.equals(THE_ONE_BEFORE)) {
      return this;
    }
    return new LayerInfo(
        name,
        type,
        units,
        before.isEmpty() ? List.of() : List.of(before.get(before.size() - 1).name()));
  }

  /**
   * The same layer with another number of units.
   *
   * @param seen units that were recorded
   * @return a new description
   */
  public LayerInfo withUnits(int seen) {
    return new LayerInfo(name, type, seen, inputs);
  }
}
