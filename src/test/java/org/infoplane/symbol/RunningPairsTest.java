package org.infoplane.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningPairsTest {

  private static Map<String, int[]> counts(PairCounts pairs) {
    Map<String, int[]> all = new ConcurrentHashMap<>();
    pairs.count((source, target, counts) -> all.put(source + ">" + target, counts.clone()));
    return all;
  }

  /** What is in the window, counted anew. */
  private static void assertCounted(RunningPairs pairs, Symbols source, Symbols target) {
    AllPairs anew = AllPairs.of(source, target, pairs.embedding());
    assertThat(pairs.transitions()).isEqualTo(anew.transitions());
    assertThat(counts(pairs)).usingRecursiveComparison().isEqualTo(counts(anew));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 2, 1, 1, 1, 50",
    "2, 2, 1, 1, 1, 2",
    "2, 2, 3, 2, 4, 64",
    "4, 3, 1, 2, 1, 129",
    "300, 2, 1, 1, 2, 77"
  })
  void windowThatSlidesSampleBySampleEqualsTheWindowCountedAnew(
      int sourceAlphabet, int targetAlphabet, int k, int l, int lag, int window) {
    Symbols source = Symbols.ofSeries(sourceAlphabet, Series.random(1, 3, 300, sourceAlphabet));
    Symbols target = Symbols.ofSeries(targetAlphabet, Series.random(2, 2, 300, targetAlphabet));
    RunningPairs pairs = RunningPairs.sliding(window, new Embedding(k, l, lag));
    int reach = Math.max(k, lag + l - 1);
    for (int t = 0; t < 300; t++) {
      pairs.add(source.slice(t, t + 1), target.slice(t, t + 1));
      int from = Math.max(0, t + 1 - window);
      assertThat(pairs.samples()).isEqualTo(t + 1 - from);
      if (t + 1 - from > reach) {
        assertCounted(pairs, source.slice(from, t + 1), target.slice(from, t + 1));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 4000", "7, 500", "100, 500", "1000, 500", "2500, 500", "640, 2147483647"})
  void batchesOfAnySizeAreCounted(int batch, int window) {
    Symbols source = Symbols.ofSeries(2, Series.random(3, 5, 12_000, 2));
    Symbols target = Symbols.ofSeries(2, Series.random(4, 4, 12_000, 2));
    Embedding embedding = new Embedding(2, 1, 1);
    RunningPairs pairs =
        window == Integer.MAX_VALUE
            ? RunningPairs.growing(embedding)
            : RunningPairs.sliding(window, embedding);
    for (int t = 0; t < 12_000; t += batch) {
      int end = Math.min(12_000, t + batch);
      pairs.add(source.slice(t, end), target.slice(t, end));
    }
    int from = Math.max(0, 12_000 - window);
    assertCounted(pairs, source.slice(from, 12_000), target.slice(from, 12_000));
    assertThat(pairs.sourceSymbols().get(4, 0)).isEqualTo(source.get(4, from));
    assertThat(pairs.targetSymbols().samples()).isEqualTo(12_000 - from);
  }

  @Test
  void badInputIsNamedAndCountsNothing() {
    Embedding one = Embedding.oneStep();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunningPairs.sliding(1, one))
        .withMessage(
            "Asked for a window of 1 samples, but transitions look 1 steps back. Pass at least 2.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunningPairs.growing(one.within(Trials.startingAt(0, 5))))
        .withMessage("Asked to count 2 trials as samples arrive. Pass an embedding of one trial.");
    RunningPairs pairs = RunningPairs.growing(one);
    assertThatIllegalStateException()
        .isThrownBy(pairs::sourceSymbols)
        .withMessageContaining("counts of no sample");
    Symbols two = Symbols.ofSeries(2, new int[] {0, 1, 1}, new int[] {1, 1, 0});
    pairs.add(two, two.unit(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pairs.add(two, two))
        .withMessageContaining("Asked to add 2 units of 2 symbols to a target of 1 units of 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pairs.add(two.slice(0, 2), two.unit(0)))
        .withMessageContaining("The source has 2 samples, the target 3");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                RunningPairs.growing(one)
                    .add(two.unit(0), Symbols.ofSeries(256, new int[] {1, 2, 3})))
        .withMessageContaining("256 x 256^1 x 2^1 states");
    assertThat(pairs.samples()).isEqualTo(3);
    assertCounted(pairs, two, two.unit(0));
  }
}
