package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Symbols;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;

class PairwiseTransferEntropyTest {

  private static final Symbols X = Series.binary(Series.random(1, 5, 300, 2));
  private static final Symbols Y = Series.binary(Series.random(2, 4, 300, 2));

  @Test
  void everyPairEqualsThePairAlone() {
    PairwiseTransferEntropy all = PairwiseTransferEntropy.between(X, Y);
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 4; j++) {
        Estimate one = TransferEntropy.of(X, i, Y, j, Embedding.oneStep());
        assertThat(all.get(i, j).nats()).isCloseTo(one.nats(), within(1e-13));
        assertThat(all.get(i, j).biasNats()).isEqualTo(one.biasNats());
        assertThat(all.get(i, j).pValue()).isCloseTo(one.pValue(), within(1e-10));
      }
    }
  }

  @Test
  void meanSumAndMaxAreOverAllPairs() {
    PairwiseTransferEntropy all = PairwiseTransferEntropy.between(X, Y);
    double sum = 0;
    double max = 0;
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 4; j++) {
        sum += all.get(i, j).nats();
        max = Math.max(max, all.get(i, j).nats());
      }
    }
    assertThat(all.pairs()).isEqualTo(20);
    assertThat(all.transitions()).isEqualTo(299);
    assertThat(all.sum()).isCloseTo(sum, within(1e-15));
    assertThat(all.mean()).isCloseTo(sum / 20, within(1e-15));
    assertThat(all.max()).isEqualTo(max);
  }

  @Test
  void biasCountsOnlyPairsOfWhichNeitherUnitIsConstant() {
    Symbols half = Series.binary(Series.random(3, 1, 100, 2)[0], new int[100]);
    PairwiseTransferEntropy all = PairwiseTransferEntropy.between(half, half);
    assertThat(all.livePairs()).isEqualTo(1);
    assertThat(all.bias()).isCloseTo(1 / 99.0 / 4, within(1e-15));
    assertThat(all.get(0, 1).nats()).isZero();
  }

  @Test
  void meanOfIndependentPairsIsTheBias() {
    Symbols sources = Series.binary(Series.random(5, 60, 500, 2));
    Symbols targets = Series.binary(Series.random(6, 60, 500, 2));
    PairwiseTransferEntropy all = PairwiseTransferEntropy.between(sources, targets);
    // Standard error of the mean of 3600 halved chi-squares with 2 degrees of freedom: 1.7 %.
    assertThat(all.mean() / all.bias()).isCloseTo(1, within(0.09));
  }

  @Test
  void discoveryFindsTheCoupledPairsAndFewOthers() {
    int[][] source = Series.random(7, 10, 2000, 2);
    int[][] target = Series.random(8, 10, 2000, 2);
    for (int i = 0; i < 3; i++) {
      target[i] = Series.delayed(source[i]);
    }
    PairwiseTransferEntropy all =
        PairwiseTransferEntropy.between(Series.binary(source), Series.binary(target));
    assertThat(all.significantPairs(1e-6)).isEqualTo(3);
    assertThat(
            PairwiseTransferEntropy.between(
                    Series.binary(Series.random(9, 20, 2000, 2)),
                    Series.binary(Series.random(10, 20, 2000, 2)))
                .significantPairs(1e-6))
        .isZero();
  }

  @Test
  void twoRunsGiveTheSameBits() {
    assertThat(PairwiseTransferEntropy.between(X, Y).mean())
        .isEqualTo(PairwiseTransferEntropy.between(X, Y).mean());
  }
}
