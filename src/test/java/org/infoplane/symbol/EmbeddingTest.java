package org.infoplane.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.infoplane.testing.Series;
import org.junit.jupiter.api.Test;

class EmbeddingTest {

  private static final Symbols X = Series.binary(Series.parse("010011"));
  private static final Symbols Y = Series.binary(Series.parse("001101"));

  @Test
  void oneStepCountsNextPastSourceByHand() {
    Counts counts = Embedding.oneStep().count(X, 0, Y, 0);
    // (next, past, source): 000, 101, 110, 010, 101
    assertThat(counts.total()).isEqualTo(5);
    assertThat(counts.get(0, 0, 0)).isEqualTo(1);
    assertThat(counts.get(1, 0, 1)).isEqualTo(2);
    assertThat(counts.get(1, 1, 0)).isEqualTo(1);
    assertThat(counts.get(0, 1, 0)).isEqualTo(1);
    assertThat(counts.get(1, 1, 1)).isZero();
  }

  @Test
  void historiesAndLagShortenTheSeries() {
    assertThat(new Embedding(2, 1, 1).count(X, 0, Y, 0).total()).isEqualTo(4);
    assertThat(new Embedding(1, 2, 2).count(X, 0, Y, 0).total()).isEqualTo(3);
    assertThat(new Embedding(3, 1, 1).count(X, 0, Y, 0).pasts()).isEqualTo(8);
  }

  @Test
  void impossibleEmbeddingsAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Embedding(0, 1, 1))
        .withMessageContaining("target history 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Embedding(6, 1, 1).count(X, 0, Y, 0))
        .withMessageContaining("the series have 6 samples. Pass at least 7.");
    Symbols wide = Symbols.of(256, new int[100]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Embedding(4, 1, 1).count(wide, 0, wide, 0))
        .withMessageContaining("256 symbols to the power of 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Embedding(2, 2, 1).count(wide, 0, wide, 0))
        .withMessageContaining("256 x 65536 x 65536");
  }
}
