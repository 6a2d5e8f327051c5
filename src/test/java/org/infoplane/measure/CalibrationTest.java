package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.function.DoubleToIntFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Trials;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        Null.globalShuffle(49, 5).ofWholeSamples(),
        Null.withinBatch(49, 6).ofWholeSamples());
  }

  @ParameterizedTest
  @MethodSource("nulls")
  void pValuesOfIndependentSeriesAreUniform(Surrogates nothing) {
    SplittableRandom random = new SplittableRandom(17);
    double[] p = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      Symbols x = Series.binary(random.ints(200, 0, 2).toArray());
      Symbols y = Series.binary(random.ints(200, 0, 2).toArray());
      p[run] =
          TransferEntropy.of(x, y, Embedding.oneStep())
              .against(nothing, Trials.ofLength(20, 200))
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
  private static double shareRejected(Surrogates nothing) {
    Trials batches = Trials.ofLength(50, 1000);
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
              .against(nothing, batches)
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
    assertThat(shareRejected(Null.withinBatch(39, 1).ofWholeSamples())).isBetween(0.01, 0.11);
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
    Rejections seen =
        rejections(base, samples, new Embedding(history, ofSource, 1), u -> (int) (base * u));
    assertThat(seen.tested).isGreaterThan(0.85);
    assertThat(seen.atFivePercent).isBetween(0.045, 0.055);
    assertThat(seen.atOnePercent).isBetween(0.0075, 0.0125);
  }

  /** Symbols of which one is four times as rare: a p-value only where it is expected 5 times. */
  @ParameterizedTest
  @CsvSource({"1, 600", "2, 3200", "3, 16000"})
  void chiSquareOfRareSymbolsRejectsAsOftenAsItSays(int history, int samples) {
    Rejections seen = rejections(2, samples, new Embedding(history, 1, 1), u -> u < 0.2 ? 1 : 0);
    assertThat(seen.tested).isBetween(0.3, 0.99);
    assertThat(seen.atFivePercent).isBetween(0.045, 0.055);
    assertThat(seen.atOnePercent).isBetween(0.0075, 0.0125);
  }

  private record Rejections(double tested, double atFivePercent, double atOnePercent) {}

  /** Of 40,000 pairs of series; of those that have a p-value. */
  private static Rejections rejections(
      int base, int samples, Embedding embedding, DoubleToIntFunction symbol) {
    SplittableRandom random = new SplittableRandom(41L * base + samples);
    int[][][] series = new int[2][200][samples];
    for (int[][] layer : series) {
      for (int[] unit : layer) {
        Arrays.setAll(unit, t -> symbol.applyAsInt(random.nextDouble()));
      }
    }
    PairwiseTransferEntropy all =
        PairwiseTransferEntropy.between(
            Symbols.ofSeries(base, series[0]), Symbols.ofSeries(base, series[1]), embedding);
    double[] p =
        IntStream.range(0, 40_000)
            .mapToDouble(pair -> all.get(pair / 200, pair % 200).pValue())
            .filter(one -> !Double.isNaN(one))
            .toArray();
    assertThat(p).hasSize(all.testedPairs());
    return new Rejections(
        p.length / 40_000.0,
        Arrays.stream(p).filter(one -> one <= 0.05).count() / (double) p.length,
        Arrays.stream(p).filter(one -> one <= 0.01).count() / (double) p.length);
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 8", "1, 1, 12", "2, 2, 20", "3, 0, 20"})
  void gaussianTestRejectsAsOftenAsItSays(int ofA, int given, int samples) {
    SplittableRandom random = new SplittableRandom(19L * ofA + given);
    int runs = 40_000;
    int[] rejected = new int[2];
    for (int run = 0; run < runs; run++) {
      double[][] a = gaussian(random, ofA, samples);
      double[][] b = gaussian(random, ofA, samples);
      double[][] c = gaussian(random, given, samples);
      double p = new Gaussian().pValue(Gaussian.of(a, b, c), a, b, c);
      rejected[0] += p <= 0.05 ? 1 : 0;
      rejected[1] += p <= 0.01 ? 1 : 0;
    }
    assertThat(rejected[0] / (double) runs).isBetween(0.045, 0.055);
    assertThat(rejected[1] / (double) runs).isBetween(0.0075, 0.0125);
  }

  private static double[][] gaussian(SplittableRandom random, int dimensions, int samples) {
    double[][] columns = new double[dimensions][samples];
    for (double[] column : columns) {
      Arrays.setAll(column, i -> random.nextGaussian());
    }
    return columns;
  }

  @Test
  void intervalsHoldTheTruthNineteenTimesInTwenty() {
    // y[t+1] copies x[t] with 10 % errors.
    double truth = Math.log(2) + 0.1 * Math.log(0.1) + 0.9 * Math.log(0.9);
    int[] held = new int[2];
    List<Resampling> resamplings =
        List.of(Resampling.jackknife(25), Resampling.bootstrap(100, 1, 3));
    for (int run = 0; run < 200; run++) {
      SplittableRandom random = new SplittableRandom(run);
      int[] x = random.ints(1001, 0, 2).toArray();
      int[] y = new int[1001];
      for (int t = 0; t < 1000; t++) {
        y[t + 1] = random.nextDouble() < 0.1 ? 1 - x[t] : x[t];
      }
      for (int r = 0; r < 2; r++) {
        Interval interval =
            TransferEntropy.of(Series.binary(x), Series.binary(y), Embedding.oneStep())
                .interval(resamplings.get(r))
                .estimate()
                .interval()
                .orElseThrow();
        held[r] += interval.lowNats() <= truth && truth <= interval.highNats() ? 1 : 0;
      }
    }
    // 95 % expected, standard error 1.5 %.
    assertThat(held[0] / 200.0).isBetween(0.90, 0.99);
    assertThat(held[1] / 200.0).isBetween(0.90, 0.99);
  }

  @Test
  void intervalsHoldTheTruthWhereTheBiasIsLarge() {
    double truth = Math.log(2) + 0.4 * Math.log(0.4) + 0.6 * Math.log(0.6);
    int[] held = new int[2];
    for (int run = 0; run < 200; run++) {
      SplittableRandom random = new SplittableRandom(run);
      int[] x = random.ints(1000, 0, 2).toArray();
      int[] y = new int[1000];
      for (int t = 0; t < 999; t++) {
        y[t + 1] = random.nextDouble() < 0.4 ? 1 - x[t] : x[t];
      }
      MutualInformation te =
          TransferEntropy.of(Series.binary(x), Series.binary(y), new Embedding(2, 2, 1));
      Interval jackknife =
          te.interval(Resampling.jackknife(25)).estimate().interval().orElseThrow();
      Interval bootstrap =
          te.interval(Resampling.bootstrap(100, 1, 3)).estimate().interval().orElseThrow();
      held[0] += jackknife.lowNats() <= truth && truth <= jackknife.highNats() ? 1 : 0;
      held[1] += bootstrap.lowNats() <= truth && truth <= bootstrap.highNats() ? 1 : 0;
    }
    // 95 % expected, standard error 1.5 %.
    assertThat(held[0] / 200.0).isBetween(0.90, 0.99);
    assertThat(held[1] / 200.0).isBetween(0.90, 1.0);
  }

  @Test
  void driftIsNoActiveStorageForTheShuffleWithinBatches() {
    int rejected = 0;
    Trials batches = Trials.startingAt(0, 500);
    for (int run = 0; run < 200; run++) {
      SplittableRandom random = new SplittableRandom(run);
      int[] x = new int[1000];
      for (int t = 0; t < 1000; t++) {
        x[t] = random.nextDouble() < (t < 500 ? 0.1 : 0.9) ? 1 : 0;
      }
      double p =
          ActiveInformation.of(
                  Series.binary(x), Embedding.oneStep().within(Trials.ofLength(10, 1000)))
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
                    .against(Null.withinBatch(9, 2), Trials.ofLength(50, 1000))
                    .interval(Resampling.jackknife(10))
                    .estimate(),
                TransferEntropy.of(y, x, Embedding.oneStep())
                    .interval(Resampling.bootstrap(20, 5, 3))
                    .estimate(),
                TransferEntropy.of(y, x, Embedding.oneStep())
                    .interval(Resampling.jackknife(20))
                    .estimate(),
                PairwiseTransferEntropy.between(y, x)
                    .against(Null.globalShuffle(9, 4), Trials.whole())
                    .ofMean());
    List<Object> here = all.call();
    for (int threads : new int[] {1, 3}) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      assertThat(pool.submit(all).get()).isEqualTo(here);
      pool.shutdown();
    }
  }
}
