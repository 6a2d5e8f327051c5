package org.infoplane.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TrialsTest {

  @Test
  void stretchesFollowEachOther() {
    Trials trials = Trials.startingAt(0, 3, 5);
    assertThat(trials.count()).isEqualTo(3);
    assertThat(trials.start(1)).isEqualTo(3);
    assertThat(trials.end(0, 9)).isEqualTo(3);
    assertThat(trials.end(2, 9)).isEqualTo(9);
    assertThat(Trials.whole().end(0, 4)).isEqualTo(4);
  }

  @Test
  void lastStretchOfOneLengthMayBeShorter() {
    assertThat(Trials.ofLength(4, 8).count()).isEqualTo(2);
    assertThat(Trials.ofLength(4, 9).count()).isEqualTo(3);
    assertThat(Trials.ofLength(4, 9).start(2)).isEqualTo(8);
    assertThat(Trials.ofLength(1, 1).count()).isEqualTo(1);
  }

  @Test
  void startsAreCopied() {
    int[] starts = {0, 2};
    Trials trials = Trials.startingAt(starts);
    starts[1] = 7;
    assertThat(trials.start(1)).isEqualTo(2);
  }

  @Test
  void firstSamplesAreDropped() {
    Trials trials = Trials.startingAt(0, 3, 7);
    assertThat(trials.from(0)).isEqualTo(trials);
    assertThat(trials.from(2)).isEqualTo(Trials.startingAt(0, 1, 5));
    assertThat(trials.from(3)).isEqualTo(Trials.startingAt(0, 4));
    assertThat(trials.from(9)).isEqualTo(Trials.whole());
  }

  @Test
  void badStretchesAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trials.startingAt(2))
        .withMessage(
            "Asked for trials or batches that start at [2]. Pass rising first samples, from 0.");
    assertThatIllegalArgumentException().isThrownBy(() -> Trials.startingAt());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trials.startingAt(0, 3, 3))
        .withMessageContaining("[0, 3, 3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trials.startingAt(0, 5).end(0, 5))
        .withMessageContaining("starts at 5, but there are 5 samples");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trials.ofLength(0, 5))
        .withMessageContaining("5 samples into trials or batches of 0");
    assertThatIllegalArgumentException().isThrownBy(() -> Trials.ofLength(1, 0));
  }
}
