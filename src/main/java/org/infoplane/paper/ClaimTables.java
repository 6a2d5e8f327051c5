package org.infoplane.paper;

import java.util.List;
import org.infoplane.figure.TableText;
import org.infoplane.measure.statistics.BenjaminiHochberg;
import org.infoplane.measure.statistics.ConfidenceInterval;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Claims as tables in long format. */
final class ClaimTables {

  private ClaimTables() {}

  static Table claims(List<NetworkClaims> networks) {
    StringColumn id = StringColumn.create("claim");
    StringColumn words = StringColumn.create("says");
    StringColumn measured = StringColumn.create("measured as");
    StringColumn name = StringColumn.create("network");
    IntColumn seeds = IntColumn.create("seeds");
    DoubleColumn effect = DoubleColumn.create("effect");
    DoubleColumn low = DoubleColumn.create("from");
    DoubleColumn high = DoubleColumn.create("to (95 %)");
    DoubleColumn nothing = DoubleColumn.create("effect on the null");
    DoubleColumn excess = DoubleColumn.create("effect beyond the null");
    DoubleColumn pattern = DoubleColumn.create("p (pattern)");
    DoubleColumn beyond = DoubleColumn.create("p (beyond the null)");
    DoubleColumn rate = DoubleColumn.create("false discovery rate");
    StringColumn verdict = StringColumn.create("verdict");
    IntColumn alone = IntColumn.create("seeds whose interval excludes 0");
    StringColumn against = StringColumn.create("null");
    StringColumn note = StringColumn.create("note");
    for (NetworkClaims network : networks) {
      for (ClaimResult result : network.results()) {
        id.append(result.claim().id());
        words.append(result.claim().words());
        measured.append(result.claim().measuredAs());
        name.append(result.network());
        seeds.append(result.seeds());
        effect.append(result.effect());
        low.append(result.interval().low());
        high.append(result.interval().high());
        nothing.append(result.nullEffect());
        excess.append(result.excessEffect());
        pattern.append(result.pPattern());
        beyond.append(result.pBeyondNull());
        verdict.append(result.verdict().toString());
        if (hasIntervals(network, result.claim())) {
          alone.append((int) network.intervalsBeyondZero(result.claim()));
        } else {
          alone.appendMissing();
        }
        against.append(network.runs().get(0).nullInWords());
        note.append(result.note());
      }
    }
    for (double of : falseDiscoveryRates(networks)) {
      rate.append(of);
    }
    return TableText.readable(
        Table.create(
            "claims", id, measured, name, verdict, effect, low, high, nothing, excess, pattern,
            beyond, rate, seeds, alone, against, words, note));
  }

  private static boolean hasIntervals(NetworkClaims network, Claim claim) {
    return network.effects().getOrDefault(claim, List.of()).stream()
        .anyMatch(effect -> effect.series() != null);
  }

  /** Of "reproduced", among the rows that have a verdict; NaN of the others. */
  static double[] falseDiscoveryRates(List<NetworkClaims> networks) {
    List<ClaimResult> all = networks.stream().flatMap(of -> of.results().stream()).toList();
    double[] told =
        all.stream()
            .filter(result -> result.verdict() != Verdict.CANNOT_BE_TOLD)
            .mapToDouble(ClaimResult::pReproduced)
            .toArray();
    double[] adjusted = told.length == 0 ? told : BenjaminiHochberg.adjusted(told);
    double[] rates = new double[all.size()];
    int at = 0;
    for (int i = 0; i < rates.length; i++) {
      rates[i] = all.get(i).verdict() == Verdict.CANNOT_BE_TOLD ? Double.NaN : adjusted[at++];
    }
    return rates;
  }

  static Table seeds(List<NetworkClaims> networks) {
    StringColumn id = StringColumn.create("claim");
    StringColumn measured = StringColumn.create("measured as");
    StringColumn name = StringColumn.create("network");
    LongColumn seed = LongColumn.create("seed");
    DoubleColumn effect = DoubleColumn.create("effect");
    DoubleColumn low = DoubleColumn.create("from");
    DoubleColumn high = DoubleColumn.create("to (95 %, epochs)");
    DoubleColumn p = DoubleColumn.create("p (shuffled epochs)");
    DoubleColumn nothing = DoubleColumn.create("effect on the null");
    DoubleColumn excess = DoubleColumn.create("effect beyond the null");
    BooleanColumn above = BooleanColumn.create("TE above its null");
    StringColumn note = StringColumn.create("cannot be told");
    for (NetworkClaims network : networks) {
      network
          .effects()
          .forEach(
              (claim, effects) -> {
                for (SeedEffect of : effects) {
                  ConfidenceInterval interval = EpochEvidence.interval(of);
                  id.append(claim.id());
                  measured.append(claim.measuredAs());
                  name.append(network.network());
                  seed.append(of.seed());
                  effect.append(of.observed());
                  low.append(interval.low());
                  high.append(interval.high());
                  p.append(EpochEvidence.p(of));
                  nothing.append(of.nothing());
                  excess.append(of.excess());
                  above.append(of.aboveNull());
                  note.append(of.unknown());
                }
              });
    }
    return TableText.readable(
        Table.create(
            "claims, seed by seed",
            id,
            measured,
            name,
            seed,
            effect,
            low,
            high,
            p,
            nothing,
            excess,
            above,
            note));
  }
}
