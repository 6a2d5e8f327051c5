package org.infoplane.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.infoplane.measure.statistics.RankCorrelation;
import org.infoplane.result.LayerInformationSeries;
import org.infoplane.result.RunSummary;
import org.infoplane.result.TransferEntropySeries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tech.tablesaw.api.Table;

class ClaimsTest {

  private static ClaimResult result(Claim claim, List<RunSummary> runs) {
    return result(claim, Claims.of("net", runs));
  }

  static ClaimResult result(Claim claim, Claims claims) {
    return claims.results().stream().filter(of -> of.claim() == claim).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void patternAboveTheNullIsReproduced(Claim claim) {
    ClaimResult result = result(claim, MadeUp.aboveTheNull(claim).runs(10));
    assertThat(result.verdict()).isEqualTo(Verdict.REPRODUCED);
    assertThat(result.seeds()).isEqualTo(10);
    if (claim.sign() == 1 || claim == Claim.FALLS) { // all ten seeds: 2^-10
      assertThat(result.pReproduced()).isCloseTo(1 / 1024.0, within(1e-12));
    }
  }

  @ParameterizedTest
  @EnumSource
  void patternOfTheNullIsDrift(Claim claim) {
    ClaimResult result = result(claim, MadeUp.drift(claim).runs(10));
    assertThat(result.verdict()).isEqualTo(Verdict.EXPLAINED_BY_DRIFT);
    assertThat(result.pPattern()).isLessThanOrEqualTo(0.05);
    assertThat(result.pBeyondNull()).isGreaterThan(0.05);
    assertThat(result.nullEffect() * result.effect()).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void noiseIsNotReproduced(Claim claim) {
    ClaimResult result = result(claim, MadeUp.noise(claim).runs(10));
    assertThat(result.verdict()).isEqualTo(Verdict.NOT_REPRODUCED);
    assertThat(result.pPattern()).isGreaterThan(0.05);
  }

  @ParameterizedTest
  @EnumSource
  void tooFewSeedsCannotTell(Claim claim) {
    List<RunSummary> runs = MadeUp.aboveTheNull(claim).runs(9);
    ClaimResult result = result(claim, runs);
    assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(result.note()).startsWith("too few seeds");
    assertThat(result.effect()).isNotNaN();
    ClaimResult asked = result(claim, Claims.of("net", runs).needing(9));
    assertThat(asked.verdict()).isEqualTo(Verdict.REPRODUCED);
  }

  @ParameterizedTest
  @EnumSource
  void threeSeedsCannotTellWhateverIsAsked(Claim claim) {
    ClaimResult result =
        result(claim, Claims.of("net", MadeUp.aboveTheNull(claim).runs(3)).needing(3));
    assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(result.note()).startsWith("too few seeds");
  }

  @ParameterizedTest
  @EnumSource
  void withoutANullNothingCanBeTold(Claim claim) {
    List<Double> none = constant(Double.NaN);
    List<RunSummary> runs =
        changed(MadeUp.aboveTheNull(claim).runs(10), flow -> flow(flow, flow.te(), none));
    ClaimResult result = result(claim, runs);
    assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(result.note()).startsWith("TE has no null");
    assertThat(result.pPattern()).isLessThanOrEqualTo(0.05);
    assertThat(result.pBeyondNull()).isNaN();
  }

  @ParameterizedTest
  @EnumSource(names = "LAST_LAYERS", mode = EnumSource.Mode.EXCLUDE)
  void constantSeriesCannotTell(Claim claim) {
    List<Double> same = constant(0.5);
    List<RunSummary> runs =
        changed(MadeUp.aboveTheNull(claim).runs(10), flow -> flow(flow, same, flow.nullMean()));
    ClaimResult result = result(claim, runs);
    assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(result.note()).contains("constant");
    assertThat(result.effect()).isNaN();
  }

  @Test
  void twoPairsOfLayersHaveNoLastTwo() {
    List<RunSummary> runs =
        MadeUp.aboveTheNull(Claim.LAST_LAYERS).runs(10).stream()
            .map(run -> with(run, run.flows().subList(3, 5), run.layers()))
            .toList();
    ClaimResult result = result(Claim.LAST_LAYERS, runs);
    assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(result.note()).isEqualTo("fewer than 3 pairs of layers");
  }

  @Test
  void withoutInformationThereIsNoC4() {
    List<RunSummary> runs =
        MadeUp.aboveTheNull(Claim.COMPRESSION).runs(10).stream()
            .map(run -> with(run, run.flows(), List.of()))
            .toList();
    for (Claim claim : List.of(Claim.COMPRESSION, Claim.COMPRESSION_GIVEN_EPOCH, Claim.ENTROPY)) {
      assertThat(result(claim, runs).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
      assertThat(result(claim, runs).note()).isEqualTo("mutual information was not measured");
    }
  }

  @Test
  void informationThatIsTheEntropyIsTestedOnce() {
    List<RunSummary> runs =
        MadeUp.aboveTheNull(Claim.COMPRESSION).runs(10).stream()
            .map(
                run ->
                    with(
                        run,
                        run.flows(),
                        run.layers().stream()
                            .map(l -> MadeUp.layer(l.layer(), l.input(), l.input()))
                            .toList()))
            .toList();
    assertThat(result(Claim.COMPRESSION, runs).note()).isEqualTo("I(X;T) = H(T) on this probe");
    assertThat(result(Claim.COMPRESSION, runs).verdict()).isEqualTo(Verdict.REPRODUCED);
    ClaimResult entropy = result(Claim.ENTROPY, runs);
    assertThat(entropy.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(entropy.note()).isEqualTo("I(X;T) = H(T) on this probe, one number, tested above");
  }

  @Test
  void fallingBelowTheNullIsNotBeyondIt() {
    // TE falls faster than its null and is never above it: what falls is drift.
    List<RunSummary> runs =
        changed(
            MadeUp.drift(Claim.FALLS).runs(10),
            flow -> flow(flow, flow.te(), flow.te().stream().map(te -> 3 - te / 2).toList()));
    ClaimResult result = result(Claim.FALLS, runs);
    assertThat(result.excessEffect()).isLessThan(-0.8);
    assertThat(result.verdict()).isEqualTo(Verdict.EXPLAINED_BY_DRIFT);
    assertThat(result.pBeyondNull()).isEqualTo(1);
  }

  @Test
  void fallingFarAboveAFallingNullIsReproduced() {
    // Both rank correlations are near -1: only the excess tells them apart.
    List<RunSummary> runs =
        changed(
            MadeUp.drift(Claim.FALLS).runs(10),
            flow -> flow(flow, flow.te().stream().map(te -> 5 * te).toList(), flow.nullMean()));
    ClaimResult result = result(Claim.FALLS, runs);
    assertThat(result.nullEffect()).isLessThan(-0.9);
    assertThat(result.verdict()).isEqualTo(Verdict.REPRODUCED);
  }

  @Test
  void shareOfTheLastTwoPairsIsMeasuredByHand() {
    // TE 1, 1, 1, 2, 3 of 8: 5/8 - 2/5; null 1 each: 0; beyond it 0, 0, 0, 1, 2.
    List<RunSummary> runs = new ArrayList<>();
    for (RunSummary run : MadeUp.noise(Claim.LAST_LAYERS).runs(10)) {
      double[] of = {1, 1, 1, 2, 3};
      List<TransferEntropySeries> flows = new ArrayList<>();
      for (int pair = 0; pair < MadeUp.PAIRS; pair++) {
        flows.add(MadeUp.flow(pair, constant(of[pair]), constant(1)));
      }
      runs.add(with(run, flows, run.layers()));
    }
    ClaimResult result = result(Claim.LAST_LAYERS, runs);
    assertThat(result.effect()).isCloseTo(0.225, within(1e-12));
    assertThat(result.interval().low()).isCloseTo(0.225, within(1e-12));
    assertThat(result.nullEffect()).isCloseTo(0, within(1e-12));
    assertThat(result.excessEffect()).isCloseTo(0.225, within(1e-12));
    assertThat(result.pPattern()).isCloseTo(1 / 1024.0, within(1e-12));
    assertThat(result.verdict()).isEqualTo(Verdict.REPRODUCED);
  }

  @Test
  void biasLineIsSaid() {
    assertThat(result(Claim.FALLS, MadeUp.noise(Claim.FALLS).runs(10)).note())
        .isEqualTo("the bias is the same at all epochs");
  }

  @Test
  void someSeedsThatCannotBeToldAreSaid() {
    List<RunSummary> runs = new ArrayList<>(MadeUp.aboveTheNull(Claim.FALLS).runs(9));
    runs.addAll(
        changed(
            MadeUp.aboveTheNull(Claim.FALLS).runs(10, 1),
            flow -> flow(flow, constant(1), flow.nullMean())));
    ClaimResult result = result(Claim.FALLS, runs);
    assertThat(result.seeds()).isEqualTo(9);
    assertThat(result.verdict()).isEqualTo(Verdict.REPRODUCED);
    assertThat(result.note()).startsWith("1 of 10 seeds: TE is constant; ");
  }

  @Test
  void tableHasARowAClaimAndNetwork() {
    Claims one = Claims.of("tanh", MadeUp.aboveTheNull(Claim.FALLS).runs(10));
    Table table = one.and(Claims.of("ReLU", MadeUp.noise(Claim.FALLS).runs(10))).table();
    assertThat(table.rowCount()).isEqualTo(2 * Claim.values().length);
    assertThat(table.stringColumn("claim").asList().subList(0, 10))
        .containsExactly("C1", "C2", "C3", "C3", "C3", "C3", "C4", "C4", "C4", "C5");
    assertThat(table.row(1).getString("verdict")).isEqualTo("reproduced");
    assertThat(table.row(11).getString("verdict")).isEqualTo("not reproduced");
    assertThat(table.row(1).getString("null")).isEqualTo("within-batch shuffle");
    // Of 20 tests the smallest p is adjusted 20-fold.
    assertThat(table.row(1).getDouble("false discovery rate"))
        .isCloseTo(20 / 1024.0, within(1e-12));
    assertThat(table.row(1).getInt("seeds whose interval excludes 0")).isEqualTo(10);
    assertThat(table.column("seeds whose interval excludes 0").isMissing(0)).isTrue();
    assertThat(one.html()).contains("TE falls during training", "reproduced");
  }

  @Test
  void seedTableHasEachSeedOfEachClaim() {
    Table table = Claims.of("net", MadeUp.aboveTheNull(Claim.ACCURACY).runs(3)).seeds();
    assertThat(table.rowCount()).isEqualTo(9 * 3);
    var row = table.row(6);
    assertThat(row.getString("measured as")).isEqualTo("Spearman(TE, test accuracy)");
    assertThat(row.getLong("seed")).isEqualTo(1);
    RunSummary run = MadeUp.aboveTheNull(Claim.ACCURACY).run(1);
    RankCorrelation expected =
        RankCorrelation.of(
            run.totalTransferEntropy(),
            run.metrics().stream().mapToDouble(m -> m.testAccuracy()).toArray());
    assertThat(row.getDouble("effect")).isEqualTo(expected.value());
    assertThat(row.getDouble("from")).isEqualTo(expected.interval(5, 499, 42).low());
    assertThat(row.getDouble("p (shuffled epochs)")).isEqualTo(1 / 500.0);
  }

  @Test
  void runsThatDifferAreRefused() {
    List<RunSummary> runs = new ArrayList<>(MadeUp.noise(Claim.FALLS).runs(2));
    RunSummary other = MadeUp.noise(Claim.FALLS).run(3);
    runs.add(with(other, other.flows().subList(0, 4), other.layers()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Claims.of("net", runs))
        .withMessageContainingAll("must be of one experiment", "seed 1 of net has layers [l0 → l1");
    List<RunSummary> twice = Collections.nCopies(2, other);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Claims.of("net", twice))
        .withMessageContainingAll("of net must be of different seeds", "two of seed 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Claims.of("net", List.of(other)))
        .withMessageContainingAll("runs of net must be at least 2", "got 1");
    Claims claims = Claims.of("net", runs.subList(0, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> claims.needing(1))
        .withMessage("seeds must be at least 2, got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> claims.and(claims))
        .withMessageContaining("two networks named \"net\"");
  }

  private static List<Double> constant(double value) {
    return Collections.nCopies(MadeUp.EPOCHS, value);
  }

  private static TransferEntropySeries flow(
      TransferEntropySeries like, List<Double> te, List<Double> onNull) {
    return new TransferEntropySeries(
        like.from(), like.to(), true, te, onNull, like.nullDeviation(), like.pValue(), like.bias());
  }

  private static List<RunSummary> changed(
      List<RunSummary> runs, UnaryOperator<TransferEntropySeries> change) {
    return runs.stream()
        .map(run -> with(run, run.flows().stream().map(change).toList(), run.layers()))
        .toList();
  }

  private static RunSummary with(
      RunSummary run, List<TransferEntropySeries> flows, List<LayerInformationSeries> layers) {
    return new RunSummary(
        run.seed(),
        run.seconds(),
        run.recipe(),
        run.axis(),
        run.nullInWords(),
        run.epochs(),
        flows,
        layers.isEmpty() ? List.of() : run.probeEpochs(),
        layers,
        run.metrics());
  }
}
