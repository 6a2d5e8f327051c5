package org.infoplane.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.infoplane.symbol.Embedding;
import org.infoplane.symbol.Partition;
import org.infoplane.symbol.Symbols;
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
    return TransferEntropy.of(Series.binary(source), 0, Series.binary(target), 0, embedding);
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
                    .mean()))
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
        double unknown =
            MutualInformation.entropy(Partition.of(next).and(Partition.of(past))).nats()
                - MutualInformation.entropy(Partition.of(past)).nats();
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
            Symbols.of(3, x), 0, Symbols.of(3, Series.delayed(x)), 0, Embedding.oneStep());
    assertThat(copy.in(Unit.BITS)).isCloseTo(Math.log(3) / Math.log(2), within(5e-3));
    assertThat(copy.biasNats()).isCloseTo(2 * 2 * 3 / (2.0 * 2999), within(1e-15));
  }

  @Test
  void biasIsOneOverSamplesInNatsAndPValueIsTakenInNats() {
    int[][] d1 = Series.d1();
    Estimate back = te(d1[1], d1[0], Embedding.oneStep());
    assertThat(back.samples()).isEqualTo(999);
    assertThat(back.bias(Unit.BITS)).isCloseTo(1 / (999 * Math.log(2)), within(1e-15));
    assertThat(2 * back.samples() * back.nats()).isCloseTo(4.919627236, within(5e-10));
    assertThat(back.pValue()).isCloseTo(0.085450876, within(5e-10));
  }

  @Test
  void constantUnitHasNoBiasAndIsNeverSignificant() {
    Estimate none = te(new int[16], series("x"), Embedding.oneStep());
    assertThat(none.nats()).isZero();
    assertThat(none.biasNats()).isZero();
    assertThat(none.pValue()).isEqualTo(1);
  }

  @Test
  void estimatePrintsItselfInOneLine() {
    int[][] d1 = Series.d1();
    assertThat(te(d1[1], d1[0], Embedding.oneStep()))
        .hasToString("0.003552 bits (n = 999, bias 0.001444, p = 0.0855)");
    assertThat(new Estimate(Math.log(2), 10, 0, 0, Double.NaN))
        .hasToString("1.000000 bits (n = 10, bias 0.000000, null 0.000000)");
  }
}
