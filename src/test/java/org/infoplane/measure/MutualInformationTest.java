package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.apache.commons.statistics.inference.GTest;
import org.apache.commons.statistics.inference.SignificanceResult;
import org.infoplane.measure.nulls.ChiSquare;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.infoplane.testing.Layers;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class MutualInformationTest {

  private static Partition of(int... labels) {
    return Partition.of(labels);
  }

  private static Partition random(int seed, int alphabet) {
    return of(Series.random(seed, 1, 400, alphabet)[0]);
  }

  private static double bits(Partition a, Partition b) {
    return MutualInformation.between(a, b).estimate().in(Unit.BITS);
  }

  private static double nats(Partition a, Partition b, Partition given) {
    return MutualInformation.between(a, b).given(given).estimate().nats();
  }

  @Test
  void equalsPyInform() {
    int[] a = new int[20];
    int[] b = new int[20];
    for (int i = 0; i < 20; i++) {
      a[i] = i < 16 ? 0 : 1;
      b[i] = (i >= 2 && i < 16) || i == 19 ? 1 : 0;
    }
    assertThat(bits(of(a), of(b))).isCloseTo(0.21417094500762912, within(1e-12));
  }

  @Test
  void equalsOtherImplementationsOnD1() {
    int[][] d1 = Series.d1();
    int[] source = Arrays.copyOfRange(d1[0], 0, 999);
    int[] next = Arrays.copyOfRange(d1[1], 1, 1000);
    assertThat(bits(of(source), of(next))).isCloseTo(0.580210052636, within(1e-10));
    assertThat(Entropy.of(of(d1[1])).estimate().in(Unit.BITS))
        .isCloseTo(0.999064931578, within(1e-10));
  }

  @Test
  void andGateTellsWhatEachInputTells() {
    // H(1/4) - H(1/2) / 2 = 0.8113 - 0.5
    assertThat(bits(of(0, 0, 1, 1), of(0, 0, 0, 1)))
        .isCloseTo(1.5 - 0.75 * Math.log(3) / Math.log(2), within(1e-12));
  }

  @Test
  void exclusiveOrTellsNothingOfOneInputAndABitOfBoth() {
    Partition one = of(0, 0, 1, 1);
    Partition other = of(0, 1, 0, 1);
    Partition out = of(0, 1, 1, 0);
    assertThat(bits(one, out)).isCloseTo(0, within(1e-15));
    assertThat(bits(one.and(other), out)).isCloseTo(1, within(1e-12));
    assertThat(nats(one, out, other)).isCloseTo(Math.log(2), within(1e-12));
  }

  @Test
  void equalsTheGTestAndPearsonsTest() {
    int[] a = Series.random(1, 1, 500, 4)[0];
    int[] b = Series.random(2, 1, 500, 3)[0];
    long[][] table = new long[4][3];
    for (int i = 0; i < 500; i++) {
      b[i] = i % 5 == 0 ? a[i] % 3 : b[i];
      table[a[i]][b[i]]++;
    }
    SignificanceResult g = GTest.withDefaults().test(table);
    Estimate info = MutualInformation.between(of(a), of(b)).estimate();
    assertThat(2 * 500 * info.nats()).isCloseTo(g.getStatistic(), within(1e-9));
    assertThat(ChiSquare.pValue(info.nats(), 500, 6)).isCloseTo(g.getPValue(), within(1e-12));
    assertThat(info.pValue())
        .isCloseTo(ChiSquareTest.withDefaults().test(table).getPValue(), within(1e-12));
    assertThat(info.significance().nullMean()).isEqualTo(6 / 1000.0);
  }

  @Test
  void chainRuleHolds() {
    Partition a = random(1, 3);
    Partition b = random(2, 3);
    Partition c = random(3, 2);
    double whole = MutualInformation.between(a, b.and(c)).estimate().nats();
    double parts = MutualInformation.between(a, c).estimate().nats() + nats(a, b, c);
    assertThat(whole).isCloseTo(parts, within(1e-13));
  }

  @Test
  void givenAddsUp() {
    MutualInformation base = MutualInformation.between(random(1, 3), random(2, 3));
    assertThat(base.given(random(3, 2)).given(random(4, 2)).estimate())
        .isEqualTo(base.given(random(3, 2).and(random(4, 2))).estimate());
  }

  @Test
  void informationIsSymmetricAndKnowsNoLabels() {
    Partition a = random(1, 3);
    Partition b = random(2, 4);
    Partition c = random(3, 2);
    assertThat(nats(a, b, c)).isCloseTo(nats(b, a, c), within(1e-13));
    int[] renamed = new int[400];
    for (int i = 0; i < 400; i++) {
      renamed[i] = 7 - b.get(i) * b.get(i);
    }
    assertThat(nats(a, of(renamed), c)).isCloseTo(nats(a, b, c), within(1e-13));
  }

  @Test
  void localValuesAreThoseByHandAndTheirMeanIsTheInformation() {
    // p(a|b): 2/3, 2/3, 1/3, 1; p(a): 1/2.
    MutualInformation info = MutualInformation.between(of(0, 0, 1, 1), of(0, 0, 0, 1));
    double[] local = info.localNats();
    assertThat(local[0]).isCloseTo(Math.log(4 / 3.0), within(1e-15));
    assertThat(local[2]).isCloseTo(Math.log(2 / 3.0), within(1e-15));
    assertThat(local[3]).isCloseTo(Math.log(2), within(1e-15));
    assertThat(Arrays.stream(local).average().orElseThrow())
        .isCloseTo(info.estimate().nats(), within(1e-15));
  }

  @Test
  void localValuesOfAConditionalInformationAverageToIt() {
    MutualInformation info =
        MutualInformation.between(random(1, 3), random(2, 3)).given(random(3, 2));
    assertThat(Arrays.stream(info.localNats()).average().orElseThrow())
        .isCloseTo(info.estimate().nats(), within(1e-13));
    assertThat(Arrays.stream(info.localEnergy()).average().orElseThrow())
        .isCloseTo(info.informationEnergy(), within(1e-15));
  }

  @Test
  void normalizedIsTheShareOfWhatIsOpen() {
    Partition a = of(0, 0, 1, 1);
    assertThat(MutualInformation.between(a, a).normalized()).isCloseTo(1, within(1e-15));
    MutualInformation half = MutualInformation.between(a, of(0, 0, 0, 1));
    assertThat(half.normalized()).isCloseTo(half.estimate().nats() / Math.log(2), within(1e-15));
    assertThat(MutualInformation.between(of(5, 5), of(0, 1)).normalized()).isZero();
    assertThat(MutualInformation.between(a, a).given(a).normalized()).isZero();
  }

  @Test
  void biasIsThatOfTheStatesSeen() {
    Partition a = of(0, 0, 1, 1);
    Partition b = of(0, 1, 0, 1);
    Estimate info = MutualInformation.between(a, b).estimate();
    assertThat(info.biasNats()).isEqualTo((4 - 2 - 2 + 1) / 8.0);
    assertThat(info.states()).isEqualTo(4);
    assertThat(info.samples()).isEqualTo(4);
    assertThat(MutualInformation.between(a, a).estimate().biasNats()).isEqualTo(-1 / 8.0);
    assertThat(MutualInformation.between(a, b).given(b).estimate().biasNats())
        .isEqualTo((4 - 4 - 2 + 2) / 8.0);
  }

  @Test
  void degreesOfFreedomCountWhatCanVaryUnderEachCondition() {
    Partition a = of(0, 1, 2, 0, 1, 1);
    Partition b = of(0, 1, 0, 0, 0, 1);
    assertThat(MutualInformation.between(a, b).degreesOfFreedom()).isEqualTo(2);
    // With c = 0: a shows 3 states, b 2; with c = 1: a shows 2, b 2.
    Partition c = of(0, 0, 0, 1, 1, 1);
    assertThat(MutualInformation.between(a, b).given(c).degreesOfFreedom()).isEqualTo(3);
    assertThat(MutualInformation.between(a, of(1, 1, 1, 1, 1, 1)).degreesOfFreedom()).isZero();
  }

  @Test
  void correctedEstimatorsKeepThePValueOfThePlugInValue() {
    MutualInformation info = MutualInformation.between(random(1, 3), random(2, 3));
    Estimate corrected = info.with(Estimator.grassberger()).estimate();
    assertThat(corrected.pValue()).isEqualTo(info.estimate().pValue());
    assertThat(corrected.significance().nullMean()).isNaN();
    assertThat(corrected.biasNats()).isNaN();
    assertThat(corrected.estimator()).isEqualTo("Grassberger");
  }

  @Test
  void shuffleMovesTheSecondAgainstTheFirst() {
    Partition a = random(1, 3);
    Partition b = random(2, 3);
    Surrogates shuffles = Null.globalShuffle(19, 7);
    MutualInformation info = MutualInformation.between(a, b);
    double observed = info.estimate().nats();
    Significance expected =
        shuffles.test(
            observed,
            Segments.whole(),
            400,
            order -> MutualInformation.between(a, b.reorder(order)).estimate().nats());
    Estimate tested = info.against(shuffles).estimate();
    assertThat(tested.significance().nullMean()).isEqualTo(expected.nullMean());
    assertThat(tested.pValue()).isEqualTo(expected.pValue());
    Estimate corrected =
        info.given(random(3, 2)).with(Estimator.millerMadow()).against(shuffles).estimate();
    Significance other =
        shuffles.test(
            corrected.nats(),
            Segments.whole(),
            400,
            order ->
                MutualInformation.between(a, b.reorder(order))
                    .given(random(3, 2))
                    .with(Estimator.millerMadow())
                    .estimate()
                    .nats());
    assertThat(corrected.pValue()).isEqualTo(other.pValue());
    assertThat(corrected.significance().nullMean()).isEqualTo(other.nullMean());
  }

  @Test
  void shuffleCanStayInsideBatches() {
    int[] drift = new int[200];
    Arrays.fill(drift, 100, 200, 1);
    MutualInformation info = MutualInformation.between(of(drift), of(drift));
    assertThat(info.against(Null.withinBatch(19, 1), Segments.whole()).estimate().pValue())
        .isEqualTo(0.05);
    assertThat(
            info.against(Null.withinBatch(19, 1), Segments.startingAt(0, 100)).estimate().pValue())
        .isEqualTo(1);
  }

  @Test
  void intervalLeavesOutSamplesOfAllParts() {
    Partition a = random(1, 3);
    Partition b = random(2, 3);
    Partition c = random(3, 2);
    Resampling jackknife = Resampling.jackknife(8);
    Estimate info =
        MutualInformation.between(a, b)
            .given(c)
            .with(Estimator.millerMadow())
            .interval(jackknife)
            .estimate();
    Interval expected =
        jackknife.interval(
            400,
            info.nats(),
            kept ->
                MutualInformation.between(a.reorder(kept), b.reorder(kept))
                    .given(c.reorder(kept))
                    .with(Estimator.millerMadow())
                    .estimate()
                    .nats());
    assertThat(info.interval()).contains(expected);
  }

  @Test
  void uniqueInputsGiveTheEntropyOfTheLayerShuffledOrNot() {
    int[] unique = new int[64];
    int[] layer = new int[64];
    for (int i = 0; i < 64; i++) {
      unique[i] = i;
      layer[i] = i % 5;
    }
    Estimate info =
        MutualInformation.between(of(unique), of(layer))
            .against(Null.globalShuffle(19, 1))
            .estimate();
    assertThat(info.nats()).isCloseTo(Entropy.of(of(layer)).estimate().nats(), within(1e-12));
    assertThat(info.significance().nullMean()).isCloseTo(info.nats(), within(1e-12));
    assertThat(info.pValue()).isEqualTo(1);
    assertThat(info.has(Warning.Kind.SATURATED)).isTrue();
    assertThat(
            MutualInformation.between(of(layer), of(unique)).estimate().has(Warning.Kind.SATURATED))
        .isTrue();
    assertThat(
            MutualInformation.between(of(layer), of(layer)).estimate().has(Warning.Kind.SATURATED))
        .isFalse();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/golden/layer-patterns-bits.csv", useHeadersInDisplayName = true)
  void deterministicLayerEqualsNumpy(String activation, String rule, double bits, int patterns) {
    Values layer = Layers.deterministic(activation);
    Discretizer discretizer =
        switch (rule) {
          case "29 bins on -1 to 1" -> Discretizer.equalWidth(29, -1, 1);
          case "width 0.07" -> Discretizer.binWidth(0.07);
          case "width 0.5" -> Discretizer.binWidth(0.5);
          default -> Discretizer.mean();
        };
    Partition pattern = Partition.ofRows(discretizer.fit(layer).encode(layer));
    Partition inputs = Partition.ofDistinctRows(Layers.inputs());
    assertThat(inputs.groups()).isEqualTo(4096);
    assertThat(pattern.groups()).isEqualTo(patterns);
    assertThat(bits(inputs, pattern)).isCloseTo(bits, within(1e-10));
  }

  @Test
  void layersOfSymbolsReportTheirCoding() {
    Symbols a = Symbols.ofSeries(2, Series.random(1, 2, 100, 2));
    Symbols b = Symbols.ofSeries(2, Series.random(2, 1, 100, 2)[0], new int[100]);
    Estimate info = MutualInformation.between(a, b).estimate();
    assertThat(info.nats())
        .isEqualTo(
            MutualInformation.between(Partition.ofRows(a), Partition.ofRows(b)).estimate().nats());
    assertThat(info.warnings())
        .extracting(Warning::words)
        .containsExactly("b: 1 of 2 units constant");
    assertThat(MutualInformation.between(b, a).estimate().toString())
        .endsWith("; a: 1 of 2 units constant");
  }

  @Test
  void undersampledInformationHasNoChiSquare() {
    Estimate few = MutualInformation.between(of(0, 1, 0, 1), of(0, 0, 1, 1)).estimate();
    assertThat(few.pValue()).isNaN();
    assertThat(few.significance().nullMean()).isNaN();
    assertThat(few.has(Warning.Kind.UNDERSAMPLED)).isTrue();
    Partition pastAndSource = of(Series.random(9, 1, 300, 100_000)[0]);
    Estimate unique =
        MutualInformation.between(
                random(1, 2).reorder(first(300)), of(Series.random(4, 1, 300, 2)[0]))
            .given(pastAndSource)
            .estimate();
    assertThat(unique.has(Warning.Kind.SATURATED)).isTrue();
    assertThat(unique.pValue()).isNaN();
  }

  private static int[] first(int n) {
    int[] numbers = new int[n];
    Arrays.setAll(numbers, i -> i);
    return numbers;
  }

  @Test
  void badInputIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MutualInformation.between(of(1, 2), of(1)))
        .withMessage("Both sides must have the same samples, got 2 and 1.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MutualInformation.between(of(1, 2), of(1, 2)).given(of(1)))
        .withMessageContaining("same samples, got 2 and 1");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                MutualInformation.between(of(1, 2), of(1, 2))
                    .against(Null.withinBatch(1, 1).jointly()))
        .withMessageContaining("needs mini-batches");
    MutualInformation given =
        MutualInformation.between(of(1, 2), of(1, 2))
            .given(of(1, 2))
            .against(Null.globalShuffle(1, 1).jointly());
    assertThatIllegalArgumentException()
        .isThrownBy(given::estimate)
        .withMessageContaining("Use the null without jointly()");
    MutualInformation whole =
        MutualInformation.between(of(1, 2), of(1, 2)).against(Null.globalShuffle(1, 1).jointly());
    assertThatIllegalArgumentException()
        .isThrownBy(whole::estimate)
        .withMessageContaining("Use the null without jointly()");
  }
}
