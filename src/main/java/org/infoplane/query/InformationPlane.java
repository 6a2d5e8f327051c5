package org.infoplane.query;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Stream;
import org.infoplane.figure.Drawable;
import org.infoplane.figure.Plane;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.figure.SmallMultiples;
import org.infoplane.measure.nulls.Null;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
import org.infoplane.result.InformationResult;
import org.jspecify.annotations.Nullable;

/**
 * The information plane of a run: a trajectory a layer, coloured by epoch. Immutable; shows itself
 * as a cell's last line.
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
   * The plane of a recording, with the default null.
   *
   * @param run what was recorded
   * @return the TE plane P1
   */
  public static InformationPlane of(Recording run) {
    requireNonNull(run, "run must not be null");
    return of(TransferEntropyQuery.of(run));
  }

  /**
   * The plane of a query: its time axis, null and seed, and what it has already computed.
   *
   * @param te of any layers; the plane asks for those that it needs
   * @return the TE plane P1
   */
  public static InformationPlane of(TransferEntropyQuery te) {
    requireNonNull(te, "te must not be null");
    return new InformationPlane(te, null, Plane.Kind.NEIGHBOURS, "");
  }

  /**
   * The plane of flow: what reaches a layer from the input, and what of it reaches the class that
   * the network names, both by doing.
   *
   * @param flow of any layers; the plane asks for those that it needs
   * @return the plane of both ends
   */
  public static InformationPlane of(InformationFlowQuery flow) {
    requireNonNull(flow, "flow must not be null");
    return new InformationPlane(flow, null, Plane.Kind.INPUT_OUTPUT, "");
  }

  /**
   * The classical plane of a query: its estimator, null and intervals, and what it has already
   * computed.
   *
   * @param mi what the layers know of input and label
   * @return the plane of mutual information
   */
  public static InformationPlane of(MutualInformationQuery mi) {
    requireNonNull(mi, "mi must not be null");
    return new InformationPlane(
        TransferEntropyQuery.of(mi.run()), mi, Plane.Kind.MUTUAL_INFORMATION, "");
  }

  /**
   * {@return P1: what a layer receives from the layer before, and hands to the layer after; in a
   * graph, of several ones the first}
   */
  public InformationPlane neighbours() {
    return new InformationPlane(te, mi, Plane.Kind.NEIGHBOURS, title);
  }

  /**
   * {@return P2: what a layer receives from the first recorded layer, the input unless it was left
   * out, and hands to the last, the output; the literal substitute for I(X;T), I(T;Y)}
   */
  public InformationPlane inputOutput() {
    return new InformationPlane(te, mi, Plane.Kind.INPUT_OUTPUT, title);
  }

  /**
   * The classical plane of Shwartz-Ziv and Tishby: what a layer knows of the input and of the
   * label.
   *
   * @return the plane
   * @throws IllegalArgumentException if there is no probe
   */
  public InformationPlane mutualInformation() {
    return new InformationPlane(te, mutualInformationQuery(), Plane.Kind.MUTUAL_INFORMATION, title);
  }

  /**
   * Names the plane among others.
   *
   * @param name such as {@code seed 3}
   * @return the plane, with it in the title
   */
  public InformationPlane titled(String name) {
    requireNonNull(name, "name must not be null");
    return new InformationPlane(te, mi, kind, name);
  }

  /**
   * Puts others beside this one, on the same axes; measures all of them.
   *
   * @param others planes of the same kind
   * @return all of them
   * @throws IllegalArgumentException if one is of another kind
   */
  public SmallMultiples beside(InformationPlane... others) {
    requireNonNull(others, "others must not be null");
    List<InformationPlane> all = Stream.concat(Stream.of(this), Stream.of(others)).toList();
    SmallMultiples.requireOneKind(all.stream().map(plane -> plane.kind).toList()); // before a wait
    return SmallMultiples.of(all.stream().map(InformationPlane::plane).toList());
  }

  /**
   * The plane drawn.
   *
   * @return a Tablesaw figure
   * @throws IllegalArgumentException if there is no layer between two recorded ones, or no I(T;Y)
   *     for the classical plane
   */
  @Override
  public PlotlyFigure figure() {
    return plane().figure();
  }

  /**
   * The plane as a value, measured now: {@code SmallMultiples.of(planes)} puts several together.
   *
   * @return the plane
   * @throws IllegalArgumentException as {@link #figure()}
   */
  public Plane plane() {
    if (kind != Plane.Kind.MUTUAL_INFORMATION) {
      return Plane.of(
          te.ofPlane(kind == Plane.Kind.INPUT_OUTPUT).result(kind.pairs(te.run().graph())),
          kind,
          title);
    }
    Plane.requireLabels(mutualInformationQuery().noLabels()); // before there is a long wait
    InformationResult result = mutualInformationQuery().result();
    if (result.points().stream().allMatch(point -> Double.isNaN(point.input().nats()))) {
      throw new IllegalArgumentException(
          "Asked for the plane of %s, which measures no I(X;T): of values that are a function of the input it is infinite. Ask heatMap() for I(T;Y), or take bins, kernelDensity(variance) or renyi(alpha)."
              .formatted(result.estimator()));
    }
    return Plane.of(result, title);
  }

  /** {@return the recipe of the figure} */
  public Recipe recipe() {
    return kind == Plane.Kind.MUTUAL_INFORMATION ? mutualInformationQuery().recipe() : te.recipe();
  }

  private MutualInformationQuery mutualInformationQuery() {
    if (mi != null) {
      return mi;
    }
    MutualInformationQuery all = MutualInformationQuery.of(te.run());
    return (te.axis() == TimeAxis.TRAINING_PROBE ? all.on(te.axis()) : all)
        .against(Null.globalShuffle(te.surrogates().surrogates(), te.surrogates().seed()));
  }

  @Override
  public String toString() {
    return "information plane, " + kind;
  }
}
