package org.infoplane.query;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.infoplane.figure.Rows;
import org.infoplane.measure.EffectiveInformation;
import org.infoplane.measure.Estimate;
import org.infoplane.measure.Interval;
import org.infoplane.measure.Unit;
import org.infoplane.measure.Warning;
import org.infoplane.recording.LayerInfo;
import org.infoplane.result.LayerEffect;
import org.infoplane.result.LayerFlow;
import org.infoplane.result.LayerInformation;
import org.infoplane.result.Moment;
import org.infoplane.result.UnitFlow;
import tech.tablesaw.api.Table;

/** Results as tables in long format. */
final class Tables {

  private record Pair(int source, int target, Estimate te) {}

  private Tables() {}

  /** Starts with the epoch, and with the iteration if an epoch has several moments. */
  static <T> Rows<T> byMoment(String name, List<T> rows, Function<T, Moment> at) {
    Rows<T> table = Rows.of(name, rows).whole("epoch", row -> at.apply(row).epoch());
    return rows.stream().allMatch(row -> at.apply(row).byEpoch())
        ? table
        : table.whole("iteration", row -> at.apply(row).iteration());
  }

  static String words(List<Warning> warnings) {
    return warnings.stream().map(Warning::words).collect(Collectors.joining("; "));
  }

  /** One row per flow. */
  static Table flows(String name, String symbol, List<LayerFlow> flows) {
    Rows<LayerFlow> rows =
        byMoment(name, flows, LayerFlow::at)
            .text("from", LayerFlow::from)
            .text("to", LayerFlow::to)
            .text("direction", LayerFlow::direction)
            .whole("pairs", LayerFlow::pairs)
            .whole("live pairs", LayerFlow::nonConstantPairs)
            .whole("transitions", LayerFlow::transitions);
    addBits(rows, symbol + " mean", LayerFlow::meanNats);
    if (flows.stream().anyMatch(flow -> flow.interval().isPresent())) {
      addBits(rows, symbol + " from", f -> f.interval().map(i -> i.lowNats()).orElse(Double.NaN));
      addBits(
          rows, symbol + " to (95 %)", f -> f.interval().map(i -> i.highNats()).orElse(Double.NaN));
    }
    addBits(rows, symbol + " sum", LayerFlow::sumNats);
    addBits(rows, symbol + " max", LayerFlow::maxNats);
    addBits(rows, "bias", LayerFlow::biasNats);
    if (flows.stream().anyMatch(flow -> flow.split().isPresent())) {
      addBits(rows, "drift", f -> f.split().map(s -> s.driftNats()).orElse(Double.NaN));
      addBits(rows, "drift bias", f -> f.split().map(s -> s.biasNats()).orElse(Double.NaN));
      addBits(rows, "rest", LayerFlow::restNats);
    }
    addBits(rows, "null mean", flow -> flow.significance().nullMean());
    addBits(rows, "null deviation", flow -> flow.significance().nullDeviation());
    return rows.number("p (null)", flow -> flow.significance().pValue())
        .number("significant share (FDR 5 %)", LayerFlow::significantShare)
        .text("warnings", flow -> words(flow.warnings()))
        .table();
  }

  private static void addBits(Rows<LayerFlow> rows, String name, ToDoubleFunction<LayerFlow> nats) {
    rows.number(name + " [bits]", flow -> Unit.BITS.fromNats(nats.applyAsDouble(flow)));
  }

  /** One row per pair of units; within a layer without pairs of a unit with itself. */
  static Table pairs(LayerInfo from, LayerInfo to, String symbol, UnitFlow measured) {
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
        .text("warnings", pair -> words(pair.te().warnings()))
        .table();
  }

  static Table information(String name, List<LayerInformation> points) {
    Rows<LayerInformation> rows =
        byMoment(name, points, LayerInformation::at)
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

  static Table effects(List<LayerEffect> effects) {
    Rows<LayerEffect> rows =
        byMoment("effective information", effects, LayerEffect::at)
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
    return rows.text("warnings", Tables::effectWords).table();
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

  private static String effectWords(LayerEffect row) {
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
