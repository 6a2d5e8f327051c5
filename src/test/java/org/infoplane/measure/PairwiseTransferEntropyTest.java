package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Segments;
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
        Estimate one = TransferEntropy.of(X.unit(i), Y.unit(j), Embedding.oneStep()).estimate();
        assertThat(all.get(i, j).nats()).isCloseTo(one.nats(), within(1e-13));
        assertThat(all.get(i, j).biasNats()).isEqualTo(one.biasNats());
        assertThat(all.get(i, j).pValue()).isCloseTo(one.pValue(), within(1e-10));
        assertThat(all.get(i, j).states()).isEqualTo(one.states());
        assertThat(all.get(i, j).significance().nullMean())
            .isEqualTo(one.significance().nullMean());
        assertThat(all.get(i, j).samples()).isEqualTo(one.samples());
        assertThat(all.get(i, j).warnings()).isEqualTo(one.warnings());
        assertThat(all.get(i, j).nullModel()).isEqualTo(one.nullModel());
      }
    }
  }

  @Test
  void countsBeyondWhatTablesAndHalfAnIntHold() {
    int n = 140_000;
    int[][] series = Series.random(9, 4, n, 2);
    for (int t = 0; t < n; t++) {
      series[0][t] |= t % 100 == 0 ? 0 : 1; // hardly ever 0
      series[2][t] |= t % 90 == 0 ? 0 : 1;
    }
    Symbols from = Series.binary(series[0], series[1]);
    Symbols to = Series.binary(series[2], series[3]);
    PairwiseTransferEntropy all = PairwiseTransferEntropy.between(from, to);
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        Estimate one = TransferEntropy.of(from.unit(i), to.unit(j), Embedding.oneStep()).estimate();
        assertThat(all.get(i, j).nats()).isCloseTo(one.nats(), within(1e-12));
        assertThat(all.get(i, j).pValue()).isCloseTo(one.pValue(), within(1e-6));
        assertThat(all.get(i, j).states()).isEqualTo(one.states());
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
    assertThat(all.sumNats()).isCloseTo(sum, within(1e-15));
    assertThat(all.meanNats()).isCloseTo(sum / 20, within(1e-15));
    assertThat(all.maxNats()).isEqualTo(max);
  }

  @Test
  void biasCountsOnlyPairsOfWhichNeitherUnitIsConstant() {
    Symbols half = Series.binary(Series.random(3, 1, 100, 2)[0], new int[100]);
    Symbols other = Series.binary(Series.random(4, 1, 100, 2)[0], new int[100]);
    PairwiseTransferEntropy all = PairwiseTransferEntropy.between(half, other);
    assertThat(all.nonConstantPairs()).isEqualTo(1);
    assertThat(all.biasNatsWithoutInformation()).isCloseTo(1 / 99.0 / 4, within(1e-15));
    assertThat(all.get(0, 1).nats()).isZero();
  }

  @Test
  void unitTellsNothingOfItselfThatItsPastDoesNotTell() {
    Symbols one = Series.binary(Series.random(3, 1, 100, 2));
    Estimate self = PairwiseTransferEntropy.between(one, one).get(0, 0);
    assertThat(self.nats()).isZero();
    assertThat(self.significance().nullMean()).isZero();
    assertThat(self.pValue()).isEqualTo(1);
  }

  @Test
  void meanOfIndependentPairsIsTheBias() {
    Symbols sources = Series.binary(Series.random(5, 60, 500, 2));
    Symbols targets = Series.binary(Series.random(6, 60, 500, 2));
    PairwiseTransferEntropy all = PairwiseTransferEntropy.between(sources, targets);
    // Standard error of the mean of 3600 halved chi-squares with 2 degrees of freedom: 1.7 %.
    assertThat(all.meanNats() / all.biasNatsWithoutInformation()).isCloseTo(1, within(0.09));
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

  private static void assertSame(Significance one, Significance other) {
    if (Double.isNaN(other.pValue())) {
      assertThat(one).isEqualTo(other);
      return;
    }
    assertThat(one.nullMean()).isEqualTo(other.nullMean());
    assertThat(one.pValue()).isCloseTo(other.pValue(), within(1e-12));
  }

  @Test
  void rareUnitsCountTheStatesTheyShowAsThePairAloneDoes() {
    int[][] rare = new int[6][40];
    rare[0][3] = 1;
    rare[1][39] = 1;
    rare[2][0] = 1;
    java.util.Arrays.fill(rare[3], 1);
    rare[3][7] = 0;
    java.util.Arrays.fill(rare[4], 20, 40, 1);
    Symbols layer = Series.binary(rare);
    PairwiseTransferEntropy all = PairwiseTransferEntropy.between(layer, layer);
    double bias = 0;
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < 6; j++) {
        Estimate one =
            TransferEntropy.of(layer.unit(i), layer.unit(j), Embedding.oneStep()).estimate();
        assertThat(all.get(i, j).states()).isEqualTo(one.states());
        assertThat(all.get(i, j).biasNats()).as("%d, %d", i, j).isEqualTo(one.biasNats());
        assertSame(all.get(i, j).significance(), one.significance());
        assertThat(all.get(i, j).warnings()).isEqualTo(one.warnings());
        bias +=
            TransferEntropy.of(layer.unit(i), layer.unit(j), Embedding.oneStep()).degreesOfFreedom()
                / (2.0 * 39)
                / 36;
      }
    }
    assertThat(all.biasNatsWithoutInformation()).isCloseTo(bias, within(1e-15));
    assertThat(all.warnings())
        .extracting(Warning::words)
        .containsExactly(
            "source: 1 of 6 units constant",
            "target: 1 of 6 units constant",
            "no chi-square p-value for 13 of 36 pairs (too few samples)");
    Symbols few = Series.binary(Series.random(1, 2, 30, 2));
    assertThat(PairwiseTransferEntropy.between(few, few).warnings())
        .extracting(Warning::words)
        .containsExactly(
            "undersampled: 3.6 samples a state, 5 needed",
            "no chi-square p-value for 4 of 4 pairs (too few samples)");
    assertThat(PairwiseTransferEntropy.between(few, few).get(0, 1).pValue()).isNaN();
    assertThat(PairwiseTransferEntropy.between(few, few).significantPairs(0.99)).isZero();
  }

  @Test
  void surrogatesTestTheMeanEachPairAndTheLargestPair() {
    Symbols x = Series.binary(Series.random(1, 3, 200, 2));
    Symbols y = Series.binary(Series.random(2, 2, 200, 2));
    Surrogates shuffles = Null.withinBatch(19, 4);
    Segments batches = Segments.ofLength(50, 200);
    PairwiseTransferEntropy all = PairwiseTransferEntropy.between(x, y);
    double[] means = new double[19];
    int[] reached = new int[6];
    int[] reachedByMax = new int[6];
    for (int s = 0; s < 19; s++) {
      PairwiseTransferEntropy other =
          PairwiseTransferEntropy.between(x.reorder(shuffles.order(s, batches, 200)), y);
      means[s] = other.meanNats();
      for (int i = 0; i < 6; i++) {
        double value = all.get(i / 2, i % 2).nats();
        reached[i] += other.get(i / 2, i % 2).nats() >= value ? 1 : 0;
        reachedByMax[i] += other.maxNats() >= value ? 1 : 0;
      }
    }
    PairwiseSignificance significance = all.against(shuffles, batches);
    assertThat(significance.ofMean()).isEqualTo(Significance.of(all.meanNats(), means));
    for (int i = 0; i < 6; i++) {
      assertThat(significance.pValue(i / 2, i % 2)).isEqualTo((1 + reached[i]) / 20.0);
      assertThat(significance.pValueOfMax(i / 2, i % 2)).isEqualTo((1 + reachedByMax[i]) / 20.0);
    }
    assertThat(significance.pValues())
        .containsExactly(
            java.util.Arrays.stream(reached).mapToDouble(r -> (1 + r) / 20.0).toArray());
    PairwiseSignificance none = all.against(Null.globalShuffle(0, 0), batches);
    assertThat(none.ofMean().pValue()).isNaN();
    assertThat(none.pValue(0, 0)).isNaN();
    assertThat(none.pValueOfMax(0, 0)).isNaN();
  }

  @Test
  void wholeSamplesMoveBothLayers() {
    Symbols x = Series.binary(Series.random(1, 3, 200, 2));
    Surrogates shuffles = Null.globalShuffle(3, 4).jointly();
    PairwiseTransferEntropy all = PairwiseTransferEntropy.between(x, x);
    double[] means = new double[3];
    for (int s = 0; s < 3; s++) {
      Symbols moved = x.reorder(shuffles.order(s, Segments.whole(), 200));
      means[s] = PairwiseTransferEntropy.between(moved, moved).meanNats();
    }
    assertThat(all.against(shuffles, Segments.whole()).ofMean())
        .isEqualTo(Significance.of(all.meanNats(), means));
  }

  /** The largest of 100 independent pairs is significant at 5 % in 5 % of the runs. */
  @Test
  void maxStatisticHoldsTheFamilyWiseError() {
    int runs = 0;
    for (int run = 0; run < 300; run++) {
      PairwiseTransferEntropy all =
          PairwiseTransferEntropy.between(
              Series.binary(Series.random(run, 10, 100, 2)),
              Series.binary(Series.random(1000 + run, 10, 100, 2)));
      PairwiseSignificance significance =
          all.against(Null.globalShuffle(19, run), Segments.whole());
      boolean any = false;
      for (int i = 0; i < 100; i++) {
        any |= significance.pValueOfMax(i / 10, i % 10) <= 0.05;
      }
      runs += any ? 1 : 0;
    }
    assertThat(runs / 300.0).isBetween(0.02, 0.09); // standard error 1.3 %
  }

  @Test
  void biasOfALivePairIsThatOfTheFormula() {
    Symbols three = Symbols.ofSeries(3, Series.random(1, 1, 400, 3));
    assertThat(PairwiseTransferEntropy.between(X, Y).biasNatsOfNonConstantPair())
        .isEqualTo(1 / 299.0);
    PairwiseTransferEntropy wide =
        PairwiseTransferEntropy.between(
            three, Symbols.ofSeries(2, Series.random(2, 1, 400, 2)), new Embedding(2, 1, 1));
    assertThat(wide.biasNatsOfNonConstantPair()).isEqualTo(1 * 2 * 4 / (2.0 * 398));
    assertThat(wide.biasNatsWithoutInformation()).isEqualTo(wide.biasNatsOfNonConstantPair());
  }

  @Test
  void historiesThatNoTableHoldsAreCountedPairByPair() {
    Symbols wide = Symbols.ofSeries(64, Series.random(5, 3, 300, 64));
    Embedding deep = new Embedding(2, 2, 1);
    PairwiseTransferEntropy all = PairwiseTransferEntropy.between(wide, wide, deep);
    Estimate one = TransferEntropy.of(wide.unit(0), wide.unit(2), deep).estimate();
    assertThat(all.get(0, 2).nats()).isEqualTo(one.nats());
    assertThat(all.get(0, 2).states()).isEqualTo(one.states());
    assertThat(all.get(0, 2).biasNats()).isCloseTo(one.biasNats(), within(1e-15));
    Surrogates shuffles = Null.globalShuffle(3, 4);
    double[] means = new double[3];
    for (int s = 0; s < 3; s++) {
      Symbols moved = wide.reorder(shuffles.order(s, Segments.whole(), 300));
      means[s] = PairwiseTransferEntropy.between(moved, wide, deep).meanNats();
    }
    assertThat(all.against(shuffles, Segments.whole()).ofMean())
        .isEqualTo(Significance.of(all.meanNats(), means));
  }

  @Test
  void twoRunsGiveTheSameBits() {
    assertThat(PairwiseTransferEntropy.between(X, Y).meanNats())
        .isEqualTo(PairwiseTransferEntropy.between(X, Y).meanNats());
  }

  /** The mean over pairs without a stretch, by TransferEntropy.of on hand-made trials. */
  @Test
  void intervalLeavesOutStretchesAndWhatCrossesThem() {
    PairwiseTransferEntropy all = PairwiseTransferEntropy.between(X, Y);
    double[] without = new double[3];
    int[][] borders = {{0, 100}, {100, 200}, {200, 300}};
    for (int g = 0; g < 3; g++) {
      int first = borders[g][0];
      int[] kept = IntStream.range(0, 300).filter(i -> i / 100 != first / 100).toArray();
      Segments segments = g == 1 ? Segments.startingAt(0, 100) : Segments.whole();
      for (int i = 0; i < 5; i++) {
        for (int j = 0; j < 4; j++) {
          without[g] +=
              TransferEntropy.of(
                          only(X.unit(i), kept),
                          only(Y.unit(j), kept),
                          Embedding.oneStep().within(segments))
                      .estimate()
                      .nats()
                  / 20;
        }
      }
    }
    double mean = (without[0] + without[1] + without[2]) / 3;
    double squares = 0;
    for (double one : without) {
      squares += (one - mean) * (one - mean);
    }
    double margin = 4.302652729911275 * Math.sqrt(squares * 2 / 3); // Student's t, 2 degrees
    Interval interval = all.interval(Resampling.jackknife(3));
    double corrected = 3 * all.meanNats() - 2 * mean;
    assertThat(interval.lowNats()).isCloseTo(corrected - margin, within(1e-9));
    assertThat(interval.highNats()).isCloseTo(corrected + margin, within(1e-9));
  }

  private static Symbols only(Symbols unit, int[] kept) {
    return Series.binary(IntStream.of(kept).map(i -> unit.get(0, i)).toArray());
  }

  @Test
  void pairThatDoesNotExistIsNamed() {
    Symbols three = Series.binary(Series.random(1, 3, 100, 2));
    Symbols two = Series.binary(Series.random(2, 2, 100, 2));
    PairwiseTransferEntropy all = PairwiseTransferEntropy.between(three, two);
    PairwiseSignificance none = all.against(Null.none(), Segments.whole());
    for (int[] pair : new int[][] {{0, 2}, {3, 0}, {-1, 1}, {1, -1}}) {
      String words =
          "source must be from 0 to 2 and target from 0 to 1, got %s and %s: there are 3 x 2 units"
              .formatted(pair[0], pair[1]);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> all.nats(pair[0], pair[1]))
          .withMessage(words);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> all.get(pair[0], pair[1]))
          .withMessage(words);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> none.pValue(pair[0], pair[1]))
          .withMessage(words);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> none.pValueOfMax(pair[0], pair[1]))
          .withMessage(words);
    }
    assertThat(all.nats(2, 1)).isEqualTo(all.get(2, 1).nats());
  }
}
