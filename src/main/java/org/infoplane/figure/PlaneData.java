package org.infoplane.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.infoplane.measure.EffectiveInformation;
import org.infoplane.measure.Unit;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.recording.LayerGraph;
import org.infoplane.recording.Recipe;
import org.infoplane.result.EffectResult;
import org.infoplane.result.InformationResult;
import org.infoplane.result.LayerEffect;
import org.infoplane.result.LayerFlow;
import org.infoplane.result.LayerInformation;
import org.infoplane.result.LayerPair;
import org.infoplane.result.Moment;
import org.infoplane.result.TransferResult;

/**
 * The contents of a plane.
 *
 * @param heading the title of all planes of this kind
 * @param name of this plane; may be empty
 * @param facts of the recipe, for the subtitle
 * @param x title of the axis
 * @param y title of the axis
 * @param layers the points of each layer, in order of time
 */
record PlaneData(
    LayerGraph graph,
    Recipe recipe,
    Plane.Kind kind,
    String heading,
    String name,
    List<String> facts,
    String x,
    String y,
    Map<String, List<Point>> layers,
    List<Guide> guides) {

  /** A layer at a moment. */
  record Point(Moment at, Coordinate x, Coordinate y) {}

  /**
   * A line across the plane.
   *
   * @param at where it crosses the other axis
   * @param bias whether this is the value expected without information; else it is a ceiling
   */
  record Guide(boolean vertical, double at, String text, boolean bias) {}

  static PlaneData of(TransferResult te, Plane.Kind kind, String name) {
    LayerGraph graph = te.graph();
    List<LayerPair> pairs = kind.pairs(graph);
    if (te.flows().isEmpty() || pairs.isEmpty()) {
      throw new IllegalArgumentException(
          "te has no flows for a plane of kind %s. Measure those of Kind.pairs(graph), and pass NEIGHBOURS or INPUT_OUTPUT."
              .formatted(kind));
    }
    Map<Moment, Map<LayerPair, LayerFlow>> flows = new LinkedHashMap<>();
    for (LayerFlow flow : te.flows()) {
      flows
          .computeIfAbsent(flow.at(), at -> new LinkedHashMap<>())
          .put(new LayerPair(graph.index(flow.from()), graph.index(flow.to())), flow);
    }
    Map<String, List<Point>> layers = new LinkedHashMap<>();
    String symbol = te.kind().symbol();
    flows.forEach(
        (at, known) -> {
          for (int i = 0; i < pairs.size(); i += 2) {
            LayerFlow in = require(known, pairs.get(i), graph);
            LayerFlow out = require(known, pairs.get(i + 1), graph);
            Point point = new Point(at, Coordinate.of(in, symbol), Coordinate.of(out, symbol));
            add(layers, in.to(), point);
          }
        });
    Map<LayerPair, LayerFlow> first = flows.values().iterator().next();
    LayerStyle looks = LayerStyle.of(graph);
    boolean p1 = kind == Plane.Kind.NEIGHBOURS;
    String from = p1 ? "layer before" : looks.name(graph.layers().get(0).name());
    String last = graph.layers().get(graph.layers().size() - 1).name();
    String to = p1 ? "layer after" : te.kind().byDoing() ? "class" : looks.name(last);
    return new PlaneData(
        graph,
        te.recipe(),
        kind,
        te.kind().title() + " plane: " + (p1 ? "neighbours" : "both ends"),
        name,
        List.of(te.measured(), nullModel(te.surrogates(), te.nullInWords())),
        "%s(%s → layer) [millibit]".formatted(symbol, from),
        "%s(layer → %s) [millibit]".formatted(symbol, to),
        layers,
        List.of(
            new Guide(true, bias(require(first, pairs.get(0), graph)), "bias", true),
            new Guide(false, bias(require(first, pairs.get(1), graph)), "bias", true)));
  }

  private static double bias(LayerFlow flow) {
    return Coordinate.millibit(flow.biasNatsOfNonConstantPair());
  }

  private static LayerFlow require(
      Map<LayerPair, LayerFlow> known, LayerPair pair, LayerGraph graph) {
    LayerFlow flow = known.get(pair);
    if (flow == null) {
      throw new IllegalArgumentException(
          "The flow from \"%s\" to \"%s\" was not measured. A plane needs all of Kind.pairs(graph)."
              .formatted(
                  graph.layers().get(pair.from()).name(), graph.layers().get(pair.to()).name()));
    }
    return flow;
  }

  static PlaneData of(InformationResult mi, String name) {
    Map<String, List<Point>> layers = new LinkedHashMap<>();
    for (LayerInformation point : mi.points()) {
      int layer = mi.graph().index(point.layer());
      if (!mi.graph().layers().get(layer).type().equals("input")) {
        String input = "I(X;T)" + (point.saturated() ? ", saturated" : "");
        Coordinate x = Coordinate.of(input, point.input());
        Coordinate y = Coordinate.of("I(T;Y)", point.label());
        add(layers, point.layer(), new Point(point.at(), x, y));
      }
    }
    List<Guide> ceilings = new ArrayList<>();
    double inputs = mi.inputEntropy().in(Unit.BITS);
    double samples = Math.log((double) mi.inputEntropy().samples()) / Math.log(2);
    if (samples - inputs < 0.02 * samples) { // the two lines would overlap
      ceilings.add(ceiling(true, inputs, "H(X) ≈ log<sub>2</sub>N"));
    } else {
      ceilings.add(ceiling(true, inputs, "H(X)"));
      ceilings.add(ceiling(true, samples, "log<sub>2</sub>N"));
    }
    ceilings.add(ceiling(false, mi.labelEntropy().in(Unit.BITS), "H(Y)"));
    return new PlaneData(
        mi.graph(),
        mi.recipe(),
        Plane.Kind.MUTUAL_INFORMATION,
        "Information plane",
        name,
        List.of(
            mi.axis().toString(),
            mi.bins(),
            mi.estimator(),
            nullModel(mi.surrogates(), mi.nullInWords()),
            "dashes: ceilings"),
        "I(X;T), layer and input [bits]",
        "I(T;Y), layer and label [bits]",
        layers,
        ceilings);
  }

  static PlaneData of(EffectResult effects, String name) {
    Map<String, List<Point>> layers = new LinkedHashMap<>();
    for (LayerEffect effect : effects.known()) {
      EffectiveInformation measured = effect.measured().orElseThrow();
      Coordinate x = Coordinate.of("sensitivity", measured.sensitivity());
      Coordinate y = Coordinate.of("degeneracy", measured.degeneracyOfParts());
      add(layers, effect.to(), new Point(effect.at(), x, y));
    }
    if (layers.isEmpty()) {
      throw new IllegalArgumentException(
          "effects has no measured layer: all were left out. Measure at least one dense layer.");
    }
    int permutations = effects.permutations();
    return new PlaneData(
        effects.graph(),
        effects.recipe(),
        Plane.Kind.CAUSAL,
        "Causal plane",
        name,
        List.of(
            effects.measured(),
            permutations == 0 ? "no null" : "grey: permuted weights × " + permutations),
        "sensitivity, one input at a time [bits]",
        "degeneracy, sensitivity − EI of the parts [bits]",
        layers,
        List.of());
  }

  private static void add(Map<String, List<Point>> layers, String layer, Point point) {
    layers.computeIfAbsent(layer, k -> new ArrayList<>()).add(point);
  }

  private static String nullModel(Surrogates surrogates, String words) {
    return surrogates.surrogates() == 0 ? "no null" : "grey: " + words;
  }

  private static Guide ceiling(boolean vertical, double bits, String what) {
    return new Guide(vertical, bits, String.format(Locale.ROOT, "%s = %.2f ", what, bits), false);
  }

  String title() {
    return name.isEmpty() ? heading : heading + ", " + Text.escape(Text.shortened(name, 40));
  }

  String subtitle() {
    return Style.subtitle(facts.toArray(String[]::new));
  }

  /** Returns the same with other guides. */
  PlaneData with(List<Guide> others) {
    return new PlaneData(graph, recipe, kind, heading, name, facts, x, y, layers, others);
  }

  List<Moment> moments() {
    return layers.values().stream()
        .flatMap(points -> points.stream().map(Point::at))
        .distinct()
        .toList();
  }
}
