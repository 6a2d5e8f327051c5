package org.infoplane.figure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.infoplane.recording.LayerGraph;
import org.infoplane.result.EffectResult;
import org.infoplane.result.InformationResult;
import org.infoplane.result.LayerPair;
import org.infoplane.result.TransferResult;

/** An information plane of results: a trajectory for each layer, coloured by time. */
public final class Plane implements Drawable {

  /** The axes of a plane. */
  public enum Kind {
    /** P1: TE from the previous layer, TE to the next; in a graph, the first of several. */
    NEIGHBOURS,
    /** P2: TE from the first recorded layer, TE to the last. */
    INPUT_OUTPUT,
    /** I(X;T) and I(T;Y). */
    MUTUAL_INFORMATION,
    /** The causal plane: sensitivity and degeneracy of each layer's weights. */
    CAUSAL;

    /**
     * Returns the flows that such a plane shows.
     *
     * @param graph the recorded layers
     * @return for each layer the incoming, then the outgoing flow; empty for planes without flows
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
            "A plane needs at least 3 recorded layers, got %s. Record a layer before and one after each that you want to see."
                .formatted(last + 1));
      }
      List<LayerPair> pairs = new ArrayList<>();
      for (int layer = 1; layer < last; layer++) {
        Optional<Integer> before = graph.inputs(layer).stream().findFirst();
        Optional<Integer> after = graph.outputs(layer).stream().findFirst();
        if (before.isPresent() && after.isPresent()) {
          pairs.add(new LayerPair(this == NEIGHBOURS ? before.get() : 0, layer));
          pairs.add(new LayerPair(layer, this == NEIGHBOURS ? after.get() : last));
        }
      }
      if (pairs.isEmpty()) {
        throw new IllegalArgumentException(
            "The plane is empty: no recorded layer lies between two others. Record the layers before and after one.");
      }
      return pairs;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private final PlaneData data;

  Plane(PlaneData data) {
    this.data = data;
  }

  /**
   * {@return the plane of the flows into and out of layers}
   *
   * @param te with the flows of {@link Kind#pairs}; others are ignored; of information flow, those
   *     to the output are to the class
   * @param kind {@link Kind#NEIGHBOURS} or {@link Kind#INPUT_OUTPUT}
   * @param name of the plane among others; may be empty
   * @throws IllegalArgumentException if a flow is missing, or no layer lies between two others
   */
  public static Plane of(TransferResult te, Kind kind, String name) {
    requireNonNull(te, "te must not be null");
    requireNonNull(kind, "kind must not be null");
    requireNonNull(name, "name must not be null");
    return new Plane(PlaneData.of(te, kind, name));
  }

  /**
   * {@return the plane of mutual information with the input and with the label}
   *
   * @param mi with I(T;Y)
   * @param name of the plane among others; may be empty
   * @throws IllegalArgumentException if there is no I(T;Y)
   */
  public static Plane of(InformationResult mi, String name) {
    requireNonNull(mi, "mi must not be null");
    requireNonNull(name, "name must not be null");
    requireLabels(mi.noLabels());
    return new Plane(PlaneData.of(mi, name));
  }

  /**
   * Returns the causal plane: the sensitivity of each layer's outputs to single inputs, and how
   * much of it is lost when all inputs vary at once.
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
    return new Plane(PlaneData.of(effects, name));
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
              "The plane of I(X;T) and I(T;Y) needs labels, but %s. Record with labelling(...), or look at mutualInformation(run).table()."
                  .formatted(why));
        });
  }

  /** {@return the plane drawn, with a slider that rings each layer's point at a moment} */
  @Override
  public PlotlyFigure figure() {
    return PlaneFigure.of(data);
  }

  /** {@return the name among other planes; may be empty} */
  public String name() {
    return data.name();
  }

  /** {@return what the axes are} */
  public Kind kind() {
    return data.kind();
  }

  PlaneData data() {
    return data;
  }

  @Override
  public String toString() {
    return "information plane, " + data.kind();
  }
}
