package org.infoplane.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.infoplane.figure.Rows;
import org.infoplane.measure.statistics.BenjaminiHochberg;
import org.infoplane.measure.statistics.ConfidenceInterval;
import tech.tablesaw.api.Table;

/** Claims as tables in long format. */
final class ClaimTables {

  private record Row(NetworkClaims network, ClaimResult result, double rate) {}

  private record SeedRow(
      Claim claim, String network, SeedEffect effect, ConfidenceInterval interval) {}

  private ClaimTables() {}

  static Table claims(List<NetworkClaims> networks) {
    double[] rates = falseDiscoveryRates(networks);
    List<Row> rows = new ArrayList<>();
    for (NetworkClaims network : networks) {
      network.results().forEach(result -> rows.add(new Row(network, result, rates[rows.size()])));
    }
    return Rows.of("claims", rows)
        .text("claim", row -> row.result().claim().id())
        .text("measured as", row -> row.result().claim().measuredAs())
        .text("network", row -> row.result().network())
        .text("verdict", row -> row.result().verdict().toString())
        .number("effect", row -> row.result().effect())
        .number("from", row -> row.result().interval().low())
        .number("to (95 %)", row -> row.result().interval().high())
        .number("effect on the null", row -> row.result().nullEffect())
        .number("effect beyond the null", row -> row.result().excessEffect())
        .number("p (pattern)", row -> row.result().pPattern())
        .number("p (beyond the null)", row -> row.result().pBeyondNull())
        .number("false discovery rate", Row::rate)
        .whole("seeds", row -> row.result().seeds())
        .optionalWhole(
            "seeds whose interval excludes 0",
            row -> beyondZero(row.network(), row.result().claim()))
        .text("null", row -> row.network().runs().get(0).nullInWords())
        .text("says", row -> row.result().claim().words())
        .text("note", row -> row.result().note())
        .table();
  }

  private static OptionalInt beyondZero(NetworkClaims network, Claim claim) {
    return network.effects().getOrDefault(claim, List.of()).stream()
            .anyMatch(effect -> effect.series() != null)
        ? OptionalInt.of((int) network.intervalsBeyondZero(claim))
        : OptionalInt.empty();
  }

  /** Of "reproduced", among the rows with a verdict; NaN for the others. */
  private static double[] falseDiscoveryRates(List<NetworkClaims> networks) {
    List<ClaimResult> all = networks.stream().flatMap(of -> of.results().stream()).toList();
    double[] told =
        all.stream()
            .filter(result -> result.verdict() != Verdict.INCONCLUSIVE)
            .mapToDouble(ClaimResult::pReproduced)
            .toArray();
    double[] adjusted = told.length == 0 ? told : BenjaminiHochberg.adjusted(told);
    double[] rates = new double[all.size()];
    int at = 0;
    for (int i = 0; i < rates.length; i++) {
      rates[i] = all.get(i).verdict() == Verdict.INCONCLUSIVE ? Double.NaN : adjusted[at++];
    }
    return rates;
  }

  static Table seeds(List<NetworkClaims> networks) {
    List<SeedRow> rows = new ArrayList<>();
    for (NetworkClaims network : networks) {
      network
          .effects()
          .forEach(
              (claim, effects) ->
                  effects.forEach(
                      of -> rows.add(new SeedRow(claim, network.network(), of, of.interval()))));
    }
    return Rows.of("claims, seed by seed", rows)
        .text("claim", row -> row.claim().id())
        .text("measured as", row -> row.claim().measuredAs())
        .text("network", SeedRow::network)
        .longs("seed", row -> row.effect().seed())
        .number("effect", row -> row.effect().observed())
        .number("from", row -> row.interval().low())
        .number("to (95 %, epochs)", row -> row.interval().high())
        .number("p (shuffled epochs)", row -> row.effect().p())
        .number("effect on the null", row -> row.effect().onNull())
        .number("effect beyond the null", row -> row.effect().excess())
        .flag("TE above its null", row -> row.effect().aboveNull())
        .text("cannot be told", row -> row.effect().unknown())
        .table();
  }
}
