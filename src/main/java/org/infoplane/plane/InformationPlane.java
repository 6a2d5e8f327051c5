package org.infoplane.plane;

import java.util.List;
import java.util.Locale;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.PairwiseTransferEntropy;
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
public final class InformationPlane implements Showable {

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
   * P1: what a layer receives from the layer before, and hands to the layer after.
   *
   * @return the plane
   */
  public InformationPlane neighbours() {
    return new InformationPlane(run, te, Kind.NEIGHBOURS);
  }

  /**
   * P2: what a layer receives from the input, and hands to the output; the literal substitute for
   * I(X;T), I(T;Y).
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
    run.track(TimeAxis.PROBE);
    return new InformationPlane(run, te, Kind.MUTUAL_INFORMATION);
  }

  /**
   * The plane drawn.
   *
   * @return a Tablesaw figure
   * @throws IllegalArgumentException if there is no layer between two recorded ones
   */
  public PlotlyFigure figure() {
    return kind == Kind.MUTUAL_INFORMATION ? mutualInformationFigure() : transferFigure();
  }

  /**
   * What made the figure.
   *
   * @return the recipe
   */
  public Recipe recipe() {
    return kind == Kind.MUTUAL_INFORMATION ? MutualInformationQuery.of(run).recipe() : te.recipe();
  }

  private PlotlyFigure transferFigure() {
    List<LayerInfo> layers = run.layers();
    if (layers.size() < 3) {
      throw new IllegalArgumentException(
          "Asked for a plane of %d recorded layers. A point needs a layer before and one after: record at least three."
              .formatted(layers.size()));
    }
    boolean p1 = kind == Kind.NEIGHBOURS;
    TrajectoryPlot plot =
        new TrajectoryPlot(
            run,
            p1 ? "Transfer entropy plane: neighbours" : "Transfer entropy plane: input and output",
            te.axis() + "; grey: " + te.recipe().entries().get("null"),
            p1 ? "TE(layer before → layer) [millibit]" : "TE(input → layer) [millibit]",
            p1 ? "TE(layer → layer after) [millibit]" : "TE(layer → output) [millibit]");
    int last = layers.size() - 1;
    for (int layer = 1; layer < last; layer++) {
      for (int s = 0; s < te.snapshots().size(); s++) {
        LayerFlow in = te.flow(s, p1 ? layer - 1 : 0, layer);
        LayerFlow out = te.flow(s, layer, p1 ? layer + 1 : last);
        plot.add(
            layers.get(layer).name(),
            in.epoch(),
            coordinate(in, in.label()),
            coordinate(out, out.label()));
      }
    }
    LayerFlow any = te.flow(0, 0, 1);
    double bias = milli(PairwiseTransferEntropy.biasOfLivePair(any.pairs().transitions()));
    plot.bias(bias, bias);
    return plot.figure();
  }

  private static TrajectoryPlot.Coordinate coordinate(LayerFlow flow, String label) {
    return new TrajectoryPlot.Coordinate(
        "TE(" + label + ")",
        "millibit",
        milli(flow.pairs().mean()),
        milli(flow.pairs().bias()),
        milli(flow.nothing().mean()),
        flow.nothing().pValue());
  }

  private static double milli(double nats) {
    return 1000 * Unit.BITS.fromNats(nats);
  }

  private PlotlyFigure mutualInformationFigure() {
    MutualInformationQuery mi = MutualInformationQuery.of(run);
    String bins = run.recipe().entries().getOrDefault("bins", "");
    TrajectoryPlot plot =
        new TrajectoryPlot(
            run,
            "Information plane",
            "probe, " + bins + "; grey: shuffled",
            "I(X;T), layer and input [bits]",
            "I(T;Y), layer and label [bits]");
    for (MutualInformationQuery.Point point : mi.points()) {
      if (!point.layer().equals(run.layers().get(0).name())) {
        plot.add(
            point.layer(),
            point.epoch(),
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
  public String html() {
    return figure().html();
  }

  @Override
  public String toString() {
    return "information plane, " + kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
