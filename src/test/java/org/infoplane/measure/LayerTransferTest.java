package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.measure.statistics.BenjaminiHochberg;
import org.infoplane.measure.statistics.Draws;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LayerTransferTest {

  private static final Symbols X = Symbols.ofSeries(3, Series.random(1, 3, 240, 3));
  private static final Symbols Y = Symbols.ofSeries(3, Series.random(2, 2, 240, 3));
  private static final double[][] SERIES = layer(7, 5, 240);
  private static final Values FROM = Values.ofSeries(SERIES[0], SERIES[1], SERIES[2]);
  private static final Values TO = Values.ofSeries(SERIES[3], SERIES[4]);
  private static final Embedding EMBEDDING =
      new Embedding(2, 1, 1).within(Segments.ofLength(80, 240));
  private static final Embedding LONG = new Embedding(1, 2, 1).within(Segments.ofLength(80, 240));
  private static final Segments BATCHES = Segments.ofLength(40, 240);

  /** An estimator of a notebook. */
  private record Halved() implements Estimator {
    @Override
    public double information(Partition a, Partition b, Partition given) {
      return Estimator.plugIn().information(a, b, given) / 2;
    }

    @Override
    public double bias(long states, long samples) {
      return states / (4.0 * samples);
    }
  }

  /** The plug-in value by another name. */
  private record MyPlugIn() implements Estimator {
    @Override
    public double information(Partition a, Partition b, Partition given) {
      return Estimator.plugIn().information(a, b, given);
    }

    @Override
    public boolean isPlugIn() {
      return true;
    }
  }

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

  private static Values unit(Values layer, int unit) {
    return Values.view(layer.samples(), 1, (sample, one) -> layer.get(sample, unit));
  }

  private static Stream<Estimator> estimators() {
    return Stream.of(
        Estimator.millerMadow(),
        Estimator.grassberger(),
        Estimator.chaoShen(),
        Estimator.panzeriTreves(),
        Estimator.shuffleCorrected(3, 5),
        new Halved());
  }

  private static Stream<ContinuousEstimator> continuous() {
    return Stream.of(
        ContinuousEstimator.gaussian(),
        ContinuousEstimator.gaussianCopula(),
        ContinuousEstimator.kraskov(3),
        ContinuousEstimator.kraskov(3).theiler(1).withNoise(1e-3, 4));
  }

  @ParameterizedTest
  @MethodSource("estimators")
  void everyPairOfSymbolsEqualsThePairAlone(Estimator estimator) {
    LayerTransfer all = LayerTransfer.ofPairs(X, Y, EMBEDDING, estimator);
    double sum = 0;
    double max = Double.NEGATIVE_INFINITY;
    double bias = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 2; j++) {
        Estimate one =
            TransferEntropy.of(X.unit(i), Y.unit(j), EMBEDDING).with(estimator).estimate();
        assertThat(all.nats(i, j)).isEqualTo(one.nats());
        assertThat(all.get(i, j)).isEqualTo(one);
        sum += one.nats();
        max = Math.max(max, one.nats());
        bias += one.biasNats();
      }
    }
    assertThat(all.sumNats()).isEqualTo(sum);
    assertThat(all.meanNats()).isEqualTo(sum / 6);
    assertThat(all.maxNats()).isEqualTo(max);
    assertThat(all.biasNatsWithoutInformation()).isEqualTo((Double) (bias / 6));
    PairwiseTransferEntropy plugIn = PairwiseTransferEntropy.between(X, Y, EMBEDDING);
    assertThat(all.testedPairs()).isEqualTo(plugIn.testedPairs());
    assertThat(all.significantPairs(0.9)).isEqualTo(plugIn.significantPairs(0.9));
    assertThat(all.warnings()).isEqualTo(plugIn.warnings());
    assertThat(all.nonConstantPairs()).isEqualTo(6);
    assertThat(all.pairs()).isEqualTo(6);
    assertThat(all.sources()).isEqualTo(3);
    assertThat(all.targets()).isEqualTo(2);
    assertThat(all.transitions()).isEqualTo(3 * 78);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> all.nats(3, 0))
        .withMessageContaining("there are 3 x 2 units");
  }

  @Test
  void chiSquareIsOfTheCountsWhateverTheEstimator() {
    Symbols from = Series.binary(Series.random(3, 4, 600, 2));
    int[][] targets = Series.random(4, 2, 600, 2);
    IntStream.range(1, 600).forEach(t -> targets[0][t] = from.get(1, t - 1));
    Symbols to = Series.binary(targets);
    PairwiseTransferEntropy plugIn = PairwiseTransferEntropy.between(from, to);
    LayerTransfer all =
        LayerTransfer.ofPairs(from, to, Embedding.oneStep(), Estimator.grassberger());
    assertThat(plugIn.testedPairs()).isEqualTo(8);
    assertThat(all.testedPairs()).isEqualTo(8);
    assertThat(all.significantPairs(0.05)).isEqualTo(plugIn.significantPairs(0.05)).isEqualTo(1);
    assertThat(all.biasNatsWithoutInformation()).isNaN();
    assertThat(
            LayerTransfer.ofPairs(from, to, Embedding.oneStep(), Estimator.millerMadow())
                .biasNatsWithoutInformation())
        .isZero();
    double bias = 0;
    for (int pair = 0; pair < 8; pair++) {
      bias += plugIn.get(pair / 2, pair % 2).biasNats() / 8;
    }
    assertThat(
            LayerTransfer.ofPairs(from, to, Embedding.oneStep(), new Halved())
                .biasNatsWithoutInformation())
        .isCloseTo(bias / 2, within(1e-15));
  }

  @Test
  void plugInTakesTheFastPath() {
    for (Estimator plugIn : List.of(Estimator.plugIn(), new MyPlugIn())) {
      LayerTransfer all = LayerTransfer.ofPairs(X, Y, EMBEDDING, plugIn);
      PairwiseTransferEntropy fast = PairwiseTransferEntropy.between(X, Y, EMBEDDING);
      assertThat(all).isInstanceOf(PairwiseTransferEntropy.class);
      assertThat(all.sumNats()).isEqualTo(fast.sumNats());
      assertThat(all.biasNatsOfNonConstantPair()).isEqualTo(fast.biasNatsOfNonConstantPair());
    }
  }

  @Test
  void biasOfALivePairIsThatOfTheEstimator() {
    Symbols from = Series.binary(Series.random(3, 1, 400, 2));
    Symbols to = Series.binary(Series.random(4, 1, 400, 2));
    Embedding one = Embedding.oneStep();
    assertThat(
            LayerTransfer.ofPairs(from, to, one, Estimator.millerMadow())
                .biasNatsOfNonConstantPair())
        .isZero();
    assertThat(LayerTransfer.ofPairs(from, to, one, new Halved()).biasNatsOfNonConstantPair())
        .isEqualTo(1 / (2 * 399.0));
    assertThat(
            LayerTransfer.ofPairs(from, to, one, Estimator.grassberger())
                .biasNatsOfNonConstantPair())
        .isNaN();
    assertThat(LayerTransfer.ofWholeLayers(from, to, one, new Halved()).biasNatsOfNonConstantPair())
        .isNaN();
    assertThat(
            LayerTransfer.ofPairs(
                    from, to, new Embedding(7, 1, 1), Estimator.millerMadow()) // 512 states
                .biasNatsOfNonConstantPair())
        .isNaN();
    double n = 3 * 78;
    assertThat(
            LayerTransfer.ofPairs(FROM, TO, LONG, ContinuousEstimator.gaussian())
                .biasNatsOfNonConstantPair())
        .isEqualTo(2 / (2 * n));
    assertThat(
            LayerTransfer.ofWholeLayers(FROM, TO, LONG, ContinuousEstimator.gaussian())
                .biasNatsOfNonConstantPair())
        .isEqualTo(3 * 2 * 2 / (2 * n));
    assertThat(
            LayerTransfer.ofPairs(FROM, TO, LONG, ContinuousEstimator.kraskov(4))
                .biasNatsOfNonConstantPair())
        .isNaN();
  }

  private static Stream<Arguments> continuousAndEmbeddings() {
    return continuous()
        .flatMap(estimator -> Stream.of(EMBEDDING, LONG).map(e -> Arguments.of(estimator, e)));
  }

  @ParameterizedTest
  @MethodSource("continuousAndEmbeddings")
  void everyPairOfNumbersEqualsThePairAlone(ContinuousEstimator estimator, Embedding embedding) {
    LayerTransfer all = LayerTransfer.ofPairs(FROM, TO, embedding, estimator);
    boolean neighbours = estimator instanceof Kraskov;
    double[] p = new double[6];
    double sum = 0;
    double bias = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 2; j++) {
        ContinuousInformation<?> asked =
            TransferEntropy.of(unit(FROM, i), unit(TO, j), embedding).with(estimator);
        Estimate one = neighbours ? asked.against(Null.none()).estimate() : asked.estimate();
        Estimate pair = all.get(i, j);
        assertThat(all.nats(i, j)).isCloseTo(one.nats(), within(neighbours ? 0 : 1e-12));
        assertThat(pair.nats()).isEqualTo(all.nats(i, j));
        assertThat(pair.biasNats()).isEqualTo((Double) one.biasNats());
        assertThat(pair.pValue()).isEqualTo((Double) one.pValue());
        assertThat(pair.warnings()).isEqualTo(one.warnings());
        assertThat(pair.estimator()).isEqualTo(one.estimator());
        assertThat(pair.samples()).isEqualTo(one.samples());
        p[2 * i + j] = one.pValue();
        sum += one.nats();
        bias += one.biasNats();
      }
    }
    assertThat(all.meanNats()).isCloseTo(sum / 6, within(1e-12));
    assertThat(all.sumNats()).isCloseTo(sum, within(1e-12));
    assertThat(all.nonConstantPairs()).isEqualTo(6);
    assertThat(all.transitions()).isEqualTo(3 * 78);
    if (neighbours) {
      assertThat(all.testedPairs()).isZero();
      assertThat(all.significantPairs(0.05)).isZero();
      assertThat(all.biasNatsWithoutInformation()).isNaN();
    } else {
      assertThat(all.testedPairs()).isEqualTo(6);
      assertThat(all.significantPairs(0.05)).isEqualTo(BenjaminiHochberg.discoveries(0.05, p));
      assertThat(all.biasNatsWithoutInformation()).isCloseTo(bias / 6, within(1e-15));
    }
  }

  @Test
  void wholeLayersOfSymbolsAreTheCollectiveTransferEntropy() {
    for (Estimator estimator : List.of(Estimator.plugIn(), Estimator.millerMadow())) {
      LayerTransfer whole = LayerTransfer.ofWholeLayers(X, Y, EMBEDDING, estimator);
      Estimate one = TransferEntropy.of(X, Y, EMBEDDING).with(estimator).estimate();
      assertThat(whole.nats(0, 0)).isEqualTo(one.nats());
      assertThat(whole.get(0, 0)).isEqualTo(one);
      assertThat(whole.meanNats()).isEqualTo(one.nats());
      assertThat(whole.warnings()).isEqualTo(one.warnings());
      assertThat(whole.pairs()).isEqualTo(1);
      assertThat(whole.nonConstantPairs()).isEqualTo(1);
    }
  }

  @Test
  void wholeLayersOfOneUnitAreThePair() {
    Symbols from = Series.binary(Series.random(3, 1, 400, 2));
    Symbols to = Series.binary(Series.random(4, 1, 400, 2));
    Surrogates shuffles = Null.withinBatch(19, 3).jointly();
    PairwiseTransferEntropy pair = PairwiseTransferEntropy.between(from, to);
    LayerTransfer whole =
        LayerTransfer.ofWholeLayers(from, to, Embedding.oneStep(), Estimator.plugIn());
    assertThat(whole.meanNats()).isCloseTo(pair.meanNats(), within(1e-14));
    assertThat(whole.biasNatsWithoutInformation()).isEqualTo(pair.biasNatsWithoutInformation());
    assertThat(whole.testedPairs()).isEqualTo(1);
    assertThat(whole.significantPairs(0.05)).isEqualTo(pair.significantPairs(0.05));
    Interval expected = pair.interval(Resampling.jackknife(20));
    Interval interval = whole.interval(Resampling.jackknife(20));
    assertThat(interval.lowNats()).isCloseTo(expected.lowNats(), within(1e-12));
    assertThat(interval.highNats()).isCloseTo(expected.highNats(), within(1e-12));
    Segments batches = Segments.ofLength(50, 400);
    PairwiseSignificance tested = whole.against(shuffles, batches);
    PairwiseSignificance oracle = pair.against(shuffles, batches);
    assertThat(tested.ofMean().nullMean()).isCloseTo(oracle.ofMean().nullMean(), within(1e-14));
    assertThat(tested.ofMean().pValue()).isEqualTo(oracle.ofMean().pValue());
    assertThat(tested.pValue(0, 0)).isEqualTo(oracle.pValue(0, 0));
    assertThat(tested.pValueOfMax(0, 0)).isEqualTo(oracle.pValueOfMax(0, 0));
  }

  @ParameterizedTest
  @MethodSource("continuousAndEmbeddings")
  void wholeLayersOfNumbersAreTheMultivariateTransferEntropy(
      ContinuousEstimator estimator, Embedding embedding) {
    LayerTransfer whole = LayerTransfer.ofWholeLayers(FROM, TO, embedding, estimator);
    ContinuousInformation<?> asked = TransferEntropy.of(FROM, TO, embedding).with(estimator);
    boolean neighbours = estimator instanceof Kraskov;
    Estimate one = neighbours ? asked.against(Null.none()).estimate() : asked.estimate();
    assertThat(whole.nats(0, 0)).isEqualTo(one.nats());
    assertThat(whole.get(0, 0).pValue()).isEqualTo((Double) one.pValue());
    assertThat(whole.get(0, 0).warnings()).isEqualTo(one.warnings());
    assertThat(whole.biasNatsWithoutInformation()).isEqualTo((Double) one.biasNats());
    assertThat(whole.testedPairs()).isEqualTo(neighbours ? 0 : 1);
    Surrogates shifts = Null.circularShift(9, 3);
    assertThat(whole.against(shifts, BATCHES).pValue(0, 0))
        .isEqualTo(asked.against(shifts, BATCHES).estimate().pValue());
  }

  /** Each pair of successive symbols occurs once: a de Bruijn sequence, and its begin again. */
  @Test
  void exclusiveOrIsSeenByWholeLayersOnly() {
    int[] four = Series.parse("0010203112132233" + "00");
    int[] first = Arrays.stream(four).map(s -> s / 2).toArray();
    int[] second = Arrays.stream(four).map(s -> s % 2).toArray();
    int[] target = new int[four.length];
    for (int t = 1; t < target.length; t++) {
      target[t] = first[t - 1] ^ second[t - 1];
    }
    Symbols from = Series.binary(first, second).slice(1, 18);
    Symbols to = Series.binary(target).slice(1, 18);
    Embedding one = Embedding.oneStep();
    double bit = Math.log(2);
    LayerTransfer whole = LayerTransfer.ofWholeLayers(from, to, one, Estimator.plugIn());
    assertThat(whole.meanNats()).isCloseTo(bit, within(1e-14));
    LayerTransfer halved = LayerTransfer.ofPairs(from, to, one, new Halved());
    assertThat(halved.meanNats()).isCloseTo(0, within(1e-14));
    Symbols copy = Series.binary(Series.delayed(first)).slice(1, 18);
    LayerTransfer copied = LayerTransfer.ofPairs(from, copy, one, new Halved());
    assertThat(copied.nats(0, 0)).isCloseTo(bit / 2, within(1e-14));
    assertThat(copied.nats(1, 0)).isCloseTo(0, within(1e-14));
  }

  private static Stream<Surrogates> nulls() {
    return Stream.of(
        Null.globalShuffle(9, 3),
        Null.circularShift(9, 3),
        Null.withinBatch(9, 3),
        Null.withinBatch(9, 3).jointly());
  }

  @ParameterizedTest
  @MethodSource("nulls")
  void surrogatesOfSymbolsServeAllPairs(Surrogates surrogates) {
    Estimator estimator = Estimator.grassberger(); // may be below 0
    LayerTransfer all = LayerTransfer.ofPairs(X, Y, EMBEDDING, estimator);
    double[][] others = new double[9][6];
    for (int s = 0; s < 9; s++) {
      int[] order = surrogates.order(s, BATCHES, 240);
      Symbols to = surrogates.movesWholeSamples() ? Y.reorder(order) : Y;
      for (int pair = 0; pair < 6; pair++) {
        others[s][pair] =
            TransferEntropy.of(X.reorder(order).unit(pair / 2), to.unit(pair % 2), EMBEDDING)
                .with(estimator)
                .estimate()
                .nats();
      }
    }
    check(all, all.against(surrogates, BATCHES), others);
    for (int pair = 0; pair < 6; pair++) {
      assertThat(all.against(surrogates, BATCHES).pValue(pair / 2, pair % 2))
          .isEqualTo(
              TransferEntropy.of(X.unit(pair / 2), Y.unit(pair % 2), EMBEDDING)
                  .with(estimator)
                  .against(surrogates, BATCHES)
                  .estimate()
                  .pValue());
    }
  }

  /** By the definition of the three p-values. */
  private static void check(LayerTransfer all, PairwiseSignificance tested, double[][] others) {
    double[] means = Arrays.stream(others).mapToDouble(o -> mean(o)).toArray();
    Significance ofMean = Significance.of(all.meanNats(), means);
    assertThat(tested.ofMean().pValue()).isEqualTo(ofMean.pValue());
    assertThat(tested.ofMean().nullMean()).isCloseTo(ofMean.nullMean(), within(1e-12));
    assertThat(tested.ofMean().nullDeviation()).isCloseTo(ofMean.nullDeviation(), within(1e-12));
    for (int pair = 0; pair < others[0].length; pair++) {
      int at = pair;
      double value = all.nats(pair / all.targets(), pair % all.targets());
      double[] alone = Arrays.stream(others).mapToDouble(o -> o[at]).toArray();
      double[] largest =
          Arrays.stream(others).mapToDouble(o -> Arrays.stream(o).max().orElseThrow()).toArray();
      assertThat(tested.pValue(pair / all.targets(), pair % all.targets()))
          .isEqualTo(Significance.of(value, alone).pValue());
      assertThat(tested.pValueOfMax(pair / all.targets(), pair % all.targets()))
          .isEqualTo(Significance.of(value, largest).pValue());
    }
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  private static Stream<Arguments> continuousAndNulls() {
    return continuous()
        .flatMap(
            estimator ->
                Stream.concat(nulls(), Stream.of(Null.phaseRandomization(9, 3)))
                    .map(n -> Arguments.of(estimator, n)));
  }

  @ParameterizedTest
  @MethodSource("continuousAndNulls")
  void surrogatesOfNumbersServeAllPairs(ContinuousEstimator estimator, Surrogates surrogates) {
    LayerTransfer all = LayerTransfer.ofPairs(FROM, TO, EMBEDDING, estimator);
    PairwiseSignificance tested = all.against(surrogates, BATCHES);
    double nullMean = 0;
    for (int pair = 0; pair < 6; pair++) {
      Significance alone =
          TransferEntropy.of(unit(FROM, pair / 2), unit(TO, pair % 2), EMBEDDING)
              .with(estimator)
              .against(surrogates, BATCHES)
              .estimate()
              .significance();
      assertThat(tested.pValue(pair / 2, pair % 2)).isEqualTo(alone.pValue());
      nullMean += alone.nullMean() / 6;
    }
    assertThat(tested.ofMean().nullMean()).isCloseTo(nullMean, within(1e-12));
  }

  @Test
  void largestPairOfNumbersIsTestedAgainstTheLargestOfEachSurrogate() {
    Surrogates surrogates = Null.globalShuffle(19, 8);
    ContinuousEstimator gaussian = ContinuousEstimator.gaussian();
    LayerTransfer all = LayerTransfer.ofPairs(FROM, TO, LONG, gaussian);
    double[][] others = new double[19][6];
    for (int s = 0; s < 19; s++) {
      Values moved = FROM.reorder(surrogates.order(s, BATCHES, 240));
      for (int pair = 0; pair < 6; pair++) {
        others[s][pair] =
            TransferEntropy.of(unit(moved, pair / 2), unit(TO, pair % 2), LONG)
                .with(gaussian)
                .estimate()
                .nats();
      }
    }
    check(all, all.against(surrogates, BATCHES), others);
  }

  @Test
  void withoutSurrogatesThereAreNoPValues() {
    PairwiseSignificance none =
        LayerTransfer.ofPairs(FROM, TO, LONG, ContinuousEstimator.gaussian())
            .against(Null.none(), BATCHES);
    assertThat(none.ofMean()).isEqualTo(Significance.NONE);
    assertThat(none.pValue(0, 0)).isNaN();
    assertThat(none.pValueOfMax(0, 0)).isNaN();
  }

  @Test
  void symbolsHaveNoValuesToChange() {
    for (LayerTransfer all :
        List.of(
            LayerTransfer.ofPairs(X, Y, EMBEDDING, Estimator.millerMadow()),
            LayerTransfer.ofWholeLayers(X, Y, EMBEDDING, Estimator.plugIn()))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> all.against(Null.phaseRandomization(9, 3), BATCHES))
          .withMessageContaining("changes values, but symbols");
    }
  }

  @ParameterizedTest
  @MethodSource("continuousAndEmbeddings")
  void constantUnitsTellNothing(ContinuousEstimator estimator, Embedding embedding) {
    double[] three = new double[240];
    Arrays.fill(three, 3);
    LayerTransfer all =
        LayerTransfer.ofPairs(
            Values.ofSeries(SERIES[0], three, SERIES[1]),
            Values.ofSeries(SERIES[3], three),
            embedding,
            estimator);
    LayerTransfer live =
        LayerTransfer.ofPairs(
            Values.ofSeries(SERIES[0], SERIES[1]),
            Values.ofSeries(SERIES[3]),
            embedding,
            estimator);
    for (int[] pair : new int[][] {{1, 0}, {1, 1}, {0, 1}, {2, 1}}) {
      assertThat(all.nats(pair[0], pair[1])).isZero();
      assertThat(all.get(pair[0], pair[1]).nats()).isZero();
      assertThat(all.get(pair[0], pair[1]).has(Warning.Kind.CONSTANT)).isTrue();
    }
    assertThat(all.nonConstantPairs()).isEqualTo(2);
    assertThat(all.nats(0, 0)).isCloseTo(live.nats(0, 0), within(1e-12));
    assertThat(all.meanNats()).isCloseTo(live.sumNats() / 6, within(1e-12));
    assertThat(all.warnings())
        .extracting(Warning::words)
        .contains("source: 1 of 3 units constant", "target: 1 of 2 units constant");
    PairwiseSignificance tested = all.against(Null.globalShuffle(4, 2), BATCHES);
    assertThat(tested.pValue(1, 1)).isEqualTo(1);
    LayerTransfer whole =
        LayerTransfer.ofWholeLayers(FROM, Values.ofSeries(three), embedding, estimator);
    assertThat(whole.meanNats()).isZero();
    assertThat(whole.nonConstantPairs()).isZero();
  }

  @ParameterizedTest
  @MethodSource("continuousAndEmbeddings")
  void onePairThatIsInfiniteLeavesTheOthers(ContinuousEstimator estimator, Embedding embedding) {
    double[] copy = new double[240];
    for (int t = 1; t < 240; t++) {
      copy[t] = 2 * SERIES[0][t - 1] + 1;
    }
    Values to = Values.ofSeries(copy, SERIES[3]);
    LayerTransfer all = LayerTransfer.ofPairs(FROM, to, embedding, estimator);
    if (estimator instanceof Kraskov) {
      assertThat(all.nats(0, 0)).isFinite();
      return;
    }
    double[] finite = {
      all.nats(0, 1), all.nats(1, 0), all.nats(1, 1), all.nats(2, 0), all.nats(2, 1)
    };
    assertThat(all.nats(0, 0)).isNaN();
    assertThat(all.get(0, 0).nats()).isNaN();
    assertThat(all.get(0, 0).has(Warning.Kind.INFINITE)).isTrue();
    assertThat(all.meanNats()).isCloseTo(mean(finite), within(1e-14));
    assertThat(all.sumNats()).isCloseTo(5 * mean(finite), within(1e-14));
    assertThat(all.maxNats()).isEqualTo(Arrays.stream(finite).max().orElseThrow());
    assertThat(all.testedPairs()).isEqualTo(5);
    assertThat(all.nonConstantPairs()).isEqualTo(6);
    assertThat(all.biasNatsWithoutInformation())
        .isCloseTo(embedding.source().length() / (2.0 * 3 * 78), within(1e-15));
    assertThat(all.warnings())
        .extracting(Warning::words)
        .contains(
            "infinite: in 1 of 6 pairs one is a linear function of the other and the history; they are NaN, and left out of mean, sum and maximum");
    PairwiseSignificance tested = all.against(Null.globalShuffle(9, 2), BATCHES);
    assertThat(tested.pValue(0, 0)).isNaN();
    assertThat(tested.pValueOfMax(0, 0)).isNaN();
    assertThat(tested.pValue(1, 1))
        .isEqualTo(
            TransferEntropy.of(unit(FROM, 1), unit(to, 1), embedding)
                .with(estimator)
                .against(Null.globalShuffle(9, 2))
                .estimate()
                .pValue());
  }

  @Test
  void infiniteWholeLayerSaysSo() {
    double[] copy = Arrays.copyOf(SERIES[0], 240);
    System.arraycopy(SERIES[0], 0, copy, 1, 239);
    Values one = Values.ofSeries(copy);
    LayerTransfer whole =
        LayerTransfer.ofWholeLayers(FROM, one, Embedding.oneStep(), ContinuousEstimator.gaussian());
    assertThat(whole.meanNats()).isNaN();
    assertThat(whole.maxNats()).isNaN();
    assertThat(whole.get(0, 0).toString())
        .isEqualTo(
            "NaN bits (n = 239, Gaussian); infinite: one is a linear function of the other and the history; leave the unit out, or add noise to it");
    assertThat(whole.warnings()).isEqualTo(whole.get(0, 0).warnings());
    assertThat(whole.testedPairs()).isZero();
    assertThat(whole.against(Null.globalShuffle(9, 2), BATCHES).ofMean())
        .isEqualTo(Significance.NONE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> whole.interval(Resampling.jackknife(5)))
        .withMessageContainingAll("all infinite", "Leave such units out");
  }

  @Test
  void tiesAndScalesAreSaid() {
    double[] half = Arrays.stream(SERIES[0]).map(x -> Math.max(0, x)).toArray();
    double[] wide = Arrays.stream(SERIES[1]).map(x -> 100 * x).toArray();
    LayerTransfer all =
        LayerTransfer.ofPairs(
            Values.ofSeries(half, wide),
            Values.ofSeries(SERIES[3]),
            EMBEDDING,
            ContinuousEstimator.kraskov(3));
    long zeros = Arrays.stream(half).filter(x -> x == 0).count();
    assertThat(all.warnings())
        .extracting(Warning::words)
        .containsExactly(
            String.format(
                java.util.Locale.ROOT,
                "ties: %.1f %% of the values of a unit repeat; they are treated as atoms of the distribution",
                zeros / 2.4),
            "scales: in 1 of 2 pairs one dimension varies more than 10 times as much as another; standardized first");
    assertThat(
            LayerTransfer.ofPairs(
                    Values.ofSeries(half, wide),
                    Values.ofSeries(SERIES[3]),
                    EMBEDDING,
                    ContinuousEstimator.kraskov(3).withNoise(1e-8, 1))
                .warnings())
        .isEmpty();
  }

  @Test
  void targetsWithALongerMemoryAreCounted() {
    double[] slow = new double[400];
    Random random = new Random(5);
    for (int t = 2; t < 400; t++) {
      slow[t] = 0.8 * slow[t - 2] + random.nextGaussian();
    }
    double[] white = random.doubles(400).toArray();
    LayerTransfer all =
        LayerTransfer.ofPairs(
            Values.ofSeries(white),
            Values.ofSeries(slow, white),
            Embedding.oneStep(),
            ContinuousEstimator.gaussian());
    assertThat(all.warnings())
        .extracting(Warning::words)
        .containsExactly(
            "short history: 1 of 2 targets depend on older values of their own, which the F-test mistakes for flow");
    assertThat(all.get(0, 0).has(Warning.Kind.SHORT_HISTORY)).isTrue();
  }

  @Test
  void intervalsLeaveOutStretchesOfSamples() {
    Resampling jackknife = Resampling.jackknife(4);
    ContinuousEstimator copula = ContinuousEstimator.gaussianCopula();
    Embedding one = Embedding.oneStep();
    LayerTransfer numbers = LayerTransfer.ofPairs(FROM, TO, one, copula);
    LayerTransfer symbols = LayerTransfer.ofPairs(X, Y, one, Estimator.millerMadow());
    double[] ofNumbers = new double[4];
    double[] ofSymbols = new double[4];
    for (int g = 0; g < 4; g++) {
      int start = 60 * g;
      int[] kept = IntStream.range(0, 240).filter(i -> i < start || i >= start + 60).toArray();
      Embedding cut =
          g == 0 || g == 3 ? one : one.within(Segments.startingAt(0, start)); // after the gap
      for (int pair = 0; pair < 6; pair++) {
        ofNumbers[g] +=
            TransferEntropy.of(
                        unit(FROM.reorder(kept), pair / 2), unit(TO.reorder(kept), pair % 2), cut)
                    .with(copula)
                    .estimate()
                    .nats()
                / 6;
        ofSymbols[g] +=
            TransferEntropy.of(only(X, kept).unit(pair / 2), only(Y, kept).unit(pair % 2), cut)
                    .with(Estimator.millerMadow())
                    .estimate()
                    .nats()
                / 6;
      }
    }
    checkInterval(numbers, jackknife, ofNumbers);
    checkInterval(symbols, jackknife, ofSymbols);
    Interval plugIn = PairwiseTransferEntropy.between(X, Y, EMBEDDING).interval(jackknife);
    LayerTransfer corrected =
        LayerTransfer.ofPairs(X, Y, EMBEDDING, Estimator.shuffleCorrected(3, 5));
    Interval around = corrected.interval(jackknife);
    double half = (plugIn.highNats() - plugIn.lowNats()) / 2;
    assertThat(around.lowNats()).isCloseTo(corrected.meanNats() - half, within(1e-14));
    assertThat(around.highNats()).isCloseTo(corrected.meanNats() + half, within(1e-14));
    Symbols binary = Series.binary(Series.random(3, 2, 100, 2));
    LayerTransfer whole =
        LayerTransfer.ofWholeLayers(binary, binary, one, Estimator.shuffleCorrected(3, 5));
    Interval wholePlugIn =
        LayerTransfer.ofWholeLayers(binary, binary, one, Estimator.plugIn()).interval(jackknife);
    assertThat(whole.interval(jackknife).highNats() - whole.interval(jackknife).lowNats())
        .isCloseTo(wholePlugIn.highNats() - wholePlugIn.lowNats(), within(1e-14));
  }

  private static Symbols only(Symbols layer, int[] kept) {
    int[][] series = new int[layer.units()][];
    Arrays.setAll(series, u -> Arrays.stream(kept).map(i -> layer.get(u, i)).toArray());
    return Symbols.ofSeries(layer.alphabet(), series);
  }

  private static void checkInterval(LayerTransfer all, Resampling jackknife, double[] without) {
    AtomicInteger next = new AtomicInteger();
    Interval expected =
        jackknife.interval(
            240,
            all.meanNats(),
            kept -> {
              next.incrementAndGet();
              return without[firstMissing(kept) / 60];
            });
    assertThat(next.get()).isEqualTo(4);
    Interval interval = all.interval(jackknife);
    assertThat(interval.lowNats()).isCloseTo(expected.lowNats(), within(1e-11));
    assertThat(interval.highNats()).isCloseTo(expected.highNats(), within(1e-11));
    assertThat(interval.method()).isEqualTo("jackknife of 4 stretches");
  }

  private static int firstMissing(int[] kept) {
    int i = 0;
    while (i < kept.length && kept[i] == i) {
      i++;
    }
    return i;
  }

  @Test
  void intervalsThatDoNotHoldAreRefused() {
    Resampling jackknife = Resampling.jackknife(4);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                LayerTransfer.ofPairs(X, Y, EMBEDDING, Estimator.grassberger()).interval(jackknife))
        .withMessageContaining("hold the true value too seldom or too often");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerTransfer.ofPairs(X, Y, EMBEDDING, new Halved()).interval(jackknife))
        .withMessageContainingAll("unknown coverage");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                LayerTransfer.ofPairs(FROM, TO, EMBEDDING, ContinuousEstimator.kraskov(3))
                    .interval(jackknife))
        .withMessageContaining("Use several recordings");
  }

  @Test
  void badInputIsNamed() {
    Symbols wide = Series.binary(Series.random(1, 129, 20, 2));
    Symbols one = Series.binary(Series.random(1, 1, 20, 2));
    Values values = Values.view(20, 129, (s, u) -> s);
    Values few = Values.view(20, 18, (s, u) -> s * s % (u + 2));
    Values single = unit(values, 0);
    Embedding step = Embedding.oneStep();
    ContinuousEstimator gaussian = ContinuousEstimator.gaussian();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerTransfer.ofWholeLayers(wide, one, step, Estimator.plugIn()))
        .withMessageContainingAll(
            "source must have at most 128 units", "got 129", "units(sampled(32, seed))");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerTransfer.ofWholeLayers(one, wide, step, Estimator.plugIn()))
        .withMessageContainingAll("target must have at most 128 units", "got 129");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerTransfer.ofWholeLayers(values, single, step, gaussian))
        .withMessageContainingAll("source must have at most 128 units", "got 129");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerTransfer.ofWholeLayers(single, values, step, gaussian))
        .withMessageContainingAll("target must have at most 128 units", "got 129");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerTransfer.ofWholeLayers(few, single, step, gaussian))
        .withMessageContainingAll("20 dimensions in all", "got 19", "units(sampled(32, seed))");
    Values bad = Values.view(20, 2, (s, u) -> s == 3 && u == 1 ? Double.NaN : s);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerTransfer.ofPairs(bad, single, step, gaussian))
        .withMessageContaining("Unit 1 of the source is NaN in sample 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerTransfer.ofPairs(single, FROM, step, gaussian))
        .withMessageContaining("The source has 20 samples, the target 240");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerTransfer.ofPairs(one, X, step, Estimator.millerMadow()))
        .withMessageContaining("The source has 20 samples, the target 240");
  }

  /** Presses the stop button while an order is made. */
  private record Stopping(Thread thread, int at, AtomicInteger asked) implements Surrogates {
    @Override
    public int surrogates() {
      return 1000;
    }

    @Override
    public long seed() {
      return 1;
    }

    @Override
    public int[] order(int surrogate, Segments batches, int samples) {
      if (asked.incrementAndGet() == at) {
        thread.interrupt();
      }
      return Draws.shuffled(1, surrogate, samples);
    }
  }

  @Test
  void interruptEndsTheSurrogates() {
    for (LayerTransfer all :
        List.of(
            LayerTransfer.ofPairs(X, Y, EMBEDDING, Estimator.plugIn()),
            LayerTransfer.ofPairs(X, Y, EMBEDDING, Estimator.millerMadow()),
            LayerTransfer.ofPairs(FROM, TO, EMBEDDING, ContinuousEstimator.gaussian()),
            LayerTransfer.ofPairs(FROM, TO, EMBEDDING, ContinuousEstimator.kraskov(3)))) {
      Stopping stopping = new Stopping(Thread.currentThread(), 5, new AtomicInteger());
      try {
        assertThatThrownBy(() -> all.against(stopping, BATCHES))
            .isInstanceOf(CancellationException.class)
            .hasMessage(
                "The measurement was stopped and has no result. Run it again from the start.");
        assertThat(stopping.asked().get()).isEqualTo(5);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
      } finally {
        Thread.interrupted();
      }
    }
  }

  @Test
  void interruptEndsThePairs() {
    AtomicInteger asked = new AtomicInteger();
    Thread thread = Thread.currentThread();
    record Slow(Runnable each) implements Estimator {
      @Override
      public double information(Partition a, Partition b, Partition given) {
        each.run();
        return 0;
      }
    }
    Slow slow =
        new Slow(
            () -> {
              if (asked.incrementAndGet() == 7) {
                thread.interrupt();
              }
            });
    Symbols many = Symbols.ofSeries(3, Series.random(1, 60, 10, 3));
    try {
      assertThatThrownBy(() -> LayerTransfer.ofPairs(many, many, Embedding.oneStep(), slow))
          .isInstanceOf(CancellationException.class)
          .hasMessageContaining("was stopped");
      assertThat(asked.get()).isBetween(7, 1800); // of 3600
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void interruptEndsASingleMeasure() {
    Stopping stopping = new Stopping(Thread.currentThread(), 5, new AtomicInteger());
    try {
      assertThatThrownBy(() -> TransferEntropy.of(X, Y, EMBEDDING).against(stopping).estimate())
          .isInstanceOf(CancellationException.class)
          .hasMessageContaining("was stopped");
      assertThat(stopping.asked().get()).isBetween(5, 500); // of 1000
    } finally {
      Thread.interrupted();
    }
  }
}
