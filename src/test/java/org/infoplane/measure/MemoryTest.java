package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nulls of independent samples are not believed where samples depend on those before. */
class MemoryTest {

  /** Changes its symbol once in ten steps. */
  private static int[] slow(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] series = new int[1000];
    for (int t = 1; t < series.length; t++) {
      series[t] = random.nextDouble() < 0.1 ? 1 - series[t - 1] : series[t - 1];
    }
    return series;
  }

  private static int[] fast(long seed) {
    return new SplittableRandom(seed).ints(1000, 0, 2).toArray();
  }

  /** Depends on the symbol before the last: x[t] = x[t - 2] nine times in ten. */
  private static int[] secondOrder(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] series = random.ints(1000, 0, 2).toArray();
    for (int t = 2; t < series.length; t++) {
      series[t] = random.nextDouble() < 0.1 ? 1 - series[t - 2] : series[t - 2];
    }
    return series;
  }

  @Test
  void informationOfTwoSlowSeriesIsWarnedOf() {
    int rejected = 0;
    for (int run = 0; run < 200; run++) {
      Estimate info =
          MutualInformation.between(
                  Series.binary(slow(2L * run)), Series.binary(slow(2L * run + 1)))
              .estimate();
      rejected += info.pValue() <= 0.05 ? 1 : 0;
      assertThat(info.has(Warning.Kind.AUTOCORRELATED)).isTrue();
    }
    assertThat(rejected / 200.0).as("share that chi-square rejects at 5 %%").isGreaterThan(0.25);
    assertThat(
            MutualInformation.between(Series.binary(slow(1)), Series.binary(slow(2)))
                .against(Null.circularShift(19, 1))
                .estimate()
                .warnings())
        .isEmpty();
    assertThat(
            MutualInformation.between(Series.binary(slow(1)), Series.binary(fast(5)))
                .estimate()
                .warnings())
        .isEmpty();
  }

  @Test
  void numbersThatDependOnTheirPastAreWarnedOf() {
    double[][] slow = new double[2][500];
    SplittableRandom random = new SplittableRandom(1);
    for (int t = 1; t < 500; t++) {
      slow[0][t] = 0.9 * slow[0][t - 1] + random.nextGaussian();
      slow[1][t] = 0.9 * slow[1][t - 1] + random.nextGaussian();
    }
    ContinuousInformation<?> info =
        MutualInformation.between(Values.ofSeries(slow[0]), Values.ofSeries(slow[1]));
    for (ContinuousEstimator estimator :
        new ContinuousEstimator[] {
          ContinuousEstimator.gaussian(), ContinuousEstimator.kraskov(4)
        }) {
      assertThat(info.with(estimator).estimate().has(Warning.Kind.AUTOCORRELATED)).isTrue();
    }
    assertThat(info.against(Null.circularShift(19, 1)).estimate().warnings()).isEmpty();
  }

  @Test
  void historyThatIsTooShortIsWarnedOf() {
    Symbols x = Series.binary(fast(1));
    Symbols y = Series.binary(secondOrder(2));
    Estimate shortOne = TransferEntropy.of(x, y, Embedding.oneStep()).estimate();
    assertThat(shortOne.warnings())
        .extracting(Warning::words)
        .containsExactly(
            "short history: the target depends on more of its past than 1 step; raise the target history");
    assertThat(TransferEntropy.of(x, y, new Embedding(2, 1, 1)).estimate().warnings()).isEmpty();
    assertThat(PairwiseTransferEntropy.between(x, y).get(0, 0).warnings())
        .isEqualTo(shortOne.warnings());
    double[] numbers = new double[1000];
    SplittableRandom random = new SplittableRandom(3);
    for (int t = 2; t < 1000; t++) {
      numbers[t] = 0.7 * numbers[t - 2] + random.nextGaussian();
    }
    Values source = Values.ofSeries(random.doubles(1000).toArray());
    Values target = Values.ofSeries(numbers);
    assertThat(
            TransferEntropy.of(source, target, Embedding.oneStep())
                .with(ContinuousEstimator.gaussian())
                .estimate()
                .has(Warning.Kind.SHORT_HISTORY))
        .isTrue();
    assertThat(
            TransferEntropy.of(source, target, new Embedding(2, 1, 1))
                .with(ContinuousEstimator.gaussian())
                .estimate()
                .warnings())
        .isEmpty();
  }

  @Test
  void seriesWithoutMemoryAreWarnedOfOnceInAThousandTimes() {
    int warned = 0;
    for (int run = 0; run < 1000; run++) {
      Symbols x = Series.binary(fast(2L * run));
      Symbols y = Series.binary(fast(2L * run + 1));
      warned +=
          TransferEntropy.of(x, y, Embedding.oneStep()).estimate().has(Warning.Kind.SHORT_HISTORY)
              ? 1
              : 0;
    }
    assertThat(warned).isLessThanOrEqualTo(5);
  }

  /** Numbers that follow their past, in so many bins: too many states for a test of its own. */
  private static Symbols binned(long seed, int bins, double past) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] series = new double[1000];
    for (int t = 1; t < series.length; t++) {
      series[t] = past * series[t - 1] + random.nextGaussian();
    }
    Values values = Values.ofSeries(series);
    return Discretizer.equalWidth(bins).fit(values).encode(values);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 10, 30})
  void memoryOfManySymbolsIsFound(int bins) {
    Surrogates shuffles = Null.globalShuffle(19, 1);
    for (int run = 0; run < 20; run++) {
      assertThat(
              MutualInformation.between(
                      binned(2L * run, bins, 0.95), binned(2L * run + 1, bins, 0.95))
                  .against(shuffles)
                  .estimate()
                  .has(Warning.Kind.AUTOCORRELATED))
          .isTrue();
      assertThat(
              MutualInformation.between(binned(2L * run, bins, 0), binned(2L * run + 1, bins, 0.95))
                  .against(shuffles)
                  .estimate()
                  .has(Warning.Kind.AUTOCORRELATED))
          .isFalse();
    }
  }

  @Test
  void memoryOfTwoStepsIsFound() {
    assertThat(
            MutualInformation.between(Series.binary(secondOrder(1)), Series.binary(secondOrder(2)))
                .estimate()
                .has(Warning.Kind.AUTOCORRELATED))
        .isTrue();
  }

  @Test
  void shortHistoriesOfALayerAreCounted() {
    PairwiseTransferEntropy all =
        PairwiseTransferEntropy.between(
            Series.binary(fast(1), fast(2)), Series.binary(secondOrder(3), fast(4)));
    assertThat(all.warnings())
        .extracting(Warning::words)
        .containsExactly(
            "short history: 1 of 2 targets depend on older symbols of their own, which chi-square mistakes for flow");
  }
}
