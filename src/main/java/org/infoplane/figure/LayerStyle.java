package org.infoplane.figure;

import java.util.Collection;
import java.util.List;
import org.infoplane.recording.LayerGraph;
import org.infoplane.recording.LayerInfo;

/** The colour, symbol and short name of each layer, the same in all figures of a recording. */
record LayerStyle(List<String> layers) {

  // Okabe and Ito 2008, safe for colour-blind readers; yellow left out, too pale on white.
  private static final List<String> COLORS =
      List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000");
  private static final List<String> SYMBOLS =
      List.of("circle", "square", "diamond", "triangle-up", "cross", "star", "hexagon");

  /** Longest name on an axis or in a legend. */
  private static final int NAME = 24;

  static LayerStyle of(LayerGraph graph) {
    return of(List.of(graph));
  }

  /** Returns the style of several recordings in one figure; layers of one name share it. */
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

  /** Returns a symbol; of up to 49 layers, those of one colour have different symbols. */
  String symbol(String layer) {
    int index = index(layer);
    return SYMBOLS.get((index + index / COLORS.size()) % SYMBOLS.size());
  }

  /** Returns a short, escaped name, with the layer's number if another would read the same. */
  String name(String layer) {
    String brief = Text.shortened(layer, NAME);
    boolean alone = layers.stream().filter(l -> Text.shortened(l, NAME).equals(brief)).count() <= 1;
    return Text.escape(alone ? brief : Text.shortened(layer, NAME - 4) + " #" + (index(layer) + 1));
  }

  String names(String from, String to) {
    return name(from) + " → " + name(to);
  }

  private int index(String layer) {
    return Math.max(0, layers.indexOf(layer));
  }
}
