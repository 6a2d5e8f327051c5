package org.infoplane.query;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.infoplane.figure.Rows;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.Unit;
import org.infoplane.recording.LayerInfo;
import org.infoplane.result.LayerFlow;
import org.infoplane.result.UnitFlow;
import tech.tablesaw.api.Table;

/** Transfer entropy as tables in long format. */
final class TransferTables {

  private record Pair(int source, int target, Estimate te) {}

  private TransferTables() {}

  /** One row per flow. */
  static Table layers(String name, String symbol, List<LayerFlow> flows) {
    Rows<LayerFlow> rows =
        Tables.byMoment(name, flows, LayerFlow::at)
            .text("from", LayerFlow::from)
            .text("to", LayerFlow::to)
            .text("direction", LayerFlow::direction)
            .whole("pairs", LayerFlow::pairs)
            .whole("live pairs", LayerFlow::nonConstantPairs)
            .whole("transitions", LayerFlow::transitions);
    bits(rows, symbol + " mean", LayerFlow::meanNats);
    if (flows.stream().anyMatch(flow -> flow.interval().isPresent())) {
      bits(rows, symbol + " from", f -> f.interval().map(i -> i.lowNats()).orElse(Double.NaN));
      bits(
          rows, symbol + " to (95 %)", f -> f.interval().map(i -> i.highNats()).orElse(Double.NaN));
    }
    bits(rows, symbol + " sum", LayerFlow::sumNats);
    bits(rows, symbol + " max", LayerFlow::maxNats);
    bits(rows, "bias", LayerFlow::biasNats);
    if (flows.stream().anyMatch(flow -> flow.split().isPresent())) {
      bits(rows, "drift", f -> f.split().map(s -> s.driftNats()).orElse(Double.NaN));
      bits(rows, "drift bias", f -> f.split().map(s -> s.biasNats()).orElse(Double.NaN));
      bits(rows, "rest", LayerFlow::restNats);
    }
    bits(rows, "null mean", flow -> flow.significance().nullMean());
    bits(rows, "null deviation", flow -> flow.significance().nullDeviation());
    return rows.number("p (null)", flow -> flow.significance().pValue())
        .number("significant share (FDR 5 %)", LayerFlow::significantShare)
        .text("warnings", flow -> Tables.words(flow.warnings()))
        .table();
  }

  private static void bits(Rows<LayerFlow> rows, String name, ToDoubleFunction<LayerFlow> nats) {
    rows.number(name + " [bits]", flow -> Unit.BITS.fromNats(nats.applyAsDouble(flow)));
  }

  /** One row per pair of units; within a layer without pairs of a unit with itself. */
  static Table units(LayerInfo from, LayerInfo to, String symbol, UnitFlow measured) {
    int targets = measured.te().targets();
    boolean oneLayer = from.equals(to);
    List<Pair> pairs =
        IntStream.range(0, measured.te().sources() * targets)
            .filter(i -> !oneLayer || targets == 1 || i / targets != i % targets)
            .mapToObj(
                i ->
                    new Pair(i / targets, i % targets, measured.te().get(i / targets, i % targets)))
            .toList();
    return Rows.of(from.name() + " → " + to.name() + ", " + measured.at(), pairs)
        .whole(
            oneLayer ? "source unit" : "unit of " + from.name(),
            pair -> measured.sources().get(pair.source()))
        .whole(
            oneLayer ? "target unit" : "unit of " + to.name(),
            pair -> measured.targets().get(pair.target()))
        .number(symbol + " [bits]", pair -> pair.te().in(Unit.BITS))
        .number("bias [bits]", pair -> pair.te().bias(Unit.BITS))
        .number("p (analytic)", pair -> pair.te().pValue())
        .number("p (null)", p -> measured.significance().pValue(p.source(), p.target()))
        .number(
            "p (null, largest pair)",
            p -> measured.significance().pValueOfMax(p.source(), p.target()))
        .text("warnings", pair -> Tables.words(pair.te().warnings()))
        .table();
  }
}
