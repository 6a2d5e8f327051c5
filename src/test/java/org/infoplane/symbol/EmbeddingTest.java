package org.infoplane.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;

class EmbeddingTest {

  private static final Symbols Y = Series.binary(Series.parse("001101"));

  private static String groups(Partition partition) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < partition.samples(); i++) {
      text.append(partition.get(i));
    }
    return text.toString();
  }

  @Test
  void timesAreThoseWithAWholePast() {
    Embedding one = Embedding.oneStep();
    assertThat(one.times(4, one.target(), one.source())).containsExactly(1, 2, 3);
    Embedding deep = new Embedding(2, 2, 2);
    assertThat(deep.times(5, deep.target(), deep.source())).containsExactly(3, 4);
    assertThat(deep.times(5, deep.target())).containsExactly(2, 3, 4);
    assertThat(deep.targetDelay(3).times(5, deep.targetDelay(3).target())).containsExactly(4);
    assertThat(deep.sourceDelay(2).source()).isEqualTo(new History(2, 2, 2));
    assertThat(deep.given(new History(1, 1, 3)).given().reach()).isEqualTo(3);
  }

  @Test
  void noTransitionCrossesTheBorderOfATrial() {
    Embedding pooled = new Embedding(2, 1, 1).within(Segments.startingAt(0, 4, 6));
    // The middle trial is too short for a history of two.
    assertThat(pooled.times(9, pooled.target())).containsExactly(2, 3, 8);
  }

  @Test
  void statesAreThePastSymbolsTogether() {
    int[] times = {2, 3, 4, 5};
    // Pairs (y[t-1], y[t-2]): 00, 10, 11, 01.
    assertThat(groups(Embedding.states(Y, new History(2, 1, 1), times))).isEqualTo("0123");
    // y[t-2]: 0, 0, 1, 1.
    assertThat(groups(Embedding.states(Y, new History(1, 1, 2), times))).isEqualTo("0011");
    // y[t]: 1, 1, 0, 1.
    assertThat(groups(Embedding.states(Y, History.present(), times))).isEqualTo("0010");
    // Two units: (y[t], z[t]).
    Symbols both = Series.binary(Series.parse("001101"), Series.parse("000110"));
    assertThat(groups(Embedding.states(both, History.present(), times))).isEqualTo("0120");
  }

  @Test
  void pointsAreThePastValuesUnitByUnit() {
    Values series = Values.ofSeries(new double[] {1, 2, 3, 4}, new double[] {5, 6, 7, 8});
    assertThat(Embedding.points(series, new History(2, 2, 1), new int[] {3}))
        .isDeepEqualTo(new double[][] {{3}, {1}, {7}, {5}});
    assertThat(Embedding.points(series, History.present(), new int[] {0, 3}))
        .isDeepEqualTo(new double[][] {{1, 4}, {5, 8}});
  }

  @Test
  void clockRunsOnInATrialAndJumpsBetweenTrials() {
    Embedding pooled = Embedding.oneStep().within(Segments.startingAt(0, 3, 5));
    int[] times = pooled.times(7, pooled.target());
    assertThat(times).containsExactly(1, 2, 4, 6);
    assertThat(pooled.clock(times)).containsExactly(1, 2, 1_000_004, 2_000_006);
  }

  @Test
  void equalEmbeddingsAreEqual() {
    assertThat(new Embedding(2, 1, 1)).isEqualTo(new Embedding(2, 1, 1));
    assertThat(new Embedding(2, 1, 1).hashCode()).isEqualTo(new Embedding(2, 1, 1).hashCode());
    assertThat(Embedding.oneStep().within(Segments.ofLength(2, 5)))
        .isEqualTo(Embedding.oneStep().within(Segments.startingAt(0, 2, 4)))
        .isNotEqualTo(Embedding.oneStep());
    assertThat(new Embedding(2, 3, 4)).hasToString("k = 2, l = 3, lag = 4");
    assertThat(new Embedding(2, 3, 4).targetDelay(5).sourceDelay(6).within(Segments.ofLength(2, 5)))
        .hasToString("k = 2 (delay 5), l = 3 (delay 6), lag = 4, 3 segments");
    assertThat(Segments.whole()).hasToString("one segment");
    assertThat(Segments.ofLength(2, 5)).hasToString("3 segments");
  }

  @Test
  void sparseStatesHoldAnyAlphabetAndHistory() {
    int[] series = Series.random(3, 1, 500, 60_000)[0];
    Symbols wide = Symbols.ofSeries(60_000, series);
    Embedding deep = new Embedding(200, 1, 1);
    int[] times = deep.times(500, deep.target());
    assertThat(Embedding.states(wide, deep.target(), times).groups()).isEqualTo(300);
  }

  @Test
  void impossibleEmbeddingsAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Embedding(0, 1, 1))
        .withMessage("history must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Embedding(1, 1, 0))
        .withMessageContaining("lag of the source must be at least 1, got 0");
    Embedding known = Embedding.oneStep();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Embedding(History.present(), known.source(), known.given(), known.segments()))
        .withMessageContaining("lag of the target must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> known.targetDelay(0))
        .withMessageContaining("delay must be at least 1, got 0");
    Embedding deep = new Embedding(6, 1, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> deep.times(6, deep.target()))
        .withMessage(
            "No transitions: the histories look 6 steps back, but the series have 6 samples (segments: 1). Pass longer series or shorter histories.");
    Embedding far = new Embedding(1, 1, Integer.MAX_VALUE).within(Segments.startingAt(0, 5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> far.times(10, far.target(), far.source()))
        .withMessageContaining(
            "look 2147483647 steps back, but the series have 10 samples (segments: 2)");
    Embedding farther = new Embedding(Integer.MAX_VALUE, 1, 1).targetDelay(Integer.MAX_VALUE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> farther.times(10, farther.target()))
        .withMessageContaining("look 4611686011984936963 steps back");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Embedding.requireSameLength(3, 2))
        .withMessage("The source has 3 samples, the target 2. Pass series of the same time axis.");
  }
}
