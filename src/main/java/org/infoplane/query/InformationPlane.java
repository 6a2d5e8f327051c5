package org.infoplane.query;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.infoplane.figure.Drawable;
import org.infoplane.figure.Plane;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.figure.SmallMultiples;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
import org.infoplane.result.InformationResult;
import org.jspecify.annotations.Nullable;

/**
 * The information plane of a run: a trajectory per layer, coloured by epoch. Immutable; shows
 * itself as the last line of a cell.
 *
 * <table>
 *   <caption>The planes</caption>
 *   <tr><th>plane</th><th>x</th><th>y</th></tr>
 *   <tr><td>{@link #neighbours()}, P1, the default</td><td>TE(layer before &rarr; layer)</td><td>TE(layer &rarr; layer after)</td></tr>
 *   <tr><td>{@link #inputOutput()}, P2</td><td>TE(input &rarr; layer)</td><td>TE(layer &rarr; output)</td></tr>
 *   <tr><td>{@link #mutualInformation()}</td><td>I(X;T)</td><td>I(T;Y)</td></tr>
 * </table>
 */
public final class InformationPlane implements Drawable {

  private final FlowQuery<?> te;
  private final @Nullable MutualInformationQuery mi;
  private final Plane.Kind kind;
  private final String title;

  private InformationPlane(
      FlowQuery<?> te, @Nullable MutualInformationQuery mi, Plane.Kind kind, String title) {
    this.te = te;
    this.mi = mi;
    this.kind = kind;
    this.title = title;
  }

  /**
   * {@return the TE plane P1 of a recording, with the default null}
   *
   * @param run what was recorded
   */
  public static InformationPlane of(Recording run) {
    requireNonNull(run, "run must not be null");
    return of(TransferEntropyQuery.of(run));
  }

  /**
   * {@return the TE plane P1 of a query, with its settings, and what it has already computed}
   *
   * @param te of any layers; the plane measures those that it needs
   */
  public static InformationPlane of(TransferEntropyQuery te) {
    requireNonNull(te, "te must not be null");
    return new InformationPlane(te, null, Plane.Kind.NEIGHBOURS, "");
  }

  /**
   * {@return the plane of information flow: from the input to a layer, and from the layer to the
   * predicted class, both by intervention}
   *
   * @param flow of any layers; the plane measures those that it needs
   */
  public static InformationPlane of(InformationFlowQuery flow) {
    requireNonNull(flow, "flow must not be null");
    return new InformationPlane(flow, null, Plane.Kind.INPUT_OUTPUT, "");
  }

  /**
   * {@return the classical plane of a query, with its settings, and what it has already computed}
   *
   * @param mi of all layers
   */
  public static InformationPlane of(MutualInformationQuery mi) {
    requireNonNull(mi, "mi must not be null");
    return new InformationPlane(
        TransferEntropyQuery.of(mi.run()), mi, Plane.Kind.MUTUAL_INFORMATION, "");
  }

  /** {@return P1; in a graph, of the first of several neighbours} */
  public InformationPlane neighbours() {
    return new InformationPlane(te, mi, Plane.Kind.NEIGHBOURS, title);
  }

  /** {@return P2, of the first and the last recorded layer; the substitute for I(X;T), I(T;Y)} */
  public InformationPlane inputOutput() {
    return new InformationPlane(te, mi, Plane.Kind.INPUT_OUTPUT, title);
  }

  /**
   * {@return the classical plane of Shwartz-Ziv and Tishby: I(X;T) and I(T;Y)}
   *
   * @throws IllegalArgumentException if there is no probe
   */
  public InformationPlane mutualInformation() {
    return new InformationPlane(te, mutualInformationQuery(), Plane.Kind.MUTUAL_INFORMATION, title);
  }

  /**
   * {@return the plane, with a name in its title}
   *
   * @param name such as {@code seed 3}
   */
  public InformationPlane titled(String name) {
    requireNonNull(name, "name must not be null");
    return new InformationPlane(te, mi, kind, name);
  }

  /**
   * {@return this plane and others side by side, on the same axes; all are measured now}
   *
   * @param others planes of the same kind
   * @throws IllegalArgumentException if one is of another kind
   */
  public SmallMultiples beside(InformationPlane... others) {
    requireNonNull(others, "others must not be null");
    List<InformationPlane> all = Stream.concat(Stream.of(this), Stream.of(others)).toList();
    SmallMultiples.requireOneKind(all.stream().map(plane -> plane.kind).toList()); // before a wait
    return SmallMultiples.of(all.stream().map(InformationPlane::plane).toList());
  }

  /**
   * {@return a figure of the plane}
   *
   * @throws IllegalArgumentException if no recorded layer lies between two others, or no I(X;T) or
   *     I(T;Y) for the classical plane
   */
  @Override
  public PlotlyFigure figure() {
    return plane().figure();
  }

  /**
   * {@return the plane as a value, measured now: {@code SmallMultiples.of(planes)} puts several
   * side by side}
   *
   * @throws IllegalArgumentException as {@link #figure()}
   */
  public Plane plane() {
    if (kind != Plane.Kind.MUTUAL_INFORMATION) {
      return Plane.of(
          te.ofPlane(kind == Plane.Kind.INPUT_OUTPUT).result(kind.pairs(te.run().graph())),
          kind,
          title);
    }
    Plane.requireLabels(mutualInformationQuery().asked.noLabels()); // before there is a long wait
    InformationResult result = mutualInformationQuery().result();
    Require.that(
        result.points().stream().anyMatch(point -> !Double.isNaN(point.input().nats())),
        "The classical plane needs I(X;T), which %s does not measure: of values that are a function of the input it is infinite. Use heatMap() for I(T;Y), or measure bins, kernelDensity(variance) or renyi(alpha).",
        result.estimator());
    return Plane.of(result, title);
  }

  /** {@return the recipe of the figure} */
  public Recipe recipe() {
    return kind == Plane.Kind.MUTUAL_INFORMATION ? mutualInformationQuery().recipe() : te.recipe();
  }

  Map<String, String> settings() {
    return kind == Plane.Kind.MUTUAL_INFORMATION
        ? mutualInformationQuery().settings()
        : te.settings();
  }

  private MutualInformationQuery mutualInformationQuery() {
    if (mi != null) {
      return mi;
    }
    Surrogates nullModel = te.asked.surrogates();
    MutualInformationQuery all = MutualInformationQuery.of(te.run());
    return (te.axis() == TimeAxis.TRAINING_PROBE ? all.on(te.axis()) : all)
        .against(Null.globalShuffle(nullModel.surrogates(), nullModel.seed()));
  }

  @Override
  public String toString() {
    return "information plane, " + kind;
  }
}
