package org.infoplane.query;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.infoplane.figure.Rows;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.Interval;
import org.infoplane.measure.Unit;
import org.infoplane.result.LayerInformation;
import tech.tablesaw.api.Table;

/** Mutual information as a table in long format. */
final class InformationTable {

  private InformationTable() {}

  static Table of(String name, List<LayerInformation> points) {
    Rows<LayerInformation> rows =
        Tables.byMoment(name, points, LayerInformation::at)
            .text("layer", LayerInformation::layer)
            .whole("samples", point -> (int) point.input().samples());
    add(rows, "I(X;T)", LayerInformation::input, points);
    add(rows, "I(T;Y)", LayerInformation::label, points);
    return rows.number("H(T) [bits]", point -> point.entropy().in(Unit.BITS))
        .number("H(T) bias [bits]", point -> point.entropy().bias(Unit.BITS))
        .flag("saturated", LayerInformation::saturated)
        .text("warnings", LayerInformation::warnings)
        .table();
  }

  private static void add(
      Rows<LayerInformation> rows,
      String name,
      Function<LayerInformation, Estimate> of,
      List<LayerInformation> points) {
    rows.number(name + " [bits]", point -> of.apply(point).in(Unit.BITS));
    Optional<Interval> some =
        points.stream().flatMap(point -> of.apply(point).interval().stream()).findFirst();
    if (some.isPresent()) {
      String level = some.get().level() < 1 ? "95 %" : "bounds";
      rows.number(
              name + " from [bits]",
              point -> of.apply(point).interval().map(i -> i.low(Unit.BITS)).orElse(Double.NaN))
          .number(
              "%s to (%s) [bits]".formatted(name, level),
              point -> of.apply(point).interval().map(i -> i.high(Unit.BITS)).orElse(Double.NaN));
    }
    rows.number(name + " bias [bits]", point -> of.apply(point).bias(Unit.BITS))
        .number(name + " null mean [bits]", point -> of.apply(point).nullMean(Unit.BITS))
        .number(name + " p", point -> of.apply(point).pValue());
  }
}
