package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.nulls.ValueSurrogates;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;

/** Nulls that give the source other values. */
class ValueSurrogatesTest {

  private static final ValueSurrogates PHASES = Null.phaseRandomization(19, 3);

  /** What a user wrote. */
  private record Own(UnaryOperator<Values> change) implements ValueSurrogates {
    @Override
    public int surrogates() {
      return 2;
    }

    @Override
    public long seed() {
      return 0;
    }

    @Override
    public Values values(int surrogate, Segments batches, Values source) {
      return change.apply(source);
    }

    @Override
    public String toString() {
      return "own";
    }
  }

  /** The global shuffle, as values. */
  private record Shuffle(int surrogates, long seed) implements ValueSurrogates {
    @Override
    public Values values(int surrogate, Segments batches, Values source) {
      return source.reorder(Draws.shuffled(seed, surrogate, source.samples()));
    }
  }

  private static double[] autoregressive(SplittableRandom random, double memory, int n) {
    double[] x = new double[n];
    double now = 0;
    for (int t = -200; t < n; t++) {
      now = memory * now + random.nextGaussian();
      x[Math.max(0, t)] = now;
    }
    return x;
  }

  private static Values series(long seed, int units) {
    SplittableRandom random = new SplittableRandom(seed);
    return Values.ofSeries(
        IntStream.range(0, units)
            .mapToObj(unit -> autoregressive(random, 0.7, 150))
            .toArray(double[][]::new));
  }

  @Test
  void transferEntropyIsComparedWithThatOfEachChangedSource() {
    Values source = series(1, 2);
    Values target = series(2, 1);
    Values known = series(3, 1);
    Embedding embedding = new Embedding(2, 1, 1);
    for (ContinuousEstimator how :
        List.of(ContinuousEstimator.gaussian(), ContinuousEstimator.kraskov(4))) {
      Estimate estimate =
          TransferEntropy.conditional(source, target, known, embedding)
              .with(how)
              .against(PHASES)
              .estimate();
      double[] surrogates =
          IntStream.range(0, 19)
              .mapToDouble(
                  i ->
                      TransferEntropy.conditional(
                              PHASES.values(i, Segments.whole(), source), target, known, embedding)
                          .with(how)
                          .against(Null.none())
                          .estimate()
                          .nats())
              .toArray();
      assertThat(estimate.significance()).isEqualTo(Significance.of(estimate.nats(), surrogates));
      assertThat(estimate.nullModel()).isEqualTo("phase randomisation x 19, seed 3");
    }
  }

  @Test
  void informationIsComparedWithThatOfTheChangedSecond() {
    Values a = series(1, 1);
    Values b = series(2, 3);
    ContinuousInformation<?> information =
        MutualInformation.between(a, b).given(series(3, 1)).with(ContinuousEstimator.gaussian());
    Estimate estimate = information.against(PHASES).estimate();
    double[] surrogates =
        IntStream.range(0, 19)
            .mapToDouble(
                i ->
                    MutualInformation.between(a, PHASES.values(i, Segments.whole(), b))
                        .given(series(3, 1))
                        .with(ContinuousEstimator.gaussian())
                        .estimate()
                        .nats())
            .toArray();
    assertThat(estimate.significance()).isEqualTo(Significance.of(estimate.nats(), surrogates));
    assertThat(estimate.has(Warning.Kind.AUTOCORRELATED)).isFalse();
    assertThat(information.against(Null.globalShuffle(19, 3)).estimate().warnings()).isNotEmpty();
  }

  @Test
  void aShuffleOfValuesIsTheShuffleOfSamples() {
    for (ContinuousInformation<?> information :
        List.of(
            MutualInformation.between(series(1, 1), series(2, 1)),
            TransferEntropy.of(series(1, 1), series(2, 1), Embedding.oneStep()))) {
      assertThat(information.against(new Shuffle(19, 5)).estimate().significance())
          .isEqualTo(information.against(Null.globalShuffle(19, 5)).estimate().significance());
    }
  }

  @Test
  void measuresOfWhatHasNoValuesRefuseIt() {
    Symbols x = Series.binary(new int[] {0, 1, 1, 0, 1});
    Partition labels = Partition.of(1, 1, 2, 2, 1);
    Values points = Values.ofSeries(new double[] {1, 2, 4, 3, 5});
    List<ThrowingCallable> all =
        List.of(
            () -> MutualInformation.between(x, x).against(PHASES),
            () -> MutualInformation.between(x, x).against(PHASES, Segments.whole()),
            () -> TransferEntropy.of(x, x, Embedding.oneStep()).against(PHASES),
            () -> ActiveInformation.of(x, Embedding.oneStep()).against(PHASES),
            () -> PairwiseTransferEntropy.between(x, x).against(PHASES, Segments.whole()),
            () -> MixedInformation.between(labels, points).against(PHASES),
            () -> KernelDensityBounds.of(points, 1).labels(labels).against(PHASES),
            () -> new RenyiMatrix(2).mutualInformation(points, 1, points, 1).against(PHASES));
    for (ThrowingCallable one : all) {
      assertThatIllegalArgumentException()
          .isThrownBy(one)
          .withMessageContainingAll(
              "phase randomisation x 19, seed 3 changes values", "circularShift(99, seed)");
    }
  }

  @Test
  void aSourceOfAnotherShapeOrWithoutNumbersIsNamed() {
    ContinuousInformation<?> te =
        TransferEntropy.of(series(1, 1), series(2, 1), Embedding.oneStep())
            .with(ContinuousEstimator.gaussian());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> te.against(new Own(v -> Values.view(9, v.units(), v::get))).estimate())
        .withMessageContainingAll("own must return", "150 x 1", "got 9 x 1");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> te.against(new Own(v -> Values.view(150, 1, (t, unit) -> t / 0.0))).estimate())
        .withMessage("Unit 0 of the surrogate is NaN in sample 0. Pass finite numbers.");
  }

  @Test
  void numbersAreTheSameForAnyNumberOfThreads() throws Exception {
    Callable<Estimate> all =
        () ->
            TransferEntropy.of(series(1, 3), series(2, 2), Embedding.oneStep())
                .with(ContinuousEstimator.gaussian())
                .against(Null.phaseRandomization(49, 8))
                .estimate();
    Estimate here = all.call();
    for (int threads : new int[] {1, 3}) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      assertThat(pool.submit(all).get()).isEqualTo(here);
      pool.shutdown();
    }
  }

  /** p-values of 600 pairs of independent series, each as long as ten times its memory. */
  private static double[] pValues(
      UnaryOperator<ContinuousInformation<?>> against, boolean transfer) {
    return IntStream.range(0, 600)
        .parallel()
        .mapToDouble(
            run -> {
              SplittableRandom random = new SplittableRandom(77_000 + run);
              Values x = Values.ofSeries(autoregressive(random, 0.9, 100));
              Values y = Values.ofSeries(autoregressive(random, 0.9, 100));
              ContinuousInformation<?> information =
                  transfer
                      ? TransferEntropy.of(x, y, Embedding.oneStep())
                      : MutualInformation.between(x, y);
              return against
                  .apply(information.with(ContinuousEstimator.gaussian()))
                  .estimate()
                  .pValue();
            })
        .toArray();
  }

  private static double shareRejected(double[] p) {
    return Arrays.stream(p).filter(one -> one <= 0.05).count() / (double) p.length;
  }

  private static double uniformity(double[] p) {
    SplittableRandom random = new SplittableRandom(5);
    double[] spread = Arrays.stream(p).map(one -> one - random.nextDouble() / 40).toArray();
    return new KolmogorovSmirnovTest()
        .kolmogorovSmirnovTest(new UniformRealDistribution(0, 1), spread);
  }

  /** Memory makes two series alike by chance: a shuffle calls it information, phases do not. */
  @Test
  void pValuesOfIndependentSeriesWithMemoryAreUniform() {
    Surrogates phases = Null.phaseRandomization(39, 1);
    double[] information = pValues(i -> i.against(phases), false);
    double[] transfer = pValues(i -> i.against(phases), true);
    double[] shuffled = pValues(i -> i.against(Null.globalShuffle(39, 1)), false);
    // 5 % expected, standard error 0.9 %.
    assertThat(shareRejected(information)).isBetween(0.027, 0.073);
    assertThat(shareRejected(transfer)).isBetween(0.027, 0.073);
    assertThat(uniformity(information)).isGreaterThan(0.01);
    assertThat(uniformity(transfer)).isGreaterThan(0.01);
    assertThat(shareRejected(shuffled)).isGreaterThan(0.4);
  }

  @Test
  void whatIsSharedIsFoundBeyondMemory() {
    SplittableRandom random = new SplittableRandom(4);
    double[] x = autoregressive(random, 0.9, 200);
    double[] y = new double[200];
    for (int t = 1; t < 200; t++) {
      y[t] = 0.5 * y[t - 1] + 0.4 * x[t - 1] + random.nextGaussian();
    }
    Estimate te =
        TransferEntropy.of(Values.ofSeries(x), Values.ofSeries(y), Embedding.oneStep())
            .with(ContinuousEstimator.gaussian())
            .against(Null.phaseRandomization(99, 1))
            .estimate();
    assertThat(te.pValue()).isCloseTo(0.01, within(1e-12));
  }
}
