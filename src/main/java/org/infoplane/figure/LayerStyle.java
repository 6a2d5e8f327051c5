package org.infoplane.figure;

import java.util.Collection;
import java.util.List;
import org.infoplane.recording.LayerGraph;
import org.infoplane.recording.LayerInfo;

/**
 * How each layer looks: a colour, a symbol and a short name of its own, the same in all figures of
 * a recording.
 *
 * @param layers all names, in order
 */
record LayerStyle(List<String> layers) {

  // Okabe and Ito 2008, safe for colour-blind readers; yellow left out, too pale on white.
  private static final List<String> COLORS =
      List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000");
  private static final List<String> SYMBOLS =
      List.of("circle", "square", "diamond", "triangle-up", "cross", "star", "hexagon");

  /** Longest name on an axis or in a legend; hover texts have more of it. */
  private static final int NAME = 24;

  static LayerStyle of(LayerGraph graph) {
    return of(List.of(graph));
  }

  /** Of several recordings in one figure: a name is a layer. */
  static LayerStyle of(Collection<LayerGraph> graphs) {
    return new LayerStyle(
        graphs.stream()
            .flatMap(graph -> graph.layers().stream())
            .map(LayerInfo::name)
            .distinct()
            .toList());
  }

  String color(String layer) {
    return COLORS.get(index(layer) % COLORS.size());
  }

  /** Layers that share a colour differ in their symbol, up to 49 layers. */
  String symbol(String layer) {
    int index = index(layer);
    return SYMBOLS.get((index + index / COLORS.size()) % SYMBOLS.size());
  }

  /** A name where there is little room; with its number, if another would read the same. */
  String name(String layer) {
    String brief = Text.shortened(layer, NAME);
    boolean alone = layers.stream().filter(l -> Text.shortened(l, NAME).equals(brief)).count() <= 1;
    return Text.escape(alone ? brief : Text.shortened(layer, NAME - 4) + " #" + (index(layer) + 1));
  }

  String name(LayerGraph graph, int layer) {
    return name(graph.layers().get(layer).name());
  }

  String names(String from, String to) {
    return name(from) + " → " + name(to);
  }

  private int index(String layer) {
    return Math.max(0, layers.indexOf(layer));
  }
}
