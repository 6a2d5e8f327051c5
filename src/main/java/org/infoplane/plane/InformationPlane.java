package org.infoplane.plane;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.infoplane.figure.Drawable;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.figure.Text;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.Null;
import org.infoplane.measure.Unit;
import org.infoplane.recording.LayerInfo;
import org.infoplane.recording.Recipe;
import org.infoplane.recording.Recording;
import org.infoplane.recording.TimeAxis;

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

  private final Recording run;
  private final TransferEntropyQuery te;
  private final Kind kind;

  private InformationPlane(Recording run, TransferEntropyQuery te, Kind kind) {
    this.run = run;
    this.te = te;
    this.kind = kind;
  }

  /**
   * The plane of a recording, with the default null.
   *
   * @param run what was recorded
   * @return the TE plane P1
   */
  public static InformationPlane of(Recording run) {
    return of(TransferEntropyQuery.of(run));
  }

  /**
   * The plane of a query: its time axis, null and seed, and what it has already computed.
   *
   * @param te of any layers; the plane asks for those that it needs
   * @return the TE plane P1
   */
  public static InformationPlane of(TransferEntropyQuery te) {
    return new InformationPlane(te.run(), te, Kind.NEIGHBOURS);
  }

  /**
   * P1: what a layer receives from the layer before, and hands to the layer after; in a graph, of
   * several ones the first.
   *
   * @return the plane
   */
  public InformationPlane neighbours() {
    return new InformationPlane(run, te, Kind.NEIGHBOURS);
  }

  /**
   * P2: what a layer receives from the first recorded layer, the input unless it was left out, and
   * hands to the last, the output; the literal substitute for I(X;T), I(T;Y).
   *
   * @return the plane
   */
  public InformationPlane inputOutput() {
    return new InformationPlane(run, te, Kind.INPUT_OUTPUT);
  }

  /**
   * The classical plane of Shwartz-Ziv and Tishby: what a layer knows of the input and of the
   * label.
   *
   * @return the plane
   * @throws IllegalArgumentException if there is no probe
   */
  public InformationPlane mutualInformation() {
    mutualInformationQuery();
    return new InformationPlane(run, te, Kind.MUTUAL_INFORMATION);
  }

  /**
   * The plane drawn.
   *
   * @return a Tablesaw figure
   * @throws IllegalArgumentException if there is no layer between two recorded ones
   */
  @Override
  public PlotlyFigure figure() {
    return kind == Kind.MUTUAL_INFORMATION ? mutualInformationFigure() : transferFigure();
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
    MutualInformationQuery mi = MutualInformationQuery.of(run);
    return (te.axis() == TimeAxis.TRAINING_PROBE ? mi.on(te.axis()) : mi)
        .against(Null.globalShuffle(te.surrogates().surrogates(), te.surrogates().seed()));
  }

  private PlotlyFigure transferFigure() {
    List<LayerInfo> layers = run.layers();
    if (layers.size() < 3) {
      throw new IllegalArgumentException(
          "Asked for a plane of %d recorded layers. A point needs a layer before and one after: record at least three."
              .formatted(layers.size()));
    }
    boolean p1 = kind == Kind.NEIGHBOURS;
    int last = layers.size() - 1;
    String before = p1 ? "layer before" : layers.get(0).name();
    String after = p1 ? "layer after" : layers.get(last).name();
    TrajectoryPlot plot =
        new TrajectoryPlot(
            run,
            p1 ? "Transfer entropy plane: neighbours" : "Transfer entropy plane: both ends",
            te.axis() + "; grey: " + te.recipe().entries().get("null"),
            "TE(%s → layer) [millibit]".formatted(Text.escape(before)),
            "TE(layer → %s) [millibit]".formatted(Text.escape(after)));
    List<LayerPair> wanted = new ArrayList<>();
    for (int layer = 1; layer < last; layer++) {
      OptionalInt in = before(layer);
      OptionalInt out = after(layer);
      if (in.isPresent() && out.isPresent()) {
        wanted.add(new LayerPair(p1 ? in.getAsInt() : 0, layer));
        wanted.add(new LayerPair(layer, p1 ? out.getAsInt() : last));
      }
    }
    List<LayerFlow> flows = te.flows(wanted);
    for (int i = 0; i < flows.size(); i += 2) {
      LayerFlow in = flows.get(i);
      LayerFlow out = flows.get(i + 1);
      plot.add(in.to(), in.at(), coordinate(in), coordinate(out));
    }
    double bias = LayerFlow.millibit(flows.get(0).biasOfLivePair());
    plot.bias(bias, bias);
    return plot.figure();
  }

  /** Of several layers that a layer comes from, the first. */
  private OptionalInt before(int layer) {
    return run.inputs(layer).stream().mapToInt(Integer::intValue).findFirst();
  }

  /** Of several layers that a layer goes to, the first. */
  private OptionalInt after(int layer) {
    return IntStream.range(0, run.layers().size())
        .filter(next -> run.inputs(next).contains(layer))
        .findFirst();
  }

  private static TrajectoryPlot.Coordinate coordinate(LayerFlow flow) {
    return new TrajectoryPlot.Coordinate(
        "TE(" + flow.label() + ")",
        "millibit",
        LayerFlow.millibit(flow.mean()),
        LayerFlow.millibit(flow.bias()),
        LayerFlow.millibit(flow.nothing().nullMean()),
        flow.nothing().pValue());
  }

  private PlotlyFigure mutualInformationFigure() {
    MutualInformationQuery mi = mutualInformationQuery();
    String bins = run.recipe().entries().getOrDefault("bins", "");
    TrajectoryPlot plot =
        new TrajectoryPlot(
            run,
            "Information plane",
            mi.axis() + ", " + bins + "; grey: shuffled",
            "I(X;T), layer and input [bits]",
            "I(T;Y), layer and label [bits]");
    for (MutualInformationQuery.Point point : mi.points()) {
      if (!run.layers().get(run.layer(point.layer())).type().equals("input")) {
        plot.add(
            point.layer(),
            point.at(),
            coordinate("I(X;T)" + (point.saturated() ? ", saturated" : ""), point.input()),
            coordinate("I(T;Y)", point.label()));
      }
    }
    plot.ceilings(
        String.format(Locale.ROOT, "H(X) %.2f", mi.inputEntropy().in(Unit.BITS)),
        mi.inputEntropy().in(Unit.BITS),
        String.format(Locale.ROOT, "H(Y) %.2f", mi.labelEntropy().in(Unit.BITS)),
        mi.labelEntropy().in(Unit.BITS));
    return plot.figure();
  }

  private static TrajectoryPlot.Coordinate coordinate(String name, Estimate estimate) {
    return new TrajectoryPlot.Coordinate(
        name,
        "bits",
        estimate.in(Unit.BITS),
        estimate.bias(Unit.BITS),
        estimate.nullMean(Unit.BITS),
        estimate.pValue());
  }

  @Override
  public String toString() {
    return "information plane, " + kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
