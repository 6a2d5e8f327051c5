package org.infoplane.figure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

/** One information plane, made of results: a trajectory a layer, coloured by time. */
public final class Plane implements Drawable {

  /** What the axes of a plane are. */
  public enum Kind {
    /**
     * P1: TE from the layer before, TE to the layer after; in a graph, of several ones the first.
     */
    NEIGHBOURS,
    /** P2: TE from the first recorded layer, TE to the last. */
    INPUT_OUTPUT,
    /** I(X;T) and I(T;Y). */
    MUTUAL_INFORMATION,
    /** The causal plane: sensitivity and degeneracy of each layer's weights. */
    CAUSAL;

    /**
     * The flows that such a plane shows.
     *
     * @param graph the recorded layers
     * @return for each layer what comes in, then what goes out; none of planes of no flow
     * @throws IllegalArgumentException if no layer lies between two others
     */
    public List<LayerPair> pairs(LayerGraph graph) {
      requireNonNull(graph, "graph must not be null");
      if (this == MUTUAL_INFORMATION || this == CAUSAL) {
        return List.of();
      }
      int last = graph.layers().size() - 1;
      if (last < 2) {
        throw new IllegalArgumentException(
            "Asked for a plane of %s recorded layers. A point needs a layer before and one after: record at least three."
                .formatted(last + 1));
      }
      List<LayerPair> wanted = new ArrayList<>();
      for (int layer = 1; layer < last; layer++) {
        Optional<Integer> before = graph.inputs(layer).stream().findFirst();
        Optional<Integer> after = graph.outputs(layer).stream().findFirst();
        if (before.isPresent() && after.isPresent()) {
          wanted.add(new LayerPair(this == NEIGHBOURS ? before.get() : 0, layer));
          wanted.add(new LayerPair(layer, this == NEIGHBOURS ? after.get() : last));
        }
      }
      if (wanted.isEmpty()) {
        throw new IllegalArgumentException(
            "Asked for a plane, but no recorded layer lies between two others. Record the layers before and after one.");
      }
      return wanted;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** A layer at a moment. */
  record Point(Moment at, Coordinate x, Coordinate y) {}

  /**
   * A line across the plane.
   *
   * @param vertical or horizontal
   * @param at where, on the axis that it crosses
   * @param text beside it
   * @param bias whether what lies below it is expected without information; else it is a ceiling
   */
  record Guide(boolean vertical, double at, String text, boolean bias) {}

  /**
   * What a plane shows.
   *
   * @param heading what is true of all planes of a kind
   * @param facts of the recipe, for the line below the title
   * @param x title of the axis
   * @param y title of the axis
   * @param layers points of each layer, in order of time
   */
  record Data(
      LayerGraph graph,
      Recipe recipe,
      Kind kind,
      String heading,
      String name,
      List<String> facts,
      String x,
      String y,
      Map<String, List<Point>> layers,
      List<Guide> guides) {

    String title() {
      return name.isEmpty() ? heading : heading + ", " + Text.escape(Text.shortened(name, 40));
    }

    List<Moment> moments() {
      return layers.values().stream()
          .flatMap(points -> points.stream().map(Point::at))
          .distinct()
          .toList();
    }
  }

  private final Data data;

  private Plane(Data data) {
    this.data = data;
  }

  /**
   * The plane of what layers receive and hand on.
   *
   * @param te with the flows of {@link Kind#pairs}; others are not looked at; by doing, those to
   *     the output are to the class
   * @param kind {@link Kind#NEIGHBOURS} or {@link Kind#INPUT_OUTPUT}
   * @param name of the plane among others; may be empty
   * @return the plane
   * @throws IllegalArgumentException if a flow is missing, or no layer lies between two others
   */
  public static Plane of(TransferResult te, Kind kind, String name) {
    requireNonNull(te, "te must not be null");
    requireNonNull(kind, "kind must not be null");
    requireNonNull(name, "name must not be null");
    List<LayerPair> pairs = kind.pairs(te.graph());
    if (te.flows().isEmpty() || pairs.isEmpty()) {
      throw new IllegalArgumentException(
          "Asked for a plane of a result without flows. Measure those of Kind.pairs(graph).");
    }
    Map<Moment, Map<LayerPair, LayerFlow>> flows = new LinkedHashMap<>();
    for (LayerFlow flow : te.flows()) {
      flows
          .computeIfAbsent(flow.at(), at -> new LinkedHashMap<>())
          .put(new LayerPair(te.graph().index(flow.from()), te.graph().index(flow.to())), flow);
    }
    Map<String, List<Point>> layers = new LinkedHashMap<>();
    String symbol = te.kind().symbol();
    flows.forEach(
        (at, known) -> {
          for (int i = 0; i < pairs.size(); i += 2) {
            LayerFlow in = require(known, pairs.get(i), te.graph());
            LayerFlow out = require(known, pairs.get(i + 1), te.graph());
            layers
                .computeIfAbsent(in.to(), k -> new ArrayList<>())
                .add(new Point(at, Coordinate.of(in, symbol), Coordinate.of(out, symbol)));
          }
        });
    Map<LayerPair, LayerFlow> first = flows.values().iterator().next();
    double in = bias(first, pairs.get(0), te.graph());
    double out = bias(first, pairs.get(1), te.graph());
    LayerStyle looks = LayerStyle.of(te.graph());
    boolean p1 = kind == Kind.NEIGHBOURS;
    int last = te.graph().layers().size() - 1;
    return new Plane(
        new Data(
            te.graph(),
            te.recipe(),
            kind,
            te.kind().title() + " plane: " + (p1 ? "neighbours" : "both ends"),
            name,
            List.of(te.measured(), nullModel(te.surrogates(), te.nullInWords())),
            "%s(%s → layer) [millibit]"
                .formatted(symbol, p1 ? "layer before" : looks.name(te.graph(), 0)),
            "%s(layer → %s) [millibit]"
                .formatted(
                    symbol,
                    p1
                        ? "layer after"
                        : te.kind().byDoing() ? "class" : looks.name(te.graph(), last)),
            layers,
            List.of(new Guide(true, in, "bias", true), new Guide(false, out, "bias", true))));
  }

  private static double bias(Map<LayerPair, LayerFlow> known, LayerPair pair, LayerGraph graph) {
    return Coordinate.millibit(require(known, pair, graph).biasNatsOfNonConstantPair());
  }

  private static LayerFlow require(
      Map<LayerPair, LayerFlow> known, LayerPair pair, LayerGraph graph) {
    LayerFlow flow = known.get(pair);
    if (flow == null) {
      throw new IllegalArgumentException(
          "Asked for a plane, but the flow from %s to %s was not measured. Measure all of Kind.pairs(graph)."
              .formatted(
                  graph.layers().get(pair.from()).name(), graph.layers().get(pair.to()).name()));
    }
    return flow;
  }

  /**
   * The plane of what layers know.
   *
   * @param mi with I(T;Y)
   * @param name of the plane among others; may be empty
   * @return the plane
   * @throws IllegalArgumentException if there is no I(T;Y)
   */
  public static Plane of(InformationResult mi, String name) {
    requireNonNull(mi, "mi must not be null");
    requireNonNull(name, "name must not be null");
    requireLabels(mi.noLabels());
    Map<String, List<Point>> layers = new LinkedHashMap<>();
    for (LayerInformation point : mi.points()) {
      int layer = mi.graph().index(point.layer());
      if (!mi.graph().layers().get(layer).type().equals("input")) {
        Coordinate x =
            Coordinate.of("I(X;T)" + (point.saturated() ? ", saturated" : ""), point.input());
        layers
            .computeIfAbsent(point.layer(), k -> new ArrayList<>())
            .add(new Point(point.at(), x, Coordinate.of("I(T;Y)", point.label())));
      }
    }
    List<Guide> ceilings = new ArrayList<>();
    double inputs = mi.inputEntropy().in(Unit.BITS);
    double samples = Math.log((double) mi.inputEntropy().samples()) / Math.log(2);
    if (samples - inputs < 0.02 * samples) { // the two lines would be one
      ceilings.add(ceiling(true, inputs, "H(X) ≈ log<sub>2</sub>N"));
    } else {
      ceilings.add(ceiling(true, inputs, "H(X)"));
      ceilings.add(ceiling(true, samples, "log<sub>2</sub>N"));
    }
    ceilings.add(ceiling(false, mi.labelEntropy().in(Unit.BITS), "H(Y)"));
    return new Plane(
        new Data(
            mi.graph(),
            mi.recipe(),
            Kind.MUTUAL_INFORMATION,
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
            ceilings));
  }

  /**
   * The causal plane: what the inputs of each layer can tell of its outputs one at a time, and how
   * much of that is gone when all of them vary at once.
   *
   * @param effects of at least one layer that was not left out
   * @param name of the plane among others; may be empty
   * @return the plane; a layer is named by itself, without the one before it
   * @throws IllegalArgumentException if all layers were left out
   * @see <a href="https://arxiv.org/abs/2010.13871">Marrow, Michaud and Hoel 2020</a>
   */
  public static Plane of(EffectResult effects, String name) {
    requireNonNull(effects, "effects must not be null");
    requireNonNull(name, "name must not be null");
    Map<String, List<Point>> layers = new LinkedHashMap<>();
    for (LayerEffect effect : effects.known()) {
      EffectiveInformation measured = effect.measured().orElseThrow();
      layers
          .computeIfAbsent(effect.to(), to -> new ArrayList<>())
          .add(
              new Point(
                  effect.at(),
                  Coordinate.of("sensitivity", measured.sensitivity()),
                  Coordinate.of("degeneracy", measured.degeneracyOfParts())));
    }
    if (layers.isEmpty()) {
      throw new IllegalArgumentException(
          "Asked for the causal plane of no layer: all were left out. Measure a dense one.");
    }
    return new Plane(
        new Data(
            effects.graph(),
            effects.recipe(),
            Kind.CAUSAL,
            "Causal plane",
            name,
            List.of(
                effects.measured(),
                effects.permutations() == 0
                    ? "no null"
                    : "grey: permuted weights × " + effects.permutations()),
            "sensitivity, one input at a time [bits]",
            "degeneracy, sensitivity − EI of the parts [bits]",
            layers,
            List.of()));
  }

  /**
   * Checks that there is an I(T;Y).
   *
   * @param noLabels why there is none
   * @throws IllegalArgumentException if there is none
   */
  public static void requireLabels(Optional<String> noLabels) {
    requireNonNull(noLabels, "noLabels must not be null");
    noLabels.ifPresent(
        why -> {
          throw new IllegalArgumentException(
              "Asked for the plane of I(X;T) and I(T;Y), but %s. Record with labelling(...), or look at mutualInformation(run).table()."
                  .formatted(why));
        });
  }

  private static String nullModel(Surrogates surrogates, String words) {
    return surrogates.surrogates() == 0 ? "no null" : "grey: " + words;
  }

  private static Guide ceiling(boolean vertical, double bits, String what) {
    return new Guide(vertical, bits, String.format(Locale.ROOT, "%s = %.2f ", what, bits), false);
  }

  /** {@return the plane drawn, with a slider that rings each layer's point at a moment} */
  @Override
  public PlotlyFigure figure() {
    return PlaneFigure.of(data);
  }

  /** {@return its name among other planes; may be empty} */
  public String name() {
    return data.name();
  }

  /** {@return what its axes are} */
  public Kind kind() {
    return data.kind();
  }

  Data data() {
    return data;
  }

  @Override
  public String toString() {
    return "information plane, " + data.kind();
  }
}
