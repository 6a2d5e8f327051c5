package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.infoplane.measure.Kraskov.Algorithm;
import org.infoplane.measure.nulls.Null;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PairwiseKraskovTransferEntropyTest {

  private static final int SAMPLES = 120;
  private static final double[][] ALL = layer(7, 14, SAMPLES);
  private static final double[][] X = Arrays.copyOf(ALL, 12);
  private static final double[][] Y = Arrays.copyOfRange(ALL, 12, 14);
  private static final Kraskov FOUR = ContinuousEstimator.kraskov(4);

  /** Units that lean on each other and on themselves; the second has only whole numbers. */
  private static double[][] layer(long seed, int units, int samples) {
    Random random = new Random(seed);
    double[][] series = new double[units][samples];
    for (int t = 1; t < samples; t++) {
      for (int u = 0; u < units; u++) {
        double other = series[(u + 1) % units][t - 1];
        series[u][t] = 0.4 * series[u][t - 1] + 0.3 * other + random.nextGaussian();
      }
    }
    Arrays.setAll(series[1], t -> Math.rint(series[1][t]));
    return series;
  }

  static Stream<Kraskov> estimators() {
    return Stream.of(Algorithm.values())
        .map(FOUR::algorithm)
        .flatMap(
            how ->
                Stream.of(
                    how,
                    how.theiler(5),
                    how.standardized(),
                    how.withNoise(0.2, 3),
                    how.standardized().withNoise(1e-3, 4).theiler(2)));
  }

  private static List<Embedding> embeddings() {
    Segments segments = Segments.ofLength(40, SAMPLES);
    return List.of(
        Embedding.oneStep(),
        new Embedding(2, 1, 1).targetDelay(3),
        new Embedding(1, 3, 2).within(segments),
        new Embedding(2, 2, 1).sourceDelay(2).within(segments));
  }

  private static Estimate alone(int source, int target, Embedding embedding, Kraskov how) {
    return TransferEntropy.of(Values.ofSeries(X[source]), Values.ofSeries(Y[target]), embedding)
        .with(how)
        .against(Null.globalShuffle(1, 1))
        .estimate();
  }

  @ParameterizedTest
  @MethodSource("estimators")
  void everyPairEqualsThePairAlone(Kraskov how) {
    for (Embedding embedding : embeddings()) {
      everyPairEqualsThePairAlone(how, embedding, X.length); // with lists of neighbours
      everyPairEqualsThePairAlone(how, embedding, 2); // without
    }
  }

  private static void everyPairEqualsThePairAlone(Kraskov how, Embedding embedding, int sources) {
    PairwiseKraskovTransferEntropy pairs =
        PairwiseKraskovTransferEntropy.between(
            Values.ofSeries(Arrays.copyOf(X, sources)), Values.ofSeries(Y), embedding, how);
    double sum = 0;
    for (int i = 0; i < sources; i++) {
      for (int j = 0; j < Y.length; j++) {
        Estimate one = alone(i, j, embedding, how);
        Estimate pair = pairs.get(i, j);
        assertThat(pair.nats()).isEqualTo(one.nats());
        assertThat(pair.samples()).isEqualTo(one.samples());
        assertThat(pair.estimator()).isEqualTo(one.estimator());
        assertThat(pair.warnings()).isEqualTo(one.warnings());
        sum += one.nats();
      }
    }
    assertThat(pairs.meanNats()).isCloseTo(sum / pairs.pairs(), within(1e-14));
    assertThat(pairs.pairs()).isEqualTo(sources * Y.length);
    assertThat(pairs.transitions()).isEqualTo((int) pairs.get(0, 0).samples());
  }

  @Test
  void oneValueHasNeitherBiasNorNull() {
    Estimate pair =
        PairwiseKraskovTransferEntropy.between(
                Values.ofSeries(X), Values.ofSeries(Y), Embedding.oneStep(), FOUR)
            .get(2, 1);
    assertThat(pair.biasNats()).isNaN();
    assertThat(pair.significance().nullMean()).isNaN();
    assertThat(pair.pValue()).isNaN();
    assertThat(pair.nullModel()).isEmpty();
  }

  @Test
  void coincidingPointsAndConstantUnitsAreWarnedOf() {
    Values coarse = Values.ofSeries(X[1]);
    Values rough = Values.ofSeries(Arrays.stream(Y[0]).map(Math::rint).toArray());
    assertThat(
            PairwiseKraskovTransferEntropy.between(coarse, rough, Embedding.oneStep(), FOUR)
                .get(0, 0)
                .has(Warning.Kind.TIES))
        .isTrue();
    Values constant = Values.ofSeries(new double[SAMPLES]);
    assertThat(
            PairwiseKraskovTransferEntropy.between(constant, rough, Embedding.oneStep(), FOUR)
                .get(0, 0)
                .has(Warning.Kind.CONSTANT))
        .isTrue();
  }

  @Test
  void threadsDoNotChangeABit() throws Exception {
    Kraskov how = FOUR.standardized().withNoise(0.1, 1);
    for (int threads : new int[] {1, 3}) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      double mean =
          pool.submit(
                  () ->
                      PairwiseKraskovTransferEntropy.between(
                              Values.ofSeries(X), Values.ofSeries(Y), Embedding.oneStep(), how)
                          .meanNats())
              .get();
      pool.shutdown();
      assertThat(mean)
          .isEqualTo(
              PairwiseKraskovTransferEntropy.between(
                      Values.ofSeries(X), Values.ofSeries(Y), Embedding.oneStep(), how)
                  .meanNats());
    }
  }

  @Test
  void badInputIsNamed() {
    Values four = Values.ofSeries(new double[] {1, 2, 4, 3});
    Values five = Values.ofSeries(new double[] {1, 2, 4, 3, 7});
    Values bad = Values.ofSeries(new double[] {1, 2, Double.NaN, 3});
    Embedding one = Embedding.oneStep();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairwiseKraskovTransferEntropy.between(four, five, one, FOUR))
        .withMessageContaining("The source has 4 samples, the target 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairwiseKraskovTransferEntropy.between(four, four, one, FOUR))
        .withMessageContainingAll("neighbours", "at most 2", "got 4", "3 points", "point 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairwiseKraskovTransferEntropy.between(bad, four, one, FOUR))
        .withMessageContaining("Unit 0 of the source is NaN in sample 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairwiseKraskovTransferEntropy.between(four, bad, one, FOUR))
        .withMessageContaining("Unit 0 of the target is NaN in sample 2");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> PairwiseKraskovTransferEntropy.between(four, four, new Embedding(4, 1, 1), FOUR))
        .withMessageContaining("Pass longer series or shorter histories");
  }
}
