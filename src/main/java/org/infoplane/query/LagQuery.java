package org.infoplane.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.infoplane.figure.LagCurves;
import org.infoplane.figure.LagHeatMap;
import org.infoplane.figure.PlotlyFigure;
import org.infoplane.figure.Rows;
import org.infoplane.measure.Unit;
import org.infoplane.measure.statistics.Stop;
import org.infoplane.recording.Progress;
import org.infoplane.recording.Recipe;
import org.infoplane.result.LagFlow;
import org.infoplane.result.LagResult;
import org.infoplane.result.LayerFlow;
import org.infoplane.result.LayerPair;
import org.infoplane.result.UnitLags;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;

/**
 * Transfer entropy from layer to layer by lag, in bits, each lag with its null, the best lag tested
 * against all. Immutable; the result is computed on first use and kept.
 *
 * <p>All lags are measured on the same transitions: in each sequence those with the longest lag
 * before them. A circular shift moves the source by at least the longest lag.
 */
public final class LagQuery extends TableAnswer {

  private final TransferSettings asked;
  private final List<LayerPair> pairs;
  private final int first;
  private final int last;
  private @Nullable LagResult known;

  LagQuery(TransferSettings asked, List<LayerPair> pairs, int first, int last) {
    this.asked = asked.copy(next -> next.longestLag = last);
    this.pairs = pairs;
    this.first = first;
    this.last = last;
  }

  /**
   * {@return one row per moment, layer pair and lag: mean over pairs, bias, mean and deviation of
   * the null, all in bits; p-value of the lag by itself; whether it is the best one, and the
   * p-value of the best among all lags; warnings}
   */
  @Override
  public Table table() {
    record Row(LagFlow of, int lag, LayerFlow flow) {}
    List<Row> rows =
        result().flows().stream()
            .flatMap(
                of ->
                    IntStream.range(0, of.lags().size())
                        .mapToObj(i -> new Row(of, first + i, of.lags().get(i))))
            .toList();
    return layers("transfer entropy by lag, " + asked.axis, rows, Row::of)
        .whole("lag", Row::lag)
        .number("TE mean [bits]", row -> bits(row.flow().meanNats()))
        .number("bias [bits]", row -> bits(row.flow().biasNats()))
        .number("null mean [bits]", row -> bits(row.flow().significance().nullMean()))
        .number("null deviation [bits]", row -> bits(row.flow().significance().nullDeviation()))
        .number("p (null)", row -> row.flow().significance().pValue())
        .flag("best", row -> row.lag() == row.of().bestLag())
        .number("p (best of all lags)", row -> row.of().ofBest().pValue())
        .text("warnings", row -> Tables.words(row.flow().warnings()))
        .table();
  }

  /**
   * {@return one row per moment and unit of a target layer: its best lag; TE there, mean over
   * sources, and its null, in bits; p-value of the best among all lags}
   */
  public Table units() {
    record Row(LagFlow of, UnitLags unit) {}
    List<Row> rows =
        result().flows().stream()
            .flatMap(of -> of.units().stream().map(unit -> new Row(of, unit)))
            .toList();
    return layers("best lag of each unit, " + asked.axis, rows, Row::of)
        .whole("unit", row -> row.unit().unit())
        .whole("best lag", row -> row.unit().bestLag())
        .number("TE [bits]", row -> bits(row.unit().nats().get(row.unit().bestLag() - first)))
        .number(
            "null mean [bits]",
            row -> bits(row.unit().nullNats().get(row.unit().bestLag() - first)))
        .number("p (best of all lags)", row -> row.unit().pValueOfBest())
        .table();
  }

  private static <T> Rows<T> layers(String name, List<T> rows, Function<T, LagFlow> of) {
    return Tables.byMoment(name, rows, row -> of.apply(row).at())
        .text("from", row -> of.apply(row).from())
        .text("to", row -> of.apply(row).to());
  }

  private static double bits(double nats) {
    return Unit.BITS.fromNats(nats);
  }

  /**
   * {@return a figure of TE against lag, a line per layer pair with its null dotted; a filled point
   * is the best lag, if it is above what any lag of the null reaches; with a slider over the
   * epochs}
   */
  public PlotlyFigure curves() {
    return LagCurves.of(result());
  }

  /**
   * {@return a figure of TE into each unit (rows) at each lag (columns), with a slider over the
   * epochs; a dot is the best lag, if it is above what any lag of the null reaches. Of several
   * layer pairs name one first, {@code from("...").to("...")}}
   *
   * @throws IllegalStateException if there are several layer pairs
   */
  public PlotlyFigure heatMap() {
    if (pairs.size() > 1) {
      throw new IllegalStateException(
          "heatMap() shows one layer pair, and there are %s. Name one: from(\"...\").to(\"...\").lags(%s, %s).heatMap()."
              .formatted(pairs.size(), first, last));
    }
    return LagHeatMap.of(result());
  }

  /** {@return the result as values} */
  public LagResult result() {
    if (known == null) {
      known = measured();
    }
    return known;
  }

  private LagResult measured() {
    TransferCost.requireAffordable(
        asked,
        Stream.generate(() -> pairs).limit(1L + last - first).flatMap(List::stream).toList(),
        false);
    List<LagFlow> flows = new ArrayList<>();
    List<Integer> moments = asked.moments();
    Progress progress = Progress.ofNotebook();
    for (int s : moments) {
      for (LayerPair pair : pairs) {
        progress.update("lags", moments.indexOf(s), moments.size(), "moment", "");
        Stop.ifInterrupted();
        flows.add(new TransferMeasure(asked, s, pair).lags(first, last));
      }
    }
    progress.update("lags", moments.size(), moments.size(), "moment", "");
    return new LagResult(
        IntStream.rangeClosed(first, last).boxed().toList(),
        asked.about(List.of(), recipe()),
        flows);
  }

  /** {@return the recipe of the recording, with time axis, estimator, null and lags} */
  public Recipe recipe() {
    return asked
        .words()
        .recipe()
        .with("lags", "%s to %s, on the same transitions".formatted(first, last));
  }
}
