package org.infoplane.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SegmentsTest {

  @Test
  void stretchesFollowEachOther() {
    Segments segments = Segments.startingAt(0, 3, 5);
    assertThat(segments.count()).isEqualTo(3);
    assertThat(segments.start(1)).isEqualTo(3);
    assertThat(segments.end(0, 9)).isEqualTo(3);
    assertThat(segments.end(2, 9)).isEqualTo(9);
    assertThat(Segments.whole().end(0, 4)).isEqualTo(4);
  }

  @Test
  void lastStretchOfOneLengthMayBeShorter() {
    assertThat(Segments.ofLength(4, 8).count()).isEqualTo(2);
    assertThat(Segments.ofLength(4, 9).count()).isEqualTo(3);
    assertThat(Segments.ofLength(4, 9).start(2)).isEqualTo(8);
    assertThat(Segments.ofLength(1, 1).count()).isEqualTo(1);
  }

  @Test
  void startsAreCopied() {
    int[] starts = {0, 2};
    Segments segments = Segments.startingAt(starts);
    starts[1] = 7;
    assertThat(segments.start(1)).isEqualTo(2);
  }

  @Test
  void firstSamplesAreDropped() {
    Segments segments = Segments.startingAt(0, 3, 7);
    assertThat(segments.from(0)).isEqualTo(segments);
    assertThat(segments.from(2)).isEqualTo(Segments.startingAt(0, 1, 5));
    assertThat(segments.from(3)).isEqualTo(Segments.startingAt(0, 4));
    assertThat(segments.from(9)).isEqualTo(Segments.whole());
  }

  @Test
  void badStretchesAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Segments.startingAt(2))
        .withMessage("starts must ascend strictly from 0, got [2]");
    assertThatIllegalArgumentException().isThrownBy(() -> Segments.startingAt());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Segments.startingAt(0, 3, 3))
        .withMessageContaining("[0, 3, 3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Segments.startingAt(0, 5).end(0, 5))
        .withMessageContaining("below the number of samples, 5, got 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Segments.ofLength(0, 5))
        .withMessageContaining("length must be at least 1, got 0");
    assertThatIllegalArgumentException().isThrownBy(() -> Segments.ofLength(1, 0));
  }
}
