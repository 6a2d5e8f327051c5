package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.distribution.TDistribution;
import org.infoplane.measure.nulls.ChiSquare;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.History;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Values;
import org.infoplane.testing.RealSeries;
import org.junit.jupiter.api.Test;

class ContinuousInformationTest {

  private static final double[][] D3 = RealSeries.coupled(123, 1000);
  private static final Values X = Values.ofSeries(D3[0]);
  private static final Values Y = Values.ofSeries(D3[1]);
  private static final Embedding ONE = Embedding.oneStep();
  private static final ContinuousEstimator GAUSSIAN = ContinuousEstimator.gaussian();

  private static Values random(long seed, int samples) {
    return Values.ofSeries(new Random(seed).doubles(samples).toArray());
  }

  @Test
  void seriesAreThoseOfTheGoldenFile() {
    assertThat(D3[0][0]).isEqualTo(-1.4380493091409068);
    assertThat(D3[1][1]).isCloseTo(0.12154221081860772, within(1e-16));
  }

  @Test
  void transferEntropyOfD3EqualsOtherImplementations() {
    ContinuousInformation<?> te = TransferEntropy.of(X, Y, ONE);
    assertThat(te.estimate().nats()).isCloseTo(0.1627396024, within(1e-9));
    assertThat(te.with(ContinuousEstimator.kraskov(4).standardized()).estimate().nats())
        .isCloseTo(0.1581277453, within(1e-9));
    Estimate gaussian = te.with(GAUSSIAN).estimate();
    assertThat(gaussian.nats()).isCloseTo(0.147964695954, within(1e-11));
    assertThat(gaussian.samples()).isEqualTo(999);
    assertThat(gaussian.states()).isZero();
    assertThat(gaussian.biasNats()).isEqualTo(1 / (2.0 * 999));
    Estimate reverse = TransferEntropy.of(Y, X, ONE).with(GAUSSIAN).estimate();
    assertThat(reverse.nats()).isCloseTo(0.000231862406, within(1e-11));
    // The chi-square of JIDT; the F-test of the same correlation is Student's t with 996 degrees.
    assertThat(ChiSquare.pValue(reverse.nats(), 999, 1)).isCloseTo(0.496103831, within(1e-8));
    double t = Math.sqrt(996 * Math.expm1(2 * reverse.nats()));
    assertThat(reverse.pValue())
        .isCloseTo(2 * new TDistribution(996).cumulativeProbability(-t), within(1e-12));
    assertThat(reverse.significance().nullMean()).isEqualTo(1 / (2.0 * 999));
  }

  @Test
  void neighboursHaveNoBiasAndNoAnalyticNullAndAreShuffled() {
    ContinuousInformation<?> info = MutualInformation.between(X, Y);
    Estimate e = info.estimate();
    assertThat(e.biasNats()).isNaN();
    assertThat(e).isEqualTo(info.against(Null.globalShuffle(20, 42)).estimate());
    assertThat(e.toString())
        .matches(
            "-?0\\.\\d{6} bits \\(n = 1000, null .*, p = .* by global shuffle x 20, seed 42, Kraskov, 4 neighbours.*\\)");
    assertThatIllegalArgumentException()
        .isThrownBy(info.against(Null.chiSquare())::estimate)
        .withMessageContainingAll("Kraskov, 4 neighbours", "no chi-square null", "globalShuffle");
  }

  @Test
  void whatIsKnownAlreadyIsNoDegreeOfFreedom() {
    Values a = random(1, 200);
    Values c = random(3, 200);
    Values both = Values.view(200, 2, (i, unit) -> (unit == 0 ? a : c).get(i, 0));
    Values b = random(2, 200);
    Estimate one = MutualInformation.between(a, b).given(c).with(GAUSSIAN).estimate();
    Estimate two = MutualInformation.between(both, b).given(c).with(GAUSSIAN).estimate();
    assertThat(two.nats()).isCloseTo(one.nats(), within(1e-12));
    assertThat(two.biasNats()).isEqualTo(one.biasNats());
    assertThat(two.pValue()).isCloseTo(one.pValue(), within(1e-9));
  }

  @Test
  void constantDimensionsAreReported() {
    Values constant = Values.ofSeries(new double[200]);
    assertThat(
            MutualInformation.between(constant, random(2, 200))
                .with(GAUSSIAN)
                .estimate()
                .toString())
        .endsWith("p = 1.00 by F-test, Gaussian); first: 1 of 1 dimensions constant");
    assertThat(
            MutualInformation.between(random(2, 200), constant)
                .with(GAUSSIAN)
                .estimate()
                .warnings())
        .extracting(Warning::words)
        .containsExactly("second: 1 of 1 dimensions constant");
  }

  @Test
  void numbersThatAreNoneAreNamedBeforeTheyAreEmbedded() {
    double[] bad = {1, 2, 3, 4, 5, Double.NaN};
    Values six = Values.ofSeries(bad);
    Values good = random(1, 6);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TransferEntropy.of(six, good, ONE))
        .withMessage("Unit 0 of the source is NaN in sample 5. Pass finite numbers.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TransferEntropy.of(good, six, ONE))
        .withMessageContaining("of the target is NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TransferEntropy.conditional(good, good, six, ONE))
        .withMessageContaining("of the given is NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MutualInformation.between(six, good))
        .withMessageContaining("of the first is NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MutualInformation.between(good, six))
        .withMessageContaining("of the second is NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MutualInformation.between(good, good).given(six))
        .withMessageContaining("of the given is NaN");
  }

  @Test
  void linearProcessWithoutChanceIsExact() {
    // y' = 0.6 x + e, with the past, x and e uncorrelated by construction.
    double[] past = {1, 1, 1, 1, -1, -1, -1, -1};
    double[] x = {1, 1, -1, -1, 1, 1, -1, -1};
    double[] e = {1, -1, 1, -1, 1, -1, 1, -1};
    double[] next = new double[8];
    Arrays.setAll(next, i -> 0.3 * past[i] + 0.6 * x[i] + e[i]);
    double te =
        GAUSSIAN.information(
            new double[][] {next}, new double[][] {x}, new double[][] {past}, count(8));
    assertThat(te).isCloseTo(0.153742349874, within(1e-12));
  }

  @Test
  void isTheInformationOfColumnsMadeByHand() {
    double[][] next = new double[1][997];
    double[][] past = new double[2][997];
    double[][] source = new double[2][997];
    double[][] known = new double[1][997];
    for (int t = 3; t < 1000; t++) {
      next[0][t - 3] = D3[1][t];
      past[0][t - 3] = D3[1][t - 1];
      past[1][t - 3] = D3[1][t - 3];
      source[0][t - 3] = D3[0][t - 2];
      source[1][t - 3] = D3[0][t - 3];
      known[0][t - 3] = D3[0][t - 1];
    }
    Embedding embedding = new Embedding(2, 2, 2).targetDelay(2);
    int[] times = new int[997];
    Arrays.setAll(times, i -> i);
    assertThat(TransferEntropy.of(X, Y, embedding).with(GAUSSIAN).estimate().nats())
        .isCloseTo(GAUSSIAN.information(next, source, past, times), within(1e-13));
    double[][] given = {past[0], past[1], known[0]};
    assertThat(TransferEntropy.conditional(X, Y, X, embedding).with(GAUSSIAN).estimate().nats())
        .isCloseTo(GAUSSIAN.information(next, source, given, times), within(1e-13));
  }

  @Test
  void givenAddsUp() {
    Values a = random(1, 200);
    Values b = random(2, 200);
    Values c = random(3, 200);
    Values d = random(4, 200);
    Values both = Values.view(200, 2, (i, unit) -> (unit == 0 ? c : d).get(i, 0));
    assertThat(MutualInformation.between(a, b).given(c).given(d).with(GAUSSIAN).estimate().nats())
        .isCloseTo(
            MutualInformation.between(a, b).given(both).with(GAUSSIAN).estimate().nats(),
            within(1e-14));
  }

  @Test
  void theilerWindowDoesNotReachIntoOtherTrials() {
    Embedding pooled = ONE.within(Segments.ofLength(10, 100));
    Kraskov window = ContinuousEstimator.kraskov(3).theiler(20);
    Values x = random(5, 100);
    Values y = random(6, 100);
    int[] times = pooled.times(100, pooled.target(), pooled.source());
    double expected =
        window.information(
            Embedding.points(y, History.present(), times),
            Embedding.points(x, pooled.source(), times),
            Embedding.points(y, pooled.target(), times),
            pooled.clock(times));
    assertThat(TransferEntropy.of(x, y, pooled).with(window).estimate().nats()).isEqualTo(expected);
  }

  @Test
  void surrogatesMoveTheSourceOrWholeSamples() {
    Surrogates shuffles = Null.globalShuffle(9, 3);
    Segments whole = Segments.whole();
    Values noise = random(9, 1000);
    ContinuousInformation<?> conditional =
        TransferEntropy.conditional(noise, Y, X, ONE).with(GAUSSIAN);
    Significance source =
        shuffles.test(
            conditional.estimate().nats(),
            whole,
            1000,
            o ->
                TransferEntropy.conditional(noise.reorder(o), Y, X, ONE)
                    .with(GAUSSIAN)
                    .estimate()
                    .nats());
    Significance samples =
        shuffles.test(
            conditional.estimate().nats(),
            whole,
            1000,
            o ->
                TransferEntropy.conditional(noise.reorder(o), Y.reorder(o), X.reorder(o), ONE)
                    .with(GAUSSIAN)
                    .estimate()
                    .nats());
    Estimate moved = conditional.against(shuffles).estimate();
    assertThat(moved.significance().nullMean()).isEqualTo(source.nullMean());
    assertThat(moved.pValue()).isEqualTo(source.pValue());
    assertThat(conditional.against(shuffles.jointly()).estimate().significance().nullMean())
        .isEqualTo(samples.nullMean());
  }

  @Test
  void sourceThatIsKnownAlreadyTellsNothing() {
    assertThat(TransferEntropy.conditional(X, Y, X, ONE).with(GAUSSIAN).estimate().nats())
        .isCloseTo(0, within(1e-12));
  }

  @Test
  void neighboursFindTheCouplingOfD3AndNotItsReverse() {
    Surrogates shuffles = Null.globalShuffle(19, 3);
    assertThat(TransferEntropy.of(X, Y, ONE).against(shuffles).estimate().pValue()).isEqualTo(0.05);
    assertThat(TransferEntropy.of(Y, X, ONE).against(shuffles).estimate().pValue())
        .isGreaterThan(0.05);
  }

  @Test
  void shuffleOfPlainInformationMovesTheSecondInsideItsBatches() {
    Values a = random(1, 200);
    Values b = random(2, 200);
    Surrogates shuffles = Null.withinBatch(9, 3);
    Segments batches = Segments.ofLength(50, 200);
    ContinuousInformation<?> info = MutualInformation.between(a, b).given(random(3, 200));
    Significance expected =
        shuffles.test(
            info.estimate().nats(),
            batches,
            200,
            o ->
                MutualInformation.between(a, b.reorder(o)).given(random(3, 200)).estimate().nats());
    Estimate tested = info.against(shuffles, batches).estimate();
    assertThat(tested.significance().nullMean()).isEqualTo(expected.nullMean());
    assertThat(tested.pValue()).isEqualTo(expected.pValue());
  }

  @Test
  void jackknifeLeavesOutObservationsOfAllParts() {
    Values a = random(1, 200);
    Values b = random(2, 200);
    Values c = random(3, 200);
    Resampling jackknife = Resampling.jackknife(5);
    ContinuousInformation<?> info = MutualInformation.between(a, b).given(c).with(GAUSSIAN);
    int[] all = new int[200];
    Arrays.setAll(all, i -> i);
    Interval expected =
        jackknife.interval(
            200,
            info.estimate().nats(),
            kept ->
                GAUSSIAN.information(
                    Embedding.points(a.reorder(kept), History.present(), count(kept.length)),
                    Embedding.points(b.reorder(kept), History.present(), count(kept.length)),
                    Embedding.points(c.reorder(kept), History.present(), count(kept.length)),
                    kept));
    assertThat(info.interval(jackknife).estimate().interval()).contains(expected);
  }

  private static int[] count(int n) {
    int[] numbers = new int[n];
    Arrays.setAll(numbers, i -> i);
    return numbers;
  }

  @Test
  void tiesAreReported() {
    double[] rounded = new Random(4).doubles(100).map(v -> Math.round(v * 3)).toArray();
    Estimate e =
        MutualInformation.between(Values.ofSeries(rounded), Values.ofSeries(rounded)).estimate();
    assertThat(e.toString())
        .endsWith(
            "; ties: 100.0 % of the values of a unit repeat; they are treated as atoms of the distribution");
    assertThat(MutualInformation.between(X, Y).estimate().warnings()).isEmpty();
  }

  @Test
  void badInputIsNamed() {
    Values two = Values.ofSeries(new double[] {1, 2});
    Values three = Values.ofSeries(new double[] {1, 2, 3});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MutualInformation.between(two, three))
        .withMessageContaining("same samples, got 2 and 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MutualInformation.between(two, two).given(three))
        .withMessageContaining("same samples, got 2 and 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TransferEntropy.of(two, three, ONE))
        .withMessageContaining("The source has 2 samples, the target 3.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TransferEntropy.conditional(two, two, three, ONE))
        .withMessageContaining("The source has 3 samples, the target 2.");
    ContinuousInformation<?> given =
        MutualInformation.between(X, Y)
            .given(Y)
            .with(GAUSSIAN)
            .against(Null.globalShuffle(1, 1).jointly());
    assertThatIllegalArgumentException()
        .isThrownBy(given::estimate)
        .withMessageContaining("Use the null without jointly()");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MutualInformation.between(X, Y).against(Null.withinBatch(1, 1)))
        .withMessageContaining("needs mini-batches");
    assertThatIllegalArgumentException()
        .isThrownBy(MutualInformation.between(three, three)::estimate)
        .withMessageContainingAll("neighbours", "got 4", "3 points");
    assertThatIllegalArgumentException()
        .isThrownBy(MutualInformation.between(X, Y).interval(Resampling.jackknife(20))::estimate)
        .withMessageContainingAll(
            "Kraskov, 4 neighbours, algorithm 1",
            "hold the true value too seldom or too often",
            "jackknife of 20 stretches",
            "Use several recordings, such as other seeds, and the interval of their mean.");
    assertThatIllegalArgumentException()
        .isThrownBy(
            MutualInformation.between(X, Y).against(Null.globalShuffle(1, 1).jointly())::estimate)
        .withMessageContaining("Use the null without jointly()");
  }
}
