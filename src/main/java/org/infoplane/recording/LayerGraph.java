package org.infoplane.recording;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The recorded layers of a network, and which comes from which. Layers are numbered from 0.
 *
 * @param layers from input to output, each after those that it comes from
 */
public record LayerGraph(List<LayerInfo> layers) {

  /**
   * Copies the list; a layer of which nothing was said comes from the one before it.
   *
   * @param layers from input to output, each after those that it comes from
   */
  public LayerGraph {
    requireNonNull(layers, "layers must not be null");
    List<LayerInfo> all = new ArrayList<>();
    layers.forEach(layer -> all.add(layer.after(all)));
    layers = List.copyOf(all);
  }

  /**
   * Finds a layer.
   *
   * @param name as in {@link LayerInfo#name()}
   * @return its number
   * @throws IllegalArgumentException if there is none of that name
   */
  public int index(String name) {
    requireNonNull(name, "name must not be null");
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "No layer named \"%s\" was recorded. This recording has: %s. Use one of these."
            .formatted(
                name,
                layers.stream()
                    .map(l -> "\"%s\" (%s units)".formatted(l.name(), l.units()))
                    .collect(Collectors.joining(", "))));
  }

  /**
   * The layers that a layer comes from.
   *
   * @param layer its number
   * @return the layer before in a chain; none of what goes in
   */
  public List<Integer> inputs(int layer) {
    return layers.get(layer).inputs().stream().map(this::index).toList();
  }

  /**
   * The layers that a layer goes to.
   *
   * @param layer its number
   * @return the layer after in a chain; none of the output
   */
  public List<Integer> outputs(int layer) {
    return IntStream.range(0, layers.size())
        .filter(next -> inputs(next).contains(layer))
        .boxed()
        .toList();
  }

  /**
   * The layers that all a layer can know has passed through: in a chain all before it, in a graph
   * those that no shortcut leads around.
   *
   * @param layer its number
   * @return rising, without the layer itself
   */
  public List<Integer> bottlenecks(int layer) {
    List<Set<Integer>> passed = new ArrayList<>(); // of each layer so far, itself included
    for (int at = 0; at <= layer; at++) {
      Set<Integer> all = new TreeSet<>();
      List<Integer> from = inputs(at);
      if (!from.isEmpty()) {
        all.addAll(passed.get(from.get(0)));
        from.forEach(input -> all.retainAll(passed.get(input)));
      }
      all.add(at);
      passed.add(all);
    }
    passed.get(layer).remove(layer);
    return List.copyOf(passed.get(layer));
  }
}
