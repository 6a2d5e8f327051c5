package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.infoplane.measure.nulls.ChiSquare;
import org.infoplane.measure.nulls.Null;
import org.infoplane.measure.nulls.Significance;
import org.infoplane.measure.nulls.Surrogates;
import org.infoplane.symbol.Discretizer;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.History;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Segments;
import org.infoplane.symbol.Symbols;
import org.infoplane.symbol.Values;
import org.infoplane.testing.RealSeries;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransferEntropyTest {

  private static final Map<String, int[]> SERIES = golden();

  private static Map<String, int[]> golden() {
    int[] x = Series.parse("0110100110010110");
    int[] a = Series.congruential(1);
    int[] b = Series.congruential(2);
    int[] mixed = new int[1000];
    for (int i = 0; i < 1000; i++) {
      mixed[i] = i % 4 != 0 ? a[i] : b[i];
    }
    return Map.of(
        "x",
        x,
        "z",
        Series.parse("0010111001101011"),
        "y",
        Series.delayed(x),
        "a",
        a,
        "b",
        b,
        "noisy",
        Series.delayed(mixed),
        "delayed",
        Series.delayed(a),
        "constant",
        new int[16]);
  }

  private static int[] series(String name) {
    return Objects.requireNonNull(SERIES.get(name), name);
  }

  private static Estimate te(int[] source, int[] target, Embedding embedding) {
    return TransferEntropy.of(Series.binary(source), Series.binary(target), embedding).estimate();
  }

  private static double bits(int[] source, int[] target, int k, int l, int u) {
    return te(source, target, new Embedding(k, l, u)).in(Unit.BITS);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/golden/transfer-entropy-bits.csv", useHeadersInDisplayName = true)
  void equalsOtherImplementations(String pair, double expected) {
    String[] names = pair.split("->", -1);
    int[] source = series(names[0]);
    int[] target = series(names[1]);
    assertThat(bits(source, target, 1, 1, 1)).isCloseTo(expected, within(1e-10));
    assertThat(
            Unit.BITS.fromNats(
                PairwiseTransferEntropy.between(Series.binary(source), Series.binary(target))
                    .meanNats()))
        .isCloseTo(expected, within(1e-10));
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/golden/transfer-entropy-d1-bits.csv", useHeadersInDisplayName = true)
  void equalsOtherImplementationsOnD1(int k, int l, int u, double forward, double backward) {
    int[][] d1 = Series.d1();
    assertThat(bits(d1[0], d1[1], k, l, u)).isCloseTo(forward, within(1e-10));
    assertThat(bits(d1[1], d1[0], k, l, u)).isCloseTo(backward, within(1e-10));
  }

  @ParameterizedTest
  @CsvSource({"2, 0.6792696431662097, 0", "1, 0.8112781244591329, 0.12255624891826589"})
  void equalsPyInform(int k, double forward, double backward) {
    int[] xs = Series.parse("011110000");
    int[] ys = Series.parse("001111000");
    assertThat(bits(xs, ys, k, 1, 1)).isCloseTo(forward, within(1e-10));
    assertThat(bits(ys, xs, k, 1, 1)).isCloseTo(backward, within(1e-10));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void copyWithADelayTellsAllThatIsUnknownAtItsLagAndNothingAtOthers(int delay) {
    int[] x = Series.random(77, 1, 4000, 2)[0];
    int[] y = x;
    for (int i = 0; i < delay; i++) {
      y = Series.delayed(y);
    }
    for (int lag = 1; lag <= 3; lag++) {
      Estimate te = te(x, y, new Embedding(1, 1, lag));
      if (lag == delay) {
        // H(next | past) of the same transitions: the source leaves nothing open.
        int[] next = Arrays.copyOfRange(y, Math.max(1, lag), 4000);
        int[] past = Arrays.copyOfRange(y, Math.max(1, lag) - 1, 3999);
        double unknown = Entropy.of(Partition.of(next)).given(Partition.of(past)).estimate().nats();
        assertThat(te.nats()).isCloseTo(unknown, within(1e-12));
        assertThat(te.in(Unit.BITS)).isCloseTo(1, within(1e-3));
      } else {
        assertThat(te.pValue()).isGreaterThan(1e-3);
      }
    }
  }

  @Test
  void periodFourProcessIsOneBitAtHistoryOneAndNoneAtTwo() {
    int[] source = new int[101];
    int[] target = new int[101];
    for (int t = 0; t <= 100; t++) {
      source[t] = t % 2 == 0 ? 1 : 0;
      target[t] = t % 4 < 2 ? 1 : 0;
    }
    assertThat(bits(source, target, 1, 1, 1)).isCloseTo(1, within(1e-12));
    assertThat(bits(source, target, 2, 1, 1)).isCloseTo(0, within(1e-12));
  }

  @Test
  void exclusiveOrIsOneBitOfTransferEntropy() {
    SplittableRandom random = new SplittableRandom(4);
    int[] x = new int[20_001];
    int[] y = new int[20_001];
    for (int t = 0; t < 20_000; t++) {
      x[t] = random.nextInt(2);
      y[t + 1] = x[t] ^ y[t];
    }
    assertThat(bits(x, y, 1, 1, 1)).isCloseTo(1, within(1e-3));
  }

  @ParameterizedTest
  @CsvSource({"0.01, 0.9192068641", "0.1, 0.5310044064", "0.25, 0.1887218755"})
  void noisyCopyIsOneMinusTheEntropyOfTheNoise(double flip, double expected) {
    SplittableRandom random = new SplittableRandom(8);
    int[] x = new int[200_001];
    int[] y = new int[200_001];
    for (int t = 0; t < 200_000; t++) {
      x[t] = random.nextInt(2);
      y[t + 1] = random.nextDouble() < flip ? 1 - x[t] : x[t];
    }
    assertThat(bits(x, y, 1, 1, 1)).isCloseTo(expected, within(4e-3));
  }

  @Test
  void relabellingChangesNothing() {
    int[][] d1 = Series.d1();
    int[] flipped = new int[1000];
    for (int i = 0; i < 1000; i++) {
      flipped[i] = 1 - d1[0][i];
    }
    assertThat(bits(flipped, d1[1], 1, 1, 1)).isCloseTo(bits(d1[0], d1[1], 1, 1, 1), within(1e-14));
  }

  @Test
  void threeSymbolsCountAsThree() {
    int[] x = Series.random(3, 1, 3000, 3)[0];
    Estimate copy =
        TransferEntropy.of(
                Symbols.ofSeries(3, x), Symbols.ofSeries(3, Series.delayed(x)), Embedding.oneStep())
            .estimate();
    assertThat(copy.in(Unit.BITS)).isCloseTo(Math.log(3) / Math.log(2), within(5e-3));
    // A copy shows 9 of the 27 states: (9 - 9 - 9 + 3) / 2n.
    assertThat(copy.biasNats()).isCloseTo(-6 / (2.0 * 2999), within(1e-15));
    assertThat(copy.significance().nullMean()).isCloseTo(2 * 2 * 3 / (2.0 * 2999), within(1e-15));
  }

  @Test
  void biasIsOneOverSamplesInNatsAndPValueIsTakenInNats() {
    int[][] d1 = Series.d1();
    Estimate back = te(d1[1], d1[0], Embedding.oneStep());
    assertThat(back.samples()).isEqualTo(999);
    assertThat(back.bias(Unit.BITS)).isCloseTo(1 / (999 * Math.log(2)), within(1e-15));
    assertThat(2 * back.samples() * back.nats()).isCloseTo(4.919627236, within(5e-10));
    assertThat(ChiSquare.pValue(back.nats(), 999, 2)).isCloseTo(0.085450876, within(5e-10));
    assertThat(back.pValue()).isCloseTo(pearson(d1[1], d1[0]), within(1e-12));
  }

  /** The sum of Pearson's statistics of the two tables of (next, source), by another library. */
  private static double pearson(int[] source, int[] target) {
    long[][][] tables = new long[2][2][2];
    for (int t = 1; t < target.length; t++) {
      tables[target[t - 1]][target[t]][source[t - 1]]++;
    }
    double sum = 0;
    for (long[][] table : tables) {
      sum += ChiSquareTest.withDefaults().test(table).getStatistic();
    }
    return Math.exp(-sum / 2); // two degrees of freedom
  }

  @Test
  void constantUnitHasNoBiasAndIsNeverSignificant() {
    Estimate none = te(new int[1000], series("a"), Embedding.oneStep());
    assertThat(none.nats()).isZero();
    assertThat(none.biasNats()).isZero();
    assertThat(none.pValue()).isEqualTo(1);
  }

  @Test
  void localValuesEqualPyInform() {
    double[] local =
        TransferEntropy.of(
                Series.binary(Series.parse("011110000")),
                Series.binary(Series.parse("001111000")),
                new Embedding(2, 1, 1))
            .localNats();
    double[] bits = Arrays.stream(local).map(Unit.BITS::fromNats).toArray();
    double[] expected = {1, 0, 0.5849625, 0.5849625, 1.5849625, 0, 1};
    assertThat(bits).containsExactly(expected, within(1e-7));
  }

  @Test
  void pooledTrialsEqualPyInform() {
    int[] xs = Series.parse("100001111111100011");
    int[] ys = Series.parse("001111000100001110");
    Embedding pooled = new Embedding(2, 1, 1).within(Segments.ofLength(9, 18));
    assertThat(te(xs, ys, pooled).in(Unit.BITS)).isCloseTo(0.693536138896192, within(1e-12));
    assertThat(te(xs, ys, pooled).samples()).isEqualTo(14);
  }

  @Test
  void conditionalEqualsPyInform() {
    TransferEntropy te =
        TransferEntropy.conditional(
            Series.binary(Series.parse("011110000")),
            Series.binary(Series.parse("001111000")),
            Series.binary(Series.parse("011110111")),
            new Embedding(2, 1, 1));
    assertThat(te.estimate().in(Unit.BITS)).isCloseTo(0.2857142857142857, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"2, 1, 1, 1, 1", "2, 2, 2, 3, 1", "1, 2, 3, 1, 2"})
  void isTheConditionalInformationOfAnEmbeddingMadeByHand(
      int k, int l, int u, int targetDelay, int sourceDelay) {
    int[] x = Series.random(1, 1, 600, 3)[0];
    int[] y = Series.random(2, 1, 600, 2)[0];
    int first = Math.max(1 + (k - 1) * targetDelay, u + (l - 1) * sourceDelay);
    int[] next = new int[600 - first];
    int[] past = new int[600 - first];
    int[] source = new int[600 - first];
    for (int t = first; t < 600; t++) {
      next[t - first] = y[t];
      for (int i = 0; i < k; i++) {
        past[t - first] = past[t - first] * 2 + y[t - 1 - i * targetDelay];
      }
      for (int i = 0; i < l; i++) {
        source[t - first] = source[t - first] * 3 + x[t - u - i * sourceDelay];
      }
    }
    Embedding embedding = new Embedding(k, l, u).targetDelay(targetDelay).sourceDelay(sourceDelay);
    Estimate te =
        TransferEntropy.of(Symbols.ofSeries(3, x), Series.binary(y), embedding).estimate();
    Estimate byHand =
        MutualInformation.between(Partition.of(next), Partition.of(source))
            .given(Partition.of(past))
            .estimate();
    assertThat(te.nats()).isEqualTo(byHand.nats());
    assertThat(te.significance()).isEqualTo(byHand.significance());
    assertThat(te.samples()).isEqualTo(600 - first);
  }

  @Test
  void collectiveSeesWhatNoPairShows() {
    int[][] x = Series.random(4, 2, 4001, 2);
    int[] y = new int[4001];
    for (int t = 0; t < 4000; t++) {
      y[t + 1] = x[0][t] ^ x[1][t];
    }
    Symbols layer = Series.binary(x);
    Symbols target = Series.binary(y);
    Embedding one = Embedding.oneStep();
    assertThat(TransferEntropy.of(layer, target, one).estimate().in(Unit.BITS))
        .isCloseTo(1, within(2e-3));
    assertThat(TransferEntropy.of(layer.unit(0), target, one).estimate().pValue())
        .isGreaterThan(0.001);
    TransferEntropy complete =
        TransferEntropy.conditional(layer.unit(0), target, layer.unit(1), one);
    assertThat(complete.estimate().in(Unit.BITS)).isCloseTo(1, within(2e-3));
    assertThat(complete.normalized()).isCloseTo(1, within(1e-12));
  }

  @Test
  void conditioningPastHasItsOwnHistoryAndLag() {
    int[][] x = Series.random(5, 1, 2001, 2);
    int[] later = Series.delayed(Series.delayed(x[0]));
    Symbols target = Series.binary(later);
    Symbols known = Series.binary(x[0]);
    // Known at lag 1 the source tells at lag 2 all the same; known at lag 2 it tells nothing new.
    Embedding lag2 = new Embedding(1, 1, 2);
    Embedding knownAt2 = lag2.given(new History(1, 1, 2));
    Embedding knownBoth = lag2.given(new History(2, 1, 1));
    assertThat(TransferEntropy.conditional(known, target, known, lag2).estimate().in(Unit.BITS))
        .isCloseTo(1, within(2e-3));
    assertThat(TransferEntropy.conditional(known, target, known, knownAt2).estimate().nats())
        .isZero();
    assertThat(TransferEntropy.conditional(known, target, known, knownBoth).estimate().nats())
        .isZero();
  }

  @Test
  void surrogatesMoveTheSourceOrWholeSamples() {
    int[][] d1 = Series.d1();
    Symbols x = Series.binary(d1[0]);
    Symbols y = Series.binary(d1[1]);
    Symbols z = Series.binary(Series.random(6, 1, 1000, 2)[0]);
    Embedding two = new Embedding(2, 2, 1);
    Surrogates shuffles = Null.globalShuffle(5, 3);
    Segments whole = Segments.whole();
    TransferEntropy te = TransferEntropy.conditional(x, y, z, two);
    double observed = te.estimate().nats();
    Significance source =
        shuffles.test(
            observed,
            whole,
            1000,
            o -> TransferEntropy.conditional(x.reorder(o), y, z, two).estimate().nats());
    Significance samples =
        shuffles.test(
            observed,
            whole,
            1000,
            o ->
                TransferEntropy.conditional(x.reorder(o), y.reorder(o), z.reorder(o), two)
                    .estimate()
                    .nats());
    assertThat(te.against(shuffles).estimate().significance().nullMean())
        .isEqualTo(source.nullMean());
    assertThat(te.against(shuffles.jointly()).estimate().significance().nullMean())
        .isEqualTo(samples.nullMean())
        .isNotEqualTo(source.nullMean());
    Significance plain =
        shuffles.test(
            0,
            whole,
            1000,
            o -> TransferEntropy.of(x.reorder(o), y.reorder(o), two).estimate().nats());
    assertThat(
            TransferEntropy.of(x, y, two)
                .against(shuffles.jointly())
                .estimate()
                .significance()
                .nullMean())
        .isEqualTo(plain.nullMean());
  }

  @Test
  void givenStatesStayWhenTheSourceIsShuffled() {
    Partition known = Partition.of(Series.random(8, 1, 999, 2)[0]);
    Surrogates shuffles = Null.globalShuffle(19, 3);
    int[][] d1 = Series.d1();
    Estimate te =
        TransferEntropy.of(Series.binary(d1[0]), Series.binary(d1[1]), Embedding.oneStep())
            .given(known)
            .against(shuffles)
            .estimate();
    Significance expected =
        shuffles.test(
            te.nats(),
            Segments.whole(),
            1000,
            o ->
                TransferEntropy.of(
                        Series.binary(d1[0]).reorder(o), Series.binary(d1[1]), Embedding.oneStep())
                    .given(known)
                    .estimate()
                    .nats());
    assertThat(te.significance().nullMean()).isEqualTo(expected.nullMean());
    assertThat(te.samples()).isEqualTo(999);
    assertThat(te.pValue()).isEqualTo(0.05);
  }

  @Test
  void energyEqualsOtherImplementations() {
    assertThat(informationEnergy("x", "y")).isCloseTo(0.4785714286, within(1e-10));
    assertThat(informationEnergy("y", "x")).isCloseTo(0.1471428571, within(1e-10));
    assertThat(informationEnergy("x", "z")).isCloseTo(0.0349206349, within(1e-10));
    assertThat(informationEnergy("z", "x")).isCloseTo(0.1204761905, within(1e-10));
    assertThat(informationEnergy("a", "b")).isCloseTo(0.0002287207, within(1e-10));
    assertThat(informationEnergy("b", "a")).isCloseTo(0.0037573847, within(1e-10));
    assertThat(informationEnergy("a", "noisy")).isCloseTo(0.2810642826, within(1e-10));
    assertThat(informationEnergy("noisy", "a")).isCloseTo(0.0003391084, within(1e-10));
    assertThat(informationEnergy("a", "delayed")).isCloseTo(0.4973473903, within(1e-10));
    assertThat(informationEnergy("constant", "x")).isZero();
  }

  private static double informationEnergy(String source, String target) {
    return TransferEntropy.of(
            Series.binary(series(source)), Series.binary(series(target)), Embedding.oneStep())
        .informationEnergy();
  }

  @Test
  void ordinalPatternsOfD3EqualOtherImplementations() {
    double[][] d3 = RealSeries.coupled(123, 1000);
    Estimate te =
        TransferEntropy.of(ordinal(d3[0]), ordinal(d3[1]), Embedding.oneStep()).estimate();
    assertThat(te.in(Unit.BITS)).isCloseTo(0.148792364713, within(1e-9));
  }

  private static Symbols ordinal(double[] series) {
    Values values = Values.ofSeries(series);
    return Discretizer.ordinalPatterns(3).fit(values).encode(values);
  }

  @Test
  void constantUnitsAreReported() {
    Estimate none = te(new int[1000], series("a"), Embedding.oneStep());
    assertThat(none.toString()).endsWith("; source: 1 of 1 units constant");
    assertThat(te(series("a"), new int[1000], Embedding.oneStep()).toString())
        .endsWith("; target: 1 of 1 units constant");
  }

  @Test
  void constantConditioningSeriesIsReported() {
    Symbols a = Series.binary(series("a"));
    assertThat(
            TransferEntropy.conditional(
                    a,
                    Series.binary(series("b")),
                    Series.binary(new int[1000]),
                    Embedding.oneStep())
                .estimate()
                .toString())
        .endsWith("; given: 1 of 1 units constant");
  }

  @Test
  void balancedProcessesAreExact() {
    // Every past, source and error as often as the process says: 2 x 2 x 100 transitions.
    for (int errors : new int[] {1, 10, 25}) {
      int[] next = new int[400];
      int[] past = new int[400];
      int[] source = new int[400];
      for (int i = 0; i < 400; i++) {
        past[i] = i & 1;
        source[i] = i >> 1 & 1;
        next[i] = i >> 2 < errors ? 1 - source[i] : source[i];
      }
      double p = errors / 100.0;
      double bits = 1 + (p * Math.log(p) + (1 - p) * Math.log(1 - p)) / Math.log(2);
      double golden = errors == 1 ? 0.9192068641 : errors == 10 ? 0.5310044064 : 0.1887218755;
      assertThat(bits).isCloseTo(golden, within(1e-10));
      assertThat(byHand(next, source, past)).isCloseTo(bits, within(1e-12));
    }
    int[] past = {0, 0, 1, 1};
    int[] source = {0, 1, 0, 1};
    int[] xor = {0, 1, 1, 0};
    assertThat(byHand(xor, source, past)).isCloseTo(1, within(1e-15));
    assertThat(MutualInformation.between(Partition.of(xor), Partition.of(source)).estimate().nats())
        .isZero();
  }

  private static double byHand(int[] next, int[] source, int[] past) {
    return MutualInformation.between(Partition.of(next), Partition.of(source))
        .given(Partition.of(past))
        .estimate()
        .in(Unit.BITS);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1, 1, 2",
    "2, 2, 1, 4",
    "2, 1, 2, 6",
    "2, 2, 2, 12",
    "3, 1, 1, 12",
    "3, 2, 1, 36"
  })
  void degreesOfFreedomAreThoseOfTheFormulaIfAllStatesAreSeen(int b, int k, int l, int df) {
    Symbols x = Symbols.ofSeries(b, Series.random(1, 1, 20_000, b));
    Symbols y = Symbols.ofSeries(b, Series.random(2, 1, 20_000, b));
    assertThat(TransferEntropy.of(x, y, new Embedding(k, l, 1)).degreesOfFreedom()).isEqualTo(df);
  }

  @Test
  void historiesThatNoTableCouldHoldAreCountedSparsely() {
    int[] series = Series.random(3, 1, 400, 256)[0];
    Symbols wide = Symbols.ofSeries(256, series);
    Estimate te = TransferEntropy.of(wide, wide, new Embedding(4, 4, 1)).estimate();
    assertThat(te.samples()).isEqualTo(396);
    assertThat(te.states()).isEqualTo(396);
    assertThat(te.has(Warning.Kind.SATURATED)).isTrue();
    assertThat(te.pValue()).isNaN();
  }

  @Test
  void badInputIsNamed() {
    Symbols three = Series.binary(new int[3]);
    Symbols two = Series.binary(new int[2]);
    String words = "The source has 3 samples, the target 2. Pass series of the same time axis.";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TransferEntropy.of(three, two, Embedding.oneStep()))
        .withMessage(words);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TransferEntropy.conditional(two, two, three, Embedding.oneStep()))
        .withMessage(words);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TransferEntropy.of(two, two, new Embedding(2, 1, 1)))
        .withMessageContaining("look 2 steps back, but the series have 2 samples");
    Embedding later = Embedding.oneStep().given(new History(1, 1, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TransferEntropy.conditional(two, two, two, later))
        .withMessageContaining("look 2 steps back");
  }
}
