package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairwiseGaussianTransferEntropyTest {

  /** Units that lean on each other and on themselves. */
  private static double[][] layer(long seed, int units, int samples) {
    Random random = new Random(seed);
    double[][] series = new double[units][samples];
    for (int t = 1; t < samples; t++) {
      for (int u = 0; u < units; u++) {
        double other = series[(u + 1) % units][t - 1];
        series[u][t] = 0.4 * series[u][t - 1] + 0.3 * other + random.nextGaussian();
      }
    }
    return series;
  }

  private static Values unit(double[][] series, int unit) {
    return Values.ofSeries(series[unit]);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1, 300", "5, 9, 1, 300", "4, 3, 2, 299", "6, 8, 3, 700", "3, 17, 1, 1100"})
  void everyPairEqualsThePairAlone(int sources, int targets, int history, int samples) {
    double[][] all = layer(7, sources + targets, samples);
    double[][] x = java.util.Arrays.copyOf(all, sources);
    double[][] y = java.util.Arrays.copyOfRange(all, sources, sources + targets);
    Embedding embedding = new Embedding(history, 1, 2).within(Segments.ofLength(100, samples));
    PairwiseGaussianTransferEntropy pairs =
        PairwiseGaussianTransferEntropy.between(Values.ofSeries(x), Values.ofSeries(y), embedding);
    double sum = 0;
    for (int i = 0; i < sources; i++) {
      for (int j = 0; j < targets; j++) {
        Estimate one =
            TransferEntropy.of(unit(x, i), unit(y, j), embedding)
                .with(ContinuousEstimator.gaussian())
                .estimate();
        Estimate pair = pairs.get(i, j);
        assertThat(pair.nats()).isCloseTo(one.nats(), within(1e-12));
        assertThat(pair.pValue()).isCloseTo(one.pValue(), within(1e-9));
        assertThat(pair.biasNats()).isEqualTo(one.biasNats());
        assertThat(pair.significance().nullMean()).isEqualTo(one.significance().nullMean());
        assertThat(pair.samples()).isEqualTo(one.samples());
        assertThat(pair.estimator()).isEqualTo(one.estimator());
        sum += one.nats();
      }
    }
    assertThat(pairs.meanNats()).isCloseTo(sum / (sources * targets), within(1e-12));
    assertThat(pairs.pairs()).isEqualTo(sources * targets);
    assertThat(pairs.transitions()).isEqualTo((int) pairs.get(0, 0).samples());
  }

  @Test
  void unitsThatTellNothingHaveNoDegreeOfFreedom() {
    double[][] all = layer(3, 2, 200);
    double[][] x = {all[0], new double[200], all[1]};
    double[][] y = {all[1], new double[200]};
    java.util.Arrays.fill(x[1], 3);
    PairwiseGaussianTransferEntropy pairs =
        PairwiseGaussianTransferEntropy.between(
            Values.ofSeries(x), Values.ofSeries(y), Embedding.oneStep());
    assertThat(pairs.get(0, 0).biasNats()).isPositive();
    for (int[] none : new int[][] {{1, 0}, {0, 1}, {1, 1}, {2, 0}}) { // 2, 0: the target itself
      assertThat(pairs.get(none[0], none[1]).nats()).isZero();
      assertThat(pairs.get(none[0], none[1]).biasNats()).isZero();
      assertThat(pairs.get(none[0], none[1]).pValue()).isEqualTo(1);
    }
  }

  @Test
  void badInputIsNamed() {
    Values four = Values.ofSeries(new double[] {1, 2, 4, 3});
    Values ten = Values.ofSeries(new double[] {1, 2, 4, 3, 7, 5, 6, 8, 9, 0});
    Values later = Values.ofSeries(new double[] {0, 1, 2, 4, 3, 7, 5, 6, 8, 9});
    Embedding one = Embedding.oneStep();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairwiseGaussianTransferEntropy.between(four, ten, one))
        .withMessageContaining("The source has 4 samples, the target 10");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairwiseGaussianTransferEntropy.between(four, four, one))
        .withMessageContainingAll("3 dimensions in all", "got 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairwiseGaussianTransferEntropy.between(ten, ten, new Embedding(1, 2, 1)))
        .withMessageContainingAll("source history must be 1", "got 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairwiseGaussianTransferEntropy.between(ten, later, one))
        .withMessageContaining("unit 0 of the source and unit 0 of the target");
    Values bad = Values.ofSeries(new double[] {1, 2, Double.NaN, 3});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairwiseGaussianTransferEntropy.between(bad, four, one))
        .withMessageContaining("Unit 0 of the source is NaN in sample 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairwiseGaussianTransferEntropy.between(four, bad, one))
        .withMessageContaining("Unit 0 of the target is NaN in sample 2");
  }
}
