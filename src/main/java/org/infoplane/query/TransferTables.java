package org.infoplane.query;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.infoplane.figure.Rows;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.Unit;
import org.infoplane.measure.Warning;
import org.infoplane.recording.LayerInfo;
import org.infoplane.result.LayerFlow;
import org.infoplane.result.UnitFlow;
import tech.tablesaw.api.Table;

/** Transfer entropy as tables in long format. */
final class TransferTables {

  private record Pair(int source, int target, Estimate te) {}

  private TransferTables() {}

  /** One row a flow. */
  static Table layers(String name, String symbol, List<LayerFlow> flows) {
    Rows<LayerFlow> rows = Rows.of(name, flows).whole("epoch", flow -> flow.at().epoch());
    if (!flows.stream().allMatch(flow -> flow.at().byEpoch())) {
      rows.whole("iteration", flow -> flow.at().iteration());
    }
    rows.text("from", LayerFlow::from)
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
      bits(rows, "drift", flow -> split(flow, LayerFlow.Split::driftNats));
      bits(rows, "drift bias", flow -> split(flow, LayerFlow.Split::biasNats));
      bits(rows, "rest", LayerFlow::restNats);
    }
    bits(rows, "null mean", flow -> flow.significance().nullMean());
    bits(rows, "null deviation", flow -> flow.significance().nullDeviation());
    return rows.number("p (null)", flow -> flow.significance().pValue())
        .number("significant share (FDR 5 %)", LayerFlow::significantShare)
        .text("warnings", flow -> words(flow.warnings()))
        .table();
  }

  private static void bits(Rows<LayerFlow> rows, String name, ToDoubleFunction<LayerFlow> nats) {
    rows.number(name + " [bits]", flow -> Unit.BITS.fromNats(nats.applyAsDouble(flow)));
  }

  private static double split(LayerFlow flow, ToDoubleFunction<LayerFlow.Split> part) {
    return flow.split().map(part::applyAsDouble).orElse(Double.NaN);
  }

  private static String words(List<Warning> warnings) {
    return warnings.stream().map(Warning::words).collect(Collectors.joining("; "));
  }

  /** One row a pair of units. */
  static Table units(LayerInfo from, LayerInfo to, String symbol, UnitFlow measured) {
    int targets = measured.te().targets();
    boolean oneLayer = from.equals(to);
    boolean inside = oneLayer && targets > 1;
    List<Pair> pairs =
        IntStream.range(0, measured.te().sources() * targets)
            .mapToObj(
                i -> {
                  int source = i / targets;
                  int target = i % targets;
                  return new Pair(source, target, measured.te().get(source, target));
                })
            .filter(pair -> !inside || pair.source() != pair.target())
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
        .text("warnings", pair -> words(pair.te().warnings()))
        .table();
  }
}
