package org.infoplane.query;

import java.util.List;
import java.util.stream.Collectors;
import org.infoplane.figure.TableText;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.Unit;
import org.infoplane.measure.Warning;
import org.infoplane.recording.LayerInfo;
import org.infoplane.result.LayerFlow;
import org.infoplane.result.UnitFlow;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Transfer entropy as tables in long format. */
final class TransferTables {

  private TransferTables() {}

  /** One row a flow. */
  static Table layers(String name, List<LayerFlow> flows) {
    IntColumn epoch = IntColumn.create("epoch");
    IntColumn iteration = IntColumn.create("iteration");
    StringColumn source = StringColumn.create("from");
    StringColumn target = StringColumn.create("to");
    StringColumn direction = StringColumn.create("direction");
    IntColumn pairs = IntColumn.create("pairs");
    IntColumn live = IntColumn.create("live pairs");
    IntColumn transitions = IntColumn.create("transitions");
    DoubleColumn mean = DoubleColumn.create("TE mean [bits]");
    DoubleColumn sum = DoubleColumn.create("TE sum [bits]");
    DoubleColumn max = DoubleColumn.create("TE max [bits]");
    DoubleColumn bias = DoubleColumn.create("bias [bits]");
    DoubleColumn nothing = DoubleColumn.create("null mean [bits]");
    DoubleColumn deviation = DoubleColumn.create("null deviation [bits]");
    DoubleColumn low = DoubleColumn.create("TE from [bits]");
    DoubleColumn high = DoubleColumn.create("TE to (95 %) [bits]");
    DoubleColumn p = DoubleColumn.create("p (null)");
    DoubleColumn significant = DoubleColumn.create("significant share (chi-square, FDR 5 %)");
    StringColumn warnings = StringColumn.create("warnings");
    for (LayerFlow flow : flows) {
      epoch.append(flow.at().epoch());
      iteration.append(flow.at().iteration());
      source.append(flow.from());
      target.append(flow.to());
      direction.append(flow.direction());
      pairs.append(flow.pairs());
      live.append(flow.livePairs());
      transitions.append(flow.transitions());
      mean.append(Unit.BITS.fromNats(flow.meanNats()));
      sum.append(Unit.BITS.fromNats(flow.sumNats()));
      max.append(Unit.BITS.fromNats(flow.maxNats()));
      bias.append(Unit.BITS.fromNats(flow.biasNats()));
      nothing.append(Unit.BITS.fromNats(flow.significance().nullMean()));
      deviation.append(Unit.BITS.fromNats(flow.significance().nullDeviation()));
      low.append(flow.interval().map(i -> i.low(Unit.BITS)).orElse(Double.NaN));
      high.append(flow.interval().map(i -> i.high(Unit.BITS)).orElse(Double.NaN));
      p.append(flow.significance().pValue());
      warnings.append(words(flow.warnings()));
      significant.append(flow.significantShare());
    }
    Table table =
        Table.create(
            name,
            epoch,
            source,
            target,
            direction,
            pairs,
            live,
            transitions,
            mean,
            sum,
            max,
            bias,
            nothing,
            deviation,
            p,
            significant,
            warnings);
    if (flows.stream().anyMatch(flow -> flow.interval().isPresent())) {
      table.insertColumn(table.columnIndex(sum), low).insertColumn(table.columnIndex(sum), high);
    }
    TableText.readable(table);
    boolean byEpoch = flows.stream().allMatch(flow -> flow.at().byEpoch());
    return byEpoch ? table : table.insertColumn(1, iteration);
  }

  private static String words(List<Warning> warnings) {
    return warnings.stream().map(Warning::words).collect(Collectors.joining("; "));
  }

  /** One row a pair of units. */
  static Table units(LayerInfo from, LayerInfo to, UnitFlow measured) {
    IntColumn source = IntColumn.create("unit of " + from.name());
    IntColumn target = IntColumn.create("unit of " + to.name());
    DoubleColumn te = DoubleColumn.create("TE [bits]");
    DoubleColumn bias = DoubleColumn.create("bias [bits]");
    DoubleColumn p = DoubleColumn.create("p (chi-square)");
    DoubleColumn nullP = DoubleColumn.create("p (null)");
    StringColumn warnings = StringColumn.create("warnings");
    DoubleColumn maxP = DoubleColumn.create("p (null, largest pair)");
    for (int i = 0; i < from.units(); i++) {
      for (int j = 0; j < to.units(); j++) {
        Estimate estimate = measured.te().get(i, j);
        source.append(i);
        target.append(j);
        te.append(estimate.in(Unit.BITS));
        bias.append(estimate.bias(Unit.BITS));
        p.append(estimate.pValue());
        nullP.append(measured.significance().pValue(i, j));
        maxP.append(measured.significance().pValueOfMax(i, j));
        warnings.append(words(estimate.warnings()));
      }
    }
    return TableText.readable(
        Table.create(
            from.name() + " → " + to.name() + ", " + measured.at(),
            source,
            target,
            te,
            bias,
            p,
            nullP,
            maxP,
            warnings));
  }
}
