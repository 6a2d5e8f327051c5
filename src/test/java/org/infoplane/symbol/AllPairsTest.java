package org.infoplane.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllPairsTest {

  /** Counts one by one, from the series themselves. */
  private static int[] plain(
      int[] source, int sourceAlphabet, int[] target, int targetAlphabet, Embedding e) {
    int[] times = e.times(target.length, e.target(), e.source());
    int pasts = (int) Math.pow(targetAlphabet, e.target().length());
    int sources = (int) Math.pow(sourceAlphabet, e.source().length());
    int[] counts = new int[targetAlphabet * pasts * sources];
    for (int t : times) {
      int past = 0;
      for (int i = 0; i < e.target().length(); i++) {
        past = past * targetAlphabet + target[t - 1 - i * e.target().delay()];
      }
      int seen = 0;
      for (int i = 0; i < e.source().length(); i++) {
        seen = seen * sourceAlphabet + source[t - e.source().lag() - i * e.source().delay()];
      }
      counts[(target[t] * pasts + past) * sources + seen]++;
    }
    return counts;
  }

  private static void assertEveryPair(
      int[][] source, int sourceAlphabet, int[][] target, int targetAlphabet, Embedding e) {
    AtomicInteger pairs = new AtomicInteger();
    AllPairs all =
        AllPairs.of(
            Symbols.ofSeries(sourceAlphabet, source), Symbols.ofSeries(targetAlphabet, target), e);
    all.count(
        (i, j, counts) -> {
          int[] expected = plain(source[i], sourceAlphabet, target[j], targetAlphabet, e);
          assertThat(counts).as("pair %d, %d", i, j).isEqualTo(expected);
          assertThat(all.transitions()).isEqualTo(Arrays.stream(expected).sum());
          pairs.incrementAndGet();
        });
    assertThat(pairs).hasValue(source.length * target.length);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 31, 32, 33, 34, 63, 64, 65, 66, 128, 129, 130, 1001})
  void everyBinaryPairEqualsThePlainCounts(int samples) {
    int[][] source = Series.random(samples, 4, samples, 2);
    int[][] target = Series.random(samples + 1L, 6, samples, 2);
    source[1] = new int[samples]; // constant units
    Arrays.fill(target[2], 1);
    assertEveryPair(source, 2, target, 2, Embedding.oneStep());
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1, 1, 1, 240, 64",
    "2, 1, 1, 1, 240, 65",
    "2, 1, 1, 1, 700, 333",
    "2, 1, 1, 5, 234, 1001",
    "2, 2, 1, 1, 101, 130",
    "2, 1, 2, 1, 240, 130",
    "3, 1, 1, 1, 90, 130"
  })
  void wideLayersAreCountedRowByRow(int alphabet, int k, int l, int u, int targets, int samples) {
    int[][] source = Series.random(samples, 33, samples, alphabet);
    int[][] target = Series.random(samples + 1L, targets, samples, alphabet);
    source[1] = new int[samples]; // constant units
    Arrays.fill(target[targets - 1], 1);
    Embedding embedding = new Embedding(k, l, u).within(Segments.startingAt(0, 20, 50));
    assertEveryPair(source, alphabet, target, alphabet, embedding);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 3",
    "2, 1, 1",
    "1, 2, 1",
    "2, 2, 2",
    "3, 1, 1",
    "1, 3, 40",
    "3, 3, 1",
    "3, 2, 33"
  })
  void historiesAndLagsAreCountedOnPackedWords(int k, int l, int u) {
    int[][] source = Series.random(1, 3, 200, 2);
    int[][] target = Series.random(2, 5, 200, 2);
    Embedding embedding = new Embedding(k, l, u);
    assertEveryPair(source, 2, target, 2, embedding);
    assertEveryPair(source, 2, target, 2, embedding.targetDelay(7).sourceDelay(32));
    assertEveryPair(source, 2, target, 2, embedding.within(Segments.startingAt(0, 64, 70, 131)));
  }

  @ParameterizedTest
  @CsvSource({
    "4, 4, 1, 1",
    "8, 8, 1, 1",
    "3, 2, 1, 1",
    "2, 5, 2, 1",
    "30, 30, 1, 1",
    "2, 9, 1, 4",
    "7, 3, 2, 2"
  })
  void largerAlphabetsAreCountedByMasksOrATable(int a, int b, int k, int l) {
    int[][] source = Series.random(3, 3, 300, a);
    int[][] target = Series.random(4, 5, 300, b);
    Embedding embedding = new Embedding(k, l, 1);
    assertEveryPair(source, a, target, b, embedding);
    assertEveryPair(source, a, target, b, embedding.within(Segments.ofLength(50, 300)));
  }

  @Test
  void dimensionsAreThoseOfTheHistories() {
    AllPairs pairs =
        AllPairs.of(
            Symbols.ofSeries(3, new int[9]),
            Symbols.ofSeries(2, new int[9]),
            new Embedding(3, 2, 1));
    assertThat(pairs.nexts()).isEqualTo(2);
    assertThat(pairs.pasts()).isEqualTo(8);
    assertThat(pairs.sources()).isEqualTo(9);
    assertThat(pairs.transitions()).isEqualTo(6);
  }

  @Test
  void tableThatNoCacheHoldsDoesNotFit() {
    Symbols wide = Symbols.ofSeries(256, new int[9]);
    Symbols binary = Series.binary(new int[9]);
    assertThat(AllPairs.fits(binary, wide, Embedding.oneStep())).isFalse();
    assertThat(AllPairs.fits(wide, binary, Embedding.oneStep())).isTrue();
    assertThat(AllPairs.fits(binary, binary, new Embedding(7, 8, 1))).isTrue();
    assertThat(AllPairs.fits(binary, binary, new Embedding(8, 8, 1))).isFalse();
    assertThat(AllPairs.fits(wide, wide, new Embedding(1000, 1000, 1))).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AllPairs.of(binary, wide, Embedding.oneStep()))
        .withMessageContaining("256 x 256^1 x 2^1 states per pair");
  }

  @Test
  void badInputIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                AllPairs.of(
                    Series.binary(new int[3]), Series.binary(new int[2]), Embedding.oneStep()))
        .withMessage("The source has 3 samples, the target 2. Pass series of the same time axis.");
    Symbols one = Series.binary(new int[] {1});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AllPairs.of(one, one, Embedding.oneStep()))
        .withMessageContaining("look 1 steps back, but the series have 1 samples");
  }
}
