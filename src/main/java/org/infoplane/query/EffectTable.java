package org.infoplane.query;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.infoplane.figure.Rows;
import org.infoplane.measure.EffectiveInformation;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.Unit;
import org.infoplane.measure.Warning;
import org.infoplane.result.LayerEffect;
import tech.tablesaw.api.Table;

/** Effective information as a table in long format. */
final class EffectTable {

  private EffectTable() {}

  static Table of(List<LayerEffect> effects) {
    Rows<LayerEffect> rows =
        Tables.byMoment("effective information", effects, LayerEffect::at)
            .text("from", LayerEffect::from)
            .text("to", LayerEffect::to)
            .text("noise", LayerEffect::noise);
    bits(rows, "EI", EffectiveInformation::joint, Estimate::nats);
    withBias(rows, "EI parts", EffectiveInformation::parts);
    bits(
        rows,
        "EI parts, null deviation",
        EffectiveInformation::parts,
        parts -> parts.significance().nullDeviation());
    rows.number(
        "p (EI parts)", row -> row.measured().map(m -> m.parts().pValue()).orElse(Double.NaN));
    withBias(rows, "sensitivity", EffectiveInformation::sensitivity);
    withBias(rows, "degeneracy", EffectiveInformation::degeneracyOfParts);
    return rows.text("warnings", EffectTable::words).table();
  }

  private static void withBias(
      Rows<LayerEffect> rows, String name, Function<EffectiveInformation, Estimate> of) {
    bits(rows, name, of, Estimate::nats);
    bits(rows, name + ", bias", of, Estimate::biasNats);
    bits(rows, name + ", null mean", of, estimate -> estimate.significance().nullMean());
  }

  private static void bits(
      Rows<LayerEffect> rows,
      String name,
      Function<EffectiveInformation, Estimate> of,
      ToDoubleFunction<Estimate> nats) {
    rows.number(
        name + " [bits]",
        row ->
            row.measured()
                .map(m -> Unit.BITS.fromNats(nats.applyAsDouble(of.apply(m))))
                .orElse(Double.NaN));
  }

  private static String words(LayerEffect row) {
    return row.measured()
        .map(
            m ->
                Stream.of(m.joint(), m.parts(), m.sensitivity())
                    .flatMap(estimate -> estimate.warnings().stream())
                    .map(Warning::words)
                    .distinct()
                    .collect(Collectors.joining("; ")))
        .orElse(row.leftOut());
  }
}
