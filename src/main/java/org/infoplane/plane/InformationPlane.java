package org.infoplane.plane;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.infoplane.figure.Drawable;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.figure.Text;
import org.infoplane.measure.Unit;
import org.infoplane.measure.nulls.Null;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;
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

  private enum Kind {
    NEIGHBOURS,
    INPUT_OUTPUT,
    MUTUAL_INFORMATION
  }

  private final TransferEntropyQuery te;
  private final @Nullable MutualInformationQuery mi;
  private final Kind kind;
  private final String title;

  private InformationPlane(
      TransferEntropyQuery te, @Nullable MutualInformationQuery mi, Kind kind, String title) {
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
    return new InformationPlane(te, null, Kind.NEIGHBOURS, "");
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
    return new InformationPlane(TransferEntropyQuery.of(mi.run()), mi, Kind.MUTUAL_INFORMATION, "");
  }

  /**
   * P1: what a layer receives from the layer before, and hands to the layer after; in a graph, of
   * several ones the first.
   *
   * @return the plane
   */
  public InformationPlane neighbours() {
    return new InformationPlane(te, mi, Kind.NEIGHBOURS, title);
  }

  /**
   * P2: what a layer receives from the first recorded layer, the input unless it was left out, and
   * hands to the last, the output; the literal substitute for I(X;T), I(T;Y).
   *
   * @return the plane
   */
  public InformationPlane inputOutput() {
    return new InformationPlane(te, mi, Kind.INPUT_OUTPUT, title);
  }

  /**
   * The classical plane of Shwartz-Ziv and Tishby: what a layer knows of the input and of the
   * label.
   *
   * @return the plane
   * @throws IllegalArgumentException if there is no probe
   */
  public InformationPlane mutualInformation() {
    return new InformationPlane(te, mutualInformationQuery(), Kind.MUTUAL_INFORMATION, title);
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
   * Puts others beside this one, on the same axes.
   *
   * @param others planes of the same kind
   * @return all of them
   * @throws IllegalArgumentException if one is of another kind
   */
  public SmallMultiples beside(InformationPlane... others) {
    requireNonNull(others, "others must not be null");
    return SmallMultiples.of(Stream.concat(Stream.of(this), Stream.of(others)).toList());
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
    return PlaneFigure.of(data());
  }

  PlaneData data() {
    return kind == Kind.MUTUAL_INFORMATION ? mutualInformationData() : transferData();
  }

  String title() {
    return title;
  }

  private String inFull(String kindOfPlane) {
    return title.isEmpty()
        ? kindOfPlane
        : kindOfPlane + ", " + Text.escape(Text.shortened(title, 40));
  }

  /**
   * What made the figure.
   *
   * @return the recipe
   */
  public Recipe recipe() {
    return kind == Kind.MUTUAL_INFORMATION ? mutualInformationQuery().recipe() : te.recipe();
  }

  private MutualInformationQuery mutualInformationQuery() {
    if (mi != null) {
      return mi;
    }
    MutualInformationQuery all = MutualInformationQuery.of(te.run());
    return (te.axis() == TimeAxis.TRAINING_PROBE ? all.on(te.axis()) : all)
        .against(Null.globalShuffle(te.surrogates().surrogates(), te.surrogates().seed()));
  }

  private PlaneData transferData() {
    List<LayerInfo> layers = te.run().layers();
    if (layers.size() < 3) {
      throw new IllegalArgumentException(
          "Asked for a plane of %s recorded layers. A point needs a layer before and one after: record at least three."
              .formatted(layers.size()));
    }
    boolean p1 = kind == Kind.NEIGHBOURS;
    int last = layers.size() - 1;
    String before = p1 ? "layer before" : layers.get(0).name();
    String after = p1 ? "layer after" : layers.get(last).name();
    Looks looks = Looks.of(te.run());
    PlaneData data =
        new PlaneData(
            te.run(),
            te.recipe(),
            inFull(p1 ? "Transfer entropy plane: neighbours" : "Transfer entropy plane: both ends"),
            List.of(te.axis().toString(), nothing(te.nothing())),
            "TE(%s → layer) [millibit]".formatted(p1 ? before : looks.name(before)),
            "TE(layer → %s) [millibit]".formatted(p1 ? after : looks.name(after)));
    List<LayerPair> wanted = new ArrayList<>();
    for (int layer = 1; layer < last; layer++) {
      OptionalInt in = before(layer);
      OptionalInt out = after(layer);
      if (in.isPresent() && out.isPresent()) {
        wanted.add(new LayerPair(p1 ? in.getAsInt() : 0, layer));
        wanted.add(new LayerPair(layer, p1 ? out.getAsInt() : last));
      }
    }
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException(
          "Asked for a plane, but no recorded layer lies between two others. Record the layers before and after one.");
    }
    List<LayerFlow> flows = te.flows(wanted);
    for (int i = 0; i < flows.size(); i += 2) {
      LayerFlow in = flows.get(i);
      LayerFlow out = flows.get(i + 1);
      data.add(in.to(), in.at(), Coordinate.of(in), Coordinate.of(out));
    }
    double bias = LayerFlow.millibit(flows.get(0).biasOfLivePair());
    data.guide(true, bias, "bias", true);
    data.guide(false, bias, "bias", true);
    return data;
  }

  /** Of several layers that a layer comes from, the first. */
  private OptionalInt before(int layer) {
    return te.run().inputs(layer).stream().mapToInt(Integer::intValue).findFirst();
  }

  /** Of several layers that a layer goes to, the first. */
  private OptionalInt after(int layer) {
    return IntStream.range(0, te.run().layers().size())
        .filter(next -> te.run().inputs(next).contains(layer))
        .findFirst();
  }

  private PlaneData mutualInformationData() {
    MutualInformationQuery query = mutualInformationQuery();
    Recording run = query.run();
    if (!query.hasLabels()) {
      throw new IllegalArgumentException(
          "Asked for the plane of I(X;T) and I(T;Y), but %s. Record with labelling(...), or look at mutualInformation(run).table()."
              .formatted(query.whyNoLabels()));
    }
    String bins = run.recipe().entries().getOrDefault("bins", "");
    PlaneData data =
        new PlaneData(
            run,
            query.recipe(),
            inFull("Information plane"),
            List.of(
                query.axis().toString(),
                bins,
                query.estimator(),
                nothing(query.nothing()),
                "dashes: ceilings"),
            "I(X;T), layer and input [bits]",
            "I(T;Y), layer and label [bits]");
    for (MutualInformationQuery.Point point : query.points()) {
      if (!run.layers().get(run.layer(point.layer())).type().equals("input")) {
        data.add(
            point.layer(),
            point.at(),
            Coordinate.of("I(X;T)" + (point.saturated() ? ", saturated" : ""), point.input()),
            Coordinate.of("I(T;Y)", point.label()));
      }
    }
    double inputs = query.inputEntropy().in(Unit.BITS);
    double samples = Math.log((double) query.inputEntropy().samples()) / Math.log(2);
    if (samples - inputs < 0.02 * samples) { // the two lines would be one
      data.guide(true, inputs, ceiling("H(X) ≈ log<sub>2</sub>N", inputs), false);
    } else {
      data.guide(true, inputs, ceiling("H(X)", inputs), false);
      data.guide(true, samples, ceiling("log<sub>2</sub>N", samples), false);
    }
    double labels = query.labelEntropy().in(Unit.BITS);
    data.guide(false, labels, ceiling("H(Y)", labels), false);
    return data;
  }

  private static String nothing(String words) {
    return words.equals("none") ? "no null" : "grey: " + words;
  }

  private static String ceiling(String name, double bits) {
    return String.format(Locale.ROOT, "%s = %.2f ", name, bits);
  }

  @Override
  public String toString() {
    return "information plane, " + kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
