package org.infoplane.query;

import java.util.List;
import java.util.stream.Stream;
import org.infoplane.figure.TableText;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.Unit;
import org.infoplane.result.LayerInformation;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Mutual information as a table in long format. */
final class InformationTable {

  private InformationTable() {}

  /** One row a point; intervals are columns if they were asked for. */
  static Table of(String name, List<LayerInformation> points, boolean intervals) {
    IntColumn epoch = IntColumn.create("epoch");
    IntColumn iteration = IntColumn.create("iteration");
    boolean byEpoch = true;
    StringColumn layer = StringColumn.create("layer");
    IntColumn samples = IntColumn.create("samples");
    List<DoubleColumn> input = columns("I(X;T)");
    List<DoubleColumn> label = columns("I(T;Y)");
    DoubleColumn entropy = DoubleColumn.create("H(T) [bits]");
    DoubleColumn entropyBias = DoubleColumn.create("H(T) bias [bits]");
    BooleanColumn saturated = BooleanColumn.create("saturated");
    StringColumn warnings = StringColumn.create("warnings");
    for (LayerInformation point : points) {
      warnings.append(point.warnings());
      epoch.append(point.at().epoch());
      iteration.append(point.at().iteration());
      byEpoch &= point.at().byEpoch();
      layer.append(point.layer());
      samples.append((int) point.input().samples());
      append(input, point.input());
      append(label, point.label());
      entropy.append(point.entropy().in(Unit.BITS));
      entropyBias.append(point.entropy().bias(Unit.BITS));
      saturated.append(point.saturated());
    }
    Table table = Table.create(name, epoch, layer, samples);
    if (!byEpoch) {
      table.insertColumn(1, iteration);
    }
    if (!intervals) {
      input = Stream.of(0, 3, 4, 5).map(input::get).toList();
      label = Stream.of(0, 3, 4, 5).map(label::get).toList();
    }
    input.forEach(table::addColumns);
    label.forEach(table::addColumns);
    return TableText.readable(table.addColumns(entropy, entropyBias, saturated, warnings));
  }

  private static List<DoubleColumn> columns(String name) {
    return List.of(
        DoubleColumn.create(name + " [bits]"),
        DoubleColumn.create(name + " from [bits]"),
        DoubleColumn.create(name + " to (95 %) [bits]"),
        DoubleColumn.create(name + " bias [bits]"),
        DoubleColumn.create(name + " null mean [bits]"),
        DoubleColumn.create(name + " p"));
  }

  private static void append(List<DoubleColumn> columns, Estimate estimate) {
    columns.get(0).append(estimate.in(Unit.BITS));
    columns.get(1).append(estimate.interval().map(i -> i.low(Unit.BITS)).orElse(Double.NaN));
    columns.get(2).append(estimate.interval().map(i -> i.high(Unit.BITS)).orElse(Double.NaN));
    columns.get(3).append(estimate.bias(Unit.BITS));
    columns.get(4).append(estimate.nullMean(Unit.BITS));
    columns.get(5).append(estimate.pValue());
  }
}
