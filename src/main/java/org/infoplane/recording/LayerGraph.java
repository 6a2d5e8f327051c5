package org.infoplane.recording;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The recorded layers of a network and their connections. Layers are numbered from 0.
 *
 * @param layers from input to output, each after its inputs
 */
public record LayerGraph(List<LayerInfo> layers) {

  /**
   * Copies the list; a layer without declared inputs is fed by the one before it.
   *
   * @param layers from input to output, each after its inputs
   */
  public LayerGraph {
    requireNonNull(layers, "layers must not be null");
    List<LayerInfo> all = new ArrayList<>();
    layers.forEach(layer -> all.add(layer.after(all)));
    layers = List.copyOf(all);
  }

  /**
   * {@return the number of a layer}
   *
   * @param name as in {@link LayerInfo#name()}
   * @throws IllegalArgumentException if there is no such layer
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
                    .map(l -> "\"%s\" (%s)".formatted(l.name(), units(l.units())))
                    .collect(Collectors.joining(", "))));
  }

  private static String units(int count) {
    return count == 1 ? "1 unit" : count + " units";
  }

  /**
   * {@return the layers that feed a layer: in a chain the one before it, none for the input}
   *
   * @param layer its number
   */
  public List<Integer> inputs(int layer) {
    return layers.get(layer).inputs().stream().map(this::index).toList();
  }

  /**
   * {@return the layers that a layer feeds: in a chain the one after it, none for the output}
   *
   * @param layer its number
   */
  public List<Integer> outputs(int layer) {
    return IntStream.range(0, layers.size())
        .filter(next -> inputs(next).contains(layer))
        .boxed()
        .toList();
  }

  /**
   * {@return the layers that all paths to a layer pass through, ascending and without itself: in a
   * chain all before it, in a graph those that no skip connection bypasses}
   *
   * @param layer its number
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
