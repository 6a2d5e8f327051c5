package org.infoplane.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.infoplane.figure.Text;
import org.infoplane.measure.statistics.MeanInterval;
import org.infoplane.measure.statistics.RankCorrelation;
import org.infoplane.measure.statistics.SignTest;
import org.infoplane.result.RunSummary;
import org.infoplane.result.TransferEntropySeries;

/**
 * The claims of one network.
 *
 * @param effects of C1 to C4, one per seed
 */
record NetworkClaims(
    String network,
    List<RunSummary> runs,
    Map<Claim, List<SeedEffect>> effects,
    List<ClaimResult> results) {

  static NetworkClaims of(String network, List<RunSummary> runs, int needed) {
    Map<Claim, List<SeedEffect>> effects = new LinkedHashMap<>();
    List<ClaimResult> results = new ArrayList<>();
    for (Claim claim : Claim.values()) {
      if (claim == Claim.GENERALIZATION) {
        results.add(Generalization.of(network, runs, needed));
      } else {
        List<SeedEffect> all = runs.stream().map(claim::of).toList();
        effects.put(claim, all);
        results.add(result(claim, network, runs, all, needed));
      }
    }
    return new NetworkClaims(network, List.copyOf(runs), effects, List.copyOf(results));
  }

  private static ClaimResult result(
      Claim claim, String network, List<RunSummary> runs, List<SeedEffect> all, int needed) {
    List<SeedEffect> known = all.stream().filter(SeedEffect::isKnown).toList();
    String note =
        Stream.of(unknown(all), remark(claim, runs))
            .filter(words -> !words.isEmpty())
            .collect(Collectors.joining("; "));
    if (known.isEmpty()) {
      return ClaimResult.unknown(claim, network, 0, note);
    }
    double[] observed = known.stream().mapToDouble(SeedEffect::observed).toArray();
    MeanInterval mean = MeanInterval.of(observed).within(-1, 1);
    int sign = claim.sign() != 0 ? claim.sign() : majority(observed);
    SignTest pattern = SignTest.of(signs(known, effect -> effect.pattern(sign)));
    SignTest beyond = SignTest.of(signs(known, effect -> effect.beyondNull(sign)));
    boolean twoSided = claim.sign() == 0;
    boolean hasNull = known.stream().allMatch(SeedEffect::hasNull);
    double smallest = Math.pow(0.5, known.size()) * (twoSided ? 2 : 1);
    return ClaimResult.of(
        claim,
        network,
        known.size(),
        mean.mean(),
        mean.interval(),
        EpochSeries.meanOfDefined(known.stream().mapToDouble(SeedEffect::onNull).toArray()),
        EpochSeries.meanOfDefined(known.stream().mapToDouble(SeedEffect::excess).toArray()),
        twoSided ? pattern.pTwoSided() : pattern.pGreater(),
        hasNull ? beyond.pGreater() : Double.NaN,
        runs.size() < needed || smallest > ClaimResult.SIGNIFICANT,
        note);
  }

  private static double[] signs(List<SeedEffect> effects, ToIntFunction<SeedEffect> of) {
    return effects.stream().mapToDouble(of::applyAsInt).toArray();
  }

  /** The sign of most seeds. */
  private static int majority(double[] observed) {
    return Arrays.stream(observed).map(SignTest::sign).sum() < 0 ? -1 : 1;
  }

  /** Why the effect of some seeds is unknown. */
  private static String unknown(List<SeedEffect> all) {
    Map<String, Long> reasons =
        all.stream()
            .filter(effect -> !effect.isKnown())
            .collect(
                Collectors.groupingBy(
                    SeedEffect::unknown, LinkedHashMap::new, Collectors.counting()));
    return reasons.entrySet().stream()
        .map(
            reason ->
                reason.getValue() == all.size()
                    ? reason.getKey()
                    : "%s of %s seeds: %s"
                        .formatted(reason.getValue(), all.size(), reason.getKey()))
        .collect(Collectors.joining("; "));
  }

  private static String remark(Claim claim, List<RunSummary> runs) {
    if (claim == Claim.FALLS) {
      return biasLine(runs);
    }
    return claim == Claim.COMPRESSION && runs.stream().allMatch(LayerEffects::inputIsEntropy)
        ? "I(X;T) = H(T) on this probe"
        : "";
  }

  /** The bias falls as units become constant. */
  private static String biasLine(List<RunSummary> runs) {
    double[] ofBias =
        runs.stream()
            .filter(run -> run.epochs().size() >= NetworkEffects.FEWEST_EPOCHS)
            .mapToDouble(
                run ->
                    RankCorrelation.of(
                            EpochSeries.doubles(run.epochs()),
                            TransferEntropySeries.sum(run.forward(), TransferEntropySeries::bias))
                        .value())
            .toArray();
    double mean = EpochSeries.meanOfDefined(ofBias);
    if (ofBias.length == 0) {
      return "";
    }
    return Double.isNaN(mean)
        ? "the bias is the same at all epochs"
        : "of the bias line: " + Text.number(mean, 3);
  }

  ClaimResult result(Claim claim) {
    return results.stream().filter(of -> of.claim() == claim).findFirst().orElseThrow();
  }

  /** Number of seeds whose interval over epochs excludes 0. */
  long intervalsBeyondZero(Claim claim) {
    return effects.getOrDefault(claim, List.of()).stream()
        .filter(effect -> effect.interval().excludesZero())
        .count();
  }
}
