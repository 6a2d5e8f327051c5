package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.History;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;

class LagSpectrumTest {

  private static final LagSpectrum.Measure<Symbols> PLUG_IN =
      (x, y, e) -> LayerTransfer.ofPairs(x, y, e, Estimator.plugIn());
  private static final LagSpectrum.Measure<Values> GAUSSIAN =
      (x, y, e) -> LayerTransfer.ofPairs(x, y, e, ContinuousEstimator.gaussian());

  /** Units that show the coin of 0, 2 and 5 steps ago. */
  private static int[][] delayed(int[] coin) {
    return IntStream.of(0, 2, 5)
        .mapToObj(d -> IntStream.range(0, coin.length).map(t -> t < d ? 0 : coin[t - d]).toArray())
        .toArray(int[][]::new);
  }

  private static int[] coin(long seed, int n) {
    return new SplittableRandom(seed).ints(n, 0, 2).toArray();
  }

  @Test
  void theBestLagIsTheDelay() {
    int[] coin = coin(1, 2000);
    Symbols x = Series.binary(coin);
    Symbols y = Series.binary(delayed(coin));
    LagSpectrum lags = LagSpectrum.ofSymbols(x, y, Embedding.oneStep(), 0, 7, PLUG_IN);
    LagSignificance nullModel = lags.against(Null.circularShift(99, 1), Segments.whole());
    assertThat(IntStream.range(0, 3).map(lags::bestLag)).containsExactly(0, 2, 5);
    for (int unit = 0; unit < 3; unit++) {
      assertThat(lags.nats(lags.bestLag(unit), unit)).isCloseTo(Math.log(2), within(0.002));
      assertThat(nullModel.pValueOfBest(unit)).isEqualTo(0.01);
      assertThat(nullModel.nullMean(lags.bestLag(unit), unit)).isLessThan(0.002);
    }
    assertThat(nullModel.surrogates())
        .hasToString("circular shift of at least 7 steps x 99, seed 1");
  }

  /** Each lag is the transfer entropy of that lag, cut to the transitions that all lags have. */
  @Test
  void eachLagIsTheTransferEntropyOfItsLag() {
    int[] coin = coin(2, 300);
    int[] noisy = coin(3, 300);
    int[] y = IntStream.range(0, 300).map(t -> t < 3 ? 0 : coin[t - 3] & noisy[t]).toArray();
    Embedding two = new Embedding(2, 2, 1);
    LagSpectrum lags =
        LagSpectrum.ofSymbols(Series.binary(coin), Series.binary(y), two, 1, 4, PLUG_IN);
    for (int lag = 1; lag <= 4; lag++) {
      int cut = 4 - lag; // so that the first target is that of lag 4
      double alone =
          TransferEntropy.of(
                  Series.binary(Arrays.copyOfRange(coin, cut, 300)),
                  Series.binary(Arrays.copyOfRange(y, cut, 300)),
                  new Embedding(
                      new History(2, 1, 1),
                      new History(2, 1, lag),
                      new History(1, 1, 1),
                      Segments.whole()))
              .estimate()
              .nats();
      assertThat(lags.at(lag).transitions()).isEqualTo(300 - 4 - 1);
      assertThat(lags.at(lag).nats(0, 0)).as("lag %s", lag).isCloseTo(alone, within(1e-12));
    }
  }

  @Test
  void valuesAreMeasuredAsSymbolsAre() {
    SplittableRandom random = new SplittableRandom(4);
    double[] x = random.doubles(1000).map(u -> u - 0.5).toArray();
    double[] y = new double[1000];
    for (int t = 3; t < 1000; t++) {
      y[t] = 0.5 * y[t - 1] + x[t - 3] + 0.1 * random.nextGaussian();
    }
    LagSpectrum lags =
        LagSpectrum.ofValues(
            Values.ofSeries(x), Values.ofSeries(y), Embedding.oneStep(), 1, 6, GAUSSIAN);
    assertThat(lags.bestLag()).isEqualTo(3);
    LagSignificance nullModel = lags.against(Null.phaseRandomization(19, 1), Segments.whole());
    assertThat(nullModel.ofBest().pValue()).isEqualTo(0.05);
    assertThat(lags.at(3).meanNats()).isGreaterThan(50 * nullModel.ofMean(3).nullMean());
  }

  /** What reaches the next sequence is not counted: none of its steps sees the one before. */
  @Test
  void noLagCrossesTheBorderOfASequence() {
    int[] coin = coin(5, 1000);
    // The copy restarts in each sequence of 10: over a border it would be seen, inside it is noise.
    int[] y = coin(6, 1000);
    for (int start = 10; start < 1000; start += 10) {
      for (int t = 0; t < 3; t++) {
        y[start + t] = coin[start + t - 3];
      }
    }
    Segments tens = Segments.ofLength(10, 1000);
    LagSpectrum apart =
        LagSpectrum.ofSymbols(
            Series.binary(coin), Series.binary(y), Embedding.oneStep().within(tens), 1, 4, PLUG_IN);
    assertThat(apart.at(3).transitions()).isEqualTo(100 * (10 - 4));
    LagSignificance nullModel = apart.against(Null.blockShuffle(7, 99, 1), Segments.whole());
    assertThat(nullModel.ofBest().pValue()).isGreaterThan(0.05);
    LagSpectrum joined =
        LagSpectrum.ofSymbols(
            Series.binary(coin), Series.binary(y), Embedding.oneStep(), 1, 4, PLUG_IN);
    assertThat(joined.bestLag()).isEqualTo(3);
    assertThat(joined.against(Null.circularShift(99, 1), Segments.whole()).ofBest().pValue())
        .isEqualTo(0.01);
  }

  @Test
  void thePOfTheBestOfAllLagsIsUniformOnIndependentSeries() {
    SplittableRandom random = new SplittableRandom(7);
    Surrogates shuffle = Null.circularShift(49, 3);
    double[] p =
        random
            .longs(500)
            .mapToDouble(
                seed -> {
                  LagSpectrum lags =
                      LagSpectrum.ofSymbols(
                          Series.binary(coin(seed, 200)),
                          Series.binary(coin(seed + 1, 200)),
                          Embedding.oneStep(),
                          1,
                          5,
                          PLUG_IN);
                  return lags.against(shuffle, Segments.whole()).pValueOfBest(0);
                })
            .toArray();
    assertThat(Arrays.stream(p).filter(value -> value <= 0.05).count()).isBetween(12L, 40L);
    Arrays.setAll(p, i -> p[i] - new SplittableRandom(i).nextDouble() / 50);
    assertThat(
            new KolmogorovSmirnovTest().kolmogorovSmirnovTest(new UniformRealDistribution(0, 1), p))
        .isGreaterThan(0.01);
  }

  @Test
  void badInputIsNamed() {
    Symbols x = Series.binary(coin(1, 40));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LagSpectrum.ofSymbols(x, x, Embedding.oneStep(), 3, 2, PLUG_IN))
        .withMessageContainingAll("lags must rise", "got 3 to 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LagSpectrum.ofSymbols(x, x, new Embedding(1, 1, 2), 1, 2, PLUG_IN))
        .withMessageContainingAll("lag of the embedding must be 1", "got 2");
    Embedding tens = Embedding.oneStep().within(Segments.ofLength(10, 40));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LagSpectrum.ofSymbols(x, x, tens, 1, 10, PLUG_IN))
        .withMessageContainingAll(
            "lags up to 10", "sequences of 11 steps", "longest has 10", "Pass lags up to 9");
    LagSpectrum lags = LagSpectrum.ofSymbols(x, x, tens, 1, 9, PLUG_IN);
    assertThat(lags.at(9).transitions()).isEqualTo(4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lags.at(10))
        .withMessageContainingAll("lag must be from 1 to 9", "got 10");
  }
}
