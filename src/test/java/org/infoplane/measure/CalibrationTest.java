package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.infoplane.testing.Calibration;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Nulls on processes without information reject as often as they say, and no more. */
class CalibrationTest {

  private static final int RUNS = 500;

  static List<Surrogates> nulls() {
    return List.of(
        Null.globalShuffle(49, 1),
        Null.withinBatch(49, 2),
        Null.circularShift(49, 3),
        Null.blockShuffle(10, 49, 4),
        Null.blocksWithinBatch(4, 49, 7),
        Null.globalShuffle(49, 5).jointly(),
        Null.withinBatch(49, 6).jointly());
  }

  @ParameterizedTest
  @MethodSource("nulls")
  void pValuesOfIndependentSeriesAreUniform(Surrogates nullModel) {
    SplittableRandom random = new SplittableRandom(17);
    double[] p = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      Symbols x = Series.binary(random.ints(200, 0, 2).toArray());
      Symbols y = Series.binary(random.ints(200, 0, 2).toArray());
      p[run] =
          TransferEntropy.of(x, y, Embedding.oneStep())
              .against(nullModel, Segments.ofLength(20, 200))
              .estimate()
              .pValue();
    }
    // A p-value is one of 1/50 to 50/50: spread each over its step.
    for (int run = 0; run < RUNS; run++) {
      p[run] -= random.nextDouble() / 50;
    }
    assertThat(
            new KolmogorovSmirnovTest().kolmogorovSmirnovTest(new UniformRealDistribution(0, 1), p))
        .isGreaterThan(0.01);
  }

  /** Share of 200 runs rejected at 5 %, of two units that share only a drift across batches. */
  private static double shareRejected(Surrogates nullModel) {
    Segments batches = Segments.ofLength(50, 1000);
    int rejected = 0;
    for (int run = 0; run < 200; run++) {
      SplittableRandom random = new SplittableRandom(1000 + run);
      int[] x = new int[1000];
      int[] y = new int[1000];
      for (int t = 0; t < x.length; t++) {
        int batch = t / 50;
        double drift = 0.1 + 0.8 * batch / 19;
        x[t] = random.nextDouble() < drift ? 1 : 0;
        y[t] = random.nextDouble() < drift ? 1 : 0;
      }
      double p =
          TransferEntropy.of(Series.binary(x), Series.binary(y), Embedding.oneStep())
              .against(nullModel, batches)
              .estimate()
              .pValue();
      rejected += p <= 0.05 ? 1 : 0;
    }
    return rejected / 200.0;
  }

  @Test
  void driftIsSignificantForTheGlobalShuffleAndNotWithinBatches() {
    assertThat(shareRejected(Null.globalShuffle(39, 1))).isGreaterThan(0.95);
    // 5 % expected, standard error 1.5 %.
    assertThat(shareRejected(Null.withinBatch(39, 1))).isBetween(0.01, 0.11);
    assertThat(shareRejected(Null.withinBatch(39, 1).jointly())).isBetween(0.01, 0.11);
  }

  /** Of independent series, at the smallest size that has a p-value, 12 samples a state. */
  @ParameterizedTest
  @CsvSource({
    "2, 1, 1", "2, 2, 1", "2, 3, 1", "2, 1, 2", "2, 2, 2", "2, 3, 2", // binary
    "3, 1, 1", "4, 1, 1", "5, 1, 1", "6, 1, 1", "7, 1, 1", "8, 1, 1"
  })
  void chiSquareRejectsAsOftenAsItSaysAtTheSmallestSize(int base, int history, int ofSource) {
    int states = (int) Math.pow(base, 1 + history + ofSource);
    int samples = 12 * states + Math.max(history, ofSource);
    Calibration.Rejections seen =
        Calibration.chiSquare(
            base, samples, new Embedding(history, ofSource, 1), u -> (int) (base * u));
    assertThat(seen.tested()).isGreaterThan(0.85);
    assertThat(seen.atFivePercent()).isBetween(0.045, 0.055);
    assertThat(seen.atOnePercent()).isBetween(0.0075, 0.0125);
  }

  /** Symbols of which one is four times as rare: a p-value only where it is expected 5 times. */
  @ParameterizedTest
  @CsvSource({"1, 600", "2, 3200", "3, 16000"})
  void chiSquareOfRareSymbolsRejectsAsOftenAsItSays(int history, int samples) {
    Calibration.Rejections seen =
        Calibration.chiSquare(2, samples, new Embedding(history, 1, 1), u -> u < 0.2 ? 1 : 0);
    assertThat(seen.tested()).isBetween(0.3, 0.99);
    assertThat(seen.atFivePercent()).isBetween(0.045, 0.055);
    assertThat(seen.atOnePercent()).isBetween(0.0075, 0.0125);
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 8", "1, 1, 12", "2, 2, 20", "3, 0, 20"})
  void gaussianTestRejectsAsOftenAsItSays(int dimensions, int given, int samples) {
    Calibration.Rejections seen =
        Calibration.gaussian(ContinuousEstimator.gaussian(), dimensions, given, samples);
    assertThat(seen.atFivePercent()).isBetween(0.045, 0.055);
    assertThat(seen.atOnePercent()).isBetween(0.0075, 0.0125);
  }

  static List<Arguments> intervals() {
    return Stream.of(
            Estimator.plugIn(),
            Estimator.millerMadow(),
            Estimator.panzeriTreves(),
            Estimator.shuffleCorrected(10, 1))
        .flatMap(
            estimator ->
                Arrays.stream(Calibration.OfSymbols.values())
                    .map(process -> Arguments.of(estimator, process)))
        .toList();
  }

  /** 2,000 runs each: standard error 0.5 %. */
  @ParameterizedTest
  @MethodSource("intervals")
  void jackknifeHoldsTheTruthNineteenTimesInTwenty(
      Estimator estimator, Calibration.OfSymbols process) {
    for (int n : new int[] {300, 1000}) {
      assertThat(process.coverage(n, 2000, estimator, Resampling.jackknife(20)))
          .as("%s samples", n)
          .isBetween(0.93, 0.97);
    }
  }

  @ParameterizedTest
  @EnumSource(Calibration.OfNumbers.class)
  void jackknifeOfGaussianInformationHoldsTheTruth(Calibration.OfNumbers process) {
    for (int n : new int[] {300, 1000}) {
      assertThat(
              process.coverage(n, 2000, ContinuousEstimator.gaussian(), Resampling.jackknife(20)))
          .as("%s samples", n)
          .isBetween(0.93, 0.97);
    }
  }

  @Test
  void intervalsHoldTheTruthWhereTheBiasIsLarge() {
    double truth = Math.log(2) + 0.4 * Math.log(0.4) + 0.6 * Math.log(0.6);
    int held = 0;
    for (int run = 0; run < 200; run++) {
      SplittableRandom random = new SplittableRandom(run);
      int[] x = random.ints(1000, 0, 2).toArray();
      int[] y = new int[1000];
      for (int t = 0; t < 999; t++) {
        y[t + 1] = random.nextDouble() < 0.4 ? 1 - x[t] : x[t];
      }
      Estimate te =
          TransferEntropy.of(Series.binary(x), Series.binary(y), new Embedding(2, 2, 1))
              .interval(Resampling.jackknife(25))
              .estimate();
      Interval jackknife = te.interval().orElseThrow();
      held += jackknife.lowNats() <= truth && truth <= jackknife.highNats() ? 1 : 0;
    }
    // 95 % expected, standard error 1.5 %.
    assertThat(held / 200.0).isBetween(0.90, 0.99);
  }

  /** Near 0 an interval holds the truth too seldom, and says so. */
  @Test
  void intervalOfLittleInformationIsWarnedOf() {
    int warned = 0;
    for (int run = 0; run < 100; run++) {
      SplittableRandom random = new SplittableRandom(run);
      Estimate none =
          TransferEntropy.of(
                  Series.binary(random.ints(1000, 0, 2).toArray()),
                  Series.binary(random.ints(1000, 0, 2).toArray()),
                  Embedding.oneStep())
              .interval(Resampling.jackknife(20))
              .estimate();
      warned += none.has(Warning.Kind.INTERVAL) ? 1 : 0;
    }
    assertThat(warned).isEqualTo(100);
  }

  @Test
  void driftIsNoActiveStorageForTheShuffleWithinBatches() {
    int rejected = 0;
    Segments batches = Segments.startingAt(0, 500);
    for (int run = 0; run < 200; run++) {
      SplittableRandom random = new SplittableRandom(run);
      int[] x = new int[1000];
      for (int t = 0; t < 1000; t++) {
        x[t] = random.nextDouble() < (t < 500 ? 0.1 : 0.9) ? 1 : 0;
      }
      double p =
          ActiveInformation.of(
                  Series.binary(x), Embedding.oneStep().within(Segments.ofLength(10, 1000)))
              .against(Null.withinBatch(39, run), batches)
              .estimate()
              .pValue();
      rejected += p <= 0.05 ? 1 : 0;
    }
    assertThat(rejected / 200.0).isBetween(0.01, 0.10); // standard error 1.5 %
  }

  @Test
  void numbersAreTheSameForAnyNumberOfThreads() throws Exception {
    Symbols x = Series.binary(Series.d1()[0]);
    Symbols y = Series.binary(Series.d1()[1]);
    Callable<List<Object>> all =
        () ->
            List.of(
                TransferEntropy.of(y, x, Embedding.oneStep())
                    .with(Estimator.shuffleCorrected(9, 1))
                    .against(Null.withinBatch(9, 2), Segments.ofLength(50, 1000))
                    .interval(Resampling.jackknife(10))
                    .estimate(),
                TransferEntropy.of(y, x, Embedding.oneStep())
                    .interval(Resampling.jackknife(20))
                    .estimate(),
                PairwiseTransferEntropy.between(y, x)
                    .against(Null.globalShuffle(9, 4), Segments.whole())
                    .ofMean());
    List<Object> here = all.call();
    for (int threads : new int[] {1, 3}) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      assertThat(pool.submit(all).get()).isEqualTo(here);
      pool.shutdown();
    }
  }
}
