package org.infoplane.measure.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Rank correlations, sign tests and means against scipy and by hand. */
class TrendsTest {

  private static double[] numbers(String text) {
    return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  private static double[] upTo(int count) {
    return IntStream.rangeClosed(1, count).asDoubleStream().toArray();
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "/golden/rank-correlation.csv",
      useHeadersInDisplayName = true,
      maxCharsPerColumn = 10000)
  void rankCorrelationIsThatOfScipy(
      String x, String y, double spearman, double changes, double partial) {
    RankCorrelation correlation = RankCorrelation.of(numbers(x), numbers(y));
    assertThat(correlation.value()).isCloseTo(spearman, within(1e-12));
    assertThat(correlation.ofChanges().value()).isCloseTo(changes, within(1e-12));
    assertThat(correlation.given(upTo(numbers(x).length))).isCloseTo(partial, within(1e-12));
  }

  @Test
  void rankCorrelationByHand() {
    // Without ties 1 - 6 sum d^2 / (n (n^2 - 1)): d = 1, 1, 0, 0.
    double[] x = {1, 2, 3, 4};
    assertThat(RankCorrelation.of(x, new double[] {20, 10, 30, 40}).value())
        .isCloseTo(0.8, within(1e-12));
    assertThat(RankCorrelation.of(x, new double[] {8, 7, 2, -1}).value()).isEqualTo(-1);
  }

  @Test
  void constantSeriesHasNoCorrelation() {
    RankCorrelation none = RankCorrelation.of(upTo(10), new double[10]);
    assertThat(none.value()).isNaN();
    assertThat(none.isDefined()).isFalse();
    assertThat(none).hasToString("no rank correlation: a series is constant");
    assertThat(none.interval(2, 50, 1).excludesZero()).isFalse();
    assertThat(none.interval(2, 50, 1).low()).isNaN();
    assertThat(none.pByShuffling(10, 1)).isNaN();
  }

  @Test
  void sharedTrendLeavesNothingInTheChanges() {
    SplittableRandom random = new SplittableRandom(5);
    double[] x = IntStream.range(0, 200).mapToDouble(t -> t + 5 * random.nextDouble()).toArray();
    double[] y = IntStream.range(0, 200).mapToDouble(t -> t + 5 * random.nextDouble()).toArray();
    RankCorrelation both = RankCorrelation.of(x, y);
    assertThat(both.value()).isGreaterThan(0.99);
    assertThat(both.interval(15, 200, 1).excludesZero()).isTrue();
    assertThat(both.ofChanges().interval(15, 200, 1).excludesZero()).isFalse();
    assertThat(both.ofChanges().pByShuffling(199, 1)).isGreaterThan(0.05);
    assertThat(both.pByShuffling(199, 1)).isEqualTo(1 / 200.0);
    assertThat(Math.abs(both.given(upTo(200)))).isLessThan(0.2);
  }

  @Test
  void nothingIsLeftGivenTheSameOrder() {
    assertThat(RankCorrelation.of(upTo(5), new double[] {1, 3, 2, 5, 4}).given(upTo(5))).isNaN();
  }

  @Test
  void shufflesAreCountedExactlyInTheLongRun() {
    // Of the 24 orders of 4 values 2 have the correlation 1 or -1.
    RankCorrelation four = RankCorrelation.of(upTo(4), upTo(4));
    assertThat(four.pByShuffling(20000, 3)).isCloseTo(2 / 24.0, within(0.006));
    assertThat(four.pByShuffling(1, 20000, 3)).isCloseTo(1 / 24.0, within(0.005));
    assertThat(four.pByShuffling(-1, 20000, 3)).isEqualTo(1);
  }

  @Test
  void intervalHoldsTheTruthAsOftenAsItSays() {
    // Of independent pairs of normals the rank correlation is 6/pi asin(r/2).
    double truth = 6 / Math.PI * Math.asin(0.3);
    int held = 0;
    SplittableRandom random = new SplittableRandom(11);
    for (int run = 0; run < 200; run++) {
      double[] x = new double[100];
      double[] y = new double[100];
      for (int i = 0; i < 100; i++) {
        x[i] = random.doubles(12).sum() - 6;
        y[i] = 0.6 * x[i] + 0.8 * (random.doubles(12).sum() - 6);
      }
      ConfidenceInterval interval = RankCorrelation.of(x, y).interval(1, 199, run);
      held += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
    }
    assertThat(held).isBetween(178, 199); // 95 % of 200 is 190
  }

  @Test
  void correlationsSayWhatTheyCannotDo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RankCorrelation.of(upTo(4), upTo(5)))
        .withMessageContainingAll("at least 3", "got 4 and 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RankCorrelation.of(upTo(3), new double[] {1, Double.NaN, 2}))
        .withMessageContaining("Value 1 is NaN");
    RankCorrelation ten = RankCorrelation.of(upTo(10), upTo(10));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ten.interval(6, 100, 1))
        .withMessageContaining("block must be from 1 to 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ten.pByShuffling(0, 1))
        .withMessageContaining("must be at least 1");
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/golden/sign-test.csv", useHeadersInDisplayName = true)
  void signTestIsThatOfScipy(int positive, int negative, double greater, double twoSided) {
    SignTest test = new SignTest(positive, negative, 4);
    assertThat(test.pGreater()).isCloseTo(greater, within(1e-12));
    assertThat(test.pTwoSided()).isCloseTo(twoSided, within(1e-12));
  }

  @Test
  void signsAreCounted() {
    assertThat(SignTest.of(0.1, -3, 0, 1e-15, 2)).isEqualTo(new SignTest(2, 1, 2));
    assertThat(SignTest.of(0, 0).pGreater()).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignTest.of(1, Double.NaN))
        .withMessageContaining("Value 1 of 2 is NaN");
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "/golden/mean-interval.csv",
      useHeadersInDisplayName = true,
      maxCharsPerColumn = 10000)
  void meanIntervalIsThatOfScipy(String values, double mean, double low, double high) {
    MeanInterval of = MeanInterval.of(numbers(values));
    assertThat(of.mean()).isCloseTo(mean, within(1e-12));
    assertThat(of.interval().low()).isCloseTo(low, within(1e-9));
    assertThat(of.interval().high()).isCloseTo(high, within(1e-9));
  }

  @Test
  void oneValueHasNoInterval() {
    assertThat(MeanInterval.of(3).interval().low()).isNaN();
    assertThatIllegalArgumentException()
        .isThrownBy(MeanInterval::of)
        .withMessageContaining("at least one value");
  }

  @Test
  void anIntervalEndsWhereNoMeanCanBe() {
    MeanInterval of = MeanInterval.of(-1, -1, -1, -0.1);
    assertThat(of.interval().low()).isLessThan(-1);
    assertThat(of.within(-1, 1).interval().low()).isEqualTo(-1);
    assertThat(of.within(-1, 1).interval().high()).isEqualTo(of.interval().high());
    assertThat(of.within(-1, 1).mean()).isEqualTo(of.mean());
    assertThat(MeanInterval.of(3).within(-1, 1).interval().low()).isNaN();
  }

  @Test
  void runningMedianDropsOutliersAndKeepsARise() {
    assertThat(RunningMedian.of(new double[] {1, 2, 9, 4, 5, 6, 7}))
        .containsExactly(2, 3, 4, 5, 6, 5.5, 6);
    double[] rising = Arrays.stream(upTo(30)).map(Math::sqrt).toArray();
    double[] smooth = RunningMedian.of(rising);
    for (int i = 1; i < 30; i++) {
      assertThat(smooth[i]).isGreaterThan(smooth[i - 1]);
    }
  }
}
